"""Random damaged projects, each through the commands: nothing may crash, hang or lose a record.

``python -m benchmarks.damaged --count 2000 --seed 1`` makes small projects of mixed formats,
cuts, swaps, doubles and recodes their files, and runs ``check``, ``build`` and one more
command over each in a process of its own. Told are tracebacks, what took more than a minute
of computing or a gigabyte, and ledgers that say another thing than the finished site holds
(:mod:`tests.site_census`). A project that failed is kept, so that it can be made a test.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import multiprocessing
import random
import resource
import shutil
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.drawings import FEATURES, GPX, kml, placemark, shapefile, workbook, zipped
from tests.site_census import Census, imbalances, take_census

_SECONDS = 60
_PATIENCE_S = 1_200
"""On the clock: other work on the machine is not the project's."""
_MEGABYTES = 1024
_TOLD_EACH = 100
_TOML = 'title = "ทดสอบ"\nprovince = "43"\n'
_ENCODINGS = ("cp874", "utf-16", "utf-8-sig", "cp1252", "utf-16-be")
_CRUMBS = (b"\0", b"<", b'"', b"&#0;", b"\xff", b"=1+1", b"1e999")
_MORE = (
    ["register", "{project}"],
    ["eligible", "{project}", "--year", "2563"],
    ["digitize", "{project}", "--out", "{out}/draw.html"],
    ["check", "{project}", "--format", "json"],
    ["check", "{project}", "--fix"],
)


_Answers = multiprocessing.SimpleQueue  # of trouble, seconds and megabytes


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one project fared: what went wrong, if anything, seconds and megabytes."""

    trouble: str
    seconds: float
    megabytes: float


def whole_files(rng: random.Random) -> dict[str, bytes]:
    """Files of a project before the damage: villages, pins, results, a register, a gazetteer."""
    villages = FEATURES.assign(
        moo=[str(rng.choice([1, 2, 3, "๔", "", "หมู่ 5"])) for _ in range(len(FEATURES))]
    )
    geojson = villages.to_json(ensure_ascii=False).encode()
    pins = kml(*(placemark(f"วัดที่ {n}") for n in range(rng.randrange(1, 6))))
    rows: list[list[object]] = [["รหัสหมู่บ้าน", "ปี", "ด้าน", "คะแนน"]]
    rows += [[f"431605{n:02d}", 2562, "อาชีพ", rng.random() * 100] for n in range(1, 5)]
    register: list[list[object]] = [["ลำดับ", "อำเภอ", "ตำบล", "บ้าน", "หมู่ที่", "ปี", "ระดับ"]]
    register += [[n, "รัตนวาปี", "โพนแพง", "ดงสาร", n, 2555 + n, "อำเภอ"] for n in range(1, 5)]
    gazetteer = "village_code,tambon,moo,village\n" + "".join(
        f"431605{n:02d},โพนแพง,{n},บ้าน{n}\n" for n in range(1, 5)
    )
    parts = shapefile(villages[["name", "geometry"]])
    all_files = {
        "drawings/หมู่บ้าน.geojson": geojson,
        "drawings/หมุด.kml": pins,
        "drawings/เดิน.gpx": GPX,
        "drawings/ชุด.zip": zipped({"ก.kml": pins, "ข.geojson": geojson}),
        "drawings/หมุด.csv": "ชื่อ,lat,lon\nวัด,17.9,102.7\nโรงเรียน,๑๗.๙๑,102.71\n".encode(),
        "indicators/cia.xlsx": workbook(rows, sheet="ผล"),
        "register/ทะเบียน.xlsx": workbook(register, sheet="ทะเบียน"),
        "reference/ทำเนียบ.csv": gazetteer.encode(),
        **{f"drawings/เขต.{suffix}": data for suffix, data in parts.items()},
    }
    kept = [name for name in all_files if rng.random() < 0.6] or ["drawings/หมุด.kml"]
    return {name: all_files[name] for name in kept}


def _cut(data: bytes, rng: random.Random) -> bytes:
    return data[: rng.randrange(len(data) + 1)]


def _swapped(data: bytes, rng: random.Random) -> bytes:
    a, b, c = sorted(rng.randrange(len(data) + 1) for _ in range(3))
    return data[:a] + data[b:c] + data[a:b] + data[c:]


def _doubled(data: bytes, rng: random.Random) -> bytes:
    a, b = sorted(rng.randrange(len(data) + 1) for _ in range(2))
    return data[:b] + data[a:b] * rng.choice([1, 1, 2, 9]) + data[b:]


def _flipped(data: bytes, rng: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.choice([1, 3, 30])):
        if changed:
            changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)


def _recoded(data: bytes, rng: random.Random) -> bytes:
    return data.decode("utf-8", "replace").encode(rng.choice(_ENCODINGS), "replace")


def _decoded_twice(data: bytes, rng: random.Random) -> bytes:
    return data.decode(rng.choice(["cp1252", "latin-1", "cp874"]), "replace").encode()


def _filled(data: bytes, rng: random.Random) -> bytes:
    at = rng.randrange(len(data) + 1)
    return (
        data[:at] + rng.choice([b"\0", b"<", b'"', b"&#0;", b"\xff", b"=1+1", b"1e999"]) + data[at:]
    )


DAMAGES: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _cut, _swapped, _doubled, _flipped, _recoded, _decoded_twice, _filled,
)  # fmt: skip


def damaged_files(rng: random.Random) -> dict[str, bytes]:
    """The same, of which one or several are damaged, once or several times, or misnamed."""
    files = whole_files(rng)
    for _ in range(rng.choice([1, 1, 2, 4])):
        name = rng.choice(sorted(files))
        files[name] = rng.choice(DAMAGES)(files[name], rng)
    if rng.random() < 0.2:
        name = rng.choice(sorted(files))
        file = Path(name)
        other = rng.choice(["drawings", "indicators", "register", "reference"])
        suffix = rng.choice([file.suffix, ".kml", ".xlsx", ".shp", ".zip", ".xls", ".json", ""])
        files[f"{other}/{file.stem}{suffix}"] = (
            files.pop(name) if rng.random() < 0.5 else files[name]
        )
    return files


def write_project(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put a project into an empty folder."""
    (folder / "muban.toml").write_text(_TOML, "utf-8")
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def fare(folder: Path, number: int) -> Outcome:
    """Run the commands over a project in a process of its own."""
    told = multiprocessing.get_context("fork").SimpleQueue()
    start = time.monotonic()
    child = multiprocessing.get_context("fork").Process(target=_run, args=(folder, number, told))
    child.start()
    child.join(_PATIENCE_S)
    if child.is_alive():
        child.kill()
        child.join()
        return Outcome("hangs", time.monotonic() - start, 0)
    if told.empty():
        return Outcome(f"died with {child.exitcode}", time.monotonic() - start, 0)
    trouble, seconds, megabytes = told.get()
    return Outcome(trouble, seconds, megabytes)


def _run(
    folder: Path, number: int, told: multiprocessing.SimpleQueue[tuple[str, float, float]]
) -> None:
    from muban.web.cli import main

    project, out = folder / "project", folder / "out"
    commands = [
        ["check", str(project)],
        ["build", str(project), "--out", str(out / "site"), "--jobs", "1"],
        [word.format(project=project, out=out) for word in _MORE[number % len(_MORE)]],
    ]
    worst, trouble = 0.0, ""
    said = io.StringIO()
    for words in commands:
        start = _computed()
        try:
            with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
                code = main(words)
            if code not in (0, 1, 2):
                trouble = f"{words[0]}: exit code {code}"
        except BaseException:  # what a command lets through is what is looked for
            trouble = f"{words[0]}: {traceback.format_exc()}"
        worst = max(worst, _computed() - start)
        if trouble:
            break
    if not trouble and (out / "site" / "manifest.json").exists():
        trouble = "; ".join(_untrue(take_census(out / "site"), project))
    peak = max(
        resource.getrusage(who).ru_maxrss / 1024
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    if worst > _SECONDS:
        trouble = trouble or f"{worst:.0f} s"
    if peak > _MEGABYTES:
        trouble = trouble or f"{peak:.0f} MB"
    told.put((trouble, worst, peak))


def _untrue(site: Census, project: Path) -> list[str]:
    """Where ledger, pages and data differ.

    The census takes results by their folder, so where a file was put into another folder
    the pages are not compared with the ledger; its own sums and the data still are.
    """
    names = {path.relative_to(project).as_posix() for path in project.rglob("*.*")}
    misplaced = any(
        (name.startswith("indicators/") and name != "indicators/cia.xlsx")
        or (Path(name).stem == "cia" and not name.startswith("indicators/"))
        for name in names
    )
    found = imbalances(site)
    return [what for what in found if not (misplaced and what.startswith("ledger and pages"))]


def _computed() -> float:
    """Seconds of computing so far, of this process and of those it ended."""
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in both)


def main() -> None:
    """Make, damage, run, count."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="the number to begin with")
    parser.add_argument("--keep", type=Path, default=Path("damaged-projects"))
    asked = parser.parse_args()
    import muban.web.cli  # the processes that begin here need not load it again
    import muban.web.commands.build
    import muban.web.project  # noqa: F401

    seconds, megabytes, troubles = [], [], Counter[str]()
    for number in range(asked.first, asked.first + asked.count):
        rng = random.Random(asked.seed * 1_000_003 + number)
        with tempfile.TemporaryDirectory() as folder:
            project = Path(folder) / "project"
            project.mkdir()
            write_project(project, damaged_files(rng))
            outcome = fare(Path(folder), number)
            if not (number + 1) % _TOLD_EACH:
                print(f"{number + 1} projects", file=sys.stderr, flush=True)
            seconds.append(outcome.seconds)
            megabytes.append(outcome.megabytes)
            if outcome.trouble:
                kept = asked.keep / f"{asked.seed}-{number}"
                shutil.rmtree(kept, ignore_errors=True)
                shutil.copytree(project, kept)
                troubles[outcome.trouble.strip().splitlines()[-1]] += 1
                print(f"{kept}: {outcome.trouble}", file=sys.stderr, flush=True)
    print(
        f"{asked.count} damaged projects: {troubles.total()} in trouble; "
        f"longest command {max(seconds):.1f} s, most memory {max(megabytes):.0f} MB"
    )
    for what, count in troubles.most_common():
        print(f"{count:5}  {what}")


if __name__ == "__main__":
    main()
