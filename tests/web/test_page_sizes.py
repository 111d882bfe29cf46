"""Sizes of files are put into pages where they are offered, and nowhere else."""

from __future__ import annotations

from muban.web.pages.sizes import size_mark, with_sizes

SIZES = {"data/a.csv": 1024, "data/b.csv": 1234 * 1024 + 1}


def test_each_size_stands_where_its_file_is_offered_as_often_as_it_is() -> None:
    page = " ".join(size_mark(f"data/{name}.csv") for name in "abca").encode()
    foreign = size_mark("data/c.csv")
    assert with_sizes(page, SIZES).decode() == f"1 1,235 {foreign} 1"


def test_a_page_without_offers_stays_as_it_is() -> None:
    page = b"<p>size-of-a-village</p>"
    assert with_sizes(page, SIZES) == page
    assert with_sizes(page, {}) == page
