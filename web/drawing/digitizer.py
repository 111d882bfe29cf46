"""The page for drawing: one file that opens from disk, with all it needs inside.

Scripts and styles stand in the file and are named by their hashes in its
Content-Security-Policy; nothing is fetched from anywhere. Parts of the program that few sittings
need stand in it as texts that run when they are asked for; where a server of ours shows the page
they lie beside it, so that what an officer loads first stays small. The text of one of them
becomes the worker that reads files, which alone is why the policy allows workers of ``blob:``.
Maps to draw over come from a server only where the officer switched that server on.
Served by ``muban serve`` the page may also save, to the address that served it and no other.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Literal

from markupsafe import Markup

from muban.symbology.legend import Legend, read_legend
from muban.web.drawing.digitizer_data import DigitizerData, page_data
from muban.web.page_types.drawing import (
    DigitizerPage,
)
from muban.web.pages.site import Asset
from muban.web.wording.render import render
from muban.web.wording.words import tambon_name, word

__all__ = ["build_digitizer", "drawing_parts"]


def build_digitizer(
    data: DigitizerData,
    assets: Mapping[str, Asset],
    *,
    legend: Legend | None = None,
    lang: Literal["th", "en"] = "th",
    parts_at: str | Mapping[str, str] | None = None,
) -> bytes:
    """The page as one HTML file.

    Parameters
    ----------
    data
        What the officer starts from.
    assets
        The built scripts and styles (:func:`muban.web.pages.assets_index.read_assets`).
    legend
        None for the standard legend. Kinds that must never be published are left out.
    lang
        The language the page opens in.
    parts_at
        The address, ending in ``/``, under which a server gives :func:`drawing_parts`; or the
        addresses of some of them, by name. What has no address stands in the file.

    Returns
    -------
    bytes
        UTF-8 HTML; the same bytes for the same data.
    """
    script, style = assets["digitizer.js"], assets["digitizer.css"]
    parts = drawing_parts(assets)
    places = _places(parts, parts_at)
    inside = [name for name in parts if not places[name]]
    hashes = " ".join(f"'{one.csp_hash}'" for one in (script, *parts.values()))
    fetched = "'self'" if data.save or parts_at else "'none'"
    policy = "; ".join(
        [
            "default-src 'none'",
            f"script-src {hashes}",
            # The reader of files, and of a published page the worker that keeps it.
            "worker-src blob: 'self'" if data.worker else "worker-src blob:",
            f"style-src '{style.csp_hash}'",
            # The page's own script narrows this to the one host that the officer switched on,
            # before anything is shown (digitizer/ground/policy.ts); without one, to none.
            "img-src data: blob: https: http://localhost:* http://127.0.0.1:*",
            f"connect-src {fetched}",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )
    shown: DigitizerPage = {
        **page_data(data, legend or read_legend(), lang),
        "parts": places,
    }
    page = render(
        "digitizer.html.jinja",
        lang=lang,
        title=f"วาดแนวเขต ตำบล{data.tambon.name}",
        description=word("drawing.about", lang, name=tambon_name(data.tambon, lang)),
        policy=policy,
        style=_inside(style, "style"),
        script=_inside(script, "script"),
        parts=[(name, _inside(parts[name], "script")) for name in inside],
        data=shown,
    )
    return f"{page}\n".encode()


def _places(parts: Collection[str], at: str | Mapping[str, str] | None) -> dict[str, str]:
    """Where each part is: its address, or "" inside the page."""
    if isinstance(at, str):
        return {name: f"{at}{name}.js" for name in parts}
    return {name: (at or {}).get(name, "") for name in parts}


def drawing_parts(assets: Mapping[str, Asset]) -> dict[str, Asset]:
    """The parts of the page's program that it takes up only when asked for, by name.

    Parameters
    ----------
    assets
        Everything that was built of the front end, by name.

    Returns
    -------
    dict
        Without the beginning and ending of the name.

    Examples
    --------
    >>> built = {name: Asset(name, b"", "") for name in ("digitizer_import.js", "tambon.js")}
    >>> list(drawing_parts(built))
    ['import']
    """
    begin = "digitizer_"
    return {
        name.removeprefix(begin).removesuffix(".js"): asset
        for name, asset in sorted(assets.items())
        if name.startswith(begin) and name.endswith(".js")
    }


def _inside(asset: Asset, element: str) -> Markup:
    """A built asset as it may stand inside its element, byte for byte as its hash says."""
    text = asset.content.decode()
    small = text.lower()
    # Behind "<!--" a browser reads "<script" as one more element, whose end is not ours.
    if f"</{element}" in small or ("<!--" in small and f"<{element}" in small):
        raise ValueError(f"{asset.path} would end its <{element}>")
    return Markup(text)  # noqa: S704 - built from our own sources, and checked above
