"""Coordinates as people write them into a cell.

Decimal degrees, degrees with minutes and seconds, UTM metres with a zone, both numbers in
one cell, Thai digits. Which number is the latitude is told by its hemisphere letter, or by
its size where only one reading is possible; nothing is decided by where Thailand lies.
"""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["Utm", "read_degrees", "read_metres", "read_pair", "read_utm", "read_zone"]

_THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙−–—º˚′’‘ʹ″”“ʺ", "0123456789---°°''''\"\"\"\"")
_WORDS = (
    (re.compile("ละติจูด|latitude|lat", re.IGNORECASE), "N "),
    (re.compile("ลองจิจูด|ลองติจูด|longitude|long?|lng", re.IGNORECASE), "E "),
    (re.compile("องศา|deg(?:rees?)?", re.IGNORECASE), "°"),
    (re.compile("ฟิลิปดา|พิลิปดา|วินาที|sec(?:onds?)?", re.IGNORECASE), '"'),
    (re.compile("ลิปดา|นาที|min(?:utes?)?", re.IGNORECASE), "'"),
    (re.compile("ตะวันออก|east", re.IGNORECASE), "E"),
    (re.compile("ตะวันตก|west", re.IGNORECASE), "W"),
    (re.compile("เหนือ|north", re.IGNORECASE), "N"),
    (re.compile("ใต้|south", re.IGNORECASE), "S"),
    (re.compile("''"), '"'),
    # «Lat S 17»: the hemisphere says more than the axis.
    (re.compile(r"[NE][\s:=]+(?=[NSEW])"), ""),
)
_NUMBER = r"\d+(?:\.\d+)?"
_ANGLE = re.compile(
    rf"""\s*(?P<before>[NSEW])?\s*[:=]?\s*(?P<sign>[+-])?\s*(?P<deg>{_NUMBER})
    (?:\s*°\s*(?:(?P<min>{_NUMBER})\s*(?:'\s*(?:(?P<sec>{_NUMBER})\s*"?)?)?)?
      |[ \-:](?P<min2>\d{{1,2}}(?:\.\d+)?)
       (?:[ \-:](?P<sec2>\d{{1,2}}(?:\.\d+)?))?(?=\s*(?:[NSEW]|$)))?
    \s*(?P<after>[NSEW])?\s*""",
    re.VERBOSE | re.IGNORECASE,
)
_PART = re.compile(r"\s*[,;/\n]\s*")
_PLAIN = re.compile(rf"\s*\(?\s*([+-]?{_NUMBER})\s*[,;/\s]\s*([+-]?{_NUMBER})\s*\)?\s*")
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_METRES = re.compile(rf"[EN]?\s*([+-]?{_NUMBER})\s*(?:m|ม\.?|เมตร)?\s*[EN]?", re.IGNORECASE)
_ZONE = re.compile(r"(\d{1,2})\s*(?:[C-HJ-NP-X]|เหนือ)?", re.IGNORECASE)
_ZONE_WORDS = re.compile("utm|zone|โซน|wgs ?84|[:=()]", re.IGNORECASE)
_UTM = re.compile(
    r"(?:(?P<zone>\d{1,2})\s*(?P<band>[C-HJ-NP-X])?[\s,;]+)?"
    r"(?P<e>[E]?\s*\d{6,7}(?:\.\d+)?)\s*m?\s*E?[\s,;]+(?P<n>[N]?\s*\d{6,8}(?:\.\d+)?)\s*m?\s*N?",
    re.IGNORECASE,
)


class Utm(NamedTuple):
    """Metres east and north, and the zone where the text gives one."""

    easting: float
    northing: float
    zone: int | None


def read_degrees(value: object) -> tuple[float, str | None] | None:
    r"""One angle: decimal degrees, and its axis ``lat`` or ``lon`` where a letter names it.

    Parameters
    ----------
    value
        A cell: a number or a text.

    Returns
    -------
    tuple or None
        None when it is not understood: never a guess.

    Examples
    --------
    >>> read_degrees("17°52'53\"N")
    (17.881388889, 'lat')
    >>> read_degrees("๑๗ 52 53.0"), read_degrees(102.74)
    ((17.881388889, None), (102.74, None))
    >>> read_degrees("ไม่ทราบ") is None, read_degrees(None) is None
    (True, True)
    """
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return float(value), None
    if not isinstance(value, str):
        return None
    match = _ANGLE.fullmatch(_plain(value))
    return None if match is None else _angle(match)


def read_pair(value: object) -> tuple[float, float] | None:
    r"""Longitude and latitude that stand in one cell, in either order.

    The hemisphere letters tell which is which; without them a number beyond 90 can only be
    the longitude, and two smaller ones are read as they are usually written, latitude first.

    Examples
    --------
    >>> read_pair("17.88, 102.74"), read_pair("E102.74 N17.88")
    ((102.74, 17.88), (102.74, 17.88))
    >>> read_pair("17°52'53\"N 102°44'11\"E")
    (102.736388889, 17.881388889)
    >>> read_pair("บ้านโพนแพง") is None
    True
    """
    if not isinstance(value, str):
        return None
    text = _plain(value).strip(" ()[]")
    plain = _PLAIN.fullmatch(text)
    if plain is not None:
        return _order((float(plain[1]), None), (float(plain[2]), None))
    parts = [part for part in _PART.split(text) if part]
    if len(parts) == 1:
        parts = _two_angles(text)
    if len(parts) != 2:
        return None
    first, second = (read_degrees(part) for part in parts)
    return None if first is None or second is None else _order(first, second)


def read_utm(value: object) -> Utm | None:
    """UTM easting and northing in one cell, with or without a zone.

    Examples
    --------
    >>> read_utm("48Q 260571 1978200")
    Utm(easting=260571.0, northing=1978200.0, zone=48)
    >>> read_utm("17.88, 102.74") is None
    True
    """
    if not isinstance(value, str):
        return None
    text = re.sub(r"(?<=\d),(?=\d{3}(?:\D|$))", "", value.translate(_THAI_DIGITS)).strip(" ()")
    match = _UTM.fullmatch(text)
    if match is None:
        return None
    easting, northing = (float(match[key].lstrip("ENen ")) for key in ("e", "n"))
    return Utm(easting, northing, None if match["zone"] is None else int(match["zone"]))


def read_metres(value: object) -> float | None:
    """A distance in metres, thousands separated or not.

    Examples
    --------
    >>> read_metres("1,978,200.014"), read_metres("260571 m"), read_metres(5)
    (1978200.014, 260571.0, 5.0)
    >>> read_metres("-") is None
    True
    """
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return float(value)
    text = str(value).translate(_THAI_DIGITS).strip()
    if _THOUSANDS.fullmatch(text):
        return float(text.replace(",", ""))
    match = _METRES.fullmatch(text)
    return None if match is None else float(match[1])


def read_zone(value: object) -> int | None:
    """The UTM zone (1 to 60, northern half) that a cell or a heading names.

    Examples
    --------
    >>> read_zone("48N"), read_zone("โซน 47"), read_zone(48.0), read_zone("UTM Zone 48 Q")
    (48, 47, 48, 48)
    >>> read_zone("ม.3 ต.โพนสว่าง zoneA") is None, read_zone(None) is None
    (True, True)
    """
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        zone = int(value) if float(value).is_integer() else 0
    else:
        text = _ZONE_WORDS.sub(" ", str(value).translate(_THAI_DIGITS)).strip()
        match = _ZONE.fullmatch(text)
        zone = 0 if match is None else int(match[1])
    return zone if 1 <= zone <= 60 else None


def _plain(text: str) -> str:
    text = text.translate(_THAI_DIGITS)
    for pattern, sign in _WORDS:
        text = pattern.sub(sign, text)
    return text.replace("\u00a0", " ").strip(" .:")


def _angle(match: re.Match[str]) -> tuple[float, str | None] | None:
    letters = {(match[key] or "").upper() for key in ("before", "after")} - {""}
    if len(letters) > 1:
        return None
    letter = next(iter(letters), "")
    minutes = float(match["min"] or match["min2"] or 0)
    seconds = float(match["sec"] or match["sec2"] or 0)
    if minutes >= 60 or seconds >= 60:
        return None
    value = round(float(match["deg"]) + minutes / 60 + seconds / 3600, 9)
    if match["sign"] == "-" or letter in ("S", "W"):
        value = -value
    return value, {"N": "lat", "S": "lat", "E": "lon", "W": "lon"}.get(letter)


def _two_angles(text: str) -> list[str]:
    """Part two angles that only space or a hemisphere letter separates."""
    for pattern in (r"(?<=[NSEW])\s*(?=\d)", r"\s+(?=[NSEW]\s*\d)", r"(?<=[\"°'])\s+(?=\d)"):
        parts = re.split(pattern, text, flags=re.IGNORECASE)
        if len(parts) == 2 and all(_ANGLE.fullmatch(part) for part in parts):
            return parts
    return []


def _order(
    first: tuple[float, str | None], second: tuple[float, str | None]
) -> tuple[float, float] | None:
    axes = (first[1], second[1])
    if axes[0] is not None and axes[0] == axes[1]:
        return None
    by_size = axes == (None, None) and abs(first[0]) > 90
    lon_first = axes[0] == "lon" or axes[1] == "lat" or by_size
    lon, lat = (first[0], second[0]) if lon_first else (second[0], first[0])
    return (lon, lat) if abs(lon) <= 180 and abs(lat) <= 90 else None
