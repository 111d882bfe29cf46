"""The clip of the years: the province's designated villages, year by year, by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from muban.gis.errors import ConfigError
from muban.layers.register.register_matrix import counted
from muban.web.clips.clip import Clip, ClipShape, Scene
from muban.web.clips.drawing import words_layer
from muban.web.clips.rows import Row, map_area, rows_layer
from muban.web.clips.scenes import Layer, closing_scene, scene, with_sample
from muban.web.maps.picture_frame import PictureSize
from muban.web.maps.picture_province import ProvinceOptions, build_province_picture
from muban.web.maps.province_shapes import province_has_places
from muban.web.paper.fonts import FONT_FAMILY
from muban.web.posts.province_posts import row_line
from muban.web.stories.sentences import source_line
from muban.web.wording.paper_words import paper_word
from muban.web.wording.words import word

if TYPE_CHECKING:
    from muban.layers.atlas import Atlas
    from muban.web.pages.site import Site
    from muban.web.paper.canvas import Canvas

__all__ = ["years_clip"]


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
    title = word("province.title", lang)
    kicker = with_sample(title, atlas.sample, site)
    span = word("province.years", lang, **{"from": years[0], "to": years[-1]})
    layers = [words_layer(kicker, (place,), (span,)), _province_layer(atlas, site, None, ())]
    scenes = [scene(3, title, place, layers, f"{kicker} {place} {span}")]
    for year in years:
        of_year = rows[rows["year_be"] == year]
        # Those of the whole province first, as in the post of the newest year.
        of_year = of_year.assign(first=of_year["level"] != "province").sort_values(["first", "row"])
        scenes.append(
            _year_scene(atlas, site, year, list(of_year.to_dict("records")), (kicker, place))
        )
    source = source_line(atlas.sources, lang, only=("register",))
    scenes.append(closing_scene(kicker, place, source, site, site.address(site.overview)))
    return Clip("years", tuple(scenes))


def _year_scene(
    atlas: Atlas, site: Site, year: int, rows: list[dict[Any, Any]], where: tuple[str, str]
) -> Scene:
    """One year: its villages on the map and by name, ★ at those of the whole province."""
    kicker, place = where
    lines = [row_line(row, site.lang) for row in rows]
    title = word("story.newest", site.lang, year=year, n=len(rows))
    of_year, colon, count = title.partition(": ")
    # The star of the list has the colour that it has on the map.
    star = site.legend.colors_of_years((year,))[year]
    told = [
        Row(line, color=star if row["level"] == "province" else "", mark="star")
        for line, row in zip(lines, rows, strict=True)
    ]
    layers = [
        words_layer(kicker, (f"{of_year}{colon}", count), (place,)),
        _province_layer(atlas, site, year, told),
        rows_layer(told, below=True, more=paper_word("card.more", site.lang, n="{n}")),
    ]
    return scene(4.5, title, place, layers, f"{title}: {' · '.join(lines)}")


def _province_layer(atlas: Atlas, site: Site, year: int | None, rows: Sequence[Row]) -> Layer:
    """The province with the designations of one year, or with all where none is named."""

    def draw(canvas: Canvas, shape: ClipShape) -> None:
        if not province_has_places(atlas):
            return
        left, top, width, height = map_area(shape, rows)
        padding = (
            top + 16,
            shape.width - left - width + 24,
            shape.height - top - height + 16,
            left + 24,
        )
        listed = atlas.designations
        # Without roads and waters, which would run on behind the words.
        shown = replace(
            atlas,
            background=None,
            designations=listed if year is None else listed[listed["year_be"] == year],
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
