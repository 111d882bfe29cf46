"""The styles that stand in the GeoPackage: the legend, and villages coloured by every domain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from muban.layers.indicator.results import result_column
from muban.symbology.classify import classify
from muban.web.maps.choropleth import ClassSettings

if TYPE_CHECKING:
    import pandas as pd

    from muban.gis.writing.write import LayerStyle
    from muban.layers.atlas import Domain
    from muban.symbology.classify import Classes
    from muban.symbology.legend import Legend
    from muban.symbology.style import LayerLook

__all__ = ["styles_of"]


def styles_of(
    legend: Legend,
    shapes: Mapping[str, pd.DataFrame],
    domains: Sequence[Domain],
    classes: ClassSettings | None = None,
) -> list[LayerStyle]:
    """QGIS styles of the layers that are there, with the symbols that occur in them.

    Villages are shown by the first domain that has a value; the other domains and the plain
    map are in the list of styles. Where no domain has one the plain map is shown.

    Parameters
    ----------
    legend
        Symbols and colours.
    shapes
        The layers of the file (:func:`muban.web.building.public_layers.published_layers`).
    domains
        Those whose results the villages have.
    classes
        How the project wants results cut into classes.
    """
    from muban.symbology.export_qgis import layer_styles, result_styles

    landmarks = shapes.get("landmarks")
    kinds = None if landmarks is None else sorted(set(landmarks["landmark_kind"]))
    plain = [style for style in layer_styles(legend, kinds=kinds) if style.table in shapes]
    looks = _looks(legend, shapes["villages"], domains, classes) if "villages" in shapes else []
    if not looks:
        return plain
    behind = [replace(style, shown=style.table != "villages") for style in plain]
    return [*behind, *result_styles(looks)]


def _looks(
    legend: Legend,
    villages: pd.DataFrame,
    domains: Sequence[Domain],
    settings: ClassSettings | None,
) -> list[LayerLook]:
    from muban.symbology.result_look import result_look

    looks = []
    for domain in domains:
        column = result_column(domain.id)
        known = villages[column].dropna()
        if known.empty:
            continue
        years = sorted({int(y) for y in villages[f"{column}_year_be"].dropna()})
        title = f"{domain.label_th} {'–'.join(map(str, dict.fromkeys((years[0], years[-1]))))}"
        classes = _classes(domain, [float(value) for value in known], settings or ClassSettings())
        looks.append(result_look(legend, column, title, classes))
    return looks


def _classes(domain: Domain, values: Sequence[float], settings: ClassSettings) -> Classes:
    breaks = dict(settings.breaks).get(domain.id)
    stated = domain.scale_min is not None and domain.scale_max is not None
    return classify(
        values,
        method="manual" if breaks else settings.method,
        k=settings.count,
        breaks=breaks,
        scale=(domain.scale_min, domain.scale_max) if stated else None,  # type: ignore[arg-type]
        higher_is_better=domain.higher_is_better,
    )
