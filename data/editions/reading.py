"""The parts of an edition as they are read: bounded, and refused by name if they make no sense."""

import io
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from data import archive, compatibility, contract, words
from data.archive import SealError
from data.contract import Field

MOST_ROWS = 2_000_000
"""Rows of a table of an edition."""
SENSELESS = (
    *(ArithmeticError, AttributeError, LookupError, TypeError, ValueError, RecursionError, OSError),
    *(pa.ArrowException, pd.errors.InvalidIndexError),
)
"""How reading fails on content that makes no sense."""
FRAMES = {"string": "str", "date": "datetime64[us]", "integer": "Int64", "boolean": "boolean"}


@contextmanager
def sound(part: str) -> Iterator[None]:
    """Refuse by its name a part that makes no sense.

    Checksums show that nothing was altered since they were made, and no more.
    """
    try:
        yield
    except SealError:
        raise
    except SENSELESS:
        raise SealError(part, "unreadable") from None


def _read_parquet(part: str, parts: Mapping[str, bytes]) -> pa.Table:
    if part not in parts:
        raise SealError(part, "missing")
    with sound(part):
        stored = pq.ParquetFile(io.BytesIO(parts[part]), read_dictionary=_texts(parts[part]))
        told = stored.metadata
        size = sum(told.row_group(at).total_byte_size for at in range(told.num_row_groups))
        if (
            told.num_rows > MOST_ROWS
            or size > archive.MOST_BYTES
            or _unpacked(stored.read()) > archive.MOST_BYTES
        ):
            raise SealError(part, "too_large")
        return pq.read_table(io.BytesIO(parts[part]))


def _texts(content: bytes) -> list[str]:
    """Columns of text, which may be stored as short numbers of few long texts."""
    return [
        field.name
        for field in pq.read_schema(io.BytesIO(content))
        if pa.types.is_string(field.type) or pa.types.is_large_string(field.type)
    ]


def _unpacked(table: pa.Table) -> int:
    """Bytes of a table once each text stands in its row, told without putting it there."""
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
    """A table as `load.load` gives it. What was added since is blank, or has its former value."""
    part, described = f"tables/{name}.parquet", contract.tables()[name]
    if part not in parts and not described.min_rows:
        return pd.DataFrame(
            {field.name: pd.Series(dtype=FRAMES[field.type]) for field in described.fields}
        )
    stored = _read_parquet(part, parts)
    with sound(part):
        frame = pd.DataFrame({one.name: _column(stored, name, one) for one in described.fields})
    return frame.set_axis(pd.RangeIndex(2, len(frame) + 2), axis="index")


def _column(stored: pa.Table, table: str, field: Field) -> pd.Series:
    """A column as it was frozen, its values by the names of today."""
    names = compatibility.renamed(table, field.name)
    before = compatibility.value_before(table, field.name)
    if field.name in stored.column_names:
        cells = [names.get(cell, cell) for cell in stored.column(field.name).to_pylist()]
    elif field.required and before is None:
        raise SealError(f"tables/{table}.parquet", "lacks_column", value=field.name)
    else:
        cells = [before] * stored.num_rows
    return pd.Series(cells, dtype=FRAMES[field.type])


def computed(part: str, parts: Mapping[str, bytes], like: pd.DataFrame) -> pd.DataFrame:
    """Frozen states or statuses, with every column that this version of the software reads."""
    with sound(part):
        frozen = _read_parquet(part, parts).to_pandas()
        for name, before in compatibility.NEW_STATES.items():
            if name in like.columns and name not in frozen:
                frozen[name] = before
        if lacking := [str(name) for name in like if str(name) not in frozen]:
            raise SealError(part, "lacks_column", value=", ".join(lacking))
        found = frozen[[str(name) for name in like]].set_axis(like.columns, axis="columns")
        return found.astype(like.dtypes.to_dict())


def catalogue(language: str, parts: Mapping[str, bytes]) -> Mapping[str, str]:
    """The words of that day, as far as this version still fills in the same values."""
    part = f"words/{language}.json"
    now = words.catalogue(language)
    with sound(part):
        frozen = json.loads(parts.get(part, b"{}"))
        return {
            key: frozen[key]
            for key in now
            if isinstance(frozen.get(key), str) and words.gaps(frozen[key]) == words.gaps(now[key])
        }
