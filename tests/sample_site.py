"""The sample as it was read and built, once per process: for tests that change nothing of it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from muban.layers.atlas import Atlas
from muban.web.building.build import BuildOptions, build_site
from muban.web.project import SAMPLE, Project, read_project, survey

__all__ = ["sample_project", "sample_site"]


@cache
def sample_project() -> tuple[Project, Atlas]:
    """What its files say."""
    project = read_project(SAMPLE)
    return project, survey(project)


@cache
def sample_site(base_url: str | None = None) -> Mapping[str, bytes]:
    """Its site."""
    return MappingProxyType(build_site(*sample_project(), BuildOptions(base_url=base_url)))
