"""What a person can say in ``muban.toml`` that a file is."""

from __future__ import annotations

from typing import Literal, get_args

__all__ = ["ROLES", "Role"]

Role = Literal[
    "village_area",
    "village_point",
    "landmark",
    "context",
    "ground",
    "tambon",
    "amphoe",
    "gazetteer",
    "population",
    "indicators",
    "register",
    "ignore",
]
ROLES: tuple[str, ...] = get_args(Role)
"""All of them, in the order in which they are offered."""
