"""Write the part of a dataset that an audience may see: `python -m data.publish FOLDER TARGET`.

The target is a dataset's folder of its own, with its editions: a server of it has nothing else to
show. It is written beside, searched for what was left out, and put in its place whole or not at
all.
"""

import argparse
import csv
import hashlib
import io
import os
import re
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import pyarrow.parquet as pq

from data import archive, contract, editions
from data.archive import EditionError
from data.model import Audience, Dataset
from data.reading import load
from data.reading.problems import BadDatasetError, shorten
from data.reading.read import rows_of
from data.reading.settings import NAME
from data.visibility import rows_above, visible_rows

SUMS = "published.sha256"
"""File of a target that has the checksum of each other one, as `sha256sum` writes it."""
SETTING = re.compile(r"^audience\s*=.*\n", re.MULTILINE)
OF_SOFTWARE = ("words/", "method/")
"""Parts of an edition that hold nothing of its dataset."""
SHORTEST = 20
"""Characters of a text that is looked for in others; a shorter one can stand there by chance."""
MOST_SHOWN = 20
WORD = re.compile(r"\w+(?:-\w+)*")


class PublishError(Exception):
    """Why nothing was published, in a sentence for whoever called."""


class Part(NamedTuple):
    """A dataset, live or frozen, and what is left of it for the audience."""

    whole: Dataset
    left: Dataset


def publish(folder: Path, target: Path, audience: Audience) -> list[Part]:
    """Write what an audience may see of a dataset into a folder of its own.

    Returns:
        The live data, then each edition.

    Raises:
        PublishError: the folder is for a wider audience, the target is something else, or what was
            left out is in it.
        BadDatasetError: the dataset, or what would be left of it, breaks the contract.
        EditionError: an edition is damaged.
        OSError: nothing can be written there.
    """
    dataset = load.load(folder)
    if not dataset.audience.may_see(audience):
        raise PublishError(f"{folder} holds only what is for: {dataset.audience}")
    if os.path.lexists(target) and not _is_published(target, audience):
        raise PublishError(f"{target} is there, and is not as it was published for: {audience}")
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}.") as beside:
        made = Path(beside, target.name)
        editions.folder_of(made).mkdir(parents=True)
        above = rows_above(dataset, audience)
        live = Part(dataset, visible_rows(dataset, audience, above))
        _write_tables(folder, made, live.left)
        parts = [live, *_write_editions(folder, made, audience, above)]
        _check(made, live.left)
        if found := list(_find_restricted(made, parts)):
            raise PublishError("\n".join([*found[:MOST_SHOWN], f"Places in all: {len(found)}."]))
        (made / SUMS).write_text(_sums(made), "utf-8")
        _put(made, target, Path(beside, "former"))
    return parts


def _put(made: Path, target: Path, former: Path) -> None:
    """Put a folder in its place, and what was there aside; back where that fails."""
    if target.exists():
        target.rename(former)
    try:
        made.rename(target)
    except OSError:
        if former.exists():
            former.rename(target)
        raise


def _write_tables(folder: Path, made: Path, left: Dataset) -> None:
    """Write the rows that are left as they stand in the files, and whose folder it is."""
    for name, table in contract.tables().items():
        rows = rows_of((folder / table.path).read_bytes(), table)
        kept = {rows.lines[0], *left.tables[name].index}
        lines = zip(rows.lines, rows.cells, strict=True)
        with (made / table.path).open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerows(cells for line, cells in lines if line in kept)
    settings = SETTING.sub("", (folder / NAME).read_text("utf-8-sig"))
    (made / NAME).write_text(f'audience = "{left.audience}"\n{settings}', "utf-8")


def _write_editions(
    folder: Path, made: Path, audience: Audience, above: Mapping[str, set[str]]
) -> Iterator[Part]:
    """Write each edition without what was restricted then, and without what is by now.

    One that this audience may see as it is stays the same file.
    """
    entries, refused = editions.entries(editions.folder_of(folder))
    if refused:
        raise refused[0]
    for entry in entries:
        known = editions.open_edition(entry.path).snapshot
        then = rows_above(known.dataset, audience)
        both = {name: then[name] | keys for name, keys in above.items()}
        part = Part(known.dataset, visible_rows(known.dataset, audience, both))
        content = entry.path.read_bytes()
        if not audience.may_see(entry.marking) or _rows(part.left) < _rows(part.whole):
            content = editions.resealed(entry.path, known.reduced_to(part.left))
        (editions.folder_of(made) / entry.path.name).write_bytes(content)
        yield part


def _rows(dataset: Dataset) -> int:
    return sum(map(len, dataset.tables.values()))


def _check(made: Path, left: Dataset) -> None:
    """Read what was written: it keeps the contract, and holds the rows that are left and no other.

    Raises:
        PublishError: it is something else, for example because a file was saved meanwhile.
    """
    again = load.load(made)
    is_same = again.audience == left.audience and all(
        frame.reset_index(drop=True).equals(left.tables[name].reset_index(drop=True))
        for name, frame in again.tables.items()
    )
    if not is_same:
        raise PublishError("What was written is not what was read: try again.")
    for path in editions.folder_of(made).iterdir():
        editions.open_edition(path)


def _find_restricted(made: Path, parts: list[Part]) -> Iterator[str]:
    """Say where codes or texts of the rows left out stand in what was written."""
    codes, texts = _codes_and_texts(parts)
    for name, text in _written(made):
        found = {code for code in _codes_in(text) if code in codes}
        yield from (f"{name}: {code}, a code that is left out" for code in sorted(found))
        found = {secret for secret in texts if secret in text}
        yield from (f"{name}: {shorten(one)}, a text that is left out" for one in sorted(found))


def _codes_and_texts(parts: list[Part]) -> tuple[set[str], set[str]]:
    """The keys and the longer texts of the rows left out that no row has that is left.

    The name of a participant that is left is public wherever else it stands.
    """
    keys, keys_left, cells, cells_left = set[str](), set[str](), set[str](), set[str]()
    for part in parts:
        for name, frame in part.whole.tables.items():
            left = part.left.tables[name]
            out = frame.loc[frame.index.difference(left.index)]
            keys |= set(contract.row_keys(out, name))
            keys_left |= set(contract.row_keys(left, name))
            cells |= _texts(out)
            cells_left |= _texts(left)
    names = {name for part in parts for name in part.left.participants["name"]}
    texts = {text for text in cells - cells_left if len(text) >= SHORTEST}
    return keys - keys_left, {text for text in texts if not any(text in name for name in names)}


def _texts(frame: pd.DataFrame) -> set[str]:
    return {cell for name in frame.columns for cell in frame[name] if isinstance(cell, str)}


def _codes_in(text: str) -> set[str]:
    """The words of a text; of one with hyphens also each beginning: A1 in A1-held-R2."""
    found = set()
    for word in set(WORD.findall(text)):
        pieces = word.split("-")
        found |= {"-".join(pieces[:n]) for n in range(1, len(pieces) + 1)}
    return found


def _written(made: Path) -> Iterator[tuple[str, str]]:
    """The text of each file, and of each part of an edition."""
    for path in _files(made):
        if not path.name.endswith(editions.SUFFIX):
            # A cell with quotation marks has each of them twice.
            yield path.name, path.read_text("utf-8").replace('""', '"')
            continue
        manifest, parts = archive.unseal(path, editions.FORMAT)
        yield path.name, str(manifest)
        for part, content in parts.items():
            if not part.startswith(OF_SOFTWARE):
                columns = pq.read_table(io.BytesIO(content)).columns
                cells = {cell for column in columns for cell in column.to_pylist()}
                yield f"{path.name}, {part}", "\n".join(map(str, cells))


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if not path.is_dir() and path.name != SUMS)


def _sums(folder: Path) -> str:
    """The checksum of each file of a folder, but for that of the checksums."""
    sums = {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in _files(folder)}
    return "".join(f"{digest}  {path.relative_to(folder)}\n" for path, digest in sums.items())


def _is_published(target: Path, audience: Audience) -> bool:
    """Whether a folder is as it was published for an audience: each file, and no other."""
    sums = target / SUMS
    if target.is_symlink() or not sums.is_file() or load.audience_of(target) != audience:
        return False
    return sums.read_text("utf-8", "replace") == _sums(target)


def main(arguments: list[str] | None = None) -> int:
    """Publish, and say how much; 1 if that cannot be, 2 if called wrongly."""
    what = "Write what an audience may see of a dataset into a folder of its own."
    parser = argparse.ArgumentParser(prog="python -m data.publish", description=what)
    where = "where dataset.toml and the tables lie"
    parser.add_argument("folder", type=Path, metavar="FOLDER", help=where)
    there = "folder to write: not there yet, or published before and left as it is"
    parser.add_argument("target", type=Path, metavar="TARGET", help=there)
    wider = [str(one) for one in Audience if one != Audience.SECRETARIAT]
    parser.add_argument("--for", dest="audience", choices=wider, required=True)
    args = parser.parse_args(arguments)
    try:
        live, *frozen = publish(args.folder, args.target, Audience(args.audience))
    except (PublishError, BadDatasetError, EditionError, OSError) as error:
        print(f"{error}\nNothing was published.", file=sys.stderr)
        return 1
    number = f"{_rows(live.left)} of {_rows(live.whole)} rows and {len(frozen)} editions"
    print(f"{args.target}: {number}, for: {args.audience}. Nothing else of the data is in it.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
