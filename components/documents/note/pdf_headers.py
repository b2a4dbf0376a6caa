"""Row headers in the tables of a tagged PDF.

Typst 0.15 tags them only with a switch (`a11y-extras`) that its Python package does not have. So
this module tags them afterwards.
"""

import io
from collections.abc import Iterator, Sequence
from typing import Any

from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject

ROW_HEADER = {"/O": "/Table", "/Scope": "/Row"}


def with_row_headers(pdf: bytes, columns: Sequence[int | None]) -> bytes:
    """The PDF with a row header in each row of its tables. Nothing visible changes.

    `columns` names for each table, in order, the column of its row headers; `None` without one. The
    lists of headers of all other cells are removed: they name the column headers alone, and they
    would override the scope of the row headers.
    """
    writer = PdfWriter(io.BytesIO(pdf), incremental=True)
    tables = _elements(writer.root_object["/StructTreeRoot"], "/Table")
    for table, column in zip(tables, columns, strict=True):
        bodies = _elements(table, "/TBody") if column is not None else ()
        for row in (row for body in bodies for row in _elements(body, "/TR")):
            for place, cell in enumerate(_children(row)):
                _scope(cell, heads=place == column)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _scope(cell: Any, *, heads: bool) -> None:
    """Make a cell the header of its row, or one whose headers follow from their scope."""
    attributes = cell.get("/A", [])
    attributes = attributes if isinstance(attributes, list) else [attributes]
    kept = [attribute for attribute in attributes if attribute.get_object()["/O"] != "/Table"]
    if heads:
        cell[NameObject("/S")] = NameObject("/TH")
        named = {NameObject(key): NameObject(value) for key, value in ROW_HEADER.items()}
        kept.append(DictionaryObject(named))
    cell[NameObject("/A")] = ArrayObject(kept)


def _elements(parent: Any, kind: str) -> Iterator[Any]:
    """The elements of a kind inside another, in reading order, without those nested in the kind."""
    for child in _children(parent):
        if child.get("/S") == kind:
            yield child
        else:
            yield from _elements(child, kind)


def _children(element: Any) -> list[Any]:
    """The child elements, without marked content."""
    kids = element.get("/K", [])
    objects = [kid.get_object() for kid in (kids if isinstance(kids, list) else [kids])]
    return [kid for kid in objects if isinstance(kid, DictionaryObject) and "/S" in kid]
