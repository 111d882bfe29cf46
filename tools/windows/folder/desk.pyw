"""Opens the desk without a window of its own; what it says goes into a file."""

import os
import sys
import traceback
from pathlib import Path


def _log() -> Path:
    """The user's own place for such things; the folder itself may be on a stick that is locked."""
    place = Path(os.environ.get("LOCALAPPDATA") or Path.home()) / "muban"
    place.mkdir(parents=True, exist_ok=True)
    return place / "desk.log"


def main() -> int:
    """Run ``muban desk``; where it fails, show what it said."""
    log = _log()
    # pythonw has no streams, and libraries write to them.
    sys.stdout = sys.stderr = log.open("w", encoding="utf-8", buffering=1)
    sys.argv = ["muban", "desk", *sys.argv[1:]]
    try:
        from muban.web.start import main as run

        code = run()
    except Exception:
        traceback.print_exc()
        code = 1
    if code and hasattr(os, "startfile"):
        os.startfile(log)
    return code


if __name__ == "__main__":
    sys.exit(main())
