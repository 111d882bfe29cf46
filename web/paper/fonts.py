"""The type that cards and print are set in: Sarabun, in one file per weight.

The npm package ``@fontsource/sarabun`` (SIL Open Font License) carries Thai and Latin
apart and compressed for browsers. Cards and PDF need whole files, so the build merges
both into ``web/assets/fonts``. Pages ship no font: they use the reader's own.
"""

from __future__ import annotations

import functools
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from muban.gis.errors import MubanError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["FONT_FAMILY", "WEIGHTS", "font_files", "text_width", "write_fonts"]

FONT_FAMILY = "Sarabun"
WEIGHTS = (400, 700)
"""Regular and bold: what cards and print use."""

HERE = Path(__file__).resolve().parents[1]
FONTS = HERE / "assets" / "fonts"
PACKAGE = HERE / "frontend" / "node_modules" / "@fontsource" / "sarabun"
SCRIPTS = ("thai", "latin")


def font_files() -> tuple[Path, ...]:
    """The font files, regular first.

    Raises
    ------
    MubanError
        They were never built, or the installation lost them.
    """
    files = tuple(FONTS / f"{FONT_FAMILY}-{weight}.ttf" for weight in WEIGHTS)
    for file in files:
        if not file.is_file():
            raise MubanError(
                f"ไม่พบแบบอักษร {file.name} ของ muban — ติดตั้งใหม่ด้วย pip install หรือสั่ง make build",
                f"muban's font {file.name} is missing: install again, or run `make build`",
            )
    return files


def write_fonts(package: Path = PACKAGE, out: Path = FONTS) -> list[Path]:
    """Merge the package's Thai and Latin into one TrueType file per weight.

    Parameters
    ----------
    package
        The unpacked npm package ``@fontsource/sarabun``.
    out
        Folder to write to; it is made where it does not exist.
    """
    out.mkdir(parents=True, exist_ok=True)
    written = []
    for weight in WEIGHTS:
        target = out / f"{FONT_FAMILY}-{weight}.ttf"
        _write_merged(
            [package / "files" / f"sarabun-{s}-{weight}-normal.woff2" for s in SCRIPTS], target
        )
        written.append(target)
    shutil.copyfile(package / "LICENSE", out / "OFL.txt")
    return written


def _write_merged(parts: list[Path], target: Path) -> None:
    from fontTools.merge import Merger
    from fontTools.ttLib import TTFont

    from muban.web.paper.font_clusters import add_clusters

    plain = []
    for part in parts:
        plain.append(target.with_name(f"{part.stem}.ttf"))
        with TTFont(part, recalcTimestamp=False) as font:
            font.flavor = None
            font.save(plain[-1])
            dated = font["head"].created, font["head"].modified
    with Merger().merge([str(path) for path in plain]) as merged:
        merged.recalcTimestamp = False
        merged["head"].created, merged["head"].modified = dated
        add_clusters(merged)
        merged.save(target)
    for path in plain:
        path.unlink()


def text_width(text: str, *, size: float, weight: int = 400) -> float:
    """How wide a line of text is when set, in the unit of ``size``.

    The sum of the advance widths; marks above and below have none. Kerning and ligatures
    only narrow a line, so that the result is never too small.

    Parameters
    ----------
    text
        One line.
    size
        Of the letters, in any unit.
    weight
        400 or 700.

    Examples
    --------
    >>> text_width("กั้", size=100) == text_width("ก", size=100)
    True
    """
    advances = _advances(weight)
    return sum(advances.get(ord(letter), _WIDEST) for letter in text) * size / _EM


_EM = 1000
_WIDEST = 900
"""For a letter that the font does not have: another font's is seldom wider."""


@functools.cache
def _advances(weight: int) -> Mapping[int, int]:
    files: Any = dict(zip(WEIGHTS, font_files(), strict=True))
    return _read_advances(files[weight])


def _read_advances(path: Path) -> dict[int, int]:
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        metrics, letters = font["hmtx"], font.getBestCmap()
        return {code: metrics[glyph][0] for code, glyph in letters.items()}


if __name__ == "__main__":
    write_fonts()
