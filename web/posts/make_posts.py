"""All posts of a project as files, looked over by the privacy gate before any is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from muban.web.maps.tambon_view import view_tambon
from muban.web.posts.change_posts import change_posts
from muban.web.posts.domain_posts import domain_posts
from muban.web.posts.post import SHAPES, Post
from muban.web.posts.post_picture import draw_post
from muban.web.posts.post_plan import plan_csv, plan_ics
from muban.web.posts.province_posts import province_posts
from muban.web.posts.village_posts import village_posts
from muban.web.wording.paper_words import paper_word

if TYPE_CHECKING:
    from datetime import date

    from muban.layers.atlas import Atlas
    from muban.web.maps.choropleth import ClassSettings
    from muban.web.pages.site import Site

__all__ = ["every_post", "post_files", "texts_to_look_over"]


def every_post(atlas: Atlas, site: Site, classes: ClassSettings) -> Iterator[Post]:
    """The province's newest year, then tambon by tambon: villages, domains, changes.

    Parameters
    ----------
    atlas
        The whole project.
    site
        Where its pages will stand, and how it is written.
    classes
        How the project wants values cut into classes.
    """
    yield from province_posts(atlas, site)
    for tambon in atlas.pages:
        view = view_tambon(tambon, legend=site.legend, classes=classes, lang=site.lang)
        yield from village_posts(view, site)
        yield from domain_posts(view, site)
        yield from change_posts(view, site)


def post_files(
    posts: list[Post], site: Site, start: date | None = None
) -> Iterator[tuple[str, bytes]]:
    """Every post's pictures and text, and the plan where a first day is given.

    Parameters
    ----------
    posts
        What is to be posted.
    site
        How it is written.
    start
        The day of the first post; None for no plan.

    Yields
    ------
    tuple
        File name and bytes.
    """
    office = paper_word("print.made_by", site.lang, office=site.office) if site.office else ""
    for post in posts:
        yield f"{post.id}.txt", (post.text + "\n").encode()
        for shape in SHAPES:
            yield f"{post.id}-{shape.id}.png", draw_post(post, shape, office=office)
    if start is not None and posts:
        yield "plan.csv", plan_csv(posts, start)
        yield "plan.ics", plan_ics(posts, start)


def texts_to_look_over(posts: list[Post]) -> Mapping[str, bytes]:
    """What stands in the pictures, as text for the privacy gate: it reads no pixels.

    Parameters
    ----------
    posts
        What is to be posted.

    Returns
    -------
    dict
        File name → text.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> post = SimpleNamespace(id="village-43160508", words="บ้านเปงจาน")
    >>> texts_to_look_over([post])["village-43160508-words.txt"].decode()
    'บ้านเปงจาน'
    """
    return {f"{post.id}-words.txt": post.words.encode() for post in posts}
