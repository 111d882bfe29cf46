"""``muban legend``: what each pin became and why, the legend on paper, and its checks."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from muban.gis.problem_catalogue import Lang
    from muban.gis.problems import Problem
    from muban.layers.landmark.pin_names import NamedPin
    from muban.symbology.legend import Legend

__all__ = ["app", "check", "classify", "sheet"]

app = typer.Typer(help="สัญลักษณ์มาตรฐานของแผนที่", no_args_is_help=True)

ProjectOption = Annotated[
    Path | None, typer.Option("--project", help="โฟลเดอร์งานที่มีสัญลักษณ์ของตนเอง (muban.toml)")
]
LangOption = Annotated[str | None, typer.Option(help="ภาษา: th หรือ en")]


@app.command()
def classify(
    file: Annotated[Path, typer.Argument(help="ไฟล์หมุด: KML, KMZ, GPX, SHP, GeoJSON, Excel")],
    project: ProjectOption = None,
    lang: LangOption = None,
) -> None:
    """บอกว่าหมุดแต่ละตัวเป็นสัญลักษณ์ใด เพราะอะไร (ไม่แก้ไขไฟล์)."""
    from muban.gis.reading.read import read_file
    from muban.layers.landmark.pin_names import classify_names
    from muban.web.told.terminal import lang_of, show_problems

    speech = lang_of(lang)
    legend, mistakes = _legend_of(project)
    reads = read_file(file, file.parent)
    pins = [
        pin
        for read in reads
        for pin in classify_names(read, legend.kinds.patterns, labels=legend.kinds.labels)
    ]
    show_problems([*mistakes, *(found for read in reads for found in read.problems)], speech)
    _show_pins(pins, legend, speech)


@app.command()
def sheet(
    out: Annotated[Path, typer.Option(help="โฟลเดอร์ที่จะเขียนไฟล์")] = Path("legend"),
    project: ProjectOption = None,
    lang: LangOption = None,
) -> None:
    """เขียนแผ่นคำอธิบายสัญลักษณ์ (HTML, PDF, SVG, PNG) และรูปแบบของ QGIS (QML, SLD)."""
    from muban.symbology.export_qgis import style_files
    from muban.symbology.sheet import sheet_files
    from muban.symbology.symbol import symbol_svg_document
    from muban.web.paper.fonts import font_files
    from muban.web.publishing.write_outputs import refuse_place, write_outputs
    from muban.web.told.terminal import lang_of, say, show_problems
    from muban.web.told.told_writing import say_kept

    refuse_place(out, project=project)
    legend, mistakes = _legend_of(project)
    speech = lang_of(lang)
    show_problems(mistakes, speech)
    files = sheet_files(legend, fonts=font_files())
    files |= {f"qgis/{name}": content for name, content in style_files(legend).items()}
    files |= {
        f"icons/{symbol.id}.svg": symbol_svg_document(symbol, 96, legend).encode()
        for symbol in legend.symbols
    }
    written = write_outputs(files, out, project=project)
    wrote = (
        f"เขียน {len(files)} ไฟล์ไว้ใน {out}"
        if speech == "th"
        else f"Wrote {len(files)} files to {out}"
    )
    say(wrote)
    say_kept(written, speech)


@app.command()
def check(
    project: Annotated[Path | None, typer.Argument(help="โฟลเดอร์งาน ไม่ใส่คือตรวจชุดมาตรฐาน")] = None,
    lang: LangOption = None,
) -> None:
    """ตรวจสัญลักษณ์: ความต่างสี ตาบอดสี ฉบับขาวดำ และค่าใน muban.toml."""
    from muban.symbology.check_legend import check_legend
    from muban.web.told.terminal import lang_of, say, show_problems

    speech = lang_of(lang)
    legend, mistakes = _legend_of(project)
    problems = [*mistakes, *check_legend(legend)]
    if problems:
        show_problems(problems, speech)
        raise typer.Exit(1)
    count = len(legend)
    say(
        f"สัญลักษณ์ {count} แบบ อ่านได้ทุกสายตาและเมื่อถ่ายเอกสาร"
        if speech == "th"
        else f"{count} symbols, readable to every eye and in a copy"
    )


def _legend_of(project: Path | None) -> tuple[Legend, list[Problem]]:
    from muban.symbology.legend import parse_overrides, read_legend
    from muban.web.settings.config import read_config
    from muban.web.symbol_files import read_symbol_files

    if project is None:
        return read_legend(), []
    config = read_config(project)
    drawings, unread = read_symbol_files(project)
    overrides, problems = parse_overrides(config.symbols, drawings)
    return read_legend(overrides), [*unread, *problems]


def _show_pins(pins: Sequence[NamedPin], legend: Legend, lang: Lang) -> None:
    from rich.table import Table

    from muban.web.told.terminal import console, say

    heads = {
        "th": ("#", "ชื่อหมุด", "สัญลักษณ์", "เพราะ"),
        "en": ("#", "pin", "symbol", "because"),
    }[lang]
    table = Table(box=None, pad_edge=False)
    for head in heads:
        table.add_column(head)
    for pin in pins:
        symbol = legend[pin.found.kind]
        # What must not be published is not repeated on a screen either.
        name = pin.name if symbol.public else "—"
        label = symbol.label_th if lang == "th" else symbol.label_en
        table.add_row(str(pin.number), name, f"{label} ({symbol.id})", pin.found.reason)
    console().print(table)
    unknown = sum(pin.found.kind == "other" for pin in pins)
    say(
        f"หมุด {len(pins)} ตัว ไม่รู้ประเภท {unknown} ตัว"
        if lang == "th"
        else f"{len(pins)} pins, {unknown} of unknown kind"
    )
