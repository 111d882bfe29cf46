"""What changed since the year before: each domain's mean then and now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import skia

from muban.layers.indicator.results import results_by_village
from muban.web.pages.page_tambon import tambon_path
from muban.web.pages.share import names_of, with_link_and_tags
from muban.web.paper.card_layout import SMALLEST, set_lines
from muban.web.posts.post import Area, Draw, Post
from muban.web.stories.facts import ToldFact
from muban.web.stories.sentences import source_line
from muban.web.wording.paper_words import paper_word
from muban.web.wording.thai_words import thai_words
from muban.web.wording.words import Lang, digits, integer, word

if TYPE_CHECKING:
    from muban.layers.atlas import Domain, TambonAtlas
    from muban.web.maps.tambon_view import TambonView
    from muban.web.pages.site import Site
    from muban.web.paper.canvas import Canvas

__all__ = ["Change", "change_posts", "find_changes"]

_READABLE = 28
_INK, _SOFT, _UP, _DOWN = "#1f2a30", "#4c5a61", "#1f5f4a", "#8a3b00"


@dataclass(frozen=True, slots=True)
class Change:
    """One domain in two years: the means of the villages that have a value in both.

    ``better`` and ``worse`` count villages, by the domain's own sense.
    """

    domain: Domain
    year_be: int
    before_be: int
    before: float
    now: float
    better: int
    worse: int
    same: int

    @property
    def sense(self) -> int:
        """1 where the mean got better, -1 where worse, 0 where it is the same as shown."""
        apart = round(self.now, 1) - round(self.before, 1)
        if not apart:
            return 0
        return 1 if (apart > 0) == self.domain.higher_is_better else -1

    def name(self, lang: Lang = "th") -> str:
        """The domain's name; its Thai one where it has no other."""
        return (self.domain.label_en if lang == "en" else "") or self.domain.label_th


def find_changes(tambon: TambonAtlas) -> list[Change]:
    """Domains of the newest year that an earlier year has too, in their order.

    Only villages with a value in both years are compared, as on the page, in the book and in
    the tables: another set of villages would be another mean.

    Parameters
    ----------
    tambon
        With its results (:func:`muban.layers.indicator.results.results_by_village`).
    """
    every = [one for told in results_by_village(tambon).values() for one in told]
    newest = max((one.year_be for one in every), default=0)
    found = []
    for domain in tambon.domains:
        moved = [
            one
            for one in every
            if one.domain is domain and one.change_from is not None and one.year_be == newest
        ]
        if not moved:
            continue
        signs = [one.change if domain.higher_is_better else -one.change for one in moved]
        found.append(
            Change(
                domain=domain,
                year_be=newest,
                before_be=moved[0].change_from or 0,
                before=sum(one.value - one.change for one in moved) / len(moved),
                now=sum(one.value for one in moved) / len(moved),
                better=sum(sign > 0 for sign in signs),
                worse=sum(sign < 0 for sign in signs),
                same=sum(sign == 0 for sign in signs),
            )
        )
    return found


def change_posts(view: TambonView, site: Site) -> Iterator[Post]:
    """One post of a tambon that has results of two years; none of another."""
    changes = find_changes(view.tambon)
    if not changes:
        return
    lang, thai = site.lang, site.thai_digits and site.lang == "th"
    where = names_of(view.tambon, lang)
    year, before = changes[0].year_be, max(change.before_be for change in changes)
    up, down = (sum(change.sense == sense for change in changes) for sense in (1, -1))
    compared = word("story.changed", lang, year=year, before=before)
    headline = _headline(up, down, len(changes), lang)
    told = word("story.changed_count", lang, up=up, down=down, same=len(changes) - up - down)
    source = source_line(view.tambon.sources, lang, only=("indicators",))
    address = site.address(tambon_path(view.tambon.tambon.key))
    lines = [
        headline,
        compared,
        " ".join(where),
        *([word("sample", lang)] if view.tambon.sample else []),
    ]
    lines += [told, *(_sentence(change, lang) for change in changes), source]
    tags = [*where, *paper_word("caption.tags", lang).split()]
    text = digits("\n".join(line for line in lines if line), thai=thai)
    yield Post(
        id=f"changes-{view.tambon.tambon.key}-{year}",
        kicker=digits(compared, thai=thai),
        headline=(digits(headline, thai=thai),),
        place=(*where, word("sample.short", lang)) if view.tambon.sample else tuple(where),
        facts=(
            ToldFact(digits(integer(up), thai=thai), word("story.better", lang)),
            ToldFact(digits(integer(down), thai=thai), word("story.worse", lang)),
        ),
        draw=_drawing(changes, thai=thai, lang=lang),
        source=digits(source, thai=thai),
        text=with_link_and_tags(text, address, tags),
        address=address,
    )


def _headline(up: int, down: int, every: int, lang: Lang) -> str:
    """What most domains did: better, worse, or neither."""
    if up == down == 0:
        return word("story.changed_same", lang, all=every)
    key, n = ("story.changed_up", up) if up >= down else ("story.changed_down", down)
    return word(key, lang, n=n, all=every)


def _sentence(change: Change, lang: Lang) -> str:
    return word(
        "story.change",
        lang,
        domain=change.name(lang),
        before=f"{change.before:,.1f}",
        now=f"{change.now:,.1f}",
        year=change.year_be,
        was=change.before_be,
        better=change.better,
        worse=change.worse,
        same=change.same,
    )


def _drawing(changes: Sequence[Change], *, thai: bool, lang: Lang) -> Draw:
    """A line for each domain: its name, its mean before, an arrow, its mean now."""

    def draw(canvas: Canvas, area: Area) -> None:
        left, top, width, height = area
        row = min(110.0, height / (len(changes) + 0.6))
        now_x, before_x = left + width - 40, left + width - 250
        y = top + (height - row * (len(changes) + 0.6)) / 2 + 0.6 * row
        years = (before_x, min(c.before_be for c in changes)), (now_x, changes[0].year_be)
        for x, year in years:
            text = digits(word("year.be", lang, year=year), thai=thai)
            canvas.text(text, x, y - 6, SMALLEST + 2, 400, _SOFT, anchor=1.0)
        for change in changes:
            color = {1: _UP, -1: _DOWN, 0: _SOFT}[change.sense]
            lines = _name_lines(change.name(lang), before_x - left - 160)
            for n, (text, size) in enumerate(lines):
                down = row * 0.62 + (n - (len(lines) - 1) / 2) * 1.2 * size
                canvas.text(text, left + 40, y + down, size, 400, _INK)
            for x, mean, weight, ink in (
                (before_x, change.before, 400, _SOFT),
                (now_x, change.now, 700, color),
            ):
                shown = digits(f"{mean:,.1f}", thai=thai)
                canvas.text(shown, x, y + row * 0.64, 42, weight, ink, anchor=1.0)
            _arrow(canvas, before_x + 26, now_x - 126, y + row * 0.64 - 14, color)
            y += row

    return draw


def _name_lines(name: str, width: float) -> list[tuple[str, float]]:
    """A name in one line, or, where it is long, in smaller ones between its words."""
    whole = set_lines((name,), width=width, largest=34, weight=400)
    if len(whole) == 1 and whole[0][1] >= _READABLE:
        return whole
    return set_lines(thai_words(name), width=width, largest=_READABLE, weight=400)


def _arrow(canvas: Canvas, start: float, end: float, y: float, color: str) -> None:
    line, head = skia.Path(), skia.Path()
    line.moveTo(start, y).lineTo(end - 12, y)
    head.addPoly(
        [skia.Point(end - 16, y - 9), skia.Point(end, y), skia.Point(end - 16, y + 9)], True
    )
    canvas.shape(line, stroke=color, width=3)
    canvas.shape(head, fill=color)
