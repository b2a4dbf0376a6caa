"""How a good folder is made bad, and what must then be said."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

Edit = Callable[[Path], object]


def cell(file: str, line: int, column: str, value: str) -> Edit:
    """Put a value into one cell, quoted where CSV asks for it."""

    def damage(folder: Path) -> None:
        rows = list(csv.reader(io.StringIO((folder / file).read_text("utf-8"))))
        rows[line - 1][rows[0].index(column)] = value
        with (folder / file).open("w", encoding="utf-8", newline="") as out:
            csv.writer(out, lineterminator="\n").writerows(rows)

    return damage


def swap(file: str, old: str, new: str) -> Edit:
    """Replace a text that stands in the file once."""

    def damage(folder: Path) -> None:
        text = (folder / file).read_text("utf-8")
        assert text.count(old) == 1
        (folder / file).write_text(text.replace(old, new), "utf-8")

    return damage


claimed = swap("dataset.toml", "fictional = true", "fictional = false")
"""Say that the data are not invented."""


def content(file: str, change: Callable[[bytes], bytes]) -> Edit:
    """Replace a whole file by what `change` makes of its bytes."""
    return lambda folder: (folder / file).write_bytes(change((folder / file).read_bytes()))


def insert(file: str, line: int, row: str) -> Edit:
    """Put a row in, so that it stands on that line."""

    def change(data: bytes) -> bytes:
        lines = data.decode().split("\n")
        return "\n".join([*lines[: line - 1], row, *lines[line - 1 :]]).encode()

    return content(file, change)


def remove(file: str) -> Edit:
    return lambda folder: (folder / file).unlink()


def in_its_place(file: str) -> Edit:
    """Put a folder where the file should be."""
    return lambda folder: [(folder / file).unlink(), (folder / file).mkdir()]


def dangling(file: str) -> Edit:
    """Make the file a link to nothing."""
    return lambda folder: [(folder / file).unlink(), (folder / file).symlink_to("nowhere")]


def together(*edits: Edit) -> Edit:
    return lambda folder: [damage(folder) for damage in edits]
