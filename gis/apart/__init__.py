"""Work in a process of its own, with limits of time and memory.

A library that reads a hostile file may run in a circle, fill the memory or crash, and none of
these can be stopped from inside. A process can: it is watched while it works, ended when it
goes past its limits, and replaced. One process does job after job, so that a thousand small
files pay for one start.

The same everywhere: requests and answers are pickles on two pipes; where the system has no
limits of its own for a process (Windows, macOS), the watch from outside is the limit.
"""

from muban.gis.apart.client import Bounds, Stopped, Used, prepare, run

__all__ = ["Bounds", "Stopped", "Used", "prepare", "run"]
