"""``muban build``: from a project folder to a site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer


class Shown(StrEnum):
    """How it is said how far the work is."""

    BAR = "bar"
    JSON = "json"


if TYPE_CHECKING:
    from muban.gis.ledger import LedgerRow
    from muban.gis.problem_catalogue import Lang
    from muban.gis.problems import Problem
    from muban.web.building.build import BuildOptions
    from muban.web.cache.read_whole import Whole
    from muban.web.cache.write_store import Store
    from muban.web.in_turn import Crew
    from muban.web.publishing.publish_site import Published
    from muban.web.settings.config import Config
    from muban.web.settings.province_folders import OneProvince

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
    from muban.web.cache.write_store import open_store
    from muban.web.in_turn import cores_at_hand
    from muban.web.publishing.publish_site import refuse_site
    from muban.web.told.terminal import lang_of

    refuse_site(out, internal=internal, project=project)
    order = _Order(
        project,
        out,
        base_url,
        tuple(only or ()),
        single_file,
        internal,
        strict,
        jobs or cores_at_hand(),
        lang_of(lang),
        None if no_cache else open_store(),
        progress,
    )
    _carry_out(order, scheduler)


def _carry_out(order: _Order, scheduler: str | None) -> None:
    """Build, or tell again of the site that stands where nothing has changed since."""
    from muban.web.cache.read_whole import keep_whole, key_of_build, take_whole

    project, out, store, asked = order.project, order.out, order.store, order.of_site
    key = key_of_build(project, *asked) if store and (project / "muban.toml").is_file() else None
    whole = take_whole(store, key, out) if store and key else None
    if whole is not None:
        _tell_again(whole, out, strict=order.strict, speech=order.speech)
        return
    told, published = _made(order, scheduler)
    if store is not None:
        if key is not None and key == key_of_build(project, *asked):
            keep_whole(store, key, out, told.problems, told.ledger)
        store.trim()
    _finish(published, told.ledger, told.problems, order.speech)


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


@dataclass(frozen=True)
class _Order:
    """What was asked for, in one piece."""

    project: Path
    out: Path
    base_url: str | None
    only: tuple[str, ...]
    single_file: bool
    internal: bool
    strict: bool
    jobs: int
    speech: Lang
    store: Store | None
    shown: Shown

    @property
    def of_site(self) -> tuple[object, ...]:
        """What of it changes the site, beside what the project holds."""
        return (self.base_url, self.only, self.single_file, self.internal)

    def options(self, config: Config, crew: Crew | None) -> BuildOptions:
        """The same for those who make pages."""
        from muban.web.building.build import BuildOptions
        from muban.web.settings.config_checks import published_address

        return BuildOptions(
            base_url=published_address(self.base_url, config),
            only=self.only,
            single_file=self.single_file,
            jobs=self.jobs,
            internal=self.internal,
            store=self.store,
            crew=crew,
        )

    def publish(self, files: Iterator[tuple[str, bytes]]) -> Published:
        """Write the site."""
        from muban.web.publishing.publish_site import publish_stream

        return publish_stream(files, self.out, internal=self.internal, project=self.project)


def _made(order: _Order, scheduler: str | None) -> tuple[_Told, Published]:
    """Build here, or with the workers of a scheduler."""
    from muban.web.cluster.on_cluster import on_cluster
    from muban.web.settings.province_folders import provinces_of

    provinces = provinces_of(order.project)
    with nullcontext() if scheduler is None else on_cluster(scheduler) as crew:
        if provinces:
            return _build_country(order, provinces, crew)
        return _build(order, crew)


def _build(order: _Order, crew: Crew | None) -> tuple[_Told, Published]:
    from muban.web.building.build import stream_site
    from muban.web.building.chosen import chosen_tambons
    from muban.web.cache.kept import each_kept
    from muban.web.pace import json_line, paced
    from muban.web.project import read_project, survey
    from muban.web.told.empty import stop_at_empty
    from muban.web.told.terminal import progress, show_problems

    is_thai = order.speech == "th"
    with progress("กำลังอ่านและตรวจ" if is_thai else "Reading and checking"):
        opened = read_project(order.project, order.store)
        stop_at_empty(opened, order.project, order.speech)
        atlas = survey(opened, each=each_kept(order.store, order.jobs, crew))
    show_problems(_errors(atlas.problems), order.speech)
    _refuse_strict(atlas.problems, order.strict, order.speech)
    total = len(chosen_tambons(atlas, order.only))
    with progress("กำลังสร้างหน้าเว็บ" if is_thai else "Building pages", total) as step:

        def tell(done: int, seconds: float) -> None:
            if order.shown is Shown.JSON:
                typer.echo(json_line(done, total, seconds), err=True)
            else:
                step()

        options = order.options(opened.config, crew)
        published = order.publish(paced(stream_site(opened, atlas, options), tell))
    return _Told(atlas.problems, atlas.ledger), published


def _build_country(
    order: _Order, provinces: tuple[OneProvince, ...], crew: Crew | None
) -> tuple[_Told, Published]:
    """As :func:`_build`, of a project that has folders of several provinces."""
    from muban.web.commands.build_country import CountryTeller
    from muban.web.country.stream import Country
    from muban.web.settings.config import read_config

    country = Country(order.project, read_config(order.project), provinces)
    teller = CountryTeller(
        order.speech,
        (lambda line: typer.echo(line, err=True)) if order.shown is Shown.JSON else None,
        lambda problems: _refuse_strict(problems, order.strict, order.speech),
    )
    files = teller.files(country, order.out, order.options(country.config, crew))
    published = order.publish(files)
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
