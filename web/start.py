"""What runs first: from here on a stop is answered in words, and not with a traceback.

Libraries take a second to load; who presses Ctrl-C then is told as much as later. So nothing
is loaded here before a stop can be heard.
"""

from __future__ import annotations

import sys

from muban.web.stopping import Stopped, last_word

__all__ = ["main"]

_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
"""Those that ask a program to end; Windows and Unix have different ones."""


def main() -> int:
    """Run ``muban``; the exit code says how it went (:func:`muban.web.cli.main`).

    A stop (Ctrl-C, or the system's wish that a program end) is 128 and the signal's number.
    """
    try:
        _listen()
        from muban.web.cli import main as run
        from muban.web.collecting import collect_seldom

        collect_seldom()
        code = run()
        _be_deaf()
    except (KeyboardInterrupt, Stopped) as stop:
        _be_deaf()
        return last_word(stop)
    return code


def _listen() -> None:
    # The built-in part of «signal»: the whole of it loads for ten milliseconds, unheard.
    import _signal as signal  # type: ignore[import-not-found]

    for name in _SIGNALS:
        number = getattr(signal, name, None)
        # Who began us may have asked us to hear nothing of it, as nohup does.
        if number is not None and signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, _stop)
    sys.unraisablehook = _hear_again


def _be_deaf() -> None:
    """The work is over: nothing is left to stop, and the rest takes a moment."""
    import signal

    for name in _SIGNALS:
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)


def _stop(number: int, _: object) -> None:
    raise Stopped(number=number)


def _hear_again(unraisable: object) -> None:
    """A stop that came where nothing can be raised (a library cleaning up) comes once more."""
    import signal

    if issubclass(getattr(unraisable, "exc_type", Exception), KeyboardInterrupt | Stopped):
        signal.raise_signal(signal.SIGINT)
    else:
        sys.__unraisablehook__(unraisable)  # type: ignore[arg-type]


if __name__ == "__main__":
    sys.exit(main())
