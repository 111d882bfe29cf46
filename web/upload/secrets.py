"""Passwords and tokens: asked for, and kept by the system's own store; never in a project."""

from __future__ import annotations

from muban.web.upload.target import Target

__all__ = ["forget_secret", "keep_secret", "kept_secret"]

_SERVICE = "muban upload"


def kept_secret(target: Target) -> str:
    """What the system's store has for a target; "" where it has nothing, or there is none."""
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        return ""
    try:
        return keyring.get_password(_SERVICE, target.label) or ""
    except KeyringError:
        return ""


def keep_secret(target: Target, secret: str) -> bool:
    """Have the system's store keep it; False where there is no such store."""
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        return False
    try:
        keyring.set_password(_SERVICE, target.label, secret)
    except KeyringError:
        return False
    return True


def forget_secret(target: Target) -> None:
    """Have the store let it go: it was not taken."""
    try:
        import keyring
        from keyring.errors import KeyringError, PasswordDeleteError
    except ImportError:
        return
    try:
        keyring.delete_password(_SERVICE, target.label)
    except (KeyringError, PasswordDeleteError):
        return
