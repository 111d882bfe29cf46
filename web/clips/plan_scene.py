"""The scene of a tambon's plan: its projects, what they cost, and the whole sum."""

from __future__ import annotations

from typing import TYPE_CHECKING

from muban.web.clips.clip import Scene
from muban.web.clips.drawing import words_layer
from muban.web.clips.rows import Row, rows_layer
from muban.web.wording.paper_words import paper_word
from muban.web.wording.words import integer, word

if TYPE_CHECKING:
    from muban.layers.atlas import TambonAtlas
    from muban.layers.plan import PlannedProject
    from muban.web.pages.site import Site

__all__ = ["plan_scene"]


def plan_scene(tambon: TambonAtlas, site: Site, kicker: str, where: str) -> Scene:
    """The projects of a tambon, the dearest first; those without a budget come last.

    Parameters
    ----------
    tambon
        With a plan.
    site
        Language of the words.
    kicker, where
        What stands above the title, and the tambon's name.
    """
    lang = site.lang
    plan = sorted(tambon.plan, key=lambda one: -(one.budget or 0.0))
    title = word("plan", lang)
    total = sum(one.budget or 0.0 for one in plan)
    sums = [paper_word("clip.plan_total", lang, n=len(plan), baht=integer(total))]
    names = {
        str(row["village_code"]): str(row["name"]) for row in tambon.villages.to_dict("records")
    }
    rows = [_row(one, names.get(one.village_code, "")) for one in plan]
    layers = (
        words_layer(kicker, (title,), (where, *sums)),
        rows_layer(rows, more=paper_word("card.more", lang, n="{n}")),
    )
    said = f"{title}: {sums[0]} · " + " · ".join(f"{row.text} {row.figure}".strip() for row in rows)
    return Scene(5, f"{title} · {where}", said, layers)


def _row(one: PlannedProject, village: str) -> Row:
    text = f"{one.project} ({village})" if village else one.project
    return Row(text, "" if one.budget is None else integer(one.budget))
