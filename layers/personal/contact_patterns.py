"""Ways to reach a person: e-mail, LINE, Facebook and the like."""

from __future__ import annotations

import re
from collections.abc import Iterator

from muban.layers.personal.number_chains import NumberFind
from muban.layers.personal.sought import Sought

__all__ = ["find_contacts"]

_HANDLE = r"[A-Za-z0-9][A-Za-z0-9._-]{2,}"
_SURE_HANDLE = r"(?=[A-Za-z._-]*[\d._-][A-Za-z0-9._-]*)" + _HANDLE
_LOW_HANDLE = r"[a-z][a-z0-9._-]{3,}(?![A-Za-z])(?!\s?[A-Za-z]{2})"
"""A name in small letters with no other Latin word behind it: «LINE somchai», not English."""

_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}\s?@\s?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,24}\b"
)
_WRITTEN_AT = re.compile(r"\s?[(\[{<]\s?(?:at|AT|แอท|@)\s?[)\]}>]\s?")
_WRITTEN_DOT = re.compile(r"\s?[(\[{<]\s?(?:dot|DOT|จุด|\.)\s?[)\]}>]\s?")
_MAIL_HOSTS = ("gmail", "hotmail", "yahoo", "outlook")
_MAIL_IN_WORDS = Sought(
    re.compile(rf"[\w.+-]{{2,64}}\s(?:at|AT)\s(?:{'|'.join(_MAIL_HOSTS)})(?:\.|\sdot\s)com\b"),
    _MAIL_HOSTS,
)
_LINE_PATTERN = re.compile(
    r"(?:\b[Ll](?:INE|ine)\s?[-_]?\s?(?:ID|Id|id|ไอดี)|(?:ไอดี\s?)?ไลน์(?:\s?ไอดี)?)"
    rf"\s?(?:[:=@]\s?@?{_HANDLE}|{_SURE_HANDLE}|{_LOW_HANDLE})"
    rf"|\bLINE\s?:\s?@?{_HANDLE}|\bL(?:INE|ine)\s?:\s?{_LOW_HANDLE}|\b[Ll](?:INE|ine)\s?:?\s?@{_HANDLE}"
    rf"|\bL(?:INE|ine)\s(?:{_SURE_HANDLE}(?!\s?[A-Za-z]{{2}})|{_LOW_HANDLE})"
    rf"|(?:\b(?:ID|Id|id)|ไอดี)\s?[-_]?\s?(?:LINE|[Ll]ine|ไลน์)\s?[:=]?\s?@?{_HANDLE}"
    r"|\bline\.me/(?:R/)?ti/p/\S+|\blin\.ee/\w+"
)
_LINE = Sought(_LINE_PATTERN, ("ine", "INE", "ไลน์", "lin.ee"))
_NOT_A_HANDLE = re.compile(
    r"(?:official|group|notify|browser|today|tomorrow|account|solid|none|height|only|users?|live|reels?|shop|post|story|"
    r"messages?|chat|app|page|pages|later|first|here|itself|too|picture|width|style|style|color)\Z"
)
_NETWORK = (
    r"(?:เฟ[สซ]\s?บุ๊?[คก]|เฟ[สซ]|(?<![A-Za-z])(?:[Ff]ace[Bb]ook|FACEBOOK|FB|[Ff]b|IG|[Ii]nstagram|"
    r"[Tt]ik\s?[Tt]ok|TIKTOK|[Tt]witter|[Tt]elegram|[Ww]hats?[Aa]pp|[Ww]e[Cc]hat)(?![A-Za-z])|"
    r"ติ๊ก\s?ต[๊็]?อ[กค]|อินสตาแกรม|ไอจี|ทวิตเตอร์|เทเลแกรม|วอท[ซส]?์?แอ[ปพ]|วีแชท)"
)
_THAI_NAME = r"[ก-ฮเ-ไ][ก-๎]{1,30}\s[ก-ฮเ-ไ][ก-๎]{1,30}"
_SOCIAL_PATTERN = re.compile(
    rf"{_NETWORK}\s?(?:[:=]\s?@?(?P<stated>{_HANDLE}(?:\s[A-Z][a-z]+)?|{_THAI_NAME})"
    rf"|\s(?P<named>{_THAI_NAME}|[A-Z][a-z-]+\s[A-Z][a-z]+\b)|\s?@(?P<at>{_HANDLE})"
    rf"|\s(?P<handle>{_SURE_HANDLE}(?!\s?[A-Za-z]{{2}})|{_LOW_HANDLE}))"
)
_SOCIAL = Sought(
    _SOCIAL_PATTERN,
    (
        *("เฟส", "เฟซ", "ace", "FACEBOOK", "FB", "Fb", "fb", "IG", "nstagram", "ik", "TIKTOK"),
        *("witter", "elegram", "hat", "ติ๊ก", "อินสตาแกรม", "ไอจี", "ทวิตเตอร์", "เทเลแกรม"),
        *("วอท", "วีแชท"),
    ),
)
_PROFILE = Sought(
    re.compile(
        r"(?:\b(?:facebook|fb)\.com|\bm\.me|\binstagram\.com|\btiktok\.com|\bx\.com|\btwitter\.com)/@?(?P<page>[^\s\"'<>]+)"
    ),
    (".com/", "m.me/"),
)
_OF_AN_OFFICE = re.compile(
    r"sharer|groups/|watch[/?]|hashtag|plugins|dialog|pages/|events/|tambon|tumbon|amphoe|obt|school|"
    r"hospital|wat[.-]|\.go|cdd|gov|อบต|เทศบาล|ตำบล|อำเภอ|โรงเรียน|(?<![ก-๎])รพ(?![ก-๎])|รพ\.|วัด|ชุมชน|กลุ่ม|สำนักงาน|พัฒนา|ศูนย์|บ้าน",
    re.IGNORECASE,
)


def find_contacts(text: str) -> Iterator[NumberFind]:
    """E-mail addresses, LINE ids and names in social networks, in a text in search form.

    Examples
    --------
    >>> [found.kind for found in find_contacts("somchai(at)example.com LINE somchai")]
    ['email', 'line_id']
    >>> [found.kind for found in find_contacts("เฟส สมชาย ใจดี facebook.com/somchai.j")]
    ['social_account', 'social_account']
    >>> list(find_contacts("Facebook อบต.โพนแพง กลุ่มไลน์ OTOP Nong Khai facebook.com/sharer.php"))
    []
    """
    if "@" in text or "(" in text or "[" in text or " at " in text:
        yield from _emails(text)
    for found in _LINE.finditer(text):
        if not _NOT_A_HANDLE.search(found.group()):
            yield NumberFind("line_id", found.group().strip(), *found.span())
    profiles = [*_PROFILE.finditer(text)]
    for found in _SOCIAL.finditer(text):
        # «เฟซบุ๊ก facebook.com/…» is one account: its address says whose.
        address = any(
            found.end() > other.start() and other.end() > found.start() for other in profiles
        )
        office = _OF_AN_OFFICE.search(found.group()) or _NOT_A_HANDLE.search(found.group())
        if not address and not office:
            yield NumberFind("social_account", found.group(), *found.span())
    for found in profiles:
        if not _OF_AN_OFFICE.search(found["page"]):
            yield NumberFind("social_account", found.group(), *found.span())


def _emails(text: str) -> Iterator[NumberFind]:
    for found in _MAIL_IN_WORDS.finditer(text):
        yield NumberFind("email", found.group(), *found.span())
    plain = text
    if "(" in text or "[" in text or "{" in text:
        plain = _WRITTEN_DOT.sub(".", _WRITTEN_AT.sub("@", text))
    if "@" not in plain:
        return
    for found in _EMAIL.finditer(plain):
        start = min(found.start(), len(text))
        yield NumberFind("email", found.group(), start, min(found.end(), len(text)))
