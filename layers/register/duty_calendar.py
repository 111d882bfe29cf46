"""Duties as a calendar file (RFC 5545) that phones, Outlook and Google Calendar open."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from typing import TYPE_CHECKING

from icalendar import Alarm, Calendar, Event

from muban.layers.register.rules_words import unit_word

if TYPE_CHECKING:
    from muban.gis.problem_catalogue import Lang
    from muban.layers.register.duties import Duty

__all__ = ["calendar_bytes"]

_WARN = dt.timedelta(days=-7)


def calendar_bytes(duties: Iterable[Duty], source: str, lang: Lang = "th") -> bytes:
    """A calendar of the duties that have a day, each with a reminder a week before.

    Parameters
    ----------
    duties
        Of one year; those without a day are left out: no day is made up for them.
    source
        The letter, or what must be looked into; it stands in every event.
    lang
        Of the words.

    Examples
    --------
    >>> from muban.layers.register.duties import letter_duties
    >>> calendar_bytes(letter_duties(), "หนังสือ").count(b"BEGIN:VEVENT")
    11
    """
    calendar = Calendar()
    calendar.add("prodid", "-//muban//duties//TH")
    calendar.add("version", "2.0")
    for duty in duties:
        if duty.due is not None:
            calendar.add_component(_event(duty, duty.due, source, lang))
    made: bytes = calendar.to_ical()
    return made


def _event(duty: Duty, due: dt.date, source: str, lang: Lang) -> Event:
    title = f"{duty.duty[lang]} ({unit_word(duty.kind, lang)} · {unit_word(duty.level, lang)})"
    to = f" → {duty.to[lang]}" if duty.to[lang] else ""
    budget = f"{duty.budget} ฿" if duty.budget else ""
    lines = (f"{duty.who[lang]}{to}", budget, duty.place[lang], duty.note[lang], source)
    event = Event()
    stamp = "\x1f".join((duty.kind, duty.level, str(duty.order), str(due), duty.duty["th"]))
    event.add("uid", f"{hashlib.sha256(stamp.encode()).hexdigest()[:24]}@muban")
    # A stamp is asked for; the clock would make every file another one.
    event.add("dtstamp", dt.datetime(due.year, due.month, due.day, tzinfo=dt.UTC))
    event.add("dtstart", due)
    event.add("dtend", due + dt.timedelta(days=1))
    event.add("summary", title)
    event.add("description", "\n".join(line for line in lines if line))
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", _WARN)
    event.add_component(alarm)
    return event
