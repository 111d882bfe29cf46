"""``python -m benchmarks [NAME…]``: the one table of :mod:`benchmarks.bench`, or those named."""

from __future__ import annotations

import importlib
import sys

if __name__ == "__main__":
    for name in [one for one in sys.argv[1:] if not one.startswith("-")] or ["bench"]:
        print(f"== {name}")
        importlib.import_module(f"benchmarks.{name}").main()
