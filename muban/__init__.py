"""muban: from a folder of officers' drawings to a village map that people can open on a phone.

What may be called from Python are the names of :data:`__all__` (docs/api.md); they load
what they need when they are first used, so that ``import muban`` takes no time.

The four floors ``gis``, ``layers``, ``symbology`` and ``web`` stand at the top of the
repository and are parts of this one package, so that an installed muban takes one name.
They are private.
"""

from __future__ import annotations

# Not from typing: that takes thirty milliseconds, in which a Ctrl-C would be a traceback.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from muban.gis.errors import MubanError
    from muban.web.api import OpenedProject, folium_map, open_project

__all__ = ["MubanError", "OpenedProject", "folium_map", "open_project"]

_ROOMS = {"MubanError": "muban.gis.errors"}


def __getattr__(name: str) -> Any:
    """Load a public name's module when it is first asked for."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_ROOMS.get(name, "muban.web.api")), name)


def __dir__() -> list[str]:
    return sorted(__all__)
