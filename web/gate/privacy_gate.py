"""The last wall: every file of a site is searched before anything is published.

What reaches a page was reduced and screened long before (:mod:`muban.layers.personal.privacy`).
This gate knows nothing of that: it opens the finished bytes, whatever their format, and looks for
personal data as a stranger would. One find stops the build.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from muban.gis.errors import MubanError
from muban.gis.problems import Where
from muban.layers.personal.photo_metadata import find_metadata, is_photo
from muban.layers.personal.privacy import Finding, PrivacyRule, find_personal, may_be_personal
from muban.web.gate.gate_json import PlacedText
from muban.web.gate.gate_texts import texts_of
from muban.web.gate.innocent import Innocent, innocent_by

__all__ = ["check_site", "refuse_found", "refuse_personal"]

_WORTH_A_LOOK = re.compile("[0-9๐-๙@\u0e01-\u0e4e]|[Mm]r|MR|M[siSI]|[Dd]r|[Pp]rof|LINE|[Ll]ine")
_DIGEST = re.compile(r"(?<![0-9A-Za-z])(?=[0-9]*[a-f])[0-9a-f]{12,}(?![0-9A-Za-z])")
"""A hash in hexadecimal, as file names and the manifest carry: its digits say nothing."""
_SHOWN = 20


def check_site(files: Mapping[str, bytes], *, rule: PrivacyRule | None = None) -> list[Finding]:
    r"""Search every file of a site.

    Parameters
    ----------
    files
        Site-relative paths and bytes. The paths themselves are searched as well.
    rule
        Texts that a person has allowed.

    Returns
    -------
    list of Finding
        ``where.file`` is the published file, ``where.layer`` the place in it, and
        ``where.field`` the heading or key; empty when the site may go out.

    Examples
    --------
    >>> [f.where.file for f in check_site({"a.html": "<p>นายสมชาย ใจดี</p>".encode()})]
    ['a.html']
    >>> check_site({"data/v.csv": "name,lon\nบ้านนายูง,102.7363744\n".encode()})
    []
    >>> check_site({"manifest.json": b'{"sha256": "ab0812345678cd"}'})
    []
    """
    rule = rule or PrivacyRule()
    found: list[Finding] = []
    innocent = innocent_by(rule)
    for name in sorted(files):
        # The same bytes under the same name hold what they held.
        file = ("file", name, hashlib.sha256(files[name]).hexdigest())
        if file in innocent:
            continue
        here = _searched(name, files[name], rule, innocent)
        if here:
            found += here
        else:
            innocent.add(file)
    return found


def _searched(name: str, content: bytes, rule: PrivacyRule, innocent: Innocent) -> list[Finding]:
    told = _DIGEST.sub("#", name).replace("_", " ")
    found = find_personal(told, where=Where(name), rule=rule, named="nothing")
    if is_photo(name):
        return found + _photo(name, content)
    for placed in texts_of(name, content):
        said = (placed.text, placed.field)
        if said in innocent:
            continue
        here = _judged(name, placed, rule) if _WORTH_A_LOOK.search(placed.text) else ()
        if here:
            found += here
        else:
            innocent.add(said)
    return found


def _judged(name: str, placed: PlacedText, rule: PrivacyRule) -> list[Finding]:
    text = _DIGEST.sub("#", placed.text)
    if not may_be_personal(text, heading=placed.field, named="nothing"):
        return []
    where = Where(file=name, layer=placed.place or None, field=placed.field)
    return find_personal(text, where=where, rule=rule, named="nothing")


def _photo(name: str, content: bytes) -> list[Finding]:
    hidden = find_metadata(content)
    return [Finding("photo_metadata", Where(name), ", ".join(hidden))] if hidden else []


def refuse_personal(files: Mapping[str, bytes], *, allowed: Collection[str] = ()) -> None:
    """Stop where a site holds anything personal.

    Parameters
    ----------
    files
        Paths inside the site and their bytes.
    allowed
        Texts that a person has allowed.

    Raises
    ------
    MubanError
        As :func:`refuse_found`.

    Examples
    --------
    >>> refuse_personal({"index.html": "<p>บ้านเหนือ หมู่ที่ 4</p>".encode()})
    >>> refuse_personal({"index.html": "<p>นายสมชาย ใจดี โทร 081-234-5678</p>".encode()})
    Traceback (most recent call last):
    muban.gis.errors.MubanError: ...
    """
    refuse_found(check_site(files, rule=PrivacyRule(allowed=frozenset(allowed))))


def refuse_found(found: Sequence[Finding]) -> None:
    """Stop where the gate has found anything.

    Parameters
    ----------
    found
        In any order of their files.

    Raises
    ------
    MubanError
        Every find with its file, its place in the file and what to do (the first 20).

    Examples
    --------
    >>> refuse_found([])  # nothing was found: the work goes on
    """
    if not found:
        return
    shown = sorted(found, key=lambda one: one.where.file)[:_SHOWN]
    more = len(found) - _SHOWN
    raise MubanError(
        f"ไม่เผยแพร่ เพราะพบข้อมูลส่วนบุคคล {len(found)} แห่งในเว็บที่กำลังสร้าง:\n"
        + "\n".join(_line(finding, "th") for finding in shown)
        + (f"\n… และอีก {more} แห่ง" if more > 0 else ""),
        f"Nothing was published: {len(found)} personal items are in the site:\n"
        + "\n".join(_line(finding, "en") for finding in shown)
        + (f"\n… and {more} more" if more > 0 else ""),
    )


def _line(finding: Finding, lang: Any) -> str:
    place = finding.where
    parts = [place.file, place.layer, place.field]
    told = finding.problem()
    return (
        f"  {' › '.join(part for part in parts if part)}: {told.message(lang)} — {told.fix(lang)}"
    )
