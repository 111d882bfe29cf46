"""The clips of a tambon and of a village."""

from __future__ import annotations

from typing import TYPE_CHECKING

from muban.web.clips.clip import Clip, ClipShape, Scene
from muban.web.clips.drawing import Emblem, sheet_for, words_layer
from muban.web.clips.plan_scene import plan_scene
from muban.web.clips.rows import Row, map_area, rows_layer
from muban.web.clips.scenes import Layer, closing_scene, scene, with_sample
from muban.web.maps.radar import build_axes
from muban.web.pages.page_data import village_rows
from muban.web.pages.page_tambon import tambon_path
from muban.web.pages.share import names_of
from muban.web.pages.village_paths import village_paths
from muban.web.posts.domain_posts import domain_posts
from muban.web.posts.radar_drawing import draw_radar
from muban.web.stories.facts import (
    counted_facts,
    newest_results,
    result_facts,
    village_title,
)
from muban.web.stories.sentences import source_line, village_sentences
from muban.web.wording.paper_words import paper_word
from muban.web.wording.words import integer, word

if TYPE_CHECKING:
    from muban.web.clips.rows import Area
    from muban.web.maps.tambon_view import TambonView
    from muban.web.pages.site import Site
    from muban.web.paper.canvas import Canvas
    from muban.web.posts.post import Post

__all__ = ["tambon_clip", "village_clip"]

_FEWEST_AXES = 3
"""With fewer there is no radar."""


def tambon_clip(view: TambonView, site: Site) -> Clip:
    """A tambon: its villages, landmarks, results by domain, and who says so."""
    tambon, lang = view.tambon, site.lang
    where = names_of(tambon, lang)
    kicker = with_sample(" ".join(where[1:]), tambon.sample, site)
    scenes = [_villages_scene(view, site, kicker, where[0])]
    if len(tambon.landmarks):
        scenes.append(_landmarks_scene(view, site, kicker, where[0]))
    posts = list(domain_posts(view, site))
    scenes += [_domain_scene(post, kicker) for post in posts]
    if posts:
        ranked = sorted(posts, key=lambda post: -int(post.facts[0].figure.replace(",", "")))
        title = word("priorities", lang)
        rows = [Row("".join(post.headline)) for post in ranked]
        layers = [words_layer(kicker, (title,), (where[0],)), rows_layer(rows)]
        said = f"{title}: " + " · ".join(row.text for row in rows)
        scenes.append(scene(5, title, where[0], layers, said))
    if tambon.plan:
        scenes.append(plan_scene(tambon, site, kicker, where[0]))
    source = source_line(tambon.sources, lang)
    address = site.address(tambon_path(tambon.tambon.key))
    scenes.append(closing_scene(kicker, where[0], source, site, address, _emblem(view)))
    return Clip(f"tambon-{tambon.tambon.key}", tuple(scenes))


def _land(view: TambonView) -> Layer:
    """The villages side by side, each told from its neighbours as on the page."""
    emblem = _emblem(view)
    return lambda canvas, shape: emblem(canvas, shape, shape.picture)


def _emblem(view: TambonView) -> Emblem:
    tints = dict(enumerate(view.ground.tints))

    def draw(canvas: Canvas, shape: ClipShape, area: Area) -> None:
        sheet_for(view, shape, area).draw(canvas, tints)

    return draw


def _villages_scene(view: TambonView, site: Site, kicker: str, where: str) -> Scene:
    counts = word("count.villages", site.lang, n=view.tambon.village_count)

    def names(canvas: Canvas, shape: ClipShape) -> None:
        sheet = sheet_for(view, shape)
        sheet.draw_names(canvas, color=sheet.look.ink)

    layers = [words_layer(kicker, (where,), (counts,)), _land(view), names]
    return scene(4, where, counts, layers, f"{where} {kicker}: {counts}")


def _landmarks_scene(view: TambonView, site: Site, kicker: str, where: str) -> Scene:
    pins = word("count.landmarks", site.lang, n=len(view.tambon.landmarks))
    groups = _groups(view, site)

    def land(canvas: Canvas, shape: ClipShape) -> None:
        sheet_for(view, shape, map_area(shape, groups, narrow=True)).draw(canvas)

    def dots(canvas: Canvas, shape: ClipShape) -> None:
        sheet = sheet_for(view, shape, map_area(shape, groups, narrow=True))
        for pin in view.ground.landmarks:
            x, y = sheet.at(pin.x, pin.y)
            canvas.disc(x, y, 8, "#ffffff")
            canvas.disc(x, y, 6, pin.color)

    more = paper_word("card.more", site.lang, n="{n}")
    layers = [
        words_layer(kicker, (pins,), (where,), beneath=groups),
        land,
        dots,
        rows_layer(groups, below=True, narrow=True, more=more),
    ]
    said = " · ".join(f"{row.text} {row.figure}" for row in groups)
    return scene(4, pins, where, layers, f"{pins}: {said}")


def village_clip(view: TambonView, site: Site, index: int) -> Clip:
    """A village: its place in the tambon, its figures and results, and who says so.

    Parameters
    ----------
    view
        The tambon.
    site
        Where its page will stand, and how it is written.
    index
        The village's position among the tambon's.
    """
    tambon, lang = view.tambon, site.lang
    village = village_rows(tambon, view.ground.grid)[index]
    landmarks = int((tambon.landmarks["village_code"] == village["code"]).sum())
    name = village_title(village, lang)
    kicker = with_sample(" ".join(names_of(tambon, lang)[:2]), tambon.sample, site)
    first, *more = village_sentences(village, view.views.every, landmarks, lang)
    scenes = [_place_scene(view, site, index, kicker, first)]
    facts = counted_facts(village, landmarks, lang)
    if facts:
        title = word("data", lang)
        rows = [Row(f"{f.what} ({f.note})" if f.note else f.what, f.figure) for f in facts]
        layers = [words_layer(kicker, (name,), (title,)), rows_layer(rows)]
        scenes.append(scene(4, title, name, layers, more[0]))
    results = result_facts(view.views.every, village["code"], lang)
    if results:
        scenes.append(_results_scene(view, site, village["code"], (kicker, name)))
    path = village_paths(tambon).get(village["code"])
    source = source_line(tambon.sources, lang)
    scenes.append(closing_scene(kicker, name, source, site, site.address(path) if path else None))
    return Clip(f"village-{village['code']}", tuple(scenes))


def _results_scene(view: TambonView, site: Site, code: str, where: tuple[str, str]) -> Scene:
    """A village's newest results: as a radar, or as rows where there are too few for one."""
    kicker, name = where
    results = result_facts(view.views.every, code, site.lang)
    year = newest_results(view.views.every)[0].year_be
    title = word("domains", site.lang)
    of_year = f"{title} {word('year.be', site.lang, year=year)}"
    axes = build_axes(view.views.every, code, year)

    def radar(canvas: Canvas, shape: ClipShape) -> None:
        draw_radar(canvas, axes, shape.picture)

    rows = rows_layer([Row(fact.what, fact.figure) for fact in results])
    shown = radar if len(axes) >= _FEWEST_AXES else rows
    said = " · ".join(f"{fact.what} {fact.figure}" for fact in results)
    layers = [words_layer(kicker, (name,), (of_year,)), shown]
    return scene(5, of_year, name, layers, said)


def _place_scene(view: TambonView, site: Site, index: int, kicker: str, said: str) -> Scene:
    lang = site.lang
    village = village_rows(view.tambon, view.ground.grid)[index]
    name, moo = village_title(village, lang), word("moo.n", lang, n=village["moo"])
    chosen = [
        word("designation.badge", lang, level=word(f"level.{c['level']}", lang), year=c["year"])
        for c in village["chosen"]
    ]

    def land(canvas: Canvas, shape: ClipShape) -> None:
        sheet = sheet_for(view, shape)
        sheet.draw(canvas)
        sheet.draw_names(canvas)

    def here(canvas: Canvas, shape: ClipShape) -> None:
        sheet_for(view, shape).mark(canvas, index)

    layers = [words_layer(kicker, (name,), (moo, *chosen)), land, here]
    return scene(4, name, moo, layers, said)


def _domain_scene(post: Post, kicker: str) -> Scene:
    """The same picture, key and words as the domain's post has."""
    # The headline says the first of its figures.
    told = [Row(fact.what, fact.figure) for fact in post.facts[1:]]
    rows = [*(Row(words, color=color, mark="box") for color, words in post.key), *told]

    def land(canvas: Canvas, shape: ClipShape) -> None:
        post.draw(canvas, map_area(shape, rows, narrow=True))

    facts = [f"{fact.what} {fact.figure}" for fact in post.facts]
    headline = "".join(post.headline)
    layers = [
        words_layer(kicker, post.headline, (post.kicker,), beneath=rows),
        land,
        rows_layer(rows, below=True, narrow=True),
    ]
    said = f"{headline} · {' · '.join([post.kicker, *facts])}"
    return scene(4, headline, post.kicker, layers, said)


def _groups(view: TambonView, site: Site) -> list[Row]:
    """How many landmarks there are of each group, in its colour."""
    kinds = [site.legend[kind].group for kind in view.tambon.landmarks["landmark_kind"]]
    english = site.lang == "en"
    return [
        Row(
            group.label_en if english else group.label_th,
            integer(kinds.count(group.id)),
            group.color,
        )
        for group in site.legend.groups
        if group.id in kinds
    ]
