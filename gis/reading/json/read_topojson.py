"""TopoJSON: shapes that share their arcs, unfolded to GeoJSON features."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import accumulate

from muban.gis.reading.limits import Budget

__all__ = ["features_of_topology"]

_DEPTH = {
    "LineString": 1,
    "MultiLineString": 2,
    "Polygon": 2,
    "MultiPolygon": 3,
}


def features_of_topology(
    topology: Mapping[str, object], budget: Budget
) -> Iterator[tuple[str, list[object]]]:
    """Each object of a topology as a layer: its name and its GeoJSON features.

    Parameters
    ----------
    topology
        The document, quantised or not.
    budget
        Corners are counted against ``max_coordinates``: a small file can name one long
        arc a million times.

    Examples
    --------
    >>> from muban.gis.reading.limits import Limits
    >>> topology = {"type": "Topology", "arcs": [[[0, 0], [2, 1]]],
    ...     "transform": {"scale": [0.5, 1], "translate": [100, 10]},
    ...     "objects": {"road": {"type": "LineString", "arcs": [0]}}}
    >>> [(_, [feature])] = features_of_topology(topology, Budget(Limits()))
    >>> feature["geometry"]
    {'type': 'LineString', 'coordinates': [[100.0, 10.0], [101.0, 11.0]]}
    """
    objects = topology.get("objects")
    if not isinstance(objects, Mapping):
        return
    unfold = _Unfold(topology, budget)
    for name, value in objects.items():
        if not isinstance(value, Mapping):
            yield str(name), [value]
        elif value.get("type") == "GeometryCollection" and isinstance(
            value.get("geometries"), list
        ):
            members: list[object] = value["geometries"]
            yield str(name), [unfold.feature(member) for member in members]
        else:
            yield str(name), [unfold.feature(value)]


class _Unfold:
    """The arcs of one topology, in the units of its CRS."""

    def __init__(self, topology: Mapping[str, object], budget: Budget) -> None:
        transform = topology.get("transform")
        self.scale, self.translate = _transform(transform)
        self.quantised = isinstance(transform, Mapping)
        arcs = topology.get("arcs")
        self.arcs = [self._arc(arc) for arc in arcs] if isinstance(arcs, list) else []
        self.budget = budget

    def feature(self, member: object) -> object:
        """A topology's geometry as a GeoJSON feature; what is no object stays as it is."""
        if not isinstance(member, Mapping):
            return member
        feature: dict[str, object] = {
            "type": "Feature",
            "properties": member.get("properties"),
            "geometry": self.geometry(member),
        }
        if "id" in member:
            feature["id"] = member["id"]
        return feature

    def geometry(self, member: object) -> object:
        """The geometry with its arcs joined; a broken one is left for the reader to name."""
        if not isinstance(member, Mapping) or member.get("type") is None:
            return None
        kind = str(member["type"])
        if kind == "GeometryCollection":
            inner = member.get("geometries")
            parts = [self.geometry(one) for one in inner] if isinstance(inner, list) else inner
            return {"type": kind, "geometries": parts}
        if kind in _DEPTH:
            try:
                return {"type": kind, "coordinates": self._join(member.get("arcs"), _DEPTH[kind])}
            except (IndexError, TypeError, ValueError):
                return {"type": kind, "coordinates": None}
        return {"type": kind, "coordinates": self._positions(member.get("coordinates"), kind)}

    def _join(self, arcs: object, depth: int) -> list[object]:
        if not isinstance(arcs, list):
            raise TypeError(arcs)
        if depth > 1:
            return [self._join(arc, depth - 1) for arc in arcs]
        line: list[object] = []
        for index in arcs:
            arc = self.arcs[index] if index >= 0 else self.arcs[~index][::-1]
            # Neighbouring arcs meet in a point that both hold.
            line += arc[1:] if line else arc
            self.budget.spend("max_coordinates", len(arc))
        return line

    def _arc(self, arc: object) -> list[object]:
        if not isinstance(arc, list):
            return []
        try:
            if not self.quantised:
                return [[float(x), float(y)] for x, y, *_ in arc]
            xs = accumulate(float(corner[0]) for corner in arc)
            ys = accumulate(float(corner[1]) for corner in arc)
            return [self._place(x, y) for x, y in zip(xs, ys, strict=True)]
        except (IndexError, TypeError, ValueError):
            return []

    def _place(self, x: float, y: float) -> list[float]:
        return [
            x * self.scale[0] + self.translate[0],
            y * self.scale[1] + self.translate[1],
        ]

    def _positions(self, coordinates: object, kind: str) -> object:
        if not self.quantised or not isinstance(coordinates, list):
            return coordinates
        try:
            if kind == "MultiPoint":
                return [self._place(float(p[0]), float(p[1])) for p in coordinates]
            return self._place(float(coordinates[0]), float(coordinates[1]))
        except (IndexError, TypeError, ValueError):
            return None


def _transform(transform: object) -> tuple[tuple[float, float], tuple[float, float]]:
    if not isinstance(transform, Mapping):
        return (1.0, 1.0), (0.0, 0.0)
    try:
        (sx, sy), (tx, ty) = transform["scale"], transform["translate"]
        return (float(sx), float(sy)), (float(tx), float(ty))
    except (KeyError, TypeError, ValueError):
        return (1.0, 1.0), (0.0, 0.0)
