"""The columns of an answer with their types, as CSV on the Web and Parquet need them."""

from datetime import date
from enum import StrEnum
from types import NoneType
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import BaseModel

from components.cards.csvw import CsvColumn

KINDS = {str: "string", int: "integer", float: "number", bool: "boolean", date: "date"}


def columns_of(model: type[BaseModel]) -> list[CsvColumn]:
    """The columns of a row."""
    return [
        CsvColumn(name, _kind(field.annotation), field.description or "", _blank(field.annotation))
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
