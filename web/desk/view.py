"""A project as the desk's page shows it: facts alone, no words and no shapes but one map's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from muban.gis.problem_catalogue import CATALOGUE
from muban.gis.problems import Problem, Severity, unique
from muban.layers.named_place import full_place_name
from muban.web.desk.file_list import file_list
from muban.web.desk.questions import question_of
from muban.web.drawing.tambon_choice import drawable_tambons
from muban.web.maps.province_shapes import province_has_places
from muban.web.pages.share import check_sharing
from muban.web.told.report_map import problem_map

if TYPE_CHECKING:
    from muban.layers.atlas import Atlas, Domain
    from muban.layers.known import Known
    from muban.web.project import Project

__all__ = ["project_view"]

_ORDER = {kind: rank for rank, kind in enumerate(Severity)}


def project_view(
    project: Project,
    known: Known,
    atlas: Atlas,
    on_disk: Iterable[tuple[str, int]],
    opened_elsewhere: Iterable[str],
) -> dict[str, Any]:
    """What is to be shown of a project, as JSON can hold it.

    Parameters
    ----------
    project, known, atlas
        As read, as known, and as joined.
    on_disk, opened_elsewhere
        As of :func:`muban.web.desk.file_list.file_list`.

    Returns
    -------
    dict
        ``title``, ``place``, ``settings``, ``counts``, ``tambons`` (those that can be drawn),
        ``province`` (whether it has a map), ``domains`` (with results), ``kinds`` (of places),
        ``files``, ``problems`` (the gravest first) and ``map``.
    """
    config = project.config
    sharing = check_sharing(config.base_url)
    problems = sorted(
        unique((*atlas.problems, *sharing)),
        key=lambda one: (_ORDER[one.severity], one.where.file, one.where.number or 0),
    )
    numbered = {one.id: number for number, one in enumerate(problems, start=1)}
    plan = problem_map(atlas, problems, numbered)
    return {
        "title": atlas.title,
        "place": _place(known),
        "settings": {
            "title": config.title,
            "office": config.office,
            "date": config.date,
            "base_url": config.base_url or "",
        },
        "counts": {
            "villages": sum(page.village_count for page in atlas.pages),
            "drawn": sum(int((page.villages["place"] == "drawn").sum()) for page in atlas.pages),
            "landmarks": sum(len(page.landmarks) for page in atlas.pages),
            "designations": len(atlas.designations),
        },
        "tambons": _tambons(atlas, config.tambon),
        "province": province_has_places(atlas),
        "domains": _domains(atlas),
        "kinds": [
            {"id": one.id, "th": one.label_th, "en": one.label_en} for one in project.legend.symbols
        ],
        "files": file_list(on_disk, opened_elsewhere, known, config, atlas.ledger, atlas.problems),
        "problems": [_told(one, numbered[one.id]) for one in problems],
        "map": None if plan is None else asdict(plan),
    }


def _place(known: Known) -> dict[str, str] | None:
    code = known.default_tambon or known.settings.amphoe or known.province
    return {"code": code, "th": full_place_name(code)} if code else None


def _tambons(atlas: Atlas, stated: str | None) -> list[dict[str, Any]]:
    drawn = {page.tambon.key for page in atlas.pages if page.has_map}
    return [
        {"code": one.code, "name": one.name, "name_en": one.name_en, "drawn": one.code in drawn}
        for one in drawable_tambons(atlas, stated)
    ]


def _domains(atlas: Atlas) -> list[dict[str, str]]:
    """What maps can be coloured by, each once."""
    found: dict[str, Domain] = {}
    for page in atlas.pages:
        known = set(page.indicators["domain"])
        found |= {one.id: one for one in page.domains if not one.parent and one.id in known}
    return [{"id": one.id, "th": one.label_th, "en": one.label_en} for one in found.values()]


def _told(found: Problem, number: int) -> dict[str, Any]:
    entry = CATALOGUE[found.code]
    place = found.where
    return {
        "id": found.id,
        "number": number,
        "code": found.code,
        "severity": found.severity.value,
        "effect": found.effect.value,
        "title": dict(entry.title),
        "message": {lang: found.message(lang) for lang in ("th", "en")},
        "fix": {lang: found.fix(lang) for lang in ("th", "en")},
        "file": place.file,
        "layer": place.layer,
        "feature": place.feature,
        "unit": place.unit,
        "field": place.field,
        "question": question_of(found),
    }
