"""The files of a dataset's folder: names, state and bytes. Nothing here raises."""

import os
import stat
from operator import attrgetter
from pathlib import Path

from data.reading.problems import Problem

TABLES_AND_SETTINGS = (".csv", ".toml")
LOCKS = (".", "~$")
"""How the names of files begin that an editor leaves beside the one it has open."""


def names(folder: Path, *endings: str) -> list[str]:
    """Files of a folder with one of the endings, by name, without the locks of editors.

    An empty list where the folder cannot be read.
    """
    return [entry.name for entry in _entries(folder, endings)]


def _entries(folder: Path, endings: tuple[str, ...]) -> list[os.DirEntry[str]]:
    try:
        found = list(os.scandir(folder))
    except OSError:
        return []
    ours = (one for one in found if not one.name.startswith(LOCKS))
    return sorted((one for one in ours if one.name.endswith(endings)), key=attrgetter("name"))


def stat_key(folder: Path, *endings: str) -> str:
    """The `state` of each table and of the settings, or of other files, as one text."""
    return seen(folder, *endings)[0]


def seen(folder: Path, *endings: str) -> tuple[str, float]:
    """`stat_key`, and when any of these was last written, in seconds since 1970; 0 for no file."""
    states = [state(file) for file in _entries(folder, endings or TABLES_AND_SETTINGS)]
    stamps = ";".join(text for text, _ in states)
    return stamps, max((written for _, written in states), default=0.0)


def state(file: Path | os.DirEntry[str]) -> tuple[str, float]:
    """Name, inode, size and times of a file as a text, and when it was written (s since 1970).

    A file that is not there has the error in their place, and 0.
    """
    try:
        info = file.stat()
    except OSError as error:
        return f"{file.name}:{error.errno}", 0.0
    stat_key = f"{file.name}:{info.st_ino}:{info.st_size}:{info.st_mtime_ns}:{info.st_ctime_ns}"
    return stat_key, info.st_mtime


def content(folder: Path, name: str, most: int) -> tuple[bytes, list[Problem]]:
    """The bytes of a file of at most `most` bytes, or none and the problem why.

    What is no file, and may have no end, is not opened.
    """
    path = folder / name
    try:
        info = path.stat()
        if not stat.S_ISREG(info.st_mode):
            return b"", [Problem(name, 0, "", "not_a_file")]
        if info.st_size > most:
            return b"", [Problem(name, 0, "", "too_large", "", {"allowed": str(most)})]
        return path.read_bytes(), []
    except (FileNotFoundError, NotADirectoryError):
        return b"", [Problem(name, 0, "", "missing_file")]
    except OSError as error:
        return b"", [Problem(name, 0, "", "not_readable", os.strerror(error.errno or 0))]
