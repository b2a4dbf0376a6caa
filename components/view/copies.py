"""Copies of an invented dataset, one for each visitor who tries out what changes data.

A copy lies beside no dataset that everybody sees; it is a dataset of its own under a name that
nobody guesses, and is forgotten with the last session that holds it.
"""

import secrets
import shutil
import tempfile
from pathlib import Path
from threading import Lock, Timer
from weakref import WeakValueDictionary

MOST = 8
"""Copies at a time, each of some hundred thousand bytes."""
WAITS = 60
"""Seconds for which a copy waits for the page of whoever asked for it, however many others ask."""


class Copy:
    """A copy of a dataset's folder, deleted when nobody holds it any more."""

    def __init__(self, folder: Path) -> None:
        self.place = tempfile.TemporaryDirectory(prefix="roadmap-", ignore_cleanup_errors=True)
        self.folder = Path(self.place.name) / f"{folder.name}-{secrets.token_hex(8)}"
        shutil.copytree(folder, self.folder)


_held: WeakValueDictionary[str, Copy] = WeakValueDictionary()
_lock = Lock()


def make(folder: Path) -> Copy | None:
    """A new copy, which goes after `WAITS` seconds if nobody holds it; `None` beyond `MOST`."""
    with _lock:
        if len(_held) >= MOST:
            return None
        made = Copy(folder)
        _held[made.folder.name] = made
    waits = Timer(WAITS, bool, [made])  # holds it until then
    waits.daemon = True
    waits.start()
    return made


def held(name: str) -> Copy | None:
    """The copy of this name, as long as somebody holds it."""
    return _held.get(name)


def forget() -> None:
    """Delete every copy: a signal ends the server without what Python does at its end."""
    for copy in list(_held.values()):
        copy.place.cleanup()
    _held.clear()
