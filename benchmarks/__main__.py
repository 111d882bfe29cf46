"""``python -m benchmarks [NAME…]``: all benchmarks, or those named."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

SUPPORT = {"__init__", "__main__", "measured", "mutants", "damaged"}

if __name__ == "__main__":
    folder = Path(__file__).parent
    names = sys.argv[1:] or sorted(p.stem for p in folder.glob("*.py") if p.stem not in SUPPORT)
    for name in names:
        print(f"== {name}")
        importlib.import_module(f"benchmarks.{name}").main()
