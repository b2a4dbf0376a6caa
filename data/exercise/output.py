"""From invented rows to the files of a dataset."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from data import contract

Text = Mapping[str, str]
"""One text in every language, by language code."""

SETTINGS = """\
horizon = {horizon}
fictional = true
plan = "complete"

[title]
en = "Exercise"
es = "Ejercicio"
pt = "Exercício"

[period]
starts = 2025-03-05
ends = 2026-12-31

[cycle]
months = 18
agreed_on = 2025-03-05
levels = ["ministerial", "senior_officials"]
"""


@dataclass
class Output:
    """The rows of every table, as they will be written."""

    rows: dict[str, list[list[str]]] = field(
        default_factory=lambda: {name: [] for name in contract.tables()}
    )

    def add(self, name: str, /, **cells: Any) -> None:
        """Add one row.

        A `Text` goes into the cell in English, and into `texts` in the other languages.

        Args:
            name: the table.
            **cells: column to value; a column left out is blank.
        """
        table = contract.tables()[name]
        if strays := cells.keys() - set(table.columns):
            raise ValueError(f"{name} has no column {', '.join(sorted(strays))}")
        self.rows[name].append([_cell(cells.get(column)) for column in table.columns])
        key = "/".join(str(cells[column]) for column in table.primary_key)
        for column in table.columns:
            if isinstance(text := cells.get(column), Mapping):
                for language in sorted(text.keys() - {"en"}):
                    self.add(
                        "texts",
                        table=name,
                        row_id=key,
                        field=column,
                        language=language,
                        text=text[language],
                    )

    def write(self, folder: Path, horizon: date) -> None:
        """Write every table and dataset.toml into a folder, which is made where it is missing."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "dataset.toml").write_text(SETTINGS.format(horizon=horizon), "utf-8")
        for name, table in contract.tables().items():
            with (folder / table.path).open("w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file, lineterminator="\n")
                writer.writerow(table.columns)
                writer.writerows(self.rows[name])


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case Mapping():
            return value["en"]
        case _:
            return str(value)
