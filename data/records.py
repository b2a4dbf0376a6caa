"""Rows of frames as plain mappings, for code that reads cells one by one."""

from collections.abc import Mapping
from typing import Any, cast

import pandas as pd

from data.cache import cached_by_fingerprint
from data.model import Dataset

MOST_TABLES = 32
"""Tables kept by code: five or six of each dataset are looked up."""


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Every row as column to cell, in order."""
    names: list[Any] = list(frame.columns)
    return [dict(zip(names, row, strict=True)) for row in frame.to_numpy(object).tolist()]


def record(frame: pd.DataFrame, column: str, code: str) -> dict[str, Any]:
    """The one row whose `column` holds `code`.

    Raises:
        KeyError: no row, or more than one.
    """
    found = records(frame[frame[column] == code])
    if len(found) != 1:
        raise KeyError(code)
    return found[0]


@cached_by_fingerprint(MOST_TABLES)
def by_code(dataset: Dataset, table: str) -> Mapping[str, Mapping[str, Any]]:
    """The rows of a table by their first column, its key; made once for each dataset."""
    frame = dataset.tables[table]
    return {str(row[frame.columns[0]]): row for row in records(frame)}


def missing(cell: object) -> bool:
    """Whether a cell is blank."""
    return bool(pd.isna(cast(Any, cell)))
