"""An officer sends the site from the desk: real mouse and keys, a real server on loopback."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_browser_tambon import DESK, PHONE, axe
from tests.desks import running_desk
from tests.secret_store import secret_store
from tests.upload_servers import USER, WORD, Trouble, ftp_server, make_certificate
from tests.web.test_desk_upload import Sender, below

pytestmark = pytest.mark.browser

ADDRESS = "https://map.example.go.th/phonphaeng/"


@pytest.fixture
def sender(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sender]:
    for place in ("CONFIG", "STATE", "DATA"):
        monkeypatch.setenv(f"XDG_{place}_HOME", str(tmp_path / place.lower()))
    with running_desk(tmp_path / "computer") as desk, secret_store() as store:
        yield Sender(desk, store, tmp_path)


@pytest.fixture
def page(browser: Browser, sender: Sender) -> Iterator[Page]:
    context = browser.new_context(locale="th-TH", viewport={"width": 1280, "height": 800})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened = context.new_page()
    opened.goto(f"{sender.desk.address}#/p/{sender.name}/publish")
    yield opened
    context.close()


def fill(page: Page, label: str, text: str) -> None:
    page.get_by_label(label, exact=True).click()
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type(text)


def send(page: Page, name: str = "ส่งขึ้นเว็บ") -> None:
    page.get_by_role("button", name=name, exact=True).click()


def test_an_officer_sends_over_tls_through_every_trouble(
    sender: Sender, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate = make_certificate(sender.home)
    far, trouble = sender.home / "far", Trouble()
    far.mkdir()
    alert = page.get_by_role("alert")
    with ftp_server(far, trouble, certificate) as port:
        fill(page, "จะเผยแพร่ที่ที่อยู่ใด", ADDRESS)
        page.get_by_role("radio", name="เครื่องแม่ข่าย FTP แบบเข้ารหัส (FTPS)").click()
        fill(page, "ชื่อเครื่อง", "127.0.0.1")
        fill(page, "พอร์ต", str(port))
        fill(page, "โฟลเดอร์บนเครื่องนั้น", "/map")
        fill(page, "ชื่อผู้ใช้", USER)
        fill(page, "รหัสผ่าน", "ผิด")
        expect(page.get_by_text(f"เว็บไซต์จะใช้ที่อยู่ {ADDRESS}")).to_be_visible()
        send(page)
        expect(alert).to_contain_text("อาจเป็นเครื่องปลอม จึงยังไม่ส่งรหัสผ่าน")
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        send(page, "ส่งอีกครั้ง")
        expect(alert).to_contain_text("ไม่รับชื่อผู้ใช้หรือรหัสผ่านนี้ — ตรวจแล้วส่งใหม่")
        secret = page.get_by_label("รหัสผ่าน", exact=True)
        expect(secret).to_have_value("")
        trouble.away_after = 4
        fill(page, "รหัสผ่าน", WORD)
        send(page, "ส่งอีกครั้ง")
        expect(alert).to_contain_text("จะทำต่อจากที่ค้างไว้")
        trouble.away_after, trouble.full_after = None, 7
        send(page, "ส่งอีกครั้ง")
        expect(alert).to_contain_text("เต็มแล้ว — ลบของเก่าที่นั่นให้มีที่ว่าง")
        assert not [name for name in below(far) if name.endswith(".html")]
        trouble.full_after = None
        send(page, "ส่งอีกครั้ง")
        done = page.get_by_role("link", name=ADDRESS)
        expect(done).to_be_visible()
        expect(alert).to_have_count(0)
        expect(secret).to_have_value("")
    assert below(far / "map") == sender.site()
    assert WORD not in page.content()
    page.get_by_role("button", name="คัดลอกลิงก์").click()
    assert page.evaluate("navigator.clipboard.readText()") == ADDRESS
    page.get_by_role("button", name="คัดลอกข้อความ").first.click()
    assert ADDRESS in page.evaluate("navigator.clipboard.readText()")
    expect(page.get_by_role("img", name=f"QR ของ {ADDRESS}").first).to_be_visible()


def test_another_site_at_the_far_end_is_asked_about(sender: Sender, page: Page) -> None:
    far = sender.home / "เว็บ"
    far.mkdir()
    (far / "index.html").write_text("เว็บของสำนักงาน")
    fill(page, "ที่อยู่ของโฟลเดอร์ปลายทาง", str(far))
    send(page)
    expect(page.get_by_role("alert")).to_contain_text("มีเว็บไซต์อื่นอยู่แล้ว")
    assert below(far) == {"index.html": "เว็บของสำนักงาน".encode()}
    page.get_by_label("ให้เขียนทับเว็บไซต์อื่นที่อยู่ที่นั่น").click()
    send(page, "ส่งอีกครั้ง")
    expect(page.get_by_text("เมื่อรู้ที่อยู่เว็บ ใส่ไว้ข้างบนแล้วส่งอีกครั้ง")).to_be_visible()
    assert below(far) == sender.site()
    page.reload()  # where it went is remembered
    expect(page.get_by_label("ที่อยู่ของโฟลเดอร์ปลายทาง")).to_have_value(str(far))


def test_the_address_of_a_known_host_is_offered_not_taken(page: Page) -> None:
    page.get_by_role("radio", name="GitHub หรือ git ที่อื่น").click()
    fill(page, "ที่อยู่ของ git", "https://github.com/Somchai/map.git")
    typed = page.get_by_label("จะเผยแพร่ที่ที่อยู่ใด")
    expect(typed).to_have_value("")
    page.get_by_role("button", name="ใช้ https://somchai.github.io/map/").click()
    expect(typed).to_have_value("https://somchai.github.io/map/")


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_axe_finds_nothing_in_any_form(page: Page, size: dict[str, int]) -> None:
    page.set_viewport_size(size)  # type: ignore[arg-type]
    for kind in page.get_by_role("radio").all():
        kind.click()
        assert axe(page) == []
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= size["width"]
