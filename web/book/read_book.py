"""The folder ``book/`` of a project: which texts, pictures and tables stand under which heading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from muban.gis.headings.fits import is_filled
from muban.gis.text.thai_normal import normalise
from muban.web.book.blocks import Block, table
from muban.web.book.headings import number_of
from muban.web.book.markdown_text import markdown_blocks
from muban.web.book.pictures import PICTURE_ENDINGS, picture_block
from muban.web.book.word_text import word_blocks

__all__ = ["BOOK_FOLDER", "Contributions", "read_contributions"]

BOOK_FOLDER = "book"
_TEXTS = (".md", ".txt", ".docx")
_TABLES = (".xlsx", ".xls", ".ods", ".csv")
_COVER = ("ปก", "cover")


@dataclass(frozen=True)
class Contributions:
    """What an officer has put in: blocks by heading, the cover's picture, files not used."""

    blocks: dict[str, list[Block]] = field(default_factory=dict)
    cover: Block | None = None
    unused: tuple[str, ...] = ()


def read_contributions(folder: Path, code: str) -> Contributions:
    """Read ``book/`` for the tambon's book, ``book/<code>/`` for that of a village.

    A file's or folder's name begins with the number of its heading. Texts come first,
    tables after them, pictures last; each in the order of the names.

    Parameters
    ----------
    folder
        The project's folder.
    code
        Six digits of a tambon, or eight of a village. A project of several tambons keeps
        each tambon's in ``book/<code>/`` too.

    Returns
    -------
    Contributions
        What belongs to each heading; files of no heading are named.

    Raises
    ------
    ProjectError
        A text or a picture cannot be read.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     Path(folder, "book").mkdir()
    ...     _ = Path(folder, "book", "1.1 ประวัติ.txt").write_text("ตั้งเมื่อ พ.ศ. 2450", "utf-8")
    ...     found = read_contributions(Path(folder), "430101")
    >>> list(found.blocks), found.unused
    (['1.1'], ())
    """
    base = folder / BOOK_FOLDER
    own = base / code
    place = own if own.is_dir() or len(code) == 8 else base
    found = Contributions(blocks={})
    unused: list[str] = []
    cover: Block | None = None
    for path in sorted(place.iterdir()) if place.is_dir() else ():
        if path.name.startswith((".", "~$")) or (path.is_dir() and path.name.isdecimal()):
            continue
        number = number_of(path.name)
        if not number and path.stem.casefold() in _COVER and _is_picture(path):
            cover = picture_block(path.read_bytes(), path.name, "")
        elif number and (path.is_dir() or path.suffix.lower() in _KNOWN):
            found.blocks.setdefault(number, []).extend(_blocks(path, folder))
        elif not _used_by_text(path):
            unused.append(path.name)
    ordered = {number: sorted(blocks, key=_order) for number, blocks in found.blocks.items()}
    filled = {number: blocks for number, blocks in ordered.items() if blocks}
    return Contributions(filled, cover, tuple(unused))


_KNOWN = (*_TEXTS, *_TABLES, *PICTURE_ENDINGS)


def _is_picture(path: Path) -> bool:
    return path.suffix.lower() in PICTURE_ENDINGS


def _used_by_text(path: Path) -> bool:
    """Pictures without a number may be shown by a text; folders of such as well."""
    return _is_picture(path) or path.is_dir()


def _order(block: Block) -> int:
    return 1 if block["kind"] == "picture" and block.get("loose") else 0


def _blocks(path: Path, project: Path) -> Iterator[Block]:
    if path.is_dir():
        for inside in sorted(path.iterdir()):
            if inside.is_file() and not inside.name.startswith((".", "~$")):
                yield from _blocks(inside, project)
        return
    ending = path.suffix.lower()
    if ending == ".docx":
        yield from word_blocks(
            path.read_bytes(),
            path.name,
            lambda content, cap: picture_block(content, path.name, cap),
        )
    elif ending in _TEXTS:
        text = normalise(path.read_bytes().decode("utf-8-sig", "replace"), lines=True)
        yield from markdown_blocks(text, lambda name, cap: _shown(path, name, cap))
    elif ending in _TABLES:
        yield from _sheets(path, project)
    elif ending in PICTURE_ENDINGS:
        caption = path.stem.removeprefix(number_of(path.stem)).strip(" _-")
        yield {**picture_block(path.read_bytes(), path.name, caption), "loose": True}


def _shown(text: Path, name: str, caption: str) -> Block | None:
    """A picture that a text names, from beside it: never from anywhere else."""
    path = (text.parent / name).resolve()
    if not path.is_relative_to(text.parent.resolve()) or not path.is_file():
        return None
    return picture_block(path.read_bytes(), path.name, caption or path.stem)


def _sheets(path: Path, project: Path) -> Iterator[Block]:
    from muban.gis.reading.read import read_file

    for read in read_file(path, project):
        if read.kind != "grid":
            continue
        rows = [
            [_cell(cell) if is_filled(cell) else "" for cell in line]
            for line in read.frame.to_numpy(dtype=object).tolist()
        ]
        filled = [row for row in rows if any(row)]
        wide = [i for i in range(len(filled[0])) if any(row[i] for row in filled)] if filled else []
        if filled:
            caption = path.stem.removeprefix(number_of(path.stem)).strip(" _-")
            yield table([[row[i] for i in wide] for row in filled], caption)


def _cell(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return f"{value:,.0f}"
    return normalise(str(value)).strip()
