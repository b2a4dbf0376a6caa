"""Change a dataset's folder as a whole: a new one is made beside it, checked, and exchanged.

Whoever reads the folder, and whenever a process ends, finds the one before or the one after.
"""

import ctypes
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from data.reading import load
from data.text.words import Words

EXCHANGE = 2
"""Linux's RENAME_EXCHANGE: two folders take each other's place at once."""
HERE = -100
"""Linux's AT_FDCWD: paths are as everywhere."""


class RoundError(Exception):
    """Why nothing was changed: `round.refused.<code>` says so, and names the values."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code, self.values = code, values

    def sentence(self, t: Words) -> str:
        """Why, in the words of a reader."""
        return t(f"round.refused.{self.code}", **self.values)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Let one process at a time change a folder; others wait until it has, or has ended.

    Its parent is what is locked, for the folder itself is exchanged.

    Raises:
        RoundError: there is no folder.
    """
    if not folder.is_dir():
        raise RoundError("no_folder", folder=folder)
    lock = os.open(folder.resolve().parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def put(folder: Path, files: Mapping[str, bytes | None]) -> None:
    """Put files into a dataset's folder, all or none; `None` takes a file or a folder out.

    The caller holds the lock.

    Raises:
        BadDatasetError: what would be there breaks the contract.
        RoundError: the system does not let it be written or exchanged.
    """
    folder = folder.resolve()  # or a link to it would be exchanged, and it would stay as it was
    stem = f".{folder.name}.act-"
    for left in folder.parent.glob(f"{stem}*"):
        shutil.rmtree(left, ignore_errors=True)  # of a process that was ended meanwhile
    try:
        with tempfile.TemporaryDirectory(
            prefix=stem, dir=folder.parent, ignore_cleanup_errors=True
        ) as place:
            made = Path(place) / folder.name
            shutil.copytree(folder, made, symlinks=True, copy_function=_link)
            for name, content in files.items():
                _put(made / name, content)
            for inside, _, _ in os.walk(made):
                _sync(Path(inside))
            load.load(made)
            _exchange(made, folder)
            _sync(folder.parent)
    except (OSError, shutil.Error) as error:
        why = os.strerror(error.errno) if error.errno else str(error)
        raise RoundError("not_written", folder=folder, why=why) from None


def _link(source: str, target: str) -> None:
    """The same file under another name: nothing is copied, and it is never written into."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)


def _put(path: Path, content: bytes | None) -> None:
    """Write a file anew; without content take it, or a folder, out, and what is empty then."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
    if content is None:
        with suppress(OSError):
            path.parent.rmdir()  # where nothing is left in it
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    """Have the names in a folder survive a power cut."""
    place = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(place)
    finally:
        os.close(place)


def _exchange(one: Path, other: Path) -> None:
    """Let two folders take each other's place, at once."""
    system = ctypes.CDLL(None, use_errno=True)
    if not hasattr(system, "renameat2"):
        raise RoundError("no_exchange")
    names = os.fsencode(one), os.fsencode(other)
    if system.renameat2(HERE, names[0], HERE, names[1], EXCHANGE):
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
