"""Which PDFs a project gives, by file name."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from gis.errors import ConfigError, MubanError
from layers.priorities import PriorityRule
from web.page_tambon import tambon_path
from web.print_book import build_tambon_book, build_village_book
from web.print_map import build_map
from web.print_parts import Imprint

if TYPE_CHECKING:
    from layers.atlas import Atlas, TambonAtlas
    from symbology.legend import Legend
    from web.config import Config

__all__ = ["print_files", "write_prints"]


def print_files(
    atlas: Atlas,
    config: Config,
    *,
    legend: Legend,
    only: tuple[str, ...] = (),
    book: bool = False,
    paper: str = "a4",
    base_url: str | None = None,
) -> dict[str, bytes]:
    """Set everything that was asked for.

    Parameters
    ----------
    atlas
        The project.
    config
        Office, date, language.
    legend
        Symbols and colours.
    only
        Codes of tambons (six digits), or of villages (eight) for a village's book; none
        means every tambon.
    book
        The lesson book instead of the map.
    paper
        ``a4`` or ``a3``, for maps.
    base_url
        Where the site is published, for the QR code.

    Returns
    -------
    dict
        File name → PDF: ``map-431605-a4.pdf``, ``book-431605.pdf``, ``book-43160508.pdf``.

    Raises
    ------
    ConfigError
        ``only`` names what the project does not have.
    """
    pages = {page.tambon.code: page for page in atlas.pages}
    codes = only or tuple(pages)
    _refuse_unknown(codes, pages)
    base = None if not base_url else base_url.rstrip("/") + "/"
    rule = PriorityRule.from_config(config.priorities)
    files = {}
    for code in codes:
        tambon = pages[code[:6]]
        address = base and base + tambon_path(code[:6]).removesuffix("index.html")
        imprint = Imprint(
            office=config.office,
            date=config.date,
            address=address,
            tambons=atlas.tambons,
            lang=config.lang,
            thai_digits=config.thai_digits,
        )
        if len(code) == 8:
            files[f"book-{code}.pdf"] = build_village_book(
                tambon, code, legend=legend, imprint=imprint
            )
        elif book:
            files[f"book-{code}.pdf"] = build_tambon_book(
                tambon, legend=legend, imprint=imprint, rule=rule
            )
        else:
            files[f"map-{code}-{paper}.pdf"] = build_map(
                tambon, legend=legend, imprint=imprint, paper=paper
            )
    return files


def _refuse_unknown(codes: tuple[str, ...], pages: Mapping[str, TambonAtlas]) -> None:
    for code in codes:
        tambon = pages.get(code[:6])
        known = tambon is not None and (
            code == code[:6] or code in set(tambon.villages["village_code"])
        )
        if not known:
            listed = ", ".join(pages) or "–"
            raise ConfigError(
                f"--only {code}: ไม่มีตำบลหรือหมู่บ้านรหัสนี้ในงาน ตำบลที่มีคือ {listed}",
                f"--only {code}: the project has no such tambon or village; its tambons: {listed}",
            )


def write_prints(files: Mapping[str, bytes], out: Path) -> list[Path]:
    """Write PDFs into a folder; files of the same name are replaced, others stay.

    Raises
    ------
    MubanError
        A file cannot be written, most often because it is open in another program.
    """
    written = []
    for name, content in files.items():
        path = out / name
        try:
            out.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        except OSError as error:
            raise MubanError(
                f"เขียน «{path}» ไม่ได้ ({error.strerror}) — ปิดไฟล์ที่เปิดค้างอยู่แล้วสั่งใหม่",
                f"“{path}” could not be written ({error.strerror}): close it and try again",
            ) from error
        written.append(path)
    return written
