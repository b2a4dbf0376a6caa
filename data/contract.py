"""The contract as Python reads it: tables, columns, keys and rules, from contract.json."""

import functools
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

PATH = Path(__file__).parent / "contract.json"


@dataclass(frozen=True)
class Field:
    """One column: its name, type, meaning, and what a cell may hold.

    Attributes:
        precision: the column that says how exactly a date is known.
        is_address: whether it holds addresses of pages.
        form: which form its values have: `code`, `language` or `country`; blank for none.
        one_line: whether a line break would split a heading.
        since: version of the contract that brought it; older data lack it, and it is blank then.
    """

    name: str
    type: str
    description: str
    constraints: dict[str, Any]
    precision: str | None
    is_address: bool
    form: str
    one_line: bool
    since: str

    @property
    def required(self) -> bool:
        """Whether a cell may not be blank."""
        return bool(self.constraints.get("required"))


@dataclass(frozen=True)
class Table:
    """One table: its file, columns, keys and rules; `since` as of a `Field`, its file may lack."""

    name: str
    title: str
    description: str
    path: str
    min_rows: int
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[tuple[str, str, str], ...]
    rules: tuple[dict[str, Any], ...]
    since: str

    @property
    def columns(self) -> list[str]:
        """Column names in order."""
        return [field.name for field in self.fields]

    @property
    def header(self) -> bytes:
        """The first line of its file: all that there is of a table without rows."""
        return ",".join(self.columns).encode() + b"\n"

    def field(self, name: str) -> Field:
        """A column by its name."""
        return next(field for field in self.fields if field.name == name)


@functools.cache
def _read() -> dict[str, Any]:
    return json.loads(PATH.read_text("utf-8"))


@functools.cache
def tables() -> dict[str, Table]:
    """Every table of the contract, by name, in the order of the contract."""
    return {entry["name"]: _table(**entry) for entry in _read()["resources"]}


def version() -> str:
    """Version of the contract."""
    return _read()["version"]


def row_keys(frame: pd.DataFrame, table: str) -> pd.Series:
    """The key of each row of a table, as other rows name it: its columns with strokes between."""
    return joined(frame[list(tables()[table].primary_key)])


def joined(frame: pd.DataFrame) -> pd.Series:
    """The cells of each row as one text, with strokes between."""
    texts = [frame[name].astype("str") for name in frame]
    return pd.Series(["/".join(cells) for cells in zip(*texts, strict=True)], frame.index, "str")


def _table(*, name: str, title: str, description: str, path: str, schema: Any, **own: Any) -> Table:
    keys = tuple(
        (key["fields"], key["reference"]["resource"], key["reference"]["fields"])
        for key in schema["foreignKeys"]
    )
    fields = tuple(
        Field(
            name=item["name"],
            type=item["type"],
            description=item["description"],
            constraints=item.get("constraints", {}),
            precision=item.get("precision"),
            is_address=item.get("format") == "uri",
            form=item.get("form", ""),
            one_line=item.get("singleLine", False),
            since=item.get("since", ""),
        )
        for item in schema["fields"]
    )
    key, rules = tuple(schema["primaryKey"]), tuple(own["rules"])
    least, since = own["minRows"], own.get("since", "")
    return Table(name, title, description, path, least, fields, key, keys, rules, since)
