"""Which books a project gives: each through the privacy gate, with its checklist."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from muban.gis.errors import ConfigError
from muban.layers.personal.privacy import PrivacyRule
from muban.web.book.book_templates import book_templates
from muban.web.book.headings import book_word, headings
from muban.web.book.made_parts import pins_of
from muban.web.book.read_book import Contributions, read_contributions
from muban.web.book.whole_book import build_whole_book
from muban.web.gate.privacy_gate import check_site, refuse_found
from muban.web.maps.tambon_view import view_tambon
from muban.web.paper.imprint import Imprint
from muban.web.paper.print_files import document_texts, imprint_of, refuse_unknown
from muban.web.paper.typst_document import compile_pdf
from muban.web.settings.indicator_settings import class_settings, priority_rule

if TYPE_CHECKING:
    from muban.layers.atlas import Atlas, TambonAtlas
    from muban.web.book.whole_book import WholeBook
    from muban.web.project import Project

__all__ = ["Books", "book_files", "template_files"]

_NAMES = ("person_name", "maybe_person")
"""What an internal edition may hold; numbers of cards and telephones no edition may."""


@dataclass(frozen=True, slots=True)
class Books:
    """PDFs and checklists by file name, and what is told of them."""

    files: dict[str, bytes]
    told: tuple[str, ...]


def book_files(
    project: Project,
    atlas: Atlas,
    codes: tuple[str, ...] = (),
    *,
    internal: bool = False,
    base_url: str | None = None,
) -> Books:
    """Set the books that were asked for; none asked for means every tambon with a page.

    Parameters
    ----------
    project
        Its settings and what is in ``book/``.
    atlas
        What the books say.
    codes
        Six digits of a tambon or eight of a village, each.
    internal
        For the office alone: nothing is withheld.
    base_url
        Where the site is published; None where that is not known.

    Raises
    ------
    ConfigError
        A code that the project does not have; an internal edition without its setting.
    MubanError
        Something personal stands in a book; every find is named.
    """
    config = project.config
    if internal and not config.book.internal_names:
        raise ConfigError(
            "--internal ต้องตั้ง internal_names = true ใน [book] ของ muban.toml ก่อน เพราะเล่มจะมีชื่อบุคคล",
            "--internal needs internal_names = true under [book] of muban.toml: the book will hold "
            "names of persons",
        )
    pages = {page.tambon.key: page for page in atlas.pages}
    wanted = codes or tuple(code for code, page in pages.items() if page.tambon.is_unit)
    refuse_unknown(wanted, pages)
    files: dict[str, bytes] = {}
    told: list[str] = []
    for code in wanted:
        given = read_contributions(project.folder, code)
        made = _one(project, atlas, pages[code[:6]], code, given, internal, base_url)
        name = f"book-{code}{'-internal' if internal else ''}.pdf"
        _refuse(dict(document_texts(name, made.data)), config.privacy.allowed, internal)
        files[name] = compile_pdf("whole-book.typ", made.data)
        _refuse({name: files[name]}, config.privacy.allowed, internal)
        lines = list(_checklist(made, given))
        files[f"checklist-{code}.txt"] = ("\r\n".join(lines) + "\r\n").encode("utf-8-sig")
        told += ["", *lines]
    told += [
        f"{one.where.file}: {one.message(config.lang)} — {one.fix(config.lang)}"
        for one in atlas.problems
        if one.code.startswith("plan.")
    ]
    return Books(files, tuple(told))


def _one(
    project: Project,
    atlas: Atlas,
    page: TambonAtlas,
    code: str,
    given: Contributions,
    internal: bool,
    base_url: str | None,
) -> WholeBook:
    config = project.config
    view = view_tambon(
        page, legend=project.legend, classes=class_settings(config), lang=config.lang
    )
    return build_whole_book(
        view,
        code,
        given,
        imprint=imprint_of(code[:6], atlas, config, base_url),
        rule=priority_rule(config),
        internal=internal,
    )


def _refuse(files: dict[str, bytes], allowed: tuple[str, ...], internal: bool) -> None:
    found = check_site(files, rule=PrivacyRule(allowed=frozenset(allowed)))
    refuse_found([one for one in found if not (internal and one.kind in _NAMES)])


def _checklist(made: WholeBook, given: Contributions) -> Iterator[str]:
    title = " ".join(made.data["covers"]["front"])
    yield f"{book_word('checklist')} · {title}"
    yield from (check.in_words() for check in made.checks)
    if given.unused:
        yield book_word("unused", files=", ".join(given.unused))


def template_files(project: Project, atlas: Atlas, codes: tuple[str, ...]) -> dict[str, bytes]:
    """The Word templates of a book, prefilled with what the data says.

    Parameters
    ----------
    project
        Its legend names the pins.
    atlas
        What is known.
    codes
        Villages get theirs in a folder of their code; without codes the tambon's are made.
    """
    pages = {page.tambon.key: page for page in atlas.pages}
    wanted = codes or tuple(pages)[:1]
    refuse_unknown(wanted, pages)
    files: dict[str, bytes] = {}
    for code in wanted:
        village = len(code) == 8
        known = _known(project, pages[code[:6]], code)
        made = book_templates("village" if village else "tambon", known)
        folder = f"{code}/" if village or len(wanted) > 1 else ""
        files |= {f"{folder}{name}": content for name, content in made.items()}
    return files


def _known(project: Project, page: TambonAtlas, code: str) -> dict[str, list[str]]:
    """What the data says under a heading: it is set in the book by itself."""
    from muban.web.paper.print_book import of_village

    village = len(code) == 8
    own = of_village(page, code) if village else page
    imprint = Imprint(lang="th")
    known: dict[str, list[str]] = {}
    for heading in headings("village" if village else "tambon"):
        if "pins" in heading.made:
            known[heading.id] = [
                f"{kind['label']}: {', '.join(kind['places'])}"
                for kind in pins_of(own, heading.kinds, project.legend, imprint)
            ]
        if "population" in heading.made and own.villages["population"].notna().any():
            total = own.villages["population"].sum()
            known[heading.id] = [f"ประชากรรวมจากข้อมูล {total:,.0f} คน (ตารางอยู่ในเล่มแล้ว)"]
    return known
