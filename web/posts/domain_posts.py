"""A post for each domain: how many villages lie below the line, which, and where."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from muban.layers.indicator.priorities import rank
from muban.web.pages.page_tambon import tambon_path
from muban.web.pages.share import names_of, with_link_and_tags
from muban.web.paper.tambon_sheet import CHOSEN, TambonSheet
from muban.web.posts.post import Area, Draw, Post
from muban.web.posts.village_posts import map_size
from muban.web.stories.facts import ToldFact, domain_name, newest_results
from muban.web.stories.sentences import domain_headline, source_line
from muban.web.wording.paper_words import paper_word
from muban.web.wording.words import Lang, digits, integer, number, word

if TYPE_CHECKING:
    from muban.layers.indicator.priority_ranks import Priorities, ProblemRank
    from muban.web.maps.choropleth import View
    from muban.web.maps.tambon_view import TambonView
    from muban.web.pages.site import Site
    from muban.web.paper.canvas import Canvas

__all__ = ["domain_posts", "villages_below"]


def domain_posts(view: TambonView, site: Site) -> Iterator[Post]:
    """Posts of a tambon's domains that have a value, in their order."""
    codes = [code for code in view.tambon.villages["village_code"] if code]
    ranking = rank(view.tambon.indicators, view.tambon.domains, codes, rule=site.priorities)
    if ranking is None:
        return
    by_id = {found.domain.id: found for found in ranking.domains}
    for shown in newest_results(view.views.every):
        found = by_id.get(shown.domain.id)
        if found is not None and found.known and shown.year_be == ranking.year_be:
            yield _post(view, site, shown, found, ranking)


def villages_below(ranking: Priorities, view: TambonView, domain: str) -> list[int]:
    """Positions of the villages that have a problem in a domain.

    Parameters
    ----------
    ranking
        Which villages have which problems.
    view
        The tambon.
    domain
        The domain's id.
    """
    cells = ranking.matrix
    return [
        index
        for index, code in enumerate(view.tambon.villages["village_code"])
        if (code, domain) in cells and cells[code, domain].is_problem
    ]


def _post(
    view: TambonView, site: Site, shown: View, found: ProblemRank, ranking: Priorities
) -> Post:
    lang, thai = site.lang, site.thai_digits and site.lang == "th"
    below = villages_below(ranking, view, found.domain.id)
    headline = domain_headline(domain_name(shown, lang), len(below), lang)
    where = names_of(view.tambon, lang)
    rule = ranking.rule_en if lang == "en" else ranking.rule_th
    source = source_line(view.tambon.sources, lang, only=("indicators",))
    names = [_named(view, shown, index) for index in below]
    lines = [headline, " ".join(where)]
    if view.tambon.sample:
        lines.append(word("sample", lang))
    if names:
        lines.append(word("story.below_names", lang, names=" · ".join(names)))
    lines += [
        word("story.below_of", lang, n=len(below), all=found.known, year=shown.year_be, rule=rule),
        source,
    ]
    address = site.address(tambon_path(view.tambon.tambon.key))
    tags = [*where, *paper_word("caption.tags", lang).split()]
    text = digits("\n".join(line for line in lines if line), thai=thai)
    year = word("cia.year", lang, year=shown.year_be)
    return Post(
        id=f"domain-{view.tambon.tambon.key}-{found.domain.id}",
        kicker=digits(
            f"{year} · {word('sample.short', lang)}" if view.tambon.sample else year, thai=thai
        ),
        headline=tuple(digits(part, thai=thai) for part in _parts(headline)),
        place=(*where, *_line(found, lang)),
        facts=(
            ToldFact(digits(integer(len(below)), thai=thai), word("story.below", lang)),
            ToldFact(digits(integer(found.known), thai=thai), word("story.known", lang)),
            ToldFact(digits(f"{found.mean:,.1f}", thai=thai), word("mean", lang)),
        ),
        draw=_drawing(view, shown, below),
        source=digits(source, thai=thai),
        text=with_link_and_tags(text, address, tags),
        key=_key(shown, lang),
        address=address,
    )


def _line(found: ProblemRank, lang: Lang) -> tuple[str, ...]:
    """Where a problem begins, in the domain's own units."""
    if found.line is None:
        return ()
    key = "story.line_low" if found.domain.higher_is_better else "story.line_high"
    return (word(key, lang, n=number(round(found.line.value, 1))),)


def _parts(headline: str) -> tuple[str, ...]:
    """The domain and what is said of it: each may stand on a line of its own."""
    first, colon, rest = headline.partition(": ")
    return (f"{first}{colon}", rest) if colon else (headline,)


def _named(view: TambonView, shown: View, index: int) -> str:
    row = view.tambon.villages.iloc[index]
    return f"{row['name']} {shown.shown.get(row['village_code'], '')}".strip()


def _key(shown: View, lang: Lang) -> tuple[tuple[str, str], ...]:
    labels, colours = shown.classes.labels, shown.classes.colours
    ends = ((colours[0], labels[0]), (colours[-1], labels[-1]))
    return (*(ends if len(colours) > 1 else ends[:1]), (CHOSEN, word("story.below", lang)))


def _drawing(view: TambonView, shown: View, below: list[int]) -> Draw:
    def draw(canvas: Canvas, area: Area) -> None:
        sheet = TambonSheet(view.ground, view.legend, map_size(canvas, area))
        codes = view.tambon.villages["village_code"]
        fills = {
            index: shown.classes.colour(shown.values.get(code)) or sheet.look.no_data_ground
            for index, code in enumerate(codes)
        }
        sheet.draw(canvas, fills)
        for index in below:
            canvas.shape(sheet.areas[index], stroke=CHOSEN, width=5)
        sheet.draw_names(canvas, color=sheet.look.ink)

    return draw
