"""From the bytes of one CSV file to one typed frame: encoding, columns, rows and each cell.

Every problem of a file is named at once: what is wrong with its encoding, its header or one of its
rows hides nothing that is wrong elsewhere in it.
"""

import csv
import io
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field

import pandas as pd

from data.contract import Table
from data.reading.cells import typed
from data.reading.problems import BOM, Problem, named, shorten

MOST_BYTES = 2 * 2**30
"""Bytes of one file: over ten million reports."""
SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
"""How files of another kind begin. They make no sense as text."""
UNUSABLE = ("missing_column", "repeated_column")
"""Problems of a header with which no two columns of the table can be compared."""
SEPARATORS = (",", ";", "\t", "|")
"""What programs write between cells."""
MOST_ABOVE = 10
"""Rows above the names of the columns, such as a title, that are passed over."""


@dataclass
class Reading:
    """What could be read of a file.

    Attributes:
        frame: one row a line, indexed by line number of the file, typed as the contract says;
            `None` where a column is missing or the file cannot be read. A cell that was refused is
            missing.
        problems: what is wrong.
        whole: whether every row of the file is in the frame.
        refused: column to the cells that are in the file and not in the frame.
    """

    frame: pd.DataFrame | None = None
    problems: list[Problem] = field(default_factory=list)
    whole: bool = False
    refused: dict[str, set[str]] = field(default_factory=dict)


@dataclass
class _Rows:
    """The rows of a file that are not blank, each with the line on which it starts.

    `problems` are those of other rows, and `lost` is whether a row of the file is missing here.
    """

    lines: list[int] = field(default_factory=list)
    cells: list[tuple[str, ...]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    lost: bool = False


def read_table(content: bytes, table: Table) -> Reading:
    """Read the content of one table's file, and check its header, its rows and each cell alone."""
    rows = rows_of(content, table)
    if not rows.cells:
        return Reading(None, rows.problems or [Problem(table.path, 0, "", "empty_file")])
    body = _even(rows, table.path)
    header = body.cells.pop(0)
    of_header = header_problems(header, body.lines.pop(0), table)
    problems = [*rows.problems, *of_header, *body.problems]
    lines, columns, lost = pd.Index(body.lines, dtype="int64"), {}, {}
    cells = list(zip(*body.cells, strict=True)) or [()] * len(header)
    for column in table.fields:
        if column.name in header:
            own = cells[header.index(column.name)]
            columns[column.name], refused = typed(own, lines, column, table)
            problems += refused
            if refused:
                missing = columns[column.name].isna().to_numpy().nonzero()[0]
                lost[column.name] = {own[row] for row in missing}
    if len(lines) < table.min_rows and not problems:
        problems.append(Problem(table.path, 0, "", "no_rows"))
    if any(problem.code in UNUSABLE for problem in of_header):
        return Reading(None, problems)
    frame = pd.DataFrame(columns, index=lines)[table.columns]
    return Reading(frame, problems, not rows.lost and not body.lost, lost)


def rows_of(content: bytes, table: Table) -> _Rows:
    """The rows of a table's file, the names of its columns first, as any program may save it.

    What is above these names, what separates the cells and blanks around the names do not count.
    Without these names there are no rows, and the problems say so: nothing is raised.
    """
    text, problems = _decoded(content, table.path)
    for separator in SEPARATORS:
        rows = split(text, table.path, separator)
        at = _head(rows, table)
        if at is not None:
            head = tuple(cell.strip() for cell in rows.cells[at])
            cells = [head, *rows.cells[at + 1 :]]
            return _Rows(rows.lines[at:], cells, problems + rows.problems, rows.lost)
    if text.strip():
        details = {"allowed": ", ".join(table.columns)}
        problems = [*problems, Problem(table.path, 1, "", "no_header", "", details)]
    return _Rows(problems=problems)


def _head(rows: _Rows, table: Table) -> int | None:
    """The row among the first that has most names of columns, which is at least two."""
    known = set(table.columns)
    counts = [len(known & {cell.strip() for cell in row}) for row in rows.cells[:MOST_ABOVE]]
    most = max(counts, default=0)
    return counts.index(most) if most > 1 else None


def _decoded(content: bytes, name: str) -> tuple[str, list[Problem]]:
    """The text of a file. A byte that is no UTF-8 is named once, and the rest read all the same."""
    if content.startswith(SPREADSHEETS):
        return "", [Problem(name, 0, "", "spreadsheet")]
    if content.startswith(UTF_16):
        return "", [Problem(name, 0, "", "utf_16")]
    if content and not content.strip(b"\0"):
        return "", [Problem(name, 0, "", "only_zeros")]
    content = content.removeprefix(BOM)
    try:
        return content.decode("utf-8"), []
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        found = Problem(name, line, "", "not_utf8", f"0x{content[error.start]:02x}")
    return content.decode("utf-8", "replace"), [found]


def split(text: str, name: str, separator: str = ",") -> _Rows:
    """The rows of a file that are not blank; a quoted cell may span several lines.

    The reader is strict: a quote that is never closed would otherwise swallow the rest of the file.
    Equal cells share one text: of a million reports most cells say what another one says.
    """
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    reader = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=separator)
    rows, start = _Rows(), 1
    try:
        for row in reader:
            if "".join(row).strip():
                rows.lines.append(start)
                rows.cells.append(tuple(map(sys.intern, row)))
            start = reader.line_num + 1
    except csv.Error as error:
        rows.lost = True
        rows.problems.append(Problem(name, start, "", "unreadable", shorten(str(error))))
    return rows


def _even(rows: _Rows, name: str) -> _Rows:
    """The header and the rows that have as many cells; the others are problems.

    Blank cells after the last column do not count.
    """
    width = len(rows.cells[0])
    while width and not rows.cells[0][width - 1].strip():
        width -= 1
    even, ragged = _Rows(), []
    for line, row in zip(rows.lines, rows.cells, strict=True):
        if len(row) > width and not any(row[width:]):
            row = row[:width]
        if len(row) == width:
            even.lines.append(line)
            even.cells.append(row)
        else:
            ragged.append((line, row))
    even.lost = bool(ragged)
    if len(even.cells) == 1 and len({len(row) for _, row in ragged}) == 1:
        ragged = ragged[:1]  # It is the header that has too many or too few.
    for found in sorted({len(row) for _, row in ragged}):
        those = [(line, ",".join(row)) for line, row in ragged if len(row) == found]
        lines, texts = zip(*those, strict=True)
        details = {"allowed": str(width), "found": str(found)}
        even.problems += named(name, "", lines, "ragged_row", texts, **details)
    return even


def header_problems(header: Sequence[str], line: int, table: Table) -> list[Problem]:
    """Which names of columns are missing, unknown or there twice."""
    lacking = [one.name for one in table.fields if one.name not in header]
    problems = [Problem(table.path, line, column, "missing_column") for column in lacking]
    strays = [column for column in header if column not in table.columns]
    problems += [Problem(table.path, line, shorten(column), "stray_column") for column in strays]
    twice = sorted({column for column in header if header.count(column) > 1 and column.strip()})
    problems += [Problem(table.path, line, shorten(name), "repeated_column") for name in twice]
    return problems
