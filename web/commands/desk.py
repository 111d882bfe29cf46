"""``muban desk``: the whole work in the browser, for who opens no terminal."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["desk"]


def desk(
    project: Annotated[Path | None, typer.Argument(help="โฟลเดอร์งานที่จะเปิดเลย")] = None,
    home: Annotated[
        Path | None, typer.Option(help="ที่เก็บงานใหม่ (ปกติ muban ในโฟลเดอร์เอกสาร)")
    ] = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="พอร์ต; 0 คือเลือกให้")] = 0,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="ไม่เปิดเบราว์เซอร์ให้")] = False,
    lang: Annotated[str | None, typer.Option(help="ภาษา: th หรือ en")] = None,
) -> None:
    """ทำทุกอย่างในเบราว์เซอร์ ไม่ต้องพิมพ์คำสั่ง (เครื่องอื่นเข้าไม่ได้) ปิดได้จากหน้านั้นหรือ Ctrl+C."""
    from muban.gis.errors import ConfigError
    from muban.web.desk.run_desk import open_browser, run_desk
    from muban.web.told.terminal import lang_of, say

    speech = lang_of(lang)

    def opened(address: str) -> None:
        say(f"เปิดในเบราว์เซอร์: {address}" if speech == "th" else f"Open in a browser: {address}")
        if not no_browser:
            open_browser(address)

    try:
        run_desk(home=home, project=project, port=port, lang=speech, opened=opened)
    except OSError as error:
        raise ConfigError(
            f"เปิดพอร์ต {port} ไม่ได้ (มีโปรแกรมอื่นใช้อยู่) ลอง --port 0",
            f"Port {port} is taken by another program; try --port 0",
        ) from error
    except KeyboardInterrupt:
        pass
    say("ปิดแล้ว" if speech == "th" else "Closed")
