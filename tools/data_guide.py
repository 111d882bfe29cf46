"""Write ``docs/data.md`` as the page that comes with the program.

``make docs`` after a change of the text; a test compares the two.
"""

from __future__ import annotations

from html import escape
from pathlib import Path

from markdown_it import MarkdownIt

from muban.web.told.data_guide import GUIDE

__all__ = ["SOURCE", "guide_page"]

SOURCE = Path(__file__).parents[1] / "docs/data.md"

_PAGE = """\
<!doctype html>
<html lang="th">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="description" content="{first}">
<title>{title} · muban</title>
<style>
:root {{ color-scheme: light dark; --paper: #fff; --ink: #1f2a30; --block: #eef2f1; --line: #c9d3d4;
  --link: #1f5f4a; }}
@media screen and (prefers-color-scheme: dark) {{
  :root {{ --paper: #171d20; --ink: #e7edee; --block: #2b3438; --line: #56656b;
    --link: #86d1b2; }} }}
body {{ margin: 0 auto; max-width: 60rem; padding: 1.5rem 1.25rem 4rem; color: var(--ink);
  background: var(--paper); overflow-wrap: break-word;
  font: 1rem/1.6 "Noto Sans Thai", "Leelawadee UI", Thonburi, sans-serif; }}
a {{ color: var(--link); }}
h1 {{ font-size: 1.6rem; line-height: 1.4; }}
h2 {{ font-size: 1.2rem; margin-top: 2rem; }}
pre {{ background: var(--block); padding: .75rem 1rem; border-radius: .5rem;
  white-space: pre-wrap; }}
code {{ background: var(--block); border-radius: .25rem; padding: 0 .25rem;
  overflow-wrap: anywhere; }}
.wide {{ overflow-x: auto; }}
table {{ border-collapse: collapse; min-width: 44rem; width: 100%; }}
th, td {{ border: 1px solid var(--line); padding: .5rem .6rem; text-align: left;
  vertical-align: top; }}
th {{ background: var(--block); }}
</style>
</head>
<body>
<main>
{body}</main>
</body>
</html>
"""


def guide_page() -> str:
    """The page: it asks nobody for anything, and opens from the disk.

    Examples
    --------
    >>> "<h1>" in guide_page()
    True
    """
    text = SOURCE.read_text("utf-8")
    title, first = text.split("\n\n")[:2]
    title, first = title.lstrip("# "), " ".join(first.split())
    body = MarkdownIt("commonmark", {"html": False}).enable("table").render(text)
    # A wide table scrolls by itself, by the keyboard too.
    wide = '<div class="wide" tabindex="0" role="region" aria-label="ตารางที่ {}">\n<table>'
    start, *tables = body.split("<table>")
    body = start + "".join(wide.format(n) + table for n, table in enumerate(tables, 1))
    body = body.replace("</table>", "</table>\n</div>")
    return _PAGE.format(title=escape(title), first=escape(first), body=body)


if __name__ == "__main__":
    GUIDE.write_text(guide_page(), "utf-8", newline="\n")
