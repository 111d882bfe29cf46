"""``muban demo``: build the sample that comes with the package."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["demo"]


def demo(
    out: Annotated[Path, typer.Option(help="โฟลเดอร์ของเว็บไซต์ตัวอย่าง")] = Path("demo-site"),
    base_url: Annotated[str | None, typer.Option(help="ที่อยู่ที่จะเผยแพร่")] = None,
    single_file: Annotated[bool, typer.Option("--single-file", help="หนึ่งตำบลหนึ่งไฟล์ HTML")] = False,
    lang: Annotated[str | None, typer.Option(help="ภาษา: th หรือ en")] = None,
) -> None:
    """สร้างเว็บไซต์ตัวอย่าง ตำบลโพนแพง จังหวัดหนองคาย (ข้อมูลสมมติ)."""
    from muban.web.building.build import BuildOptions, build_site
    from muban.web.project import SAMPLE, read_project, survey
    from muban.web.publishing.publish_site import publish
    from muban.web.settings.config_checks import published_address
    from muban.web.told.terminal import lang_of, progress, say, show_ledger
    from muban.web.told.told_writing import say_published

    speech = lang_of(lang)
    with progress("กำลังสร้างตัวอย่าง" if speech == "th" else "Building the sample"):
        opened = read_project(SAMPLE)
        atlas = survey(opened)
        site = build_site(
            opened,
            atlas,
            BuildOptions(
                base_url=published_address(base_url, opened.config), single_file=single_file
            ),
        )
        published = publish(site, out)
    show_ledger(atlas.ledger, atlas.problems, speech)
    say_published(published, speech)
    start = published.folder / "index.html"
    say(f"\nเปิดไฟล์นี้ในเบราว์เซอร์: {start}" if speech == "th" else f"\nOpen in a browser: {start}")
