"""``muban build``: from a project folder to a site."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import nullcontext
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer


class Shown(StrEnum):
    """How it is said how far the work is."""

    BAR = "bar"
    JSON = "json"


if TYPE_CHECKING:
    from muban.gis.ledger import LedgerRow
    from muban.gis.problem_catalogue import Lang
    from muban.gis.problems import Problem
    from muban.web.cache.read_whole import Whole
    from muban.web.cache.write_store import Store
    from muban.web.in_turn import Crew
    from muban.web.publishing.publish_site import Published

__all__ = ["build"]


def build(  # noqa: PLR0913, PLR0917 - one for each option of the command
    project: Annotated[Path, typer.Argument(help="โฟลเดอร์งาน (ที่มี muban.toml)")] = Path(),
    out: Annotated[Path, typer.Option(help="โฟลเดอร์ของเว็บไซต์ที่จะสร้าง")] = Path("site"),
    base_url: Annotated[
        str | None, typer.Option(help="ที่อยู่ที่จะเผยแพร่ เช่น https://ตัวอย่าง.go.th/แผนที่/")
    ] = None,
    only: Annotated[
        list[str] | None, typer.Option(help="สร้างเฉพาะตำบล อำเภอ หรือจังหวัดรหัสนี้ (ใส่ซ้ำได้)")
    ] = None,
    single_file: Annotated[
        bool, typer.Option("--single-file", help="หนึ่งตำบลหนึ่งไฟล์ HTML สำหรับ LINE หรือ USB")
    ] = False,
    jobs: Annotated[
        int | None, typer.Option(min=1, help="ทำพร้อมกันกี่งาน (ปกติเท่าที่เครื่องมีตัวประมวลผล)")
    ] = None,
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help="ทำใหม่ทั้งหมด ไม่ใช้ผลที่เก็บไว้จากครั้งก่อน")
    ] = False,
    strict: Annotated[bool, typer.Option("--strict", help="ไม่สร้างถ้าข้อมูลมีข้อผิดพลาด")] = False,
    internal: Annotated[
        bool, typer.Option("--internal", help="ฉบับใช้ภายในสำนักงาน ห้ามเผยแพร่")
    ] = False,
    progress: Annotated[
        Shown, typer.Option(help="ความคืบหน้า: bar บนจอ หรือ json ทีละบรรทัดทาง stderr")
    ] = Shown.BAR,
    scheduler: Annotated[
        str | None, typer.Option(help="ให้ dask cluster ช่วยทำ เช่น tcp://10.0.0.5:8786")
    ] = None,
    lang: Annotated[str | None, typer.Option(help="ภาษา: th หรือ en")] = None,
) -> None:
    """สร้างเว็บไซต์แผนที่ (exit 0 ดี, 1 สร้างแล้วแต่บางข้อมูลผิดจึงกันไว้, 2 สร้างไม่ได้)."""
    from muban.web.cache.read_whole import keep_whole, key_of_build, take_whole
    from muban.web.cache.write_store import open_store
    from muban.web.publishing.publish_site import refuse_site
    from muban.web.settings.province_folders import provinces_of
    from muban.web.told.terminal import lang_of

    speech = lang_of(lang)
    refuse_site(out, internal=internal, project=project)
    store = None if no_cache else open_store()
    asked = (base_url, only, single_file, internal)
    key = key_of_build(project, *asked) if store and (project / "muban.toml").is_file() else None
    whole = take_whole(store, key, out) if store and key else None
    if whole is not None:
        _tell_again(whole, out, strict=strict, speech=speech)
        return
    build_it = _build_country if provinces_of(project) else _build
    how = {"strict": strict, "jobs": jobs, "speech": speech, "store": store, "shown": progress}
    told, published = _with_crew(scheduler, build_it, project, out, asked, **how)
    if store is not None:
        if key is not None and key == key_of_build(project, *asked):
            keep_whole(store, key, out, told.problems, told.ledger)
        store.trim()
    _finish(published, told.ledger, told.problems, speech)


def _tell_again(whole: Whole, out: Path, *, strict: bool, speech: Lang) -> None:
    """What was told when the site was made that stands."""
    from muban.web.cache.read_whole import foreign_to
    from muban.web.publishing.publish_site import Published
    from muban.web.told.terminal import show_problems

    show_problems(_errors(whole.problems), speech)
    _refuse_strict(whole.problems, strict, speech)
    _finish(Published(out, foreign_to(whole, out)), whole.ledger, whole.problems, speech)


@dataclass(frozen=True)
class _Told:
    """What is told at the end."""

    problems: tuple[Problem, ...]
    ledger: tuple[LedgerRow, ...]


def _with_crew(
    scheduler: str | None,
    build_it: Callable[..., tuple[_Told, Published]],
    *what: object,
    **how: object,
) -> tuple[_Told, Published]:
    """Build here, or with the workers of a scheduler."""
    from muban.web.cluster.on_cluster import on_cluster

    with nullcontext() if scheduler is None else on_cluster(scheduler) as crew:
        return build_it(*what, **how, crew=crew)


def _build(
    project: Path,
    out: Path,
    asked: tuple[Any, ...],
    *,
    strict: bool,
    jobs: int | None,
    speech: Lang,
    store: Store | None,
    crew: Crew | None,
    shown: Shown,
) -> tuple[_Told, Published]:
    from muban.web.building.build import BuildOptions, stream_site
    from muban.web.building.chosen import chosen_tambons
    from muban.web.cache.kept import each_kept
    from muban.web.in_turn import cores_at_hand
    from muban.web.pace import json_line, paced
    from muban.web.project import read_project, survey
    from muban.web.publishing.publish_site import publish_stream
    from muban.web.settings.config_checks import published_address
    from muban.web.told.empty import stop_at_empty
    from muban.web.told.terminal import progress, show_problems

    base_url, only, single_file, internal = asked
    jobs = jobs or cores_at_hand()
    with progress("กำลังอ่านและตรวจ" if speech == "th" else "Reading and checking"):
        opened = read_project(project, store)
        stop_at_empty(opened, project, speech)
        atlas = survey(opened, each=each_kept(store, jobs, crew))
    show_problems(_errors(atlas.problems), speech)
    _refuse_strict(atlas.problems, strict, speech)
    options = BuildOptions(
        base_url=published_address(base_url, opened.config),
        only=tuple(only or ()),
        single_file=single_file,
        jobs=jobs,
        internal=internal,
        store=store,
        crew=crew,
    )
    total = len(chosen_tambons(atlas, options.only))
    with progress("กำลังสร้างหน้าเว็บ" if speech == "th" else "Building pages", total) as step:

        def tell(done: int, seconds: float) -> None:
            if shown is Shown.JSON:
                typer.echo(json_line(done, total, seconds), err=True)
            else:
                step()

        files = paced(stream_site(opened, atlas, options), tell)
        published = publish_stream(files, out, internal=internal, project=project)
    return _Told(atlas.problems, atlas.ledger), published


def _build_country(
    project: Path,
    out: Path,
    asked: tuple[Any, ...],
    *,
    strict: bool,
    jobs: int | None,
    speech: Lang,
    store: Store | None,
    crew: Crew | None,
    shown: Shown,
) -> tuple[_Told, Published]:
    """As :func:`_build`, of a project that has folders of several provinces."""
    from muban.web.building.build import BuildOptions
    from muban.web.commands.build_country import CountryTeller
    from muban.web.country.stream import Country
    from muban.web.in_turn import cores_at_hand
    from muban.web.publishing.publish_site import publish_stream
    from muban.web.settings.config import read_config
    from muban.web.settings.config_checks import published_address
    from muban.web.settings.province_folders import provinces_of

    base_url, only, single_file, internal = asked
    country = Country(project, read_config(project), provinces_of(project))
    options = BuildOptions(
        base_url=published_address(base_url, country.config),
        only=tuple(only or ()),
        single_file=single_file,
        jobs=jobs or cores_at_hand(),
        internal=internal,
        store=store,
        crew=crew,
    )
    teller = CountryTeller(
        speech,
        (lambda line: typer.echo(line, err=True)) if shown is Shown.JSON else None,
        lambda problems: _refuse_strict(problems, strict, speech),
    )
    files = teller.files(country, out, options)
    published = publish_stream(files, out, internal=internal, project=project)
    return _Told(tuple(teller.problems), tuple(teller.ledger)), published


def _errors(problems: Iterable[Problem]) -> list[Problem]:
    from muban.gis.problems import Severity

    return [found for found in problems if found.severity is Severity.ERROR]


def _refuse_strict(problems: Iterable[Problem], strict: bool, speech: Lang) -> None:
    from muban.web.told.terminal import say

    errors = _errors(problems)
    if strict and errors:
        say(
            f"ไม่สร้างเว็บไซต์: ข้อมูลมีข้อผิดพลาด {len(errors)} รายการ และสั่ง --strict ไว้"
            if speech == "th"
            else f"No site was built: {len(errors)} errors, and --strict was asked for"
        )
        raise typer.Exit(1)


def _finish(
    published: Published,
    ledger: tuple[LedgerRow, ...],
    problems: tuple[Problem, ...],
    speech: Lang,
) -> None:
    from muban.web.told.terminal import say, show_ledger
    from muban.web.told.told_writing import say_published

    show_ledger(ledger, problems, speech)
    say_published(published, speech)
    start = published.folder / "index.html"
    say(f"\nเปิดไฟล์นี้ในเบราว์เซอร์: {start}" if speech == "th" else f"\nOpen in a browser: {start}")
    if _errors(problems):
        raise typer.Exit(1)
