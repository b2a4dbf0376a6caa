"""Row headers in the tables of a tagged PDF.

Typst 0.15 tags them only with a switch (`a11y-extras`) that its Python package does not have. So
this module writes them into the structure that typst wrote: plain objects, one behind the other,
and after them a table of their places. No object changes its length, so each keeps its place.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

ENTRY = re.compile(rb"(\d{10}) 00000 n\r\n")
"""The place of an object in the table of places."""
NUMBER = re.compile(rb"\d+")
ELEMENT = re.compile(rb"\d+ 0 obj\n<</Type/StructElem/S/(\w+)/.*/K\[([^\]]*)\]", re.DOTALL)
"""An element of the structure: its kind, and what is in it."""
KID = re.compile(rb"(\d+) 0 R")
COLUMN_HEADERS = re.compile(rb"<</O/Table/Headers\[[^\]]*\]>>")
ROW_HEADER = b"<</O/Table/Scope/Row>>"


def with_row_headers(pdf: bytes, columns: Sequence[int | None]) -> bytes:
    """The PDF with a row header in each row of its tables. Nothing visible changes.

    `columns` names for each table, in order, the column of its row headers; `None` without one. The
    lists of headers of all other cells are removed: they name the column headers alone, and they
    would override the scope of the row headers.
    """
    listed_at = int(pdf.rsplit(b"startxref\n", 1)[1].split(b"\n")[0])
    starts = sorted(int(place) for place in ENTRY.findall(pdf, listed_at))
    objects = {
        int(NUMBER.match(pdf, start)[0]): pdf[start:end]  # type: ignore[index]
        for start, end in pairwise([*starts, listed_at])
    }
    tables = [number for number in sorted(objects) if _element(objects[number])[0] == b"Table"]
    for table, column in zip(tables, columns, strict=True):
        for body in _inside(objects, table, b"TBody") if column is not None else ():
            for row in _inside(objects, body, b"TR"):
                for place, cell in enumerate(_inside(objects, row, b"TD")):
                    objects[cell] = _scoped(objects[cell], heads=place == column)
    return b"".join([pdf[: starts[0]], *objects.values(), pdf[listed_at:]])


def _element(content: bytes) -> tuple[bytes, list[int]]:
    """The kind of an element and the numbers of those in it; blank where it is none."""
    found = ELEMENT.match(content)
    return (found[1], [int(number) for number in KID.findall(found[2])]) if found else (b"", [])


def _inside(objects: Mapping[int, bytes], parent: int, kind: bytes) -> Iterator[int]:
    kids = _element(objects[parent])[1]
    return (number for number in kids if _element(objects[number])[0] == kind)


def _scoped(cell: bytes, *, heads: bool) -> bytes:
    """Make a cell the header of its row, or one whose headers follow from their scope."""
    scope = ROW_HEADER if heads else b""
    scoped = COLUMN_HEADERS.sub(lambda found: scope.ljust(len(found[0])), cell)
    return scoped.replace(b"/S/TD/", b"/S/TH/", 1) if heads else scoped
