"""``python -m muban.gis.problem_catalogue FILE`` writes the docs page of problems."""

from __future__ import annotations

import sys
from pathlib import Path

from muban.gis.problem_catalogue.page import catalogue_page

if __name__ == "__main__":
    Path(sys.argv[1]).write_text(catalogue_page(), encoding="utf-8", newline="\n")
