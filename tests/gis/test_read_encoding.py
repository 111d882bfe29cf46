"""Thai bytes and Thai gibberish: recognised, brought back, or left for a person to say."""

from __future__ import annotations

import csv
import gzip
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muban.gis.problems import Where
from muban.gis.text.encoding import decode_bytes, guess_encoding, undo_mojibake
from muban.gis.text.thai_orthography import count_thai, thai_plausibility
from tests.drawings import KML, codes, read_bytes

WORDS = (
    "บ้านโพนแพง",
    "บ้านหนองแวง",
    "โรงเรียนบ้านเดื่อ",
    "วัดศรีชมภูองค์ตื้อ",
    "องค์การบริหารส่วนตำบลโพนสว่าง",
    "ที่ทำการผู้ใหญ่บ้าน",
    "ศูนย์พัฒนาเด็กเล็ก",
    "สถานีรถไฟหนองคาย",
)
thai_text = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)


@given(thai_text, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp874"]))
@settings(deadline=None, max_examples=200)
def test_thai_text_is_read_in_the_encoding_it_was_written_in(text: str, encoding: str) -> None:
    decoded = decode_bytes(text.encode(encoding), where=Where("a.csv"))
    assert decoded.text == text
    assert "encoding.uncertain" not in [found.code for found in decoded.problems]


def _misread(text: str, right: str, wrong: str) -> str:
    """Bytes of one encoding read in another; a hole of the code page as the control code."""
    data = text.encode(right)
    return "".join(bytes([byte]).decode(wrong, errors="ignore") or chr(byte) for byte in data)


@given(
    thai_text,
    st.sampled_from(
        [
            ("cp874", "cp1252"),
            ("cp874", "latin-1"),
            ("utf-8", "cp1252"),
            ("utf-8", "latin-1"),
            ("utf-8", "cp874"),
        ]
    ),
)
@settings(deadline=None, max_examples=200)
def test_text_decoded_wrongly_once_comes_back(text: str, how: tuple[str, str]) -> None:
    assert undo_mojibake(_misread(text, *how)) == text


@given(
    thai_text, st.sampled_from([("cp874", "latin-1"), ("utf-8", "latin-1"), ("utf-8", "cp1252")])
)
@settings(deadline=None, max_examples=200)
def test_text_decoded_wrongly_twice_comes_back(text: str, how: tuple[str, str]) -> None:
    once = _misread(text, *how)
    assert undo_mojibake(_misread(once, "utf-8", how[1])) == text


@pytest.mark.parametrize(
    "name",
    ["บ้านเนินทอง", "วัดเนิน", "เนินเนิน", "เนินเธียร", "บ้านเธอ", "นาเ", "โพนแพง", "เทพสถิต", "หนองแดง"],
)
def test_names_with_the_letters_that_utf8_begins_with_come_back_too(name: str) -> None:
    """เน and เธ are what every letter of UTF-8 begins with in TIS-620; a cut name ends in เ."""
    for chain in (
        [("utf-8", "cp1252")],
        [("utf-8", "cp874")],
        [("utf-8", "cp1252"), ("utf-8", "cp1252")],
        [("utf-8", "cp874"), ("utf-8", "cp1252")],
    ):
        garbled = name
        for how in chain:
            garbled = _misread(garbled, *how)
        assert undo_mojibake(garbled) == name
    assert undo_mojibake(name) is None


def test_every_name_of_the_country_comes_back_from_utf8_read_wrongly(shared_data: Path) -> None:
    with gzip.open(shared_data / "thailand/villages.csv.gz", "rt", encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    with (shared_data / "nongkhai/villages.csv").open(encoding="utf-8-sig") as file:
        rows = [*csv.DictReader(file), *rows[:: len(rows) // 3700]]
    names = sorted(
        {row[column] for row in rows for column in ("village", "tambon", "amphoe")} - {""}
    )
    assert len(names) > 3000
    assert [name for name in names if undo_mojibake(name) is not None] == []
    for wrong in ("cp1252", "cp874"):
        assert [
            name for name in names if undo_mojibake(_misread(name, "utf-8", wrong)) != name
        ] == []
    # Where not every name of TIS-620 comes back, none comes back as another.
    back = {name: undo_mojibake(_misread(name, "cp874", "cp1252")) for name in names}
    assert [name for name, text in back.items() if text not in (None, name)] == []
    assert sum(text is None for text in back.values()) < 0.002 * len(names)


THREE = ["บ้านโพนแพง,1\n", "บ้านหนองแวง,2\n", "บ้านเนินทอง,3\n"]


@pytest.mark.parametrize(
    ("line", "lost"),
    [
        ("บ้านโพ".encode() + b"\xe0\xb9" + "นแพง,4\n".encode(), "บ้านโพ\ufffdนแพง,4\n"),
        ("บ้านใหม่".encode() + b"\x85,4\n", "บ้านใหม่\ufffd,4\n"),
        (b"Ban Mai\x85,4\n", "Ban Mai\ufffd,4\n"),
    ],
)
@pytest.mark.parametrize("stated", [None, "utf-8"])
def test_one_broken_byte_costs_one_letter_and_no_other_line(
    line: bytes, lost: str, stated: str | None
) -> None:
    data = "".join(THREE).encode() + line
    decoded = decode_bytes(data, stated, where=Where("a.csv"))
    assert decoded.text == "".join(THREE) + lost
    [found] = decoded.problems
    assert (found.code, found.params["lines"]) == ("encoding.broken", "4")


def test_lines_appended_in_tis_620_are_read_as_what_they_are() -> None:
    data = "".join(THREE).encode() + "".join(THREE[:2]).encode("cp874")
    decoded = decode_bytes(data, where=Where("a.csv"))
    assert decoded.text == "".join(THREE) + "".join(THREE[:2])
    assert [(p.code, p.params["lines"]) for p in decoded.problems] == [("encoding.mixed", "4–5")]


@given(thai_text, st.integers(0, 2000), st.integers(0x80, 0xFF))
@settings(deadline=None, max_examples=200)
def test_a_byte_broken_anywhere_leaves_the_other_lines_alone(text: str, at: int, new: int) -> None:
    lines = [f"{line} {text}" for line in ("โพนแพง", "หนองแวง", "เนินทอง")]
    data = bytearray("\n".join(lines).encode())
    at %= len(data)
    if data[at] == 0x0A:
        return
    data[at] = new
    broken = bytes(data).count(b"\n", 0, at)
    read = decode_bytes(bytes(data)).text.split("\n")
    assert [line for i, line in enumerate(read) if i != broken] == [
        line for i, line in enumerate(lines) if i != broken
    ]


@given(thai_text)
@settings(deadline=None, max_examples=100)
def test_good_thai_is_left_alone(text: str) -> None:
    assert undo_mojibake(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "43011103",
        "São Paulo",
        "café",
        "Müller & Söhne",
        "Île-de-France",
        "naïve façade",
        "¿Qué?",
        "—",
        "50 °C",
        "ม.3",
        "A",
        "ñ",
        "ÇÉ",
        "Ünïcödé",
    ],
)
def test_what_is_not_thai_gibberish_is_left_alone(text: str) -> None:
    assert undo_mojibake(text) is None


@given(st.text(max_size=60))
@settings(deadline=None, max_examples=300)
def test_undoing_never_raises_and_gives_thai_or_nothing(text: str) -> None:
    back = undo_mojibake(text)
    assert back is None or count_thai(back) >= 2


@given(st.binary(max_size=200), st.sampled_from([None, "utf-8", "cp874", "no such", "base64"]))
@settings(deadline=None, max_examples=300)
def test_any_bytes_become_some_text(data: bytes, stated: str | None) -> None:
    assert isinstance(decode_bytes(data, stated, where=Where("a")).text, str)


def test_low_confidence_asks(tmp_path: Path) -> None:
    decoded = decode_bytes("Müller, Zürich".encode("cp1252"), where=Where("a.csv"))
    assert [found.code for found in decoded.problems] == ["encoding.uncertain"]


def test_what_is_stated_is_honoured_unless_the_bytes_forbid_it() -> None:
    thai = "บ้านโพนแพง"
    assert decode_bytes(thai.encode("cp874"), "TIS-620").text == thai
    assert decode_bytes(thai.encode("cp874"), "utf-8").text == thai
    assert decode_bytes("Müller".encode("cp1252"), "cp1252").text == "Müller"


def test_names_of_the_whole_country_are_plausible_and_left_alone(shared_data: Path) -> None:
    with (shared_data / "nongkhai/villages.csv").open(encoding="utf-8-sig") as file:
        names = [cell for row in csv.reader(file) for cell in row if thai_plausibility(cell)]
    assert len(names) > 700
    assert [name for name in names if undo_mojibake(name) is not None] == []
    assert sum(thai_plausibility(name) > 0.9 for name in names) > 0.98 * len(names)
    joined = "\n".join(names)
    assert guess_encoding(joined.encode("cp874")).encoding == "cp874"
    missed = [
        name
        for name in names
        if len(name) > 3 and undo_mojibake(name.encode("cp874").decode("latin-1")) != name
    ]
    assert len(missed) < 0.02 * len(names)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("mark", [True, False])
def test_a_map_in_two_bytes_a_letter_is_known_by_what_it_holds_under_any_name(
    encoding: str, mark: bool, tmp_path: Path
) -> None:
    """As old programs of Windows save it: with a mark of the order of its bytes, or without."""
    text = KML.decode().replace("UTF-8", "UTF-16")
    data = (("\ufeff" if mark else "") + text).encode(encoding)
    [read] = read_bytes(tmp_path, "แผนที่.txt", data)[:1]
    assert "read.wrong_suffix" in codes([read])
    assert read.kind == "features"
    assert len(read.frame) > 0
