"""``muban posts``: pictures and texts ready to be put on Facebook, and a plan for them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["posts"]

_NOTHING = {
    "th": "ยังไม่มีเรื่องที่จะโพสต์: โพสต์ทำจากทะเบียนการประกาศ (โฟลเดอร์ register) "
    "และผล CIA (โฟลเดอร์ indicators) วางไฟล์แล้วสั่งอีกครั้ง",
    "en": "Nothing to post yet: posts are made of the register (folder register) and CIA results "
    "(folder indicators); add such a file and run this again",
}


def posts(
    project: Annotated[Path, typer.Argument(help="โฟลเดอร์งาน (ที่มี muban.toml)")] = Path(),
    out: Annotated[Path, typer.Option(help="โฟลเดอร์ที่จะเขียนโพสต์")] = Path("posts"),
    base_url: Annotated[
        str | None, typer.Option(help="ที่อยู่ที่เผยแพร่เว็บไซต์ สำหรับลิงก์และ QR Code")
    ] = None,
    start: Annotated[
        str | None, typer.Option(help="วันแรกที่จะโพสต์ เช่น 2569-01-05 แล้วสัปดาห์ละหนึ่งโพสต์")
    ] = None,
    lang: Annotated[str | None, typer.Option(help="ภาษา: th หรือ en")] = None,
) -> None:
    """โพสต์พร้อมใช้: หมู่บ้านดีเด่น รายด้าน สิ่งที่เปลี่ยนจากปีก่อน พร้อมข้อความและแผนรายสัปดาห์."""
    from muban.layers.personal.privacy import PrivacyRule
    from muban.web.building.build import site_of
    from muban.web.gate.privacy_gate import check_site, refuse_found
    from muban.web.posts.make_posts import every_post, post_files, texts_to_look_over
    from muban.web.posts.post_plan import read_day
    from muban.web.project import read_project, survey
    from muban.web.publishing.write_outputs import refuse_place, write_outputs
    from muban.web.settings.config_checks import published_address
    from muban.web.settings.indicator_settings import class_settings
    from muban.web.told.empty import stop_at_empty
    from muban.web.told.terminal import lang_of, progress, say
    from muban.web.told.told_writing import say_kept

    speech = lang_of(lang)
    day = None if start is None else read_day(start)
    refuse_place(out, project=project)
    with progress("กำลังอ่านและตรวจ" if speech == "th" else "Reading and checking"):
        opened = read_project(project)
        stop_at_empty(opened, project, speech)
        atlas = survey(opened)
    site = site_of(opened, atlas, base_url=published_address(base_url, opened.config))
    made = list(every_post(atlas, site, class_settings(opened.config)))
    if not made:
        say(_NOTHING[speech])
        raise typer.Exit(1)
    with progress("กำลังทำโพสต์" if speech == "th" else "Making posts"):
        files = dict(post_files(made, site, day))
    rule = PrivacyRule(allowed=frozenset(opened.config.privacy.allowed))
    refuse_found(check_site({**files, **texts_to_look_over(made)}, rule=rule))
    written = write_outputs(files, out, project=project)
    say(
        f"โพสต์ {len(made)} เรื่อง อยู่ใน {out} (สี่เหลี่ยมจัตุรัส แนวนอน แนวตั้ง และข้อความ)"
        if speech == "th"
        else f"{len(made)} posts are in {out} (square, wide, tall, and their texts)"
    )
    if day is None:
        say(
            "ยังไม่มีแผนรายสัปดาห์ ถ้าต้องการให้ใส่วันแรก เช่น --start 2569-01-05"
            if speech == "th"
            else "There is no plan: name its first day, such as --start 2026-01-05"
        )
    say_kept(written, speech)
