"""What changed since the year before: each domain's mean then and now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from muban.web.pages.page_tambon import tambon_path
from muban.web.pages.share import names_of, with_link_and_tags
from muban.web.paper.card_layout import set_lines
from muban.web.posts.post import Area, Draw, Post
from muban.web.stories.facts import ToldFact, domain_name, newest_results
from muban.web.stories.sentences import source_line
from muban.web.wording.paper_words import paper_word
from muban.web.wording.words import Lang, digits, integer, word

if TYPE_CHECKING:
    from muban.web.maps.choropleth import View
    from muban.web.maps.tambon_view import TambonView
    from muban.web.pages.site import Site
    from muban.web.paper.canvas import Canvas

__all__ = ["Change", "change_posts", "find_changes"]

_INK, _SOFT, _UP, _DOWN = "#1f2a30", "#4c5a61", "#1f5f4a", "#8a3b00"


@dataclass(frozen=True, slots=True)
class Change:
    """One domain in two years: the means of the villages that have a value in both.

    ``better`` and ``worse`` count villages, by the domain's own sense.
    """

    view: View
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
        return 1 if (apart > 0) == self.view.domain.higher_is_better else -1


def find_changes(views: Sequence[View]) -> list[Change]:
    """Domains of the newest year that an earlier year has too, compared with the latest such.

    Only villages with a value in both years are compared: another set of villages would be
    another mean.
    """
    found = []
    for now in newest_results(views):
        earlier = [v for v in views if v.domain is now.domain and v.year_be < now.year_be]
        before = max(earlier, key=lambda view: view.year_be, default=None)
        if before is None:
            continue
        pairs = [
            (was, value)
            for code, value in now.values.items()
            if value is not None and (was := before.values.get(code)) is not None
        ]
        if not pairs:
            continue
        sense = 1 if now.domain.higher_is_better else -1
        signs = [(value - was) * sense for was, value in pairs]
        found.append(
            Change(
                view=now,
                before_be=before.year_be,
                before=sum(was for was, _ in pairs) / len(pairs),
                now=sum(value for _, value in pairs) / len(pairs),
                better=sum(sign > 0 for sign in signs),
                worse=sum(sign < 0 for sign in signs),
                same=sum(sign == 0 for sign in signs),
            )
        )
    return found


def change_posts(view: TambonView, site: Site) -> Iterator[Post]:
    """One post of a tambon that has results of two years; none of another."""
    changes = find_changes(view.views.every)
    if not changes:
        return
    lang, thai = site.lang, site.thai_digits and site.lang == "th"
    where = names_of(view.tambon, lang)
    year, before = changes[0].view.year_be, max(change.before_be for change in changes)
    up, down = (sum(change.sense == sense for change in changes) for sense in (1, -1))
    headline = word("story.changed", lang, year=year, before=before)
    told = word("story.changed_count", lang, up=up, down=down, same=len(changes) - up - down)
    source = source_line(view.tambon.sources, lang, only=("indicators",))
    address = site.address(tambon_path(view.tambon.tambon.key))
    lines = [headline, " ".join(where), *([word("sample", lang)] if view.tambon.sample else [])]
    lines += [told, *(_sentence(change, lang) for change in changes), source]
    tags = [*where, *paper_word("caption.tags", lang).split()]
    text = digits("\n".join(line for line in lines if line), thai=thai)
    yield Post(
        id=f"changes-{view.tambon.tambon.key}-{year}",
        kicker=digits(word("domains", lang), thai=thai),
        headline=(digits(headline, thai=thai),),
        place=(*where, word("sample.short", lang)) if view.tambon.sample else tuple(where),
        facts=(
            ToldFact(digits(integer(up), thai=thai), word("story.better", lang)),
            ToldFact(digits(integer(down), thai=thai), word("story.worse", lang)),
        ),
        draw=_drawing(changes, thai=thai),
        source=digits(source, thai=thai),
        text=with_link_and_tags(text, address, tags),
        address=address,
    )


def _sentence(change: Change, lang: Lang) -> str:
    return word(
        "story.change",
        lang,
        domain=domain_name(change.view, lang),
        before=f"{change.before:,.1f}",
        now=f"{change.now:,.1f}",
        year=change.view.year_be,
        was=change.before_be,
        better=change.better,
        worse=change.worse,
        same=change.same,
    )


def _drawing(changes: Sequence[Change], *, thai: bool) -> Draw:
    def draw(canvas: Canvas, area: Area) -> None:
        left, top, width, height = area
        row = min(110.0, height / len(changes))
        y = top + (height - row * len(changes)) / 2
        for change in changes:
            color = {1: _UP, -1: _DOWN, 0: _SOFT}[change.sense]
            name = domain_name(change.view)
            (text, size), *more = set_lines((name,), width=width - 380, largest=34, weight=400)
            canvas.text(f"{text}…" if more else text, left + 40, y + row * 0.62, size, 400, _INK)
            numbers = f"{change.before:,.1f} > {change.now:,.1f}"
            shown = digits(numbers, thai=thai)
            canvas.text(shown, left + width - 40, y + row * 0.64, 42, 700, color, anchor=1.0)
            y += row

    return draw
