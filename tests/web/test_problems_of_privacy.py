"""Each kind of personal data, planted once, is told once, at its place, and never repeated."""

from __future__ import annotations

from pathlib import Path

import pytest

from muban.gis.problems import Effect, Severity, Where
from muban.web.gate.privacy_gate import check_site
from tests.drawings import kml
from tests.layers.test_privacy_planted import with_check_digit
from tests.small_projects import DRAWN, TOML, pins, survey_of, village
from tests.web.test_privacy_gate import photo

PLANTED = {
    "privacy.national_id": with_check_digit("143010012345"),
    "privacy.house_number": "บ้านเลขที่ 45/12",
    "privacy.email": "somchai.jaidee@example.com",
    "privacy.line_id": "ไลน์ไอดี: somchai99",
    "privacy.passport": "พาสปอร์ต AB1234567",
    "privacy.bank_account": "บัญชี 123-4-56789-0",
    "privacy.licence_plate": "ทะเบียนรถ กข 1234",
    "privacy.birth_date": "เกิดวันที่ 3 มกราคม 2520",
    "privacy.social_account": "เฟซบุ๊ก facebook.com/somchai.j",
}


@pytest.mark.parametrize(("code", "secret"), PLANTED.items(), ids=PLANTED)
@pytest.mark.parametrize("name", ["{}", "ร้านค้าชุมชน {}"], ids=["alone", "in a name"])
def test_a_pin_with_a_personal_name_is_set_aside_and_told_once(
    code: str, secret: str, name: str, tmp_path: Path
) -> None:
    """Alone the name has no kind either; that is not told, for it would repeat the name."""
    files = {
        "drawings/แนวเขต.kml": DRAWN,
        "drawings/หมุด.kml": pins("วัดศรีชมภู", name.format(secret), "โรงเรียนบ้านทดสอบ"),
    }
    atlas, [found] = survey_of(tmp_path, files)
    assert found.code == code
    assert found.where == Where("drawings/หมุด.kml", "หมุด", 2, field="name")
    assert (found.severity, found.effect) == (Severity.ERROR, Effect.SET_ASIDE)
    [page] = atlas.pages
    assert sorted(page.landmarks["name"]) == ["วัดศรีชมภู", "โรงเรียนบ้านทดสอบ"]
    for told in found.to_dict("th").values(), found.to_dict("en").values():
        assert not any(secret in str(fact) for fact in told)


def test_two_words_that_may_be_a_person_are_asked_about_and_what_is_allowed_is_published(
    tmp_path: Path,
) -> None:
    """«ตำรวจน้ำ ริมโขง» says what it is; of «หนูจร พลหาญ» a person must say it."""
    files = {
        "drawings/แนวเขต.kml": DRAWN,
        "drawings/หมุด.kml": pins("ตลาดสด ริมโขง", "หนูจร พลหาญ", "ไผ่ทอง สวรรค์ลาน"),
    }
    allowed = TOML + '[privacy]\nallowed = ["ไผ่ทอง สวรรค์ลาน"]\n'
    atlas, problems = survey_of(tmp_path, files, toml=allowed)
    [found] = [one for one in problems if one.code == "privacy.maybe_person"]
    assert found.where == Where("drawings/หมุด.kml", "หมุด", 2, field="name")
    assert found.effect is Effect.SET_ASIDE
    assert "allowed = [" in found.fix("th").partition("[privacy]")[2]
    [page] = atlas.pages
    assert sorted(page.landmarks["name"]) == ["ตลาดสด ริมโขง", "ไผ่ทอง สวรรค์ลาน"]


@pytest.mark.parametrize(("code", "secret"), PLANTED.items(), ids=PLANTED)
def test_a_village_s_second_name_is_emptied_and_the_village_stays(
    code: str, secret: str, tmp_path: Path
) -> None:
    told = f'<Data name="name_en"><value>Ban Thotsop {secret}</value></Data>'
    drawn = kml(village(1), village(2, told), village(3))
    atlas, [found] = survey_of(tmp_path, {"drawings/แนวเขต.kml": drawn})
    assert found.code == code
    assert found.where == Where("drawings/แนวเขต.kml", None, 2, field="name_en")
    assert found.effect is Effect.REPAIRED
    [page] = atlas.pages
    assert page.villages["name_en"].tolist() == ["", "", ""]
    assert page.villages["moo"].tolist() == [1, 2, 3]


def test_a_photo_that_still_tells_its_place_is_named() -> None:
    [found] = check_site({"photos/ศาลา.jpg": photo(), "data/หมู่บ้าน.csv": "ชื่อ\nบ้านทดสอบ\n".encode()})
    told = found.problem()
    assert told.code == "privacy.photo_metadata"
    assert told.where == Where("photos/ศาลา.jpg")
    assert told.severity is Severity.ERROR
    assert "GPS" in str(told.params["excerpt"])
    assert "photos/ศาลา.jpg" in told.message("th")
