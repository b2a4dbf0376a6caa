"""Row headers in the tables of a tagged PDF.

Typst 0.15 tags none but behind a switch (`a11y-extras`) that its Python package does not have; so they are tagged afterwards.
"""

import io
from collections.abc import Iterator, Sequence
from typing import Any

from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject

ROW_HEADER = {"/O": "/Table", "/Scope": "/Row"}


def with_row_headers(pdf: bytes, columns: Sequence[int | None]) -> bytes:
    """Tag the cell that names its row as the header of it. Nothing that can be seen changes.

    The other cells lose their lists of headers, which name those of columns alone and count before any scope;
    the scope of each header says the same.

    Args:
        pdf: a tagged PDF.
        columns: for each of its tables, in order, the column whose cells name the rows; `None` where none does.
    """
    writer = PdfWriter(io.BytesIO(pdf), incremental=True)
    for table, column in zip(
        _found(writer.root_object["/StructTreeRoot"], "/Table"), columns, strict=True
    ):
        if column is not None:
            for body in _found(table, "/TBody"):
                for row in _found(body, "/TR"):
                    for place, cell in enumerate(_children(row)):
                        _scope(cell, heads=place == column)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _scope(cell: Any, *, heads: bool) -> None:
    """Make a cell a header of its row, or one that is headed by scope."""
    told = cell.get("/A", [])
    kept = [
        one
        for one in (told if isinstance(told, list) else [told])
        if one.get_object()["/O"] != "/Table"
    ]
    if heads:
        cell[NameObject("/S")] = NameObject("/TH")
        kept.append(
            DictionaryObject(
                {NameObject(key): NameObject(value) for key, value in ROW_HEADER.items()}
            )
        )
    cell[NameObject("/A")] = ArrayObject(kept)


def _found(element: Any, kind: str) -> Iterator[Any]:
    """The elements of a kind within one, in the order in which they are read; none within another of the kind."""
    for child in _children(element):
        if child.get("/S") == kind:
            yield child
        else:
            yield from _found(child, kind)


def _children(element: Any) -> list[Any]:
    """The elements right beneath one; marked content is none."""
    beneath = element.get("/K", [])
    every = [one.get_object() for one in (beneath if isinstance(beneath, list) else [beneath])]
    return [one for one in every if isinstance(one, DictionaryObject) and "/S" in one]
