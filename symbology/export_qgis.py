"""The legend for QGIS: a style for every published layer, to stand inside the GeoPackage."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from muban.gis.writing.write_geopackage import LayerStyle
from muban.symbology.legend import Legend
from muban.symbology.qml import qml_text
from muban.symbology.sld import sld_text
from muban.symbology.style import LayerLook, layer_looks

__all__ = ["layer_styles", "result_styles", "style_files"]


def layer_styles(legend: Legend, *, kinds: Collection[str] | None = None) -> list[LayerStyle]:
    """Styles of the layers: villages, their points, disputed, units, landmarks, designations.

    Parameters
    ----------
    legend
        From :func:`muban.symbology.legend.read_legend`. Kinds that must not be published get no
        style: they are in no published layer.
    kinds
        Kinds of landmarks that the file holds, which makes it small; None for all, so that
        further pins can be added in QGIS.

    Examples
    --------
    >>> from muban.symbology.legend import read_legend
    >>> [style.table for style in layer_styles(read_legend())]  # doctest: +NORMALIZE_WHITESPACE
    ['villages', 'village_points', 'disputed', 'tambons', 'amphoes', 'context_areas',
     'context_lines', 'landmarks', 'designations']
    """
    return [
        LayerStyle(
            table=look.table,
            name="muban",
            qml=qml_text(look),
            sld=sld_text(look),
            description=look.title,
        )
        for look in layer_looks(legend, kinds=kinds)
        if look.rules
    ]


def result_styles(looks: Sequence[LayerLook]) -> list[LayerStyle]:
    """Styles that colour villages by a result, to be chosen in QGIS; the first is shown at once.

    Parameters
    ----------
    looks
        From :func:`muban.symbology.result_look.result_look`, that which is shown first.
    """
    return [
        LayerStyle(look.table, look.title, qml_text(look), sld_text(look), look.title, shown=not i)
        for i, look in enumerate(looks)
    ]


def style_files(legend: Legend) -> dict[str, bytes]:
    """The same styles as files to load by hand: ``<layer>.qml`` and ``<layer>.sld``.

    Examples
    --------
    >>> from muban.symbology.legend import read_legend
    >>> sorted(style_files(read_legend()))[:2]
    ['amphoes.qml', 'amphoes.sld']
    """
    files = {}
    for style in layer_styles(legend):
        files[f"{style.table}.qml"] = style.qml.encode()
        files[f"{style.table}.sld"] = style.sld.encode()
    return files
