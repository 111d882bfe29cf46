"""``muban build``: from a project folder to a site."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["build"]


def build(
    project: Annotated[Path, typer.Argument(help="โฟลเดอร์งาน (ที่มี muban.toml)")] = Path(),
    out: Annotated[Path, typer.Option(help="โฟลเดอร์ของเว็บไซต์ที่จะสร้าง")] = Path("site"),
    base_url: Annotated[
        str | None, typer.Option(help="ที่อยู่ที่จะเผยแพร่ เช่น https://ตัวอย่าง.go.th/แผนที่/")
    ] = None,
    only: Annotated[list[str] | None, typer.Option(help="สร้างเฉพาะตำบลรหัสนี้ (ใส่ซ้ำได้)")] = None,
    single_file: Annotated[
        bool, typer.Option("--single-file", help="หนึ่งตำบลหนึ่งไฟล์ HTML สำหรับ LINE หรือ USB")
    ] = False,
    jobs: Annotated[
        int | None, typer.Option(min=1, help="ทำพร้อมกันกี่งาน (ปกติเท่าที่เครื่องมีตัวประมวลผล)")
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="ไม่สร้างถ้าข้อมูลมีข้อผิดพลาด")] = False,
    internal: Annotated[
        bool, typer.Option("--internal", help="ฉบับใช้ภายในสำนักงาน ห้ามเผยแพร่")
    ] = False,
    lang: Annotated[str | None, typer.Option(help="ภาษา: th หรือ en")] = None,
) -> None:
    """สร้างเว็บไซต์แผนที่ (exit 0 ดี, 1 สร้างแล้วแต่บางข้อมูลผิดจึงกันไว้, 2 สร้างไม่ได้)."""
    from muban.gis.problems import Severity
    from muban.web.build import BuildOptions, stream_site
    from muban.web.config_checks import published_address
    from muban.web.in_turn import cores_at_hand, each_on
    from muban.web.project import read_project, survey
    from muban.web.publishing.publish_site import publish_stream, refuse_site
    from muban.web.terminal import lang_of, progress, say, show_ledger, show_problems
    from muban.web.told_writing import say_published

    speech = lang_of(lang)
    refuse_site(out, internal=internal, project=project)
    with progress("กำลังอ่านและตรวจ" if speech == "th" else "Reading and checking"):
        opened = read_project(project)
        atlas = survey(opened, each=each_on(jobs or cores_at_hand()))
    errors = [found for found in atlas.problems if found.severity is Severity.ERROR]
    show_problems(errors, speech)
    if strict and errors:
        say(
            f"ไม่สร้างเว็บไซต์: ข้อมูลมีข้อผิดพลาด {len(errors)} รายการ และสั่ง --strict ไว้"
            if speech == "th"
            else f"No site was built: {len(errors)} errors, and --strict was asked for"
        )
        raise typer.Exit(1)
    options = BuildOptions(
        base_url=published_address(base_url, opened.config),
        only=tuple(only or ()),
        single_file=single_file,
        jobs=jobs or cores_at_hand(),
        internal=internal,
    )
    with progress("กำลังสร้างหน้าเว็บ" if speech == "th" else "Building pages"):
        published = publish_stream(
            stream_site(opened, atlas, options), out, internal=internal, project=project
        )
    show_ledger(atlas.ledger, atlas.problems, speech)
    say_published(published, speech)
    start = published.folder / "index.html"
    say(f"\nเปิดไฟล์นี้ในเบราว์เซอร์: {start}" if speech == "th" else f"\nOpen in a browser: {start}")
    if errors:
        raise typer.Exit(1)
