"""A site is written while it is made, and shown only when all of it is made and looked over."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from muban.gis.errors import MubanError
from muban.layers.atlas import Atlas
from muban.web.building.build import BuildOptions, stream_site
from muban.web.project import Project, read_project
from muban.web.publishing.publish_site import publish, publish_stream
from tests.publishing_kills import site
from tests.small_projects import survey_of
from tests.streamed_kills import kill_streamed
from tests.web.test_build_parallel import TAMBONS, TOML, drawing

PERSON = "นายสมชาย ใจดี"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, Atlas]:
    folder = tmp_path_factory.mktemp("project")
    drawings = {f"drawings/{tambon}.kml": drawing(tambon) for tambon in TAMBONS}
    atlas, _ = survey_of(folder, drawings, toml=TOML)
    return read_project(folder), atlas


def with_person(atlas: Atlas, number: int) -> Atlas:
    """The atlas as if the screening had let a name through, on one page."""
    pages = list(atlas.pages)
    [source, *others] = pages[number].sources
    named = replace(source, file=f"{PERSON}.kml")
    pages[number] = replace(pages[number], sources=(named, *others))
    return replace(atlas, pages=tuple(pages))


def test_files_are_on_the_disk_before_the_next_is_made(tmp_path: Path) -> None:
    out, seen = tmp_path / "site", []

    def made() -> Iterator[tuple[str, bytes]]:
        before = None
        for name, content in site(1).items():
            if before is not None:
                seen.append([path.read_bytes() for path in tmp_path.rglob(before[0])])
                assert before[1] in seen[-1]
            assert not out.exists()
            before = name, content
            yield name, content

    publish_stream(made(), out, internal=False)
    assert len(seen) == len(site(1)) - 1
    assert {name: (out / name).read_bytes() for name in site(1)} == site(1)


@pytest.mark.parametrize("failure", [ValueError("a bug"), OSError(errno.ENOENT, "no template")])
def test_what_fails_while_it_is_made_leaves_the_old_site(
    tmp_path: Path, failure: Exception
) -> None:
    out = tmp_path / "site"
    publish(site(0), out)

    def made() -> Iterator[tuple[str, bytes]]:
        yield "index.html", b"half"
        raise failure

    with pytest.raises(type(failure), match=str(failure.args[-1])):
        publish_stream(made(), out, internal=False)
    assert {name: (out / name).read_bytes() for name in site(0)} == site(0)
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_one_find_of_the_gate_leaves_the_old_site_and_is_written_nowhere(
    tmp_path: Path, built: tuple[Project, Atlas], jobs: int
) -> None:
    project, atlas = built
    out, options = tmp_path / "site", BuildOptions(jobs=jobs)
    publish(site(0), out)
    written: list[bytes] = []

    def watched() -> Iterator[tuple[str, bytes]]:
        for name, content in stream_site(project, with_person(atlas, 3), options):
            written.append(content)
            yield name, content

    with pytest.raises(MubanError) as refused:
        publish_stream(watched(), out, internal=False)
    assert "tambon/430104/index.html" in refused.value.en
    assert written, "what came before it was written"
    assert [content for content in written if PERSON.encode() in content] == []
    assert {name: (out / name).read_bytes() for name in site(0)} == site(0)
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_every_find_is_told_whichever_process_made_the_page(built: tuple[Project, Atlas]) -> None:
    project, atlas = built
    told = []
    for jobs in (1, 2):
        with pytest.raises(MubanError) as refused:
            list(
                stream_site(project, with_person(with_person(atlas, 5), 1), BuildOptions(jobs=jobs))
            )
        told.append(refused.value.en)
    assert told[0] == told[1]
    assert "tambon/430102/index.html" in told[0]
    assert "tambon/430106/index.html" in told[0]


def test_the_manifest_comes_last_and_lists_what_came(built: tuple[Project, Atlas]) -> None:
    names = [name for name, _ in stream_site(*built, BuildOptions())]
    assert names[-1] == "manifest.json"
    assert len(set(names)) == len(names)


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="builds are killed as copies of this process")
def test_a_build_on_two_processors_killed_at_any_moment_leaves_a_whole_site(
    tmp_path: Path,
) -> None:
    stood = kill_streamed(tmp_path, 5)
    assert stood["old"] + stood["new"] == 5
    assert stood["killed"], "none was killed: nothing was shown"
