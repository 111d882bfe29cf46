"""muban from Python: what a notebook or another program may call.

``import muban`` offers exactly the names of this file; docs/api.md shows them at work.
Whatever else the package holds is private, and may change in any release.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import folium

    from muban.gis.problems import Problem
    from muban.layers.atlas import Atlas, TambonAtlas
    from muban.symbology.legend import Legend
    from muban.web.project import Project

__all__ = ["OpenedProject", "folium_map", "open_project"]


@dataclass(frozen=True, eq=False)
class OpenedProject:
    """A project folder that was read; :func:`open_project` makes one.

    Nothing of it changes the folder. What was read stays as it was: after a change of the
    files, open the project again.
    """

    folder: Path
    _read: Project

    @property
    def title(self) -> str:
        """The project's name: as ``muban.toml`` has it, else as its map or its tambon is called."""
        return self._read.config.title or self.atlas.title

    @property
    def legend(self) -> Legend:
        """The standard legend with the project's own symbols laid over it."""
        return self._read.legend

    @cached_property
    def atlas(self) -> Atlas:
        """All that the files say, made true and joined.

        ``atlas.pages`` are the tambons; of each, ``villages`` and ``landmarks`` are
        GeoDataFrames (EPSG:4326) and ``indicators`` and ``designations`` are DataFrames.
        Areas are geodesic, in square metres. Columns that begin with ``_`` say which file,
        layer and record a row is from.

        Raises
        ------
        MubanError
            A table of ``muban.toml`` that only the layers understand is wrong.
        """
        from muban.web.project import survey

        return survey(self._read)

    def check(self) -> tuple[Problem, ...]:
        """What ``muban check`` finds, in the order of its report.

        Returns
        -------
        tuple of Problem
            Each with ``code``, ``severity``, ``where``, ``lon`` and ``lat`` (degrees,
            EPSG:4326, or None), ``message("th")`` and ``fix("th")``, or ``"en"``.
        """
        from muban.web.pages.share import check_sharing

        return (*self.atlas.problems, *check_sharing(self._read.config.base_url))

    def build(
        self,
        out: str | Path,
        *,
        base_url: str | None = None,
        only: Sequence[str] = (),
        single_file: bool = False,
        jobs: int = 1,
        internal: bool = False,
    ) -> Path:
        """Make the site, as ``muban build`` does: whole or not at all.

        Parameters
        ----------
        out
            The site's folder: new, empty, or a site that muban made.
        base_url
            The address it will be published under; None takes that of ``muban.toml``.
        only
            Six-digit codes of the tambons to make pages of; none means all.
        single_file
            Each page is one file that carries its scripts and styles.
        jobs
            Processes that work at the same time. With more than one, a script needs
            ``if __name__ == "__main__":`` on systems that start processes anew.
        internal
            For the office: nothing is held back, and nothing may be published.

        Returns
        -------
        Path
            The site's folder; ``index.html`` in it is the first page.

        Raises
        ------
        MubanError
            ``out`` holds something else, something personal was found, or ``only`` names a
            tambon that the project does not have.
        """
        from muban.web.building.build import BuildOptions, stream_site
        from muban.web.publishing.publish_site import publish_stream, refuse_site
        from muban.web.settings.config_checks import published_address

        out = Path(out)
        refuse_site(out, internal=internal, project=self.folder)
        options = BuildOptions(
            base_url=published_address(base_url, self._read.config),
            only=tuple(only),
            single_file=single_file,
            jobs=jobs,
            internal=internal,
        )
        files = stream_site(self._read, self.atlas, options)
        return publish_stream(files, out, internal=internal, project=self.folder).folder


def open_project(path: str | Path) -> OpenedProject:
    """Read a project folder: its settings and every file of its input folders.

    Parameters
    ----------
    path
        The folder with ``muban.toml``, as ``muban new`` makes it.

    Raises
    ------
    MubanError
        There is no such folder, or ``muban.toml`` is missing or wrong. ``str(error)`` says
        what to do, in Thai and English.

    Examples
    --------
    >>> from muban.web.project import SAMPLE
    >>> project = open_project(SAMPLE)
    >>> project.title, [page.tambon.name for page in project.atlas.pages]
    ('ตัวอย่าง: ตำบลโพนแพง อำเภอรัตนวาปี จังหวัดหนองคาย', ['โพนแพง'])
    """
    from muban.web.project import read_project

    folder = Path(path)
    return OpenedProject(folder, read_project(folder))


def folium_map(
    source: OpenedProject | Atlas | TambonAtlas,
    *,
    legend: Legend | None = None,
    domain: str | None = None,
    year_be: int | None = None,
    tiles: str | None = None,
    attribution: str | None = None,
    offline: bool = True,
) -> folium.Map:
    """The villages, important places and legend as a ``folium.Map``, for a notebook.

    Parameters
    ----------
    source
        A project, its atlas, or one tambon of it.
    legend
        None takes the project's own, and for an atlas the standard one.
    domain
        Id of an indicator or domain to colour the villages by; None for one colour.
    year_be
        Buddhist year of the figures; None for the latest there is.
    tiles
        A tile server's address, or folium's name for one; None asks nobody.
    attribution
        Whom the tiles are from.
    offline
        Everything stands in the page, which asks nobody. False leaves folium's own addresses
        for scripts, for plugins that need jQuery or Bootstrap.

    Returns
    -------
    folium.Map
        To go on with, with any of folium's plugins.
    """
    from muban.symbology.legend import read_legend
    from muban.web.notebook import folium_map as draw
    from muban.web.settings.indicator_settings import class_settings

    settings = None
    if isinstance(source, OpenedProject):
        settings = class_settings(source._read.config)
        legend, source = legend or source.legend, source.atlas
    return draw(
        source,
        legend or read_legend(),
        domain=domain,
        year_be=year_be,
        tiles=tiles,
        attribution=attribution,
        settings=settings,
        offline=offline,
    )
