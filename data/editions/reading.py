"""The parts of an edition as they are read: bounded, and refused by name if they make no sense."""

import io
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from data import archive, contract
from data.archive import EditionError
from data.text import words

MOST_ROWS = 2_000_000
"""Rows of a table of an edition."""
MOST_UNPACKED = 256 * 2**20
"""Bytes of a table once it is unpacked: a million reports are 117 MiB."""
SENSELESS = (
    *(ArithmeticError, AttributeError, LookupError, TypeError, ValueError, RecursionError, OSError),
    *(pa.ArrowException, pd.errors.InvalidIndexError),
)
"""How reading fails on content that makes no sense."""
FRAMES = {"integer": "Int64", "boolean": "boolean"}


@contextmanager
def refusing(part: str) -> Iterator[None]:
    """Refuse by its name a part that makes no sense.

    Checksums show that nothing was altered since they were made, and no more.
    """
    try:
        yield
    except SENSELESS:
        raise EditionError(part, "unreadable") from None


def _read_parquet(part: str, parts: Mapping[str, bytes]) -> pa.Table:
    """A part as it is stored: rows with the same text share it."""
    if part not in parts:
        raise EditionError(part, "missing")
    with refusing(part):
        stored = pq.ParquetFile(io.BytesIO(parts[part]), read_dictionary=_texts(parts[part]))
        metadata = stored.metadata
        size = sum(metadata.row_group(at).total_byte_size for at in range(metadata.num_row_groups))
        if metadata.num_rows > MOST_ROWS or size > archive.MOST_BYTES:
            raise EditionError(part, "too_large")
        table = stored.read()
        if _unpacked(table) > MOST_UNPACKED:
            raise EditionError(part, "too_large")
        return table


def _texts(content: bytes) -> list[str]:
    """Columns of text, which may be stored as short numbers of few long texts."""
    return [
        field.name
        for field in pq.read_schema(io.BytesIO(content))
        if pa.types.is_string(field.type) or pa.types.is_large_string(field.type)
    ]


def _unpacked(table: pa.Table) -> int:
    """Bytes of a table once each text stands in its row, counted without putting it there."""
    size = 0
    for column in table.columns:
        for chunk in column.chunks:
            if isinstance(chunk, pa.DictionaryArray):
                lengths = pc.take(pc.binary_length(chunk.dictionary), chunk.indices)  # type: ignore[attr-defined]
                size += pc.sum(lengths).as_py() or 0  # type: ignore[attr-defined]
            else:
                size += chunk.nbytes
    return size


def table(name: str, parts: Mapping[str, bytes]) -> pd.DataFrame:
    """A table as `load.load` gives it, its rows numbered from 2.

    Raises:
        EditionError: it is missing or too large, makes no sense, or lacks a column.
    """
    part, described = f"tables/{name}.parquet", contract.tables()[name]
    stored = _read_parquet(part, parts)
    if lacking := [name for name in described.columns if name not in stored.column_names]:
        raise EditionError(part, "lacks_column", value=", ".join(lacking))
    with refusing(part):
        columns = {one.name: _column(stored[one.name], one.type) for one in described.fields}
        return pd.DataFrame(columns).set_axis(pd.RangeIndex(2, stored.num_rows + 2), axis="index")


def _column(stored: pa.ChunkedArray, kind: str) -> pd.Series:
    """A column in its type; one of texts or days without an object for each row."""
    if kind == "string":
        return stored.to_pandas().astype("str")
    if kind == "date":
        return stored.cast(pa.timestamp("us")).to_pandas()
    return pd.Series(stored.to_pylist(), dtype=FRAMES[kind])


def computed(part: str, parts: Mapping[str, bytes], like: pd.DataFrame) -> pd.DataFrame:
    """Frozen states or statuses, with the columns and types of `like`; raises as `table` does."""
    with refusing(part):
        frozen = _read_parquet(part, parts).to_pandas()
        if lacking := [str(name) for name in like if str(name) not in frozen]:
            raise EditionError(part, "lacks_column", value=", ".join(lacking))
        found = frozen[[str(name) for name in like]].set_axis(like.columns, axis="columns")
        return found.astype(like.dtypes.to_dict())


def catalogue(language: str, parts: Mapping[str, bytes]) -> Mapping[str, str]:
    """The words of that day by key: those that this version has, with the same places to fill."""
    part = f"words/{language}.json"
    now = words.catalogue(language)
    with refusing(part):
        frozen = json.loads(parts.get(part, b"{}"))
        return {
            key: frozen[key]
            for key in now
            if isinstance(frozen.get(key), str)
            and words.placeholders(frozen[key]) == words.placeholders(now[key])
        }
