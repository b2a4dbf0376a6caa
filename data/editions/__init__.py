"""Editions: what a dataset said on a day, frozen for a meeting in a file of its own.

The file is never overwritten. It holds the rows known on that day as Parquet, the states and
statuses as they were computed, the words and the method of that day, and a SHA-256 of each part.
"""

import io
import json
import os
import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from pydantic import TypeAdapter, ValidationError

from data import archive, contract, measures
from data.archive import EditionError
from data.editions.reading import catalogue, computed, refusing, table
from data.model import Audience, Dataset
from data.model.settings import Settings
from data.selection import Snapshot
from data.text import words
from data.visibility import rows_on

FORMAT = "eu-clasi-edition/1"
SUFFIX = ".edition.zip"
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,39}")
FROZEN = Settings.model_fields.keys() - {"audience", "successor"}
"""Settings that a manifest holds; it has its audience as a marking, and no successor."""
TYPES = {"string": pa.string(), "date": pa.date32(), "integer": pa.int64(), "boolean": pa.bool_()}


@dataclass(frozen=True)
class Entry:
    """An edition in a list: its name as in the address, file, cut-off, and its meeting, if any.

    `marking` says whose folder it was frozen in or published for; `checksum` is the SHA-256 over
    the manifest, which holds the checksum of each part.
    """

    name: str
    path: Path
    as_of: date
    meeting_id: str | None
    marking: Audience
    method: str
    checksum: str


ENTRY = TypeAdapter(Entry)


@dataclass(frozen=True, eq=False)
class Edition:
    """An opened edition: what the list says of it, and the dataset and states as they were frozen.

    `catalogues` and `methods` have language to the words and, as Markdown, to the method of that
    day.
    """

    entry: Entry
    snapshot: Snapshot
    catalogues: Mapping[str, Mapping[str, str]]
    methods: Mapping[str, str]


def folder_of(dataset: Path) -> Path:
    """Where the editions of a dataset's folder lie."""
    return dataset / "editions"


def path_of(folder: Path, name: str) -> Path | None:
    """The file of an edition among those of a dataset; `None` where there is none of that name."""
    path = folder / f"{name}{SUFFIX}"
    return path if NAME.fullmatch(name) and path.is_file() else None


def freeze(
    dataset: Dataset, folder: Path, name: str, as_of: date, meeting_id: str | None = None
) -> Entry:
    """Write an edition into a folder: the rows known on a day, and what the method makes of them.

    Raises:
        EditionError: the name is taken or no name, the day lies after the horizon, there is no such
            meeting, it would be too large to be opened, or the folder takes no file. Nothing is
            written then.
    """
    path = folder / f"{name}{SUFFIX}"
    if not NAME.fullmatch(name):
        raise EditionError(name[:40], "bad_name")
    if as_of > dataset.horizon:
        raise EditionError(name, "after_horizon", value=dataset.horizon.isoformat())
    if meeting_id and meeting_id not in set(dataset.meetings["meeting_id"]):
        raise EditionError(name, "unknown_meeting", value=meeting_id)
    snapshot = Snapshot.on(rows_on(dataset, as_of), as_of)
    content = archive.seal(_manifest(snapshot, name, meeting_id), _parts(snapshot))
    try:
        _write(folder, path, content)
    except OSError as error:
        raise EditionError(name, "not_written", value=os.strerror(error.errno or 0)) from None
    return entry(path)


def _write(folder: Path, path: Path, content: bytes) -> None:
    """Put a file where it belongs, whole or not at all.

    Raises:
        EditionError: it could not be opened as an edition, or the name is taken.
        OSError: it cannot be written there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".", dir=folder) as place:
        part = Path(place, path.name)
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        open_edition(part)
        try:
            # A link, unlike a rename, fails where the name is taken: no edition is overwritten.
            os.link(part, path)
        except FileExistsError:
            raise EditionError(path.name.removesuffix(SUFFIX), "exists") from None


def entry(path: Path) -> Entry:
    """What the list says of an edition; its parts are not looked at.

    Raises:
        EditionError: the file is no edition or was renamed, or its manifest was altered.
    """
    return _entry(path, archive.manifest(path, FORMAT))


def entries(folder: Path) -> tuple[list[Entry], list[EditionError]]:
    """The editions of a folder by cut-off, and what is wrong with the files that are none."""
    found, refused = [], []
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        try:
            found.append(entry(path))
        except EditionError as error:
            refused.append(EditionError(f"{path.name}, {error.part}", error.code, **error.details))
    return sorted(found, key=lambda one: (one.as_of, one.name)), refused


def open_edition(path: Path) -> Edition:
    """Open an edition; it shows the numbers and the words with which it was frozen.

    Raises:
        EditionError: a part is missing, altered or not readable, or lacks what this version of the
            software reads; or a number would not be the same.
    """
    manifest, parts = archive.unseal(path, FORMAT)
    listed = _entry(path, manifest)
    tables = {name: table(name, parts) for name in contract.tables()}
    with refusing(archive.MANIFEST):
        name, facts = manifest["dataset"].pop("name"), manifest["dataset"]
        given = {**facts, "audience": listed.marking}
        settings = Settings.model_validate_json(json.dumps(given))
        dataset = Dataset(
            name=str(name), **dict(settings), tables=tables, fingerprint=listed.checksum
        )
    with refusing("tables"):
        fresh = Snapshot.on(dataset, listed.as_of)
    milestones = computed("known/milestones.parquet", parts, fresh.milestones)
    statuses = computed("known/parts.parquet", parts, fresh.parts)
    snapshot = Snapshot(dataset, listed.as_of, milestones, statuses, listed.as_of, listed.method)
    with refusing("known/milestones.parquet"):
        found = _numbers(snapshot)
    with refusing(archive.MANIFEST):
        differing = _differing(found, manifest["numbers"])
    if differing:
        raise EditionError("known/milestones.parquet", "other_numbers", value=differing)
    catalogues = {language: catalogue(language, parts) for language in words.languages()}
    with refusing("method"):
        methods = {
            name.removeprefix("method/")[:2]: text.decode()
            for name, text in parts.items()
            if name.startswith("method/")
        }
    return Edition(listed, snapshot, catalogues, methods)


def resealed(path: Path, snapshot: Snapshot) -> bytes:
    """The bytes of an edition with the rows, states and audience of another snapshot.

    Its name, its words and its method stay those of its day.

    Raises:
        EditionError: it is damaged or altered.
    """
    manifest, parts = archive.unseal(path, FORMAT)
    own = {"marking": str(snapshot.dataset.audience), "numbers": _numbers(snapshot)}
    return archive.seal({**manifest, **own}, {**parts, **_rows(snapshot)})


def _manifest(snapshot: Snapshot, name: str, meeting_id: str | None) -> dict[str, Any]:
    """What an edition says of itself: name, cut-off, settings of its dataset, and numbers."""
    dataset = snapshot.dataset
    settings = Settings.model_construct(**{name: getattr(dataset, name) for name in FROZEN})
    return {
        "format": FORMAT,
        "name": name,
        "as_of": snapshot.as_of.isoformat(),
        "meeting_id": meeting_id,
        "marking": str(dataset.audience),
        "method": snapshot.method,
        "dataset": {"name": dataset.name, **settings.model_dump(mode="json", include=FROZEN)},
        "numbers": _numbers(snapshot),
    }


def _rows(snapshot: Snapshot) -> dict[str, bytes]:
    """The tables, and what the method made of them."""
    dataset, names = snapshot.dataset, [str(name) for name in snapshot.parts]
    parts = {
        f"tables/{table}.parquet": parquet(arrow(dataset.tables[table], table))
        for table in contract.tables()
    }
    statuses = snapshot.parts.set_axis(names, axis="columns")
    for name, frame in (("milestones", snapshot.milestones), ("parts", statuses)):
        parts[f"known/{name}.parquet"] = parquet(pa.Table.from_pandas(frame))
    return parts


def _parts(snapshot: Snapshot) -> dict[str, bytes]:
    parts = _rows(snapshot)
    for language in words.languages():
        text = json.dumps(dict(words.catalogue(language)), ensure_ascii=False, indent=1)
        parts[f"words/{language}.json"] = text.encode()
        parts[f"method/{language}.md"] = words.method(language).encode()
    return parts


def arrow(frame: pd.DataFrame, table: str) -> pa.Table:
    """The rows of a table as Arrow, with the columns of the contract in their order and types."""
    fields = contract.tables()[table].fields
    schema = pa.schema(
        [pa.field(field.name, TYPES[field.type], nullable=not field.required) for field in fields]
    )
    return pa.Table.from_pandas(frame[schema.names], schema, preserve_index=False)


def parquet(table: pa.Table, about: Mapping[str, Any] | None = None) -> bytes:
    """A table as a Parquet file, with what is said of it as JSON in its metadata, `roadmap`."""
    out = io.BytesIO()
    if about is not None:
        text = json.dumps(about, ensure_ascii=False, separators=(",", ":"))
        table = table.replace_schema_metadata({"roadmap": text})
    pq.write_table(table, out, compression="zstd")
    return out.getvalue()


def _numbers(snapshot: Snapshot) -> dict[str, dict[str, int]]:
    """The counts that must come out again: in all, and by priority."""
    priorities = list(snapshot.dataset.priorities["priority_id"])
    counts = measures.counts(snapshot.milestones, "priority_id", priorities)
    rows = {"all": measures.total(snapshot.milestones), **counts}
    return {code: {str(name): number for name, number in row.items()} for code, row in rows.items()}


def _differing(
    found: Mapping[str, Mapping[str, int]], frozen: Mapping[str, Mapping[str, int]]
) -> str:
    """The first number that does not come out again; blank where all do."""
    for group, counts in frozen.items():
        for name, value in counts.items():
            now = found.get(group, {}).get(name)
            if now != value:
                return f"{group}, {name}: {value} / {now}"
    return ""


def _entry(path: Path, manifest: Mapping[str, Any]) -> Entry:
    """What the list says, from a manifest; refused where the file has another name than it says."""
    try:
        given = json.dumps({**manifest, "path": str(path)})
        found = ENTRY.validate_json(given, strict=True)
    except ValidationError:
        raise EditionError(archive.MANIFEST, "altered") from None
    if f"{found.name}{SUFFIX}" != path.name:
        raise EditionError(archive.MANIFEST, "renamed", value=found.name[:40])
    return found
