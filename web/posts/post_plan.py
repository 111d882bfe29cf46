"""A plan of one post a week: a table and a calendar, from a day that a person gives."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta, timezone
from typing import TYPE_CHECKING

from muban.gis.errors import ConfigError

if TYPE_CHECKING:
    from muban.web.posts.post import Post

__all__ = ["plan_csv", "plan_ics", "read_day"]

_WEEK = timedelta(days=7)
_BUDDHIST = 543
_FIRST_BE = 2400


def read_day(text: str) -> date:
    """A day as it is typed: year-month-day, in the Christian or the Buddhist era.

    Raises
    ------
    ConfigError
        It is no day.

    Examples
    --------
    >>> read_day("2569-01-05") == read_day("2026-01-05")
    True
    """
    try:
        year, month, day = (int(part) for part in text.strip().split("-"))
        return date(year - _BUDDHIST if year > _FIRST_BE else year, month, day)
    except ValueError:
        raise ConfigError(
            f"--start «{text}» ไม่ใช่วันที่ — เขียนเป็น ปี-เดือน-วัน เช่น 2569-01-05",
            f"--start “{text}” is no day: write year-month-day, such as 2026-01-05",
        ) from None


def plan_csv(posts: Sequence[Post], start: date) -> bytes:
    """The plan as a table that Excel opens: day, post, its pictures, its text, its link."""
    out = io.StringIO(newline="")
    rows = csv.writer(out)
    rows.writerow(["วันที่โพสต์", "เรื่อง", "รูป", "ข้อความ", "ลิงก์"])
    for week, post in enumerate(posts):
        day = start + week * _WEEK
        title = "".join(post.headline)
        rows.writerow(
            [day.isoformat(), title, f"{post.id}-square.png", f"{post.id}.txt", post.address or ""]
        )
    return ("\ufeff" + out.getvalue()).encode()


def plan_ics(posts: Sequence[Post], start: date) -> bytes:
    """The plan as a calendar; nothing in it is of the day on which it was made."""
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//muban//posts//TH")
    calendar.add("version", "2.0")
    stamp = datetime.combine(start, time(), tzinfo=timezone.utc)  # noqa: UP017 - one spelling
    for week, post in enumerate(posts):
        event = Event()
        event.add("uid", f"{post.id}@muban")
        event.add("dtstamp", stamp)
        event.add("dtstart", start + week * _WEEK)
        event.add("summary", "".join(post.headline))
        event.add("description", post.text)
        if post.address:
            event.add("url", post.address)
        calendar.add_component(event)
    return bytes(calendar.to_ical())
