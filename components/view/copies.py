"""Copies of an invented dataset, one for each visitor who tries out what changes data.

A copy lies beside no dataset that everybody sees; it is a dataset of its own under a name that
nobody guesses, and is forgotten with the last session that holds it.
"""

import secrets
import shutil
import tempfile
import threading
import time
from pathlib import Path
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
_waiting: dict[str, tuple[float, Copy]] = {}
_lock = threading.Lock()


def make(folder: Path) -> Copy | None:
    """A new copy for whoever takes it; `None` while there are as many as may be."""
    with _lock:
        now = time.monotonic()
        for name in [name for name, (since, _) in _waiting.items() if now - since > WAITS]:
            del _waiting[name]
        if len(_held) >= MOST:
            return None
        made = Copy(folder)
        _held[made.folder.name] = made
        _waiting[made.folder.name] = now, made
        return made


def held(name: str) -> Copy | None:
    """The copy of this name, as long as somebody holds it."""
    return _held.get(name)


def take(name: str) -> Copy | None:
    """The same for a session, which holds it from now on."""
    copy = _held.get(name)  # before what waits for it is dropped
    with _lock:
        _waiting.pop(name, None)
    return copy


def forget() -> None:
    """Delete every copy, as the server ends."""
    for copy in list(_held.values()):
        copy.place.cleanup()
