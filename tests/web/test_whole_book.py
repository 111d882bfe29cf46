"""The whole lesson book: each heading of the letter is there or named as missing."""

from __future__ import annotations

import io
import re
import subprocess
from pathlib import Path

import pytest
from docx import Document
from PIL import Image

from muban.web.book.headings import headings
from muban.web.cli import main
from tests.small_projects import TOML, three_villages

RESULTS = """รหัสหมู่บ้าน,ปี,อาชีพ,ทุนชุมชน,การจัดการความเสี่ยงของชุมชน
คะแนนต่ำสุด,,1,1,1
คะแนนเต็ม,,5,5,5
43160501,2562,4,3,2
43160502,2562,5,4,1
"""
STORY = "หมู่บ้านตั้งขึ้นริมลำน้ำโขงเมื่อ พ.ศ. 2450"
LETTER = {
    "village": ["ประวัติความเป็นมา", "ประชากร", "ผู้นำชุมชน", "แหล่งท่องเที่ยว", "แผนที่", "การบริหารจัดการ",
                "สารสนเทศภูมิศาสตร์ (GIS)", "การวิเคราะห์ข้อมูลและจัดทำแผน", "ภาพกิจกรรม", "กชช.2ค"],
    "tambon": ["ประวัติความเป็นมา", "ผลิตภัณฑ์ตำบล", "การแต่งตั้งคณะทำงาน", "สารสนเทศภูมิศาสตร์ (GIS)",
               "แผนงานบูรณาการ", "การดำเนินโครงการเชิงบูรณาการ", "การเผยแพร่ประชาสัมพันธ์และการนำเสนอ"],
}  # fmt: skip
"""Words of the letter's own headings, typed from it."""


def photograph(text: str = "") -> bytes:
    """A JPEG that tells in its metadata where it was taken, and by whom."""
    packed = io.BytesIO()
    exif = Image.Exif()
    exif[0x013B] = "PHOTOGRAPHER-SECRET"
    exif[0x8825] = {1: "N", 2: (17.0, 52.0, 30.0)}
    Image.new("RGB", (2400, 1600), "#4f7a5f").save(packed, "JPEG", exif=exif, comment=text)
    return packed.getvalue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = three_villages(tmp_path / "งาน")
    (made / "indicators").mkdir()
    (made / "indicators" / "cia.csv").write_text(RESULTS, "utf-8")
    (made / "book" / "3.1 ภาพกิจกรรม").mkdir(parents=True)
    return made


def pages_of(path: Path) -> list[str]:
    done = subprocess.run(["pdftotext", str(path), "-"], check=True, capture_output=True)
    return done.stdout.decode().split("\f")


def text_of(path: Path) -> str:
    return re.sub(r"\s+", " ", " ".join(pages_of(path)))


@pytest.mark.parametrize("code", ["431605", "43160501"])
def test_from_nothing_each_heading_is_made_of_data_or_named_as_missing(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], code: str
) -> None:
    out = tmp_path / "out"
    assert main(["book", str(folder), "--only", code, "--out", str(out)]) == 0
    told = capsys.readouterr().out
    kind = "village" if len(code) == 8 else "tambon"
    for words in LETTER[kind]:
        assert words in told
    found = re.findall(r"^([✓✗–]) (\d\.\d) ", told, re.MULTILINE)
    states = {number: sign for sign, number in found}
    assert list(states) == [heading.id for heading in headings(kind)]
    assert states["1.1"] == states["2.1"] == states["3.1"] == "✗"
    assert states["1.6"] == states["3.2"] == "✓"
    said = text_of(out / f"book-{code}.pdf")
    # The heading of the map stands on the map's own page, not alone on one before it.
    [head] = [page for page in pages_of(out / f"book-{code}.pdf") if "1.6 แผนที่ · " in page]
    assert "มาตราส่วน" in head
    assert said.count("ยังไม่มีข้อความในหัวข้อนี้") == list(states.values()).count("✗")
    if kind == "tambon":
        assert "หมู่บ้านที่ยังไม่มีผลวิเคราะห์: บ้านทดสอบ3 หมู่ 3" in said
        assert "แผนที่ผลวิเคราะห์ด้านทุนชุมชน ปี 2562" in said


def test_texts_pictures_and_tables_stand_under_their_headings(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = folder / "book"
    (book / "1.1 ประวัติ.md").write_text(f"# ประวัติ\n{STORY}\n\n![ท่าน้ำ](ท่าน้ำ.jpg)\n", "utf-8")
    (book / "ท่าน้ำ.jpg").write_bytes(photograph())
    (book / "3.1 ภาพกิจกรรม" / "ประชาคมหมู่บ้าน.jpg").write_bytes(photograph())
    (book / "1.2 อาชีพ.csv").write_text("อาชีพ,ครัวเรือน\nทำนา,120\n", "utf-8")
    (book / "ไม่มีเลข.md").write_text("x", "utf-8")
    document = Document()
    document.add_heading("การบริหารจัดการ", 1)
    document.add_paragraph("ใช้ศาลาประชาคมเป็นที่ทำงาน")
    document.add_picture(io.BytesIO(photograph()))
    document.save(str(book / "2.1 บริหาร.docx"))
    outs = [tmp_path / "out", tmp_path / "again"]
    for out in outs:
        assert main(["book", str(folder), "--out", str(out)]) == 0
    pdf = (outs[0] / "book-431605.pdf").read_bytes()
    assert pdf == (outs[1] / "book-431605.pdf").read_bytes()
    said = text_of(outs[0] / "book-431605.pdf")
    for words in (STORY, "ท่าน้ำ", "ประชาคมหมู่บ้าน", "ทำนา", "ใช้ศาลาประชาคมเป็นที่ทำงาน"):
        assert words in said
    assert said.index(STORY) < said.index("ทำนา") < said.index("ใช้ศาลาประชาคม")
    assert "ไม่มีเลข.md" in capsys.readouterr().out
    subprocess.run(
        ["pdfimages", "-all", str(outs[0] / "book-431605.pdf"), str(tmp_path / "ภาพ")], check=True
    )
    pictures = [path.read_bytes() for path in tmp_path.glob("ภาพ-*.jpg")]
    assert pictures
    assert not any(b"Exif" in one or b"SECRET" in one for one in pictures)
    assert max(Image.open(io.BytesIO(one)).width for one in pictures) <= 1400


def test_a_template_is_no_text_until_something_is_written_in_it(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["book", str(folder), "--templates"]) == 0
    files = sorted((folder / "book").glob("*.docx"))
    assert [path.name[:3] for path in files] == [one.id for one in headings("tambon")]
    assert main(["book", str(folder), "--out", str(tmp_path / "empty")]) == 0
    assert "✗ 1.1" in capsys.readouterr().out
    document = Document(str(files[0]))
    document.add_paragraph(STORY)
    document.save(str(files[0]))
    filled = files[0].read_bytes()
    assert main(["book", str(folder), "--templates"]) == 0
    assert files[0].read_bytes() == filled, "what an officer wrote is not written over"
    assert main(["book", str(folder), "--out", str(tmp_path / "full")]) == 0
    assert "✓ 1.1" in capsys.readouterr().out
    said = text_of(tmp_path / "full" / "book-431605.pdf")
    assert STORY in said
    assert "ตัวเอนสีเทา" not in said


def test_names_stand_in_an_internal_edition_alone_and_telephones_in_none(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    leaders = folder / "book" / "1.3 ผู้นำ.md"
    leaders.write_text("ผู้ใหญ่บ้าน นายสมชาย ใจดี\n", "utf-8")
    assert main(["book", str(folder), "--out", str(tmp_path / "a")]) == 2
    assert not (tmp_path / "a" / "book-431605.pdf").exists()
    assert main(["book", str(folder), "--internal", "--out", str(tmp_path / "b")]) == 2
    assert "internal_names" in capsys.readouterr().err
    (folder / "muban.toml").write_text(TOML + "[book]\ninternal_names = true\n", "utf-8")
    assert main(["book", str(folder), "--internal", "--out", str(tmp_path / "c")]) == 0
    said = text_of(tmp_path / "c" / "book-431605-internal.pdf")
    assert "นายสมชาย ใจดี" in said
    assert "ฉบับใช้ภายในหน่วยงาน" in said
    leaders.write_text("นายสมชาย ใจดี โทร 081-234-5678\n", "utf-8")
    assert main(["book", str(folder), "--internal", "--out", str(tmp_path / "d")]) == 2


@pytest.mark.parametrize("name", ["1.1 เสีย.docx", "3.1 เสีย.jpg"])
def test_a_file_that_cannot_be_read_is_named(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    (folder / "book" / name).write_bytes(b"PK\x03\x04 broken")
    assert main(["book", str(folder), "--out", str(tmp_path / "out")]) == 2
    assert name in capsys.readouterr().err


def test_projects_are_joined_to_villages_and_summed_by_village_and_domain(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Sums by hand: village 1 has 5,000 + 12,000, the whole tambon 30,000."""
    (folder / "plan").mkdir()
    (folder / "plan" / "แผน 2563.csv").write_text(
        "โครงการ,หมู่ที่,รหัสหมู่บ้าน,ด้าน,งบประมาณ,แหล่งงบประมาณ\n"
        'ปลูกผัก,1,,อาชีพ,"5,000",อบต.\n'
        "ทอผ้า,,43160501,อาชีพ,๑๒๐๐๐,กองทุน\n"
        "ถนน,,,ทุนชุมชน,30000,จังหวัด\n"
        "อื่น,88,,,1,อบต.\n",
        "utf-8",
    )
    out = tmp_path / "out"
    assert main(["book", str(folder), "--out", str(out)]) == 0
    told = capsys.readouterr().out
    assert "✓ 2.4" in told
    assert "«88»" in told
    said = text_of(out / "book-431605.pdf")
    for words in ("ทอผ้า", "บ้านทดสอบ1 หมู่ 1 17,000", "ทั้งตำบล 30,000", "อาชีพ 17,000"):
        assert words in said
    assert main(["book", str(folder), "--only", "43160502", "--out", str(tmp_path / "v")]) == 0
    assert "✗ 2.4" in capsys.readouterr().out
    (folder / "plan" / "เสีย.csv").write_text("โครงการ,งบประมาณ\nก,มาก\n", "utf-8")
    assert main(["book", str(folder), "--out", str(tmp_path / "w")]) == 0
    assert "plan/เสีย.csv: งบประมาณ «มาก» ไม่ใช่ตัวเลข" in capsys.readouterr().out


def test_two_years_stand_side_by_side(folder: Path, tmp_path: Path) -> None:
    earlier = "43160501,2561,3,3,5\n43160502,2561,5,,1\n"
    (folder / "indicators" / "cia.csv").write_text(RESULTS + earlier, "utf-8")
    out = tmp_path / "out"
    assert main(["book", str(folder), "--out", str(out)]) == 0
    said = text_of(out / "book-431605.pdf")
    assert "ผลที่เปลี่ยนไประหว่างปี" in said
    assert "บ้านทดสอบ1 +1 0 -3" in said
    assert "บ้านทดสอบ2 0 – 0" in said
