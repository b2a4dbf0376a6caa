"""The files of tables as lines, so that a row changes and every other byte stays."""

import csv
import io
import re
from collections.abc import Sequence
from typing import cast

from data.contract import Table
from data.reading.read import SEPARATORS
from data.round.values import Change, Row

HORIZON = re.compile(r"^(horizon\s*=\s*)(\d{4}-\d{2}-\d{2})", re.MULTILINE)
BOM = "\ufeff"
Edit = tuple[str, str | None, str | None] | tuple[str, str | None, str | None, int]
"""A row of a file before and after: name of the file, and each as a line without its end; of one
that goes, the number of its line, so that it comes back to its place."""


def edited(text: str, table: Table, changes: Sequence[Change]) -> tuple[str, list[Edit]]:
    """The text of a table's file with changed rows, and what was edited."""
    path, comma, lines = table.path, _comma(text), [_bare(line) for line in _lines(text)]
    head, *rows = csv.reader([lines[0].removeprefix(BOM), *lines[1:]], delimiter=comma)
    header, edits, there = [name.strip() for name in head], list[Edit](), dict[str, int]()
    for at, row in enumerate(rows, start=1):
        cells = dict(zip(header, row, strict=False))
        there["/".join(cells.get(name, "") for name in table.primary_key)] = at
    for change in changes:
        if change.after is not None:
            before = lines[there[change.key]] if change.before else None
            edits.append((path, before, line_of(header, change.after, comma)))
    gone = (there[change.key] for change in changes if change.after is None)
    edits += [(path, lines[at], None, at) for at in sorted(gone, reverse=True)]
    return applied(text, edits), edits


def applied(text: str, edits: Sequence[Edit]) -> str:
    """The text of a file after edits; what is new comes last, what had a place goes there.

    Raises:
        LookupError: a row that an edit changes is not there as it was.
    """
    lines = _lines(text)
    end = lines[0].removeprefix(_bare(lines[0])) or "\n"
    if is_open := lines[-1] == _bare(lines[-1]):
        lines[-1] += end
    for _, before, after, *place in edits:
        if before is None:
            lines.insert(place[0] if place else len(lines), f"{after}{end}")
            continue
        at = next((n for n, line in enumerate(lines) if _bare(line) == before), None)
        if at is None:
            raise LookupError(before)
        lines[at : at + 1] = [] if after is None else [lines[at].replace(before, after, 1)]
    if is_open:
        lines[-1] = _bare(lines[-1])
    return "".join(lines)


def turned(edit: Edit) -> Edit:
    """The edit that takes another back."""
    name, before, after, *place = edit
    return cast(Edit, (name, after, before, *place))


def rows_after(text: str, edits: Sequence[Edit]) -> list[Row]:
    """The rows that edits left, by the columns of the file of which this is the text."""
    head = text.partition("\n")[0].strip(f"\r{BOM}")
    lines = [head, *(edit[2] for edit in edits if edit[2])]
    header, *rows = csv.reader(lines, delimiter=_comma(text))
    return [dict(zip(header, row, strict=False)) for row in rows]


def horizon(text: str) -> str:
    """The last day of which the data speak, as this text of dataset.toml has it; blank for none."""
    found = HORIZON.search(text)
    return found[2] if found else ""


def with_horizon(text: str, day: str) -> str:
    """The text of dataset.toml with another last day; every other byte stays."""
    return HORIZON.sub(rf"\g<1>{day}", text, count=1)


def line_of(columns: Sequence[str], row: Row, comma: str = ",") -> str:
    """A row as a line of CSV without its end; the writer quotes only breaks that its end has."""
    out, end = io.StringIO(newline=""), "\r\n"
    csv.writer(out, delimiter=comma, lineterminator=end).writerow([row[name] for name in columns])
    return out.getvalue().removesuffix(end)


def _lines(text: str) -> list[str]:
    """The rows of a file with their ends; a quoted cell may span several lines."""
    lines = list(io.StringIO(text, newline=""))
    reader = csv.reader(lines, strict=True, delimiter=_comma(text))
    rows, start = [], 0
    for _ in reader:
        rows.append("".join(lines[start : reader.line_num]))
        start = reader.line_num
    return rows


def _comma(text: str) -> str:
    """What separates the cells of a file: not every program writes a comma."""
    return max(SEPARATORS, key=text.partition("\n")[0].count)


def _bare(line: str) -> str:
    return line.rstrip("\r\n")
