"""A text to post beside a village's picture: facts, where they are from, the link, hashtags."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from muban.web.pages.share import hashtag, names_of, with_link_and_tags
from muban.web.stories.facts import village_title
from muban.web.stories.sentences import village_sentences
from muban.web.wording.paper_words import paper_word
from muban.web.wording.words import Lang, digits, word

if TYPE_CHECKING:
    from muban.web.maps.tambon_view import TambonView

__all__ = ["build_village_caption"]


def build_village_caption(
    view: TambonView,
    village: Mapping[str, Any],
    landmarks: int,
    *,
    address: str | None = None,
    lang: Lang = "th",
    thai_digits: bool = False,
) -> str:
    """What is posted with a village's card; only what its page says publicly.

    Parameters
    ----------
    view
        Its tambon.
    village
        Of :func:`muban.web.pages.page_data.village_rows`.
    landmarks
        How many lie in it.
    address
        The page's full address; None leaves the link out.
    lang, thai_digits
        How it is written.
    """
    tambon = view.tambon
    first, *more = village_sentences(village, view.views.every, landmarks, lang)
    where = names_of(tambon, lang)
    lines = [first, " ".join(where), *([word("sample", lang)] if tambon.sample else []), *more]
    text = digits("\n".join(lines), thai=thai_digits and lang == "th")
    tags = [village_title(village, lang), *where, *paper_word("caption.tags", lang).split()]
    return with_link_and_tags(text, address, [tag for tag in tags if hashtag(tag)])
