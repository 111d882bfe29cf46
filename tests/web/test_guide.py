"""The guide for officers: its pictures are there and small, and its buttons are on the pages."""

from __future__ import annotations

import re
from pathlib import Path

from PIL import Image

from muban.web.wording.words import words
from tools.guide_pictures import PICTURES, SCENES

GUIDE = Path(__file__).parents[2] / "docs/guide-th.md"
TEXT = GUIDE.read_text("utf-8")


def test_every_picture_of_the_guide_is_taken_by_the_script_and_small() -> None:
    shown = re.findall(r"!\[[^\]]+\]\((.+?)\)", TEXT)
    files = [GUIDE.parent / one for one in shown]
    assert sorted(files) == sorted(PICTURES / f"{name}.png" for name in SCENES)
    assert sorted(PICTURES.iterdir()) == sorted(files)
    sizes = [path.stat().st_size for path in files]
    assert max(sizes) <= 100_000
    assert sum(sizes) <= 1_500_000
    for path in files:
        with Image.open(path) as picture:
            assert (picture.format, picture.width) == ("PNG", 1080)


def test_what_the_guide_has_one_press_stands_on_the_pages() -> None:
    said = {entry["th"] for key, entry in words().items() if key.startswith("desk.")}
    named = set(re.findall(r"\*\*(.+?)\*\*", TEXT))
    assert len(named) > 10
    assert named <= said, named - said


def test_every_page_that_the_guide_leads_to_is_there() -> None:
    for target in re.findall(r"(?<!!)\[[^\]]+\]\(([^):]+)\)", TEXT):
        assert (GUIDE.parent / target).is_file(), target
