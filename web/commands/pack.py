"""``muban pack``: one person prepares a province, everybody else takes one file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from muban.gis.problem_catalogue import Lang
    from muban.web.pack.pack_file import Pack

__all__ = ["app"]

app = typer.Typer(help="ชุดข้อมูลจังหวัด: คนหนึ่งเตรียม ทุกคนใช้", no_args_is_help=True)


@app.command()
def make(
    files: Annotated[
        list[Path], typer.Argument(help="ไฟล์หรือโฟลเดอร์: แนวเขต ทำเนียบ จุดหมู่บ้าน ถนน น้ำ")
    ],
    province: Annotated[str, typer.Option(help="รหัสหรือชื่อจังหวัด เช่น 55 หรือ น่าน")],
    out: Annotated[Path, typer.Option(help="ไฟล์ชุดข้อมูลที่จะเขียน เช่น nan.muban.zip")],
    settings: Annotated[
        Path | None, typer.Option(help="muban.toml ที่มีชื่อสำนักงานและสัญลักษณ์ของจังหวัด")
    ] = None,
    notice: Annotated[list[str] | None, typer.Option(help="ข้อความแจ้งผู้ใช้ชุดนี้ (ใส่ซ้ำได้)")] = None,
    source: Annotated[
        list[str] | None, typer.Option(help="ที่มาของไฟล์ เช่น «ตำบล.shp=กรมการปกครอง ปี 2566»")
    ] = None,
    lang: Annotated[str | None, typer.Option(help="ภาษา: th หรือ en")] = None,
) -> None:
    """ทำชุดข้อมูลของจังหวัดหนึ่งจากไฟล์ทั้งประเทศหรือทั้งจังหวัด (ไม่เกิน 5 MB)."""
    from muban.layers.province.units import province_of
    from muban.web.pack.make_pack import make_pack
    from muban.web.pack.pack_file import pack_bytes
    from muban.web.pack.pack_settings import province_code, read_pack_settings
    from muban.web.pack.read_sources import read_sources
    from muban.web.pack.sources import sources_of, stated_source
    from muban.web.publishing.write_outputs import refuse_output, write_output
    from muban.web.told.terminal import lang_of, progress, say, show_problems

    speech = lang_of(lang)
    code = province_code(province)
    refuse_output(out)
    stated, symbols = read_pack_settings(settings)
    with progress("กำลังอ่านและคัดเฉพาะจังหวัด" if speech == "th" else "Reading and cutting"):
        reads = read_sources(files, code)
        found = province_of(reads, code)
        said = dict(stated_source(one) for one in source or ())
        pack = make_pack(
            found,
            sources_of(reads, said),
            settings=stated,
            symbols=symbols,
            notices=tuple(notice or ()),
        )
    unread = [one for read in reads for one in read.problems if one.code.startswith("read.")]
    show_problems([*unread, *found.problems], speech)
    content = pack_bytes(pack)
    write_output(out, content)
    for line in told(pack, len(content), speech):
        say(line)


@app.command()
def show(
    file: Annotated[Path, typer.Argument(help="ไฟล์ชุดข้อมูลจังหวัด .muban.zip")],
    lang: Annotated[str | None, typer.Option(help="ภาษา: th หรือ en")] = None,
) -> None:
    """ดูว่าชุดข้อมูลมีอะไร จากที่ใด ปีใด."""
    from muban.web.pack.pack_settings import read_pack
    from muban.web.told.terminal import lang_of, say

    content, pack = read_pack(file)
    for line in told(pack, len(content), lang_of(lang)):
        say(line)


def told(pack: Pack, size: int, lang: Lang) -> list[str]:
    """What a pack holds, in lines."""
    from muban.gis.codes.country import country_unit
    from muban.web.wording.words import word

    facts = {key: pack.counts.get(key, 0) for key in ("tambons", "villages", "points")}
    lines = [
        word("pack.holds", lang, name=pack.name, size=f"{size / 1e6:.2f}", **facts),
        word("pack.tolerance", lang, n=f"{pack.tolerance_m:g}"),
    ]
    for one in pack.sources:
        year = str(one.year_be) if one.year_be else word("pack.no_year", lang)
        parts = [one.file, one.origin or word("pack.no_origin", lang), year, one.licence]
        lines.append("  " + " · ".join(part for part in parts if part))
    if pack.lacking:
        units = [country_unit(code) for code in pack.lacking]
        names = ", ".join(unit.name for unit in units[:12] if unit)
        more = " …" if len(units) > 12 else ""
        lines.append(word("pack.lacking", lang, n=len(units), names=names + more))
    return [*lines, *pack.notices]
