"""The contract as Python reads it: tables, columns, keys and rules, from contract.json."""

import functools
import json
from pathlib import Path
from typing import Annotated, Any

import pandas as pd
import pydantic
from pydantic import AliasPath, BaseModel, BeforeValidator

PATH = Path(__file__).parent / "contract.json"
CONTROL = (
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff"
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
"""Characters that no document can hold, that break a line where nobody sees it, or that turn the
direction of reading: after one of these, the number beside a name reads from right to left."""
LINE_BREAK = "[\n\r]"


class Field(BaseModel):
    """One column: its name, type, meaning, and what a cell may hold.

    Attributes:
        type: `string`, `date`, `integer` or `boolean`.
        constraints: as in Table Schema, such as `required`, `enum`, `pattern` or `maxLength`.
        precision: the column that says how exactly a date is known.
        format: `uri` where it holds addresses of pages.
        form: which form its values have: `code`, `language` or `country`; blank for none.
        one_line: whether a line break would split a heading.
    """

    name: str
    type: str
    description: str
    constraints: dict[str, Any] = {}
    precision: str | None = None
    format: str = ""
    form: str = ""
    one_line: bool = pydantic.Field(False, alias="singleLine")

    @property
    def required(self) -> bool:
        """Whether a cell may not be blank."""
        return bool(self.constraints.get("required"))


def _of_schema(name: str) -> Any:
    return pydantic.Field(validation_alias=AliasPath("schema", name))


def _reference(key: Any) -> tuple[str, str, str]:
    return key["fields"], key["reference"]["resource"], key["reference"]["fields"]


Reference = Annotated[tuple[str, str, str], BeforeValidator(_reference)]
"""A column, and the table and the column to which it leads."""


class Table(BaseModel):
    """One table: its file, columns, keys and rules."""

    name: str
    title: str
    description: str
    path: str
    min_rows: int = pydantic.Field(alias="minRows")
    fields: tuple[Field, ...] = _of_schema("fields")
    primary_key: tuple[str, ...] = _of_schema("primaryKey")
    foreign_keys: tuple[Reference, ...] = _of_schema("foreignKeys")
    rules: tuple[dict[str, Any], ...]

    @property
    def columns(self) -> list[str]:
        """Column names in order."""
        return [field.name for field in self.fields]

    @property
    def header(self) -> bytes:
        """The first line of its file: all that there is of a table without rows."""
        return ",".join(self.columns).encode() + b"\n"

    def field(self, name: str) -> Field:
        """A column by its name, which must be one of its own."""
        return next(field for field in self.fields if field.name == name)


@functools.cache
def _read() -> dict[str, Any]:
    return json.loads(PATH.read_text("utf-8"))


@functools.cache
def tables() -> dict[str, Table]:
    """Every table of the contract, by name, in the order of the contract."""
    return {entry["name"]: Table.model_validate(entry) for entry in _read()["resources"]}


def version() -> str:
    """Version of the contract."""
    return _read()["version"]


def row_keys(frame: pd.DataFrame, table: str) -> pd.Series:
    """The key of each row of a table, as other rows name it: its key's cells, `/` between."""
    return joined(frame[list(tables()[table].primary_key)])


def joined(frame: pd.DataFrame) -> pd.Series:
    """The cells of each row as one text, with `/` between."""
    texts = [frame[name].astype("str") for name in frame]
    return pd.Series(["/".join(cells) for cells in zip(*texts, strict=True)], frame.index, "str")
