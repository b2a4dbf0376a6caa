"""Rows of frames as plain mappings or as arrays by column: pandas reads single cells slowly."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from data.cache import cached_by_fingerprint
from data.model import Dataset

MOST_TABLES = 32
"""Tables kept by code: five or six of each dataset are looked up."""


@dataclass(frozen=True, eq=False)
class Columns:
    """Rows of a table by column, as arrays: `rows["state"]`. A choice counts them without a frame.

    They are those `at` these positions of the whole table.
    """

    whole: Mapping[str, np.ndarray]
    at: np.ndarray
    _taken: dict[str, np.ndarray] = field(default_factory=dict)

    def __getitem__(self, name: str) -> np.ndarray:
        """A column of these rows, which a page asks for a dozen times: it must not be changed."""
        if name not in self._taken:
            self._taken[name] = self.whole[name][self.at]
        return self._taken[name]

    def __len__(self) -> int:
        return len(self.at)

    def records(self, at: np.ndarray) -> list[dict[str, Any]]:
        """The rows at these positions among them as plain mappings, without pandas' own types."""
        columns = [column[self.at[at]].tolist() for column in self.whole.values()]
        return [dict(zip(self.whole, row, strict=True)) for row in zip(*columns, strict=True)]


Rows = pd.DataFrame | Columns
"""What a measure counts: `np.asarray(rows[name])` is a column of either."""


def among(values: np.ndarray, chosen: Collection[str]) -> np.ndarray:
    """Whether each code is among those chosen; `np.isin` takes ten times as long."""
    held = frozenset(chosen)
    return np.array([value in held for value in values.tolist()], dtype=bool)


def first_that_fits(cases: Mapping[Any, ArrayLike], other: str) -> np.ndarray:
    """For each row the name of the first case that holds, else another."""
    holds = [np.asarray(case, dtype=bool) for case in cases.values()]
    return np.select(holds, list(map(str, cases)), other)


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Every row as column to cell, in order; cells are as pandas has them, blank ones too."""
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
    """The rows of a table by their first column, its whole key; made once for each dataset."""
    frame = dataset.tables[table]
    return {str(row[frame.columns[0]]): row for row in records(frame)}


def missing(cell: object) -> bool:
    """Whether a cell is blank; most cells are texts, which `isna` looks at for long."""
    return not isinstance(cell, str) and bool(pd.isna(cast(Any, cell)))
