"""A village's own page: light, whole without scripts, a place to send a link to.

All pages of a tambon show the same sketch with another village marked, so that a village
costs little more than its own words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from muban.web.maps.radar import build_axes, radar_svg
from muban.web.maps.sketch import Sketch, build_sketch
from muban.web.pages.described import in_both
from muban.web.pages.page import Head, render_page
from muban.web.pages.page_data import landmark_rows, shown_groups, village_rows
from muban.web.pages.village_paths import village_paths
from muban.web.stories.described_tambon import describe_village_place
from muban.web.stories.facts import counted_facts, newest_results, village_title
from muban.web.stories.sentences import against_mean
from muban.web.wording.render import json_text
from muban.web.wording.words import Lang, tambon_name, word

if TYPE_CHECKING:
    from muban.layers.atlas import Domain
    from muban.web.maps.choropleth import View
    from muban.web.maps.tambon_view import TambonView
    from muban.web.page_types.tambon import VillageRow
    from muban.web.pages.site import Site

__all__ = ["VillagePages"]


@dataclass(frozen=True, eq=False)
class VillagePages:
    """The villages of one tambon, ready to be written page by page.

    Parameters
    ----------
    view
        The tambon: what its pages say, and in which colours.
    tambon_page
        Where the tambon's own page stands.
    """

    view: TambonView
    tambon_page: str

    @cached_property
    def paths(self) -> dict[str, str]:
        """Village code → path of its page."""
        return village_paths(self.view.tambon)

    @cached_property
    def villages(self) -> list[VillageRow]:
        """Every village of the tambon, by position."""
        return village_rows(self.view.tambon, self.view.ground.grid)

    @cached_property
    def _landmarks(self) -> list[dict[str, Any]]:
        return landmark_rows(self.view.tambon, self.view.ground.grid)

    @cached_property
    def _sketch(self) -> Sketch:
        links = {code: f"../{path.split('/')[2]}/index.html" for code, path in self.paths.items()}
        return build_sketch(self.view.ground, links)

    def landmarks_of(self, village_code: str) -> list[dict[str, Any]]:
        """The landmarks that lie in a village."""
        return [row for row in self._landmarks if row["village"] == village_code]

    def write(self, index: int, site: Site) -> bytes:
        """One village's page; every text of the data is escaped.

        Parameters
        ----------
        index
            The village's position.
        site
            Settings, legend and assets; with the page's card and caption.
        """
        village, tambon = self.villages[index], self.view.tambon
        own = self.landmarks_of(village["code"])
        path = self.paths[village["code"]]
        title = village_title(village, site.lang)
        newest = newest_results(self.view.views.every)
        return render_page(
            "village.html.jinja",
            site,
            self._head(village, site, path),
            tambon=tambon,
            village=village,
            tambon_page=self.tambon_page,
            sketch=self._sketch.marked(index, title=word("story.where", site.lang, name=title))
            if self.view.mapped
            else "",
            groups=[
                (group, [row for row in own if site.legend[row["kind"]].group == group.id])
                for group in shown_groups(site.legend, own)
            ],
            legend=site.legend,
            own=own,
            described=self._described(index, site),
            results=self._results(village["code"]),
            newest=newest,
            one_scale=_one_scale(newest),
            radar=self._radar(village, title),
            beside=self._beside(index),
            neighbours=bool(self.view.ground.neighbours[index]),
            data=json_text(
                {"lang": site.lang, "thaiDigits": site.thai_digits, "offline": not site.single_file}
            ),
        )

    def _described(self, index: int, site: Site) -> list[tuple[str, str]]:
        """Where it lies, and what of its values stands out most."""

        def told(lang: Lang) -> list[list[str]]:
            place = describe_village_place(self.view, index, lang)
            apart = against_mean(self.view.views.every, self.villages[index]["code"], lang)
            return [[sentence for sentence in (place, apart) if sentence]]

        return [pair for pair in in_both(told, thai_digits=site.thai_digits) if pair[0]]

    def _head(self, village: Mapping[str, Any], site: Site, path: str) -> Head:
        lang, tambon = site.lang, self.view.tambon
        parts = [village_title(village, lang)]
        if village["name"]:
            parts.append(word("moo.n", lang, n=village["moo"]))
        parts.append(tambon_name(tambon.tambon, lang))
        for kind, place in (("amphoe.name", tambon.amphoe), ("province.name", tambon.province)):
            if place.name:
                name = (place.name_en if lang == "en" else "") or place.name
                parts.append(word(kind, lang, name=name))
        title = " ".join(parts)
        if tambon.sample:
            title = f"{word('sample.short', lang)} · {title}"
        facts = counted_facts(village, len(self.landmarks_of(village["code"])), lang)
        said = [f"{fact.figure} {fact.what}" for fact in facts]
        said = [*_designations(village, lang), *said]
        return Head(path, title, " · ".join([title, *said]), "village")

    def _results(self, code: str) -> list[tuple[View, list[View]]]:
        """Each domain of the newest year, and the same domain in every year, old years first."""
        every = [view for view in self.view.views.every if not view.domain.parent]
        return [
            (view, sorted((v for v in every if v.domain is view.domain), key=lambda v: v.year_be))
            for view in newest_results(every)
            if any(code in v.shown for v in every)
        ]

    def _radar(self, village: Mapping[str, Any], title: str) -> str:
        newest = newest_results(self.view.views.every)
        if not any(view.values.get(village["code"]) is not None for view in newest):
            return ""
        axes = build_axes(self.view.views.every, village["code"], newest[0].year_be)
        named = word("radar.of", self.view.lang, name=title)
        return radar_svg(axes, title=f"{named} {newest[0].year_be}")

    def _beside(self, index: int) -> Iterator[tuple[Mapping[str, Any], str]]:
        """The villages that this one's area meets, else all others, with their pages' paths."""
        near = self.view.ground.neighbours[index] or set(range(len(self.villages))) - {index}
        for i in sorted(near):
            village = self.villages[i]
            if village["name"] or village["moo"]:
                yield village, self.paths.get(village["code"], "")


def _one_scale(views: Sequence[View]) -> Domain | None:
    """The domain whose scale is that of all; None where they differ."""
    scales = {
        (d.scale_min, d.scale_max, d.higher_is_better, d.status)
        for d in (view.domain for view in views)
    }
    return views[0].domain if len(scales) == 1 else None


def _designations(village: Mapping[str, Any], lang: Any) -> list[str]:
    return [
        word(
            "designation.badge",
            lang,
            level=word(f"level.{chosen['level']}", lang),
            year=chosen["year"],
        )
        for chosen in village["chosen"]
    ]
