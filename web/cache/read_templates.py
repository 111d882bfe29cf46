"""Templates as they were compiled before: half a second of each command that writes pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import BytecodeCache

from muban.web.cache.digest import digest_of
from muban.web.cache.read_code import code_version

if TYPE_CHECKING:
    from jinja2.bccache import Bucket

    from muban.web.cache.write_store import Store

__all__ = ["KeptTemplates"]


class KeptTemplates(BytecodeCache):
    """Compiled templates by their text and by the code that compiles them.

    Parameters
    ----------
    store
        Where they are kept: what it gives was written by this user's muban.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what is kept, if anything is."""
        content = self._store.get(_key(bucket))
        if content is not None:
            bucket.bytecode_from_string(content)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self._store.put(_key(bucket), bucket.bytecode_to_string())


def _key(bucket: Bucket) -> str:
    return digest_of(code_version(), "template", bucket.key, bucket.checksum)
