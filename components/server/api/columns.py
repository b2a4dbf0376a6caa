"""The columns of an answer with their types, as Parquet needs them."""

from datetime import date
from enum import StrEnum
from types import NoneType
from typing import Annotated, Any, Literal, NamedTuple, get_args, get_origin

from pydantic import BaseModel

KINDS = {str: "string", int: "integer", float: "number", bool: "boolean", date: "date"}


class Column(NamedTuple):
    """A column of an answer.

    Attributes:
        name: its heading.
        kind: `string`, `integer`, `number`, `boolean` or `date`.
        blank: whether a cell may be blank.
    """

    name: str
    kind: str
    blank: bool


def columns_of(model: type[BaseModel]) -> list[Column]:
    """The columns of a row."""
    return [
        Column(name, _kind(field.annotation), _blank(field.annotation))
        for name, field in model.model_fields.items()
    ]


def _blank(annotation: Any) -> bool:
    return NoneType in get_args(annotation)


def _kind(annotation: Any) -> str:
    """The name of a type, without `None` and annotations."""
    if _blank(annotation) or get_origin(annotation) is Annotated:
        return _kind(get_args(annotation)[0])
    if get_origin(annotation) is Literal:
        return _kind(type(get_args(annotation)[0]))
    return KINDS[str if issubclass(annotation, StrEnum) else annotation]
