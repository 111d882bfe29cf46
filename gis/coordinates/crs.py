"""Every layer in degrees of WGS 84 (EPSG:4326), longitude first, and no guess in silence.

What the user says of a file wins, then what the file says. Where neither says anything,
or what they say cannot be true, the usual readings (:mod:`muban.gis.coordinates.crs_doubts`) are
tried against the place where the project is. The one that alone is possible is applied and told;
where several are possible, a person is asked and the records wait.
"""

from __future__ import annotations

from muban.gis.coordinates.crs_choice import Choice, choose_crs, short_name
from muban.gis.coordinates.crs_doubts import convert
from muban.gis.coordinates.crs_places import check_places, set_aside_zeros
from muban.gis.coordinates.datum import DEFAULT_OPERATION, OPERATIONS, is_indian_1975
from muban.gis.coordinates.extent import THAILAND, Extent
from muban.gis.errors import ConfigError
from muban.gis.shapes.astray import drop_zero_corners
from muban.gis.shapes.records import Step
from muban.gis.source import FileSettings, Read

__all__ = ["MARGIN_DEG", "to_lonlat"]

MARGIN_DEG = 0.1
"""How far outside the extent, about 11 km, a record may lie before anyone is told."""

_NO_SETTINGS = FileSettings()


def to_lonlat(
    read: Read,
    *,
    settings: FileSettings = _NO_SETTINGS,
    scope: Extent | None = None,
    operation: str = DEFAULT_OPERATION,
) -> Read:
    """Bring a layer's shapes to EPSG:4326.

    Parameters
    ----------
    read
        A layer of shapes in the system its file states, or in none.
    settings
        What ``muban.toml`` says of the file; its ``crs`` and ``axes`` win.
    scope
        Where the project is, in degrees; None means Thailand.
    operation
        How Indian 1975 becomes WGS 84: a name of :data:`muban.gis.coordinates.datum.OPERATIONS`.

    Returns
    -------
    Read
        Its frame is in EPSG:4326, longitude first; heights are kept. Records that cannot be
        placed truthfully are set aside.

    Raises
    ------
    ConfigError
        ``muban.toml`` names a coordinate system or an operation that does not exist.

    Examples
    --------
    >>> from pathlib import Path
    >>> import geopandas as gpd
    >>> from muban.gis.source import Source
    >>> frame = gpd.GeoDataFrame(
    ...     {"_number": [1], "_name": ["บ้านโพนแพง"]},
    ...     geometry=gpd.points_from_xy([260571.395], [1978200.014]), crs="EPSG:24048")
    >>> read = Read(Source(Path("ก.shp"), "ก.shp", ""), "", "features", frame, (1,))
    >>> placed = to_lonlat(read)
    >>> [round(part, 5) for part in placed.frame.geometry.iloc[0].coords[0]]
    [102.73637, 17.88136]
    >>> [found.code for found in placed.problems]
    ['crs.datum_shift']
    """
    if operation not in OPERATIONS:
        raise _unknown_operation(operation)
    step = Step.of(read)
    set_aside_zeros(step)
    drop_zero_corners(step)
    near = (scope or THAILAND).grown(MARGIN_DEG)
    choice = choose_crs(step, settings, near)
    if choice is not None:
        _place(step, choice, near, operation)
    return step.result()


def _place(step: Step, choice: Choice, near: Extent, operation: str) -> None:
    raw = step.shapes
    step.shapes = convert(raw, choice.crs, choice.axes, operation=operation)
    check_places(step, raw, near, degrees=choice.crs.is_geographic)
    if is_indian_1975(choice.crs) and step.kept.any():
        used = OPERATIONS[operation]
        step.tell(
            "crs.datum_shift",
            step.read.where(),
            stated=short_name(choice.crs),
            operation=used.name,
            shift=f"ΔX {used.dx_m} ΔY {used.dy_m} ΔZ {used.dz_m}",
        )


def _unknown_operation(operation: str) -> ConfigError:
    names = ", ".join(OPERATIONS)
    return ConfigError(
        f"muban.toml: ไม่รู้จักวิธีแปลงพื้นหลักฐาน «{operation}» เลือกได้จาก {names}",
        f"muban.toml: unknown datum operation “{operation}”; choose one of {names}",
    )
