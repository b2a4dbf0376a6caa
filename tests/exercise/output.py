"""From invented rows to the files of a dataset."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from data import contract
from data.load import FOLDER

SETTINGS = FOLDER / "exercise/dataset.toml"
"""Written by hand; every dataset that is made has the same."""
Text = Mapping[str, str]
"""One text in every language, by language code."""


@dataclass
class Output:
    """The rows of every table, as they will be written."""

    rows: dict[str, list[list[str]]] = field(
        default_factory=lambda: {name: [] for name in contract.tables()}
    )

    def add(self, name: str, /, **cells: Any) -> None:
        """Add one row; a column left out is blank.

        A `Text` goes into the cell in English, and into `texts` in the other languages.
        """
        table = contract.tables()[name]
        if strays := cells.keys() - set(table.columns):
            raise ValueError(f"{name} has no column {', '.join(sorted(strays))}")
        self.rows[name].append([_cell(cells.get(column)) for column in table.columns])
        about = {"table": name, "row_id": "/".join(str(cells[one]) for one in table.primary_key)}
        for column in table.columns:
            if isinstance(text := cells.get(column), Mapping):
                for language in sorted(text.keys() - {"en"}):
                    told = {"field": column, "language": language, "text": text[language]}
                    self.add("texts", **about, **told)

    def listed(self, name: str) -> list[dict[str, str]]:
        """The rows of a table so far, as they will be written."""
        columns = contract.tables()[name].columns
        return [dict(zip(columns, row, strict=True)) for row in self.rows[name]]

    def write(self, folder: Path) -> None:
        """Write every table and dataset.toml into a folder, which is made where it is missing."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / SETTINGS.name).write_bytes(SETTINGS.read_bytes())
        for name, table in contract.tables().items():
            with (folder / table.path).open("w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file, lineterminator="\n")
                writer.writerow(table.columns)
                writer.writerows(self.rows[name])


def _cell(value: Any) -> str:
    if isinstance(value, Mapping):
        return value["en"]
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)
