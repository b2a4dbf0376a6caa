"""The files of a dataset's folder: names, state and bytes. Nothing here can fail."""

import os
import stat
from collections.abc import Collection, Iterator
from pathlib import Path

from data.problems import Problem

LOCKS = (".", "~$")
"""How the names of files begin that an editor leaves beside the one it has open."""


def names(folder: Path, *endings: str) -> list[str]:
    """Files of a folder with one of the endings, without the locks of editors.

    None where the folder cannot be read.
    """
    try:
        found = [entry.name for entry in os.scandir(folder)]
    except OSError:
        return []
    return sorted(name for name in found if name.endswith(endings) and not name.startswith(LOCKS))


def strays(folder: Path, known: Collection[str]) -> list[str]:
    """Tables of a folder that nobody knows."""
    return [name for name in names(folder, ".csv") if name not in known]


def stamp(folder: Path, name: str = "") -> str:
    """Sizes, inodes and times of a folder's tables and settings, or of one file; reads none."""
    return seen(folder, name)[0]


def seen(folder: Path, name: str = "") -> tuple[str, float]:
    """The same, and when any of them was last written, in seconds since 1970; 0 for no file."""
    files = [name] if name else names(folder, ".csv", ".toml")
    states = [_state(folder, file) for file in files]
    stamps = ";".join(text for text, _ in states)
    return stamps, max((written for _, written in states), default=0.0)


def _state(folder: Path, name: str) -> tuple[str, float]:
    """What the file system says of a file; a file that is not there has a state too."""
    try:
        told = (folder / name).stat()
    except OSError as error:
        return f"{name}:{error.errno}", 0.0
    stamp = f"{name}:{told.st_ino}:{told.st_size}:{told.st_mtime_ns}:{told.st_ctime_ns}"
    return stamp, told.st_mtime


def content(folder: Path, name: str, most: int) -> tuple[bytes, list[Problem]]:
    """The bytes of a file of at most so many bytes, or why there are none."""
    problems = list(_refused(folder / name, name, most))
    if problems:
        return b"", problems
    try:
        return (folder / name).read_bytes(), []
    except OSError as error:
        return b"", [_why(error, name)]


def _why(error: OSError, name: str) -> Problem:
    """Why a file cannot be read."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return Problem(name, 0, "", "missing_file")
    return Problem(name, 0, "", "not_readable", os.strerror(error.errno or 0))


def _refused(path: Path, name: str, most: int) -> Iterator[Problem]:
    """Why a file is not even opened: what is no file may have no end."""
    try:
        told = path.stat()
    except OSError as error:
        yield _why(error, name)
        return
    if not stat.S_ISREG(told.st_mode):
        yield Problem(name, 0, "", "not_a_file")
    elif told.st_size > most:
        yield Problem(name, 0, "", "too_large", "", {"allowed": str(most)})
