"""What the privacy gate found nothing in is not judged again where the same text stands.

Of every file the bytes are looked at: one that differs in a byte from those that were searched
by the same rule and code is opened, and every text in it looked at; one that differs in a
character from those that were judged is judged.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from muban.web.cache.digest import digest_of
from muban.web.cache.read_code import code_version
from muban.web.gate.innocent import innocent_by

if TYPE_CHECKING:
    from muban.layers.personal.privacy import PrivacyRule
    from muban.web.cache.write_store import Store
    from muban.web.gate.innocent import Said

__all__ = ["innocent_kept"]


@contextmanager
def innocent_kept(store: Store | None, rule: PrivacyRule | None, site: str) -> Iterator[None]:
    """While a site is made, the gate knows the texts of the last time; then those of this time too.

    Parameters
    ----------
    store
        None knows and keeps nothing.
    rule
        Of the gate; None leaves it open.
    site
        What the site is called, so that two do not drive out one another's.
    """
    if store is None or rule is None:
        yield
        return
    key = digest_of(code_version(), "innocent", rule, site)
    content = store.get(key)
    innocent = innocent_by(rule)
    before: frozenset[Said] = frozenset()
    if content is not None:
        before = pickle.loads(content)  # noqa: S301 - its code says that we wrote it
    innocent.take(before)
    yield
    if not innocent.met <= before:
        store.put(key, pickle.dumps(innocent.known, protocol=5))
