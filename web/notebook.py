"""The map in a notebook: a ``folium.Map`` to go on with, with any folium plugin.

For analysts, not for publishing. Folium's page would fetch ten scripts and styles from the
internet; here Leaflet stands in the page itself, and nothing else is needed, so that it opens
without a network. All text of the data is escaped here, because folium puts what it is given
into HTML and JavaScript as it is.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import folium
import geopandas as gpd
import pandas as pd

from muban.layers.atlas import Atlas, TambonAtlas
from muban.symbology.classify import Classes, classify
from muban.symbology.symbol import symbol_svg_document
from muban.web.maps.choropleth import ClassSettings
from muban.web.pages.assets_index import read_assets

if TYPE_CHECKING:
    from muban.symbology.legend import Legend, Symbol

__all__ = ["folium_map"]

_PIN_PX = 28
_NO_DATA = "url(#no-data)"
"""The hatch of a village without a value, as on the pages."""
_INK = "#1f2a30"
_IN_JAVASCRIPT = str.maketrans({"`": "&#96;", "$": "&#36;", "\\": "&#92;", "{": "&#123;"})

F = TypeVar("F")


def folium_map(
    source: Atlas | TambonAtlas,
    legend: Legend,
    *,
    domain: str | None = None,
    year_be: int | None = None,
    tiles: str | None = None,
    attribution: str | None = None,
    settings: ClassSettings | None = None,
    offline: bool = True,
) -> folium.Map:
    """Villages, important places and the legend as a folium map.

    Parameters
    ----------
    source
        A whole project or one tambon.
    legend
        From :func:`muban.symbology.legend.read_legend`; it must know every kind in the data.
    domain
        Id of an indicator or domain to colour the villages by; None for one colour.
    year_be
        The year of the figures; None for the latest there is.
    tiles
        A tile server's address or folium's name for one. None, as everywhere in muban,
        draws the map without a basemap and asks nobody.
    attribution
        Whom the tiles are from; folium wants it for an address of one's own.
    settings
        How the project wants classes cut; None for five by natural breaks.
    offline
        Leaflet stands in the page and nothing is fetched. False leaves folium's own
        addresses, for plugins that need jQuery or Bootstrap.

    Returns
    -------
    folium.Map
        With a layer for villages and one for each group of places, switched by a control.
        The same data gives the same page: the parts' ids are counted, not random.
    """
    pages = source.pages if isinstance(source, Atlas) else (source,)
    ids = _numbers()
    map_ = _named(folium.Map(tiles=tiles, attr=attribution, zoom_control=True), "map")
    if offline:
        _carry_leaflet(map_)
    values, classes = _values(pages, domain, year_be, settings or ClassSettings())
    villages = _joined([page.villages for page in pages])
    if len(villages):
        _named(_village_layer(villages, values, classes, legend), next(ids)).add_to(map_)
    landmarks = _joined([page.landmarks for page in pages])
    for group in legend.groups if len(landmarks) else ():
        symbols = {s.id: s for s in legend.symbols if s.group == group.id}
        inside = landmarks[landmarks["landmark_kind"].isin(list(symbols))]
        if inside.empty:
            continue
        layer = _named(folium.FeatureGroup(name=_safe(group.label_th)), next(ids))
        for row in inside.to_dict("records"):
            _add_pin(layer, row, symbols[row["landmark_kind"]], legend, ids)
        layer.add_to(map_)
    _named(folium.LayerControl(collapsed=True), next(ids)).add_to(map_)
    kinds = list(dict.fromkeys(landmarks["landmark_kind"])) if len(landmarks) else []
    box = folium.Element(_legend_html(legend, kinds, classes))
    figure: Any = map_.get_root()
    figure.html.add_child(_named(box, next(ids)), name="legend")
    bounds = _bounds([villages, landmarks])
    if bounds:
        map_.fit_bounds(bounds)
    return map_


def _carry_leaflet(map_: folium.Map) -> None:
    """Put Leaflet itself into the page, in the place of all that folium would fetch."""
    assets = read_assets()
    map_.default_js = []
    map_.default_css = []
    figure: Any = map_.get_root()
    for name, tag in (("leaflet.css", "style"), ("leaflet.js", "script")):
        text = assets[name].content.decode().partition("//# sourceMappingURL")[0]
        text = text.replace("</script", "<\\/script")
        # Folium takes an element's text for a template: what is Leaflet's own is none.
        raw = f"{{% raw %}}<{tag}>{text}</{tag}>{{% endraw %}}"
        figure.header.add_child(_named(folium.Element(raw), name), name=name)


def _numbers() -> Iterator[str]:
    number = 0
    while True:
        number += 1
        yield f"part_{number}"


def _named(element: F, name: str) -> F:
    """Give an element its own id; branca's would be random."""
    part: Any = element
    part._id = name  # branca has no public way
    return element


def _safe(text: object) -> str:
    """Text that stays text inside HTML inside a JavaScript template string.

    Examples
    --------
    >>> _safe("<b>`${x}`")
    '&lt;b&gt;&#96;&#36;&#123;x}&#96;'
    """
    return html.escape(str(text), quote=True).translate(_IN_JAVASCRIPT)


def _joined(frames: Sequence[gpd.GeoDataFrame]) -> gpd.GeoDataFrame:
    filled = [frame[frame.geometry.notna()] for frame in frames if len(frame)]
    filled = [frame for frame in filled if len(frame)]
    if not filled:
        return gpd.GeoDataFrame(geometry=gpd.GeoSeries([], crs="EPSG:4326"))
    return gpd.GeoDataFrame(pd.concat(filled, ignore_index=True), crs="EPSG:4326")


def _values(
    pages: Sequence[TambonAtlas],
    domain: str | None,
    year_be: int | None,
    settings: ClassSettings,
) -> tuple[dict[str, tuple[float, str]], Classes | None]:
    """Value and text of each village, and their classes; nothing without a domain."""
    if domain is None:
        return {}, None
    tables = [page.indicators for page in pages if len(page.indicators)]
    rows = pd.concat(tables, ignore_index=True) if tables else pd.DataFrame()
    if len(rows):
        rows = rows[
            ((rows["domain"] == domain) & (rows["indicator"] == "")) | (rows["indicator"] == domain)
        ]
        year = year_be if year_be is not None else rows["year_be"].max()
        rows = rows[rows["year_be"] == year]
    known = {d.id: d for page in pages for d in page.domains}
    found = known.get(domain)
    higher = found.higher_is_better if found else True
    values = {
        row["village_code"]: (float(row["value"]), str(row["shown"]))
        for row in rows.to_dict("records")
    }
    breaks = dict(settings.breaks).get(domain)
    ends = None if found is None else (found.scale_min, found.scale_max)
    scale = ends if ends is not None and None not in ends else None
    return values, classify(
        [value for value, _ in values.values()],
        method="manual" if breaks else settings.method,
        k=settings.count,
        breaks=breaks,
        scale=scale,  # type: ignore[arg-type]
        higher_is_better=higher,
    )


def _village_layer(
    villages: gpd.GeoDataFrame,
    values: dict[str, tuple[float, str]],
    classes: Classes | None,
    legend: Legend,
) -> folium.GeoJson:
    edge = legend.boundary("village_boundary")
    plain = legend.classes.ramp[1]
    frame = gpd.GeoDataFrame(
        {
            "name": [_safe(name) for name in villages["name"]],
            "moo": [str(moo) if moo else "" for moo in villages["moo"]],
            "value": [_safe(values.get(c, (0, ""))[1]) for c in villages["village_code"]],
            "fill": [
                plain
                if classes is None
                else classes.colour(values.get(c, (float("nan"), ""))[0]) or _NO_DATA
                for c in villages["village_code"]
            ],
        },
        geometry=villages.geometry.values,
        crs=villages.crs,
    )
    shown = ["name", "moo"] + (["value"] if values else [])
    words = {"name": "", "moo": "หมู่ที่", "value": "ค่า"}
    return folium.GeoJson(
        frame.to_json(),
        name="หมู่บ้าน",
        style_function=lambda feature: {
            "fillColor": feature["properties"]["fill"],
            "fillOpacity": 1,
            "color": edge.color,
            "weight": edge.width,
        },
        tooltip=folium.GeoJsonTooltip(fields=shown, aliases=[words[f] for f in shown]),
    )


def _add_pin(
    layer: folium.FeatureGroup,
    row: dict[str, Any],
    symbol: Symbol,
    legend: Legend,
    ids: Iterator[str],
) -> None:
    point = row["geometry"]
    icon = folium.DivIcon(
        html=symbol_svg_document(symbol, _PIN_PX, legend),
        icon_size=(_PIN_PX, _PIN_PX),
        icon_anchor=(_PIN_PX // 2, _PIN_PX // 2),
        class_name="muban-pin",
    )
    label = " · ".join(part for part in (row["name"], symbol.label_th) if part)
    marker = folium.Marker(
        location=[point.y, point.x],
        icon=_named(icon, next(ids)),
        tooltip=_named(folium.Tooltip(_safe(label)), next(ids)),
        z_index_offset=symbol.order,
    )
    _named(marker, next(ids)).add_to(layer)


def _legend_html(legend: Legend, kinds: Sequence[str], classes: Classes | None) -> str:
    rows = [
        f'<div style="display:flex;gap:6px;align-items:center">'
        f"{symbol_svg_document(symbol, 20, legend)}<span>{_safe(symbol.label_th)}</span></div>"
        for symbol in legend.symbols
        if symbol.id in set(kinds)
    ]
    rows.insert(0, _hatch(legend))
    pairs = [] if classes is None else zip(classes.colours, classes.labels, strict=True)
    rows += [
        f'<div style="display:flex;gap:6px;align-items:center">'
        f'<span style="width:20px;height:14px;background:{color}"></span>'
        f"<span>{_safe(label)}</span></div>"
        for color, label in pairs
    ]
    return (
        '<div style="position:fixed;left:12px;bottom:24px;z-index:1000;max-height:60%;'
        f"overflow:auto;background:#fff;color:{_INK};padding:10px 14px;border-radius:9px;"
        'box-shadow:0 2px 10px rgba(0,0,0,.2);font:14px/1.5 sans-serif">' + "".join(rows) + "</div>"
    )


def _hatch(legend: Legend) -> str:
    """The pattern that villages without a value are filled with."""
    none = legend.classes
    return (
        '<svg width="0" height="0" style="position:absolute"><defs>'
        '<pattern id="no-data" width="7" height="7" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate({none.no_data_angle:g})">'
        f'<path fill="{none.no_data_ground}" d="M0 0h7v7h-7z"/>'
        f'<path stroke="{none.no_data_line}" stroke-width="2.4" d="M0 0v7"/>'
        "</pattern></defs></svg>"
    )


def _bounds(frames: Sequence[gpd.GeoDataFrame]) -> list[list[float]] | None:
    boxes = [frame.total_bounds for frame in frames if len(frame)]
    if not boxes:
        return None
    west, south = min(b[0] for b in boxes), min(b[1] for b in boxes)
    east, north = max(b[2] for b in boxes), max(b[3] for b in boxes)
    return [[float(south), float(west)], [float(north), float(east)]]
