"""What a project changes in the legend: ``[symbols]`` of ``muban.toml`` and its own SVGs.

::

    [symbols.names]                 # its own pin names
    "ลานค้าชุมชน" = "market"

    [symbols.school]                # a standard symbol, changed
    label_th = "สถานศึกษา"
    color = "#0d47a1"
    icon = "maki:college"

    [symbols.weaving_house]         # a symbol of its own
    group = "economy_capital"
    label_th = "เรือนทอผ้า"
    icon = "weaving"                # symbols/weaving.svg
    patterns = ["เรือนทอผ้า"]

What is wrong in it becomes problems that name the nearest valid choice; the rest holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any

from muban.gis.problems import Problem, Where, problem
from muban.layers.landmark.kind_patterns import KindPattern
from muban.layers.landmark.kinds import LandmarkKind
from muban.layers.landmark.landmark_kind import OTHER, plain_name
from muban.symbology.ground_overrides import check_ground_wishes, ground_with_wishes
from muban.symbology.icons import IconError, parse_svg_icon, read_icons
from muban.symbology.legend_data import Legend, Symbol, read_standard_legend
from muban.symbology.shapes import SHAPES

__all__ = ["SYMBOL_KEYS", "LegendOverrides", "apply_overrides", "parse_overrides"]

_FILE = "muban.toml"
_KIND = re.compile(r"[a-z][a-z0-9_]{0,39}")
_COLOR = re.compile(r"#[0-9a-fA-F]{6}")
_OWN_NAME_PRIORITY = 50
_OWN_PATTERN_PRIORITY = 40
_LONGEST = 120
_OWN_ORDER = 300
_Keys = dict[str, type | tuple[type, ...]]
_KEYS_OF_KIND: _Keys = {
    "label_th": str,
    "label_en": str,
    "details_th": str,
    "details_en": str,
    "public": bool,
    "patterns": list,
}
_KEYS_OF_LOOK: _Keys = {
    "color": str,
    "glyph_color": str,
    "icon": str,
    "shape": str,
    "group": str,
    "order": int,
    "min_zoom": int,
}
SYMBOL_KEYS = _KEYS_OF_KIND | _KEYS_OF_LOOK


@dataclass(frozen=True)
class LegendOverrides:
    """Checked wishes: for each kind the fields to set, pin names, own icons, lines and areas."""

    symbols: Mapping[str, Mapping[str, Any]] = field(default_factory=lambda: MappingProxyType({}))
    names: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    icons: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    ground: Mapping[str, Mapping[str, Any]] = field(default_factory=lambda: MappingProxyType({}))


def parse_overrides(
    table: Mapping[str, Any], svgs: Mapping[str, str]
) -> tuple[LegendOverrides, list[Problem]]:
    """Check a project's wishes.

    Parameters
    ----------
    table
        ``[symbols]`` of ``muban.toml``.
    svgs
        Texts of the project's ``symbols/*.svg``, by file name without ending.

    Examples
    --------
    >>> overrides, problems = parse_overrides({"school": {"colour": "#0d47a1"}}, {})
    >>> problems[0].params["nearest"]
    'color'
    >>> parse_overrides({}, {})[1]
    []
    """
    problems: list[Problem] = []
    icons = _own_icons(svgs, problems)
    standard = read_standard_legend()
    areas = {style.id: style.fill is not None for style in standard.context}
    rows = {k: v for k, v in table.items() if k != "names" and k not in areas}
    ground = {
        kind: checked
        for kind, area in areas.items()
        if kind in table
        and (checked := check_ground_wishes(kind, table[kind], problems, area=area)) is not None
    }
    kinds = [s.id for s in standard.symbols] + [str(k) for k in rows]
    wanted = {
        kind: checked
        for kind, row in rows.items()
        if (checked := _check_symbol(str(kind), row, icons, problems)) is not None
    }
    names = _check_names(table.get("names", {}), kinds, problems)
    return LegendOverrides(wanted, names, icons, ground), problems


def _own_icons(svgs: Mapping[str, str], problems: list[Problem]) -> dict[str, str]:
    good = {}
    for name in sorted(svgs):
        icon_id = f"project:{name}"
        try:
            parse_svg_icon(icon_id, svgs[name])
        except IconError as failure:
            where = Where(f"symbols/{name}.svg")
            problems.append(problem("symbol.bad_svg", where, reason=str(failure)))
        else:
            good[icon_id] = svgs[name]
    return good


def _check_symbol(
    kind: str, row: object, icons: Mapping[str, str], problems: list[Problem]
) -> dict[str, Any] | None:
    where = Where(_FILE, field=f"symbols.{kind}")
    standard = read_standard_legend()
    if not isinstance(row, Mapping) or not _KIND.fullmatch(kind):
        nearest = _nearest(kind, [s.id for s in standard.symbols])
        problems.append(problem("symbol.bad_id", where, kind=kind, nearest=nearest))
        return None
    checked: dict[str, Any] = {}
    for key, value in row.items():
        place = where.at(field=f"symbols.{kind}.{key}")
        if key not in SYMBOL_KEYS:
            nearest = _nearest(key, SYMBOL_KEYS)
            problems.append(problem("symbol.unknown_key", place, key=key, nearest=nearest))
        elif found := _bad_value(key, value, icons, place):
            problems.append(found)
        else:
            checked[key] = _value(key, value, icons)
    if kind not in standard:
        missing = [key for key in ("label_th", "group", "icon") if key not in checked]
        if missing:
            nearest = _nearest(kind, [s.id for s in standard.symbols])
            lacks = ", ".join(missing)
            problems.append(
                problem("symbol.incomplete", where, kind=kind, missing=lacks, nearest=nearest)
            )
            return None
    return checked


def _bad_value(key: str, value: object, icons: Mapping[str, str], place: Where) -> Problem | None:
    wanted = SYMBOL_KEYS[key]
    choices: Iterable[str] | None = None
    good = isinstance(value, wanted) and not (wanted is int and isinstance(value, bool))
    if good and isinstance(value, str):
        if key in ("color", "glyph_color"):
            good, choices = bool(_COLOR.fullmatch(value)), ["#1565c0"]
        elif key == "icon":
            choices = [*icons, *(i.removeprefix("project:") for i in icons), *read_icons()]
            good = value in choices
        elif key == "shape":
            choices = SHAPES
            good = value in choices
        elif key == "group":
            choices = [group.id for group in read_standard_legend().groups]
            good = value in choices
        else:
            good = 0 < len(value) <= _LONGEST
    elif good and isinstance(value, list):
        good = all(isinstance(item, str) and item.strip() for item in value)
    if good:
        return None
    shown = str(value)[:60]
    nearest = _nearest(shown, choices) if choices else _example(key)
    return problem("symbol.bad_value", place, key=key, value=shown, nearest=nearest)


def _example(key: str) -> str:
    return {"order": "300", "min_zoom": "13", "public": "true", "patterns": '["เรือนทอผ้า"]'}.get(
        key, "สถานศึกษา"
    )


def _value(key: str, value: Any, icons: Mapping[str, str]) -> Any:
    if key == "icon" and f"project:{value}" in icons:
        return f"project:{value}"
    return value.lower() if key in ("color", "glyph_color") else value


def _check_names(table: object, kinds: Iterable[str], problems: list[Problem]) -> dict[str, str]:
    kinds = list(kinds)
    if not isinstance(table, Mapping):
        where = Where(_FILE, field="symbols.names")
        example = '"ลานค้าชุมชน" = "market"'
        problems.append(
            problem("symbol.bad_value", where, key="names", value=str(table)[:60], nearest=example)
        )
        return {}
    good = {}
    for name, kind in table.items():
        if kind in kinds:
            good[str(name)] = str(kind)
            continue
        where = Where(_FILE, field=f"symbols.names.{name}")
        nearest = _nearest(str(kind), kinds)
        problems.append(problem("symbol.unknown_kind", where, kind=str(kind), nearest=nearest))
    return good


def _nearest(text: str, choices: Iterable[str]) -> str:
    ordered = sorted(set(choices))
    close = get_close_matches(text.casefold(), ordered, n=1, cutoff=0.0)
    return close[0] if close else ordered[0]


def apply_overrides(legend: Legend, overrides: LegendOverrides) -> Legend:
    """The legend with a project's wishes.

    Examples
    --------
    >>> wishes, _ = parse_overrides({"names": {"ลานค้า": "market"}}, {})
    >>> legend = apply_overrides(read_standard_legend(), wishes)
    >>> [p.regex for p in legend["market"].kind.patterns if p.priority]
    ['^ลานค้า$']
    """
    symbols = {symbol.id: symbol for symbol in legend.symbols}
    for kind, row in overrides.symbols.items():
        symbols[kind] = _changed(symbols.get(kind) or _new(kind, row, legend), row, legend)
    for name, kind in overrides.names.items():
        regex = f"^{re.escape(plain_name(name))}$"
        added = KindPattern(kind, regex, priority=_OWN_NAME_PRIORITY, chosen=True)
        symbols[kind] = replace(symbols[kind], kind=_with_patterns(symbols[kind].kind, added))
    return replace(
        legend,
        symbols=tuple(symbols.values()),
        context=ground_with_wishes(legend.context, overrides.ground),
        own_icons=MappingProxyType(dict(overrides.icons)),
    )


def _new(kind: str, row: Mapping[str, Any], legend: Legend) -> Symbol:
    label = row["label_th"]
    label_en = row.get("label_en", label)
    meant = LandmarkKind(kind, label, label_en, details_th=label, details_en=label_en)
    return replace(legend[OTHER], kind=meant, order=_OWN_ORDER)


def _changed(symbol: Symbol, row: Mapping[str, Any], legend: Legend) -> Symbol:
    look = {key: value for key, value in row.items() if key in _KEYS_OF_LOOK}
    if "group" in row:
        group = legend.group(row["group"])
        of_group = {"shape": group.shape, "color": group.color, "glyph_color": group.glyph_color}
        look = {**of_group, **look}
    meaning = {
        key: value for key, value in row.items() if key in _KEYS_OF_KIND and key != "patterns"
    }
    own = (
        # A wish is words, not a regular expression: it must not be able to hang the build.
        KindPattern(
            symbol.id, re.escape(plain_name(text)), priority=_OWN_PATTERN_PRIORITY, chosen=True
        )
        for text in row.get("patterns", ())
    )
    return replace(symbol, **look, kind=_with_patterns(replace(symbol.kind, **meaning), *own))


def _with_patterns(kind: LandmarkKind, *added: KindPattern) -> LandmarkKind:
    return replace(kind, patterns=(*kind.patterns, *added))
