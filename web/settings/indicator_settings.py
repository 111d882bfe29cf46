"""``[classes]`` and ``[priorities]``: how indicators are coloured and what counts as a problem.

Both may name a domain or indicator. A name that nothing here has is refused, because a
misspelt line that silently does nothing would be worse than none.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from typing import Any

from muban.gis.errors import ConfigError
from muban.layers.indicator.indicator_tables import standard_domains
from muban.layers.indicator.item_lists import ItemLists, standard_lists
from muban.layers.indicator.priority_rule import PriorityRule
from muban.web.maps.choropleth import ClassSettings
from muban.web.settings.config import Config

__all__ = ["class_settings", "priority_rule", "refuse_unknown_ids"]


def class_settings(config: Config) -> ClassSettings:
    r"""How values are cut into classes.

    Examples
    --------
    >>> from muban.web.settings.config import parse_config
    >>> class_settings(parse_config('title = "ก"\n[classes]\nmethod = "equal"')).method
    'equal'
    """
    stated = config.classes.model_dump(exclude_none=True, include={"method", "count"})
    return ClassSettings(**stated, breaks=tuple(config.classes.breaks.items()))


def priority_rule(config: Config) -> PriorityRule:
    """What counts as a problem.

    Parameters
    ----------
    config
        ``muban.toml``.

    Returns
    -------
    PriorityRule
        The usual one where nothing is stated.

    Raises
    ------
    ConfigError
        ``[priorities]`` has a key that is not known, or a value that cannot be.

    Examples
    --------
    >>> from muban.web.settings.config import Config
    >>> priority_rule(Config()) == PriorityRule()
    True
    """
    return PriorityRule.from_config(config.priorities)


def refuse_unknown_ids(config: Config, read: Iterable[str]) -> None:
    """Refuse settings of a domain or indicator that there is not.

    Parameters
    ----------
    config
        The project's settings.
    read
        Ids that the project's own tables brought.

    Raises
    ------
    ConfigError
        Naming the setting and the nearest id.
    """
    known = {*read, *_always_known(config.indicators)}
    named = {
        "priorities.thresholds": priority_rule(config).thresholds,
        "classes.breaks": config.classes.breaks,
    }
    for place, table in named.items():
        for name in table:
            if name in known:
                continue
            near = difflib.get_close_matches(name, sorted(known), n=1, cutoff=0.0)[0]
            raise ConfigError(
                f"muban.toml: ไม่มีด้านหรือตัวชี้วัด «{name}» ที่เขียนไว้ใน {place} ที่ใกล้เคียงที่สุดคือ «{near}»",
                f"muban.toml: {place} names “{name}”, and there is no such domain or indicator; "
                f"the nearest is “{near}”",
            )


def _always_known(indicators: Mapping[str, Any]) -> set[str]:
    """Ids that stand without any table: the letter's, the surveys' items, the project's own."""
    mapped = indicators.get("columns", {}).values()
    return {
        *(domain.id for domain in standard_domains()),
        *ItemLists(standard_lists()).ids(),
        *indicators.get("domains", {}),
        *(part for target in mapped for part in str(target).split("/")),
    }
