"""The three clips: the years of a province, a tambon, and a village."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from muban.gis.errors import ConfigError
from muban.layers.register.register_matrix import counted
from muban.web.clips.clip import Clip, ClipShape, Scene
from muban.web.clips.drawing import closing_layer, list_layer, sheet_for, words_layer
from muban.web.clips.plan_scene import plan_scene
from muban.web.maps.picture_frame import PictureSize
from muban.web.maps.picture_province import ProvinceOptions, build_province_picture
from muban.web.maps.province_shapes import province_has_places
from muban.web.pages.page_data import village_rows
from muban.web.pages.page_tambon import tambon_path
from muban.web.pages.share import names_of
from muban.web.pages.village_paths import village_paths
from muban.web.paper.fonts import FONT_FAMILY
from muban.web.posts.domain_posts import domain_posts
from muban.web.posts.province_posts import row_line
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
    from muban.layers.atlas import Atlas
    from muban.web.maps.tambon_view import TambonView
    from muban.web.pages.site import Site
    from muban.web.paper.canvas import Canvas
    from muban.web.posts.post import Post

__all__ = ["tambon_clip", "village_clip", "years_clip"]

Layer = Callable[["Canvas", ClipShape], None]


def years_clip(atlas: Atlas, site: Site) -> Clip:
    """The designated villages year by year, by name and on the map.

    Raises
    ------
    ConfigError
        The project has no register.
    """
    rows = counted(atlas.designations)
    if not len(rows):
        raise ConfigError(
            "ยังไม่มีทะเบียนการประกาศในงานนี้ จึงไม่มีคลิปรายปี — วางทะเบียนในโฟลเดอร์ register",
            "The project has no register, so there are no years to show: put it into register/",
        )
    lang = site.lang
    place = word("province.name", lang, name=atlas.province.name) if atlas.province.name else ""
    place = place or atlas.title
    years = sorted({int(year) for year in rows["year_be"]})
    kicker = _with_sample(word("province.title", lang), atlas.sample, site)
    span = word("province.years", lang, **{"from": years[0], "to": years[-1]})
    scenes = [
        _scene(
            3,
            word("province.title", lang),
            place,
            [
                words_layer(kicker, (place,), (span,)),
                _province_layer(atlas, site, None),
            ],
            f"{kicker} {place} {span}",
        )
    ]
    for year in years:
        of_year = rows[rows["year_be"] == year].sort_values("row").to_dict("records")
        lines = [row_line(row, lang) for row in of_year]
        title = word("story.newest", lang, year=year, n=len(of_year))
        scenes.append(
            _scene(
                4.5,
                title,
                place,
                [
                    words_layer(kicker, (title,), (place,)),
                    _province_layer(atlas, site, year),
                    list_layer(
                        [(line, "") for line in lines],
                        begin=0.45,
                        more=paper_word("card.more", lang, n="{n}"),
                    ),
                ],
                f"{title}: {' · '.join(lines)}",
            )
        )
    source = source_line(atlas.sources, lang, only=("register",))
    scenes.append(_closing(kicker, place, source, site, site.address(site.overview)))
    return Clip("years", tuple(scenes))


def tambon_clip(view: TambonView, site: Site) -> Clip:
    """A tambon: its villages, landmarks, results by domain, and who says so."""
    tambon, lang = view.tambon, site.lang
    where = names_of(tambon, lang)
    kicker = _with_sample(" ".join(where[1:]), tambon.sample, site)
    scenes = [_villages_scene(view, site, kicker, where[0])]
    if len(tambon.landmarks):
        scenes.append(_landmarks_scene(view, site, kicker, where[0]))
    posts = list(domain_posts(view, site))
    scenes += [_domain_scene(post, kicker) for post in posts]
    if posts:
        ranked = sorted(posts, key=lambda post: -int(post.facts[0].figure.replace(",", "")))
        title = word("priorities", lang)
        rows = [("".join(post.headline), "") for post in ranked]
        layers = [words_layer(kicker, (title,), (where[0],)), list_layer(rows)]
        said = f"{title}: " + " · ".join(text for text, _ in rows)
        scenes.append(_scene(5, title, where[0], layers, said))
    if tambon.plan:
        scenes.append(plan_scene(tambon, site, kicker, where[0]))
    source = source_line(tambon.sources, lang)
    address = site.address(tambon_path(tambon.tambon.key))
    scenes.append(_closing(kicker, where[0], source, site, address))
    return Clip(f"tambon-{tambon.tambon.key}", tuple(scenes))


def _land(view: TambonView) -> Layer:
    def draw(canvas: Canvas, shape: ClipShape) -> None:
        sheet_for(view, shape).draw(canvas)

    return draw


def _villages_scene(view: TambonView, site: Site, kicker: str, where: str) -> Scene:
    counts = word("count.villages", site.lang, n=view.tambon.village_count)

    def names(canvas: Canvas, shape: ClipShape) -> None:
        sheet = sheet_for(view, shape)
        sheet.draw_names(canvas, color=sheet.look.ink)

    layers = [words_layer(kicker, (where,), (counts,)), _land(view), names]
    return _scene(4, where, counts, layers, f"{where} {kicker}: {counts}")


def _landmarks_scene(view: TambonView, site: Site, kicker: str, where: str) -> Scene:
    pins = word("count.landmarks", site.lang, n=len(view.tambon.landmarks))
    groups = [f"{name} {n}" for name, n in _groups(view, site)]

    def dots(canvas: Canvas, shape: ClipShape) -> None:
        sheet = sheet_for(view, shape)
        for pin in view.ground.landmarks:
            x, y = sheet.at(pin.x, pin.y)
            canvas.disc(x, y, 8, "#ffffff")
            canvas.disc(x, y, 6, pin.color)

    layers = [words_layer(kicker, (pins,), groups), _land(view), dots]
    return _scene(4, pins, where, layers, f"{pins}: " + " · ".join(groups))


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
    kicker = _with_sample(" ".join(names_of(tambon, lang)[:2]), tambon.sample, site)
    first, *more = village_sentences(village, view.views.every, landmarks, lang)
    scenes = [_place_scene(view, site, index, kicker, first)]
    facts = counted_facts(village, landmarks, lang)
    if facts:
        title = word("data", lang)
        rows = [(f"{f.what} ({f.note})" if f.note else f.what, f.figure) for f in facts]
        layers = [words_layer(kicker, (name,), (title,)), list_layer(rows)]
        scenes.append(_scene(4, title, name, layers, more[0]))
    results = result_facts(view.views.every, village["code"], lang)
    if results:
        title, year = word("domains", lang), newest_results(view.views.every)[0].year_be
        rows = [(f.what, f.figure) for f in results]
        of_year = f"{title} {word('year.be', lang, year=year)}"
        layers = [words_layer(kicker, (name,), (of_year,)), list_layer(rows)]
        said = " · ".join(f"{text} {figure}" for text, figure in rows)
        scenes.append(_scene(5, of_year, name, layers, said))
    path = village_paths(tambon).get(village["code"])
    source = source_line(tambon.sources, lang)
    scenes.append(_closing(kicker, name, source, site, site.address(path) if path else None))
    return Clip(f"village-{village['code']}", tuple(scenes))


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
    return _scene(4, name, moo, layers, said)


def _scene(seconds: float, title: str, place: str, layers: Sequence[Layer], said: str) -> Scene:
    return Scene(seconds, f"{title} · {place}", said, tuple(layers))


def _with_sample(text: str, sample: bool, site: Site) -> str:
    return f"{word('sample.short', site.lang)} · {text}" if sample else text


def _domain_scene(post: Post, kicker: str) -> Scene:
    """The same picture and the same words as the domain's post has."""

    def land(canvas: Canvas, shape: ClipShape) -> None:
        post.draw(canvas, shape.picture)

    facts = [f"{fact.what} {fact.figure}" for fact in post.facts]
    headline = "".join(post.headline)
    layers = [words_layer(kicker, post.headline, (post.kicker, *facts)), land]
    return _scene(
        4, headline, post.kicker, layers, f"{headline} · {' · '.join([post.kicker, *facts])}"
    )


def _closing(kicker: str, title: str, source: str, site: Site, address: str | None) -> Scene:
    office = paper_word("print.made_by", site.lang, office=site.office) if site.office else ""
    lines = [line for line in (office, source) if line]
    return _scene(
        3,
        title,
        kicker,
        [
            words_layer(kicker, (title,)),
            closing_layer(lines, address),
        ],
        " · ".join([*lines, *([address] if address else [])]),
    )


def _groups(view: TambonView, site: Site) -> list[tuple[str, str]]:
    kinds = [site.legend[kind].group for kind in view.tambon.landmarks["landmark_kind"]]
    english = site.lang == "en"
    return [
        (group.label_en if english else group.label_th, integer(kinds.count(group.id)))
        for group in site.legend.groups
        if group.id in kinds
    ]


def _province_layer(atlas: Atlas, site: Site, year: int | None) -> Layer:
    """The province with the designations of one year, or with all where none is named."""

    def draw(canvas: Canvas, shape: ClipShape) -> None:
        if not province_has_places(atlas):
            return
        left, top, width, height = shape.picture
        high = height if year is None else height * 0.45
        padding = (
            top + 16,
            shape.width - left - width + 24,
            shape.height - top - high + 16,
            left + 24,
        )
        rows = atlas.designations
        shown = (
            atlas if year is None else replace(atlas, designations=rows[rows["year_be"] == year])
        )
        options = ProvinceOptions(
            size=PictureSize(shape.width, shape.height, 24, 20, padding),
            labels=False,
            villages=False,
            fonts=FONT_FAMILY,
            lang=site.lang,
        )
        canvas.svg(build_province_picture(shown, legend=site.legend, options=options).svg)

    return draw
