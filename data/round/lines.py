"""The files of tables as lines, so that a row changes and every other byte stays."""

import csv
import io
import re
from collections.abc import Sequence

from data.contract import Table
from data.reading.read import SEPARATORS
from data.round.values import Change, Row

HORIZON = re.compile(r"^(horizon\s*=\s*)(\d{4}-\d{2}-\d{2})", re.MULTILINE)
Edit = tuple[str, str | None, str | None] | tuple[str, str | None, str | None, int]
"""A row of a file before and after: name of the file, and each as a line without its end; of one
that goes, the number of its line, so that it comes back to its place."""


def edited(text: str, table: Table, changes: Sequence[Change]) -> tuple[str, list[Edit]]:
    """The text of a table's file with changed rows, and what was edited.

    Columns that the file lacks, because it is older than they are, are added to each row.
    """
    rows, comma = [bare for line in _lines(text) if (bare := _bare(line))], _comma(text)
    first = rows[0].removeprefix("\ufeff")
    header = [name.strip() for name in next(csv.reader([first], delimiter=comma))]
    edits: list[Edit] = []
    if lacking := [name for name in table.columns if name not in header]:
        edits += [(table.path, rows[0], comma.join([rows[0], *lacking]))]
        edits += [(table.path, row, row + comma * len(lacking)) for row in rows[1:]]
        header += lacking
        text = applied(text, edits)
    there = _by_key(text, table, header) if any(change.before for change in changes) else {}
    done, bare = len(edits), [_bare(line) for line in _lines(text)]
    for change in changes:
        before = there[change.key] if change.before else None
        if change.after is not None:
            edits.append((table.path, before, line_of(header, change.after, comma)))
    gone = (bare.index(there[change.key]) for change in changes if change.after is None)
    edits += [(table.path, bare[at], None, at) for at in sorted(gone, reverse=True)]
    return applied(text, edits[done:]), edits


def applied(text: str, edits: Sequence[Edit]) -> str:
    """The text of a file after edits; what is new comes last, what had a place goes there.

    Raises:
        LookupError: a row that an edit changes is not there as it was.
    """
    lines = _lines(text)
    bare = [_bare(line) for line in lines]
    for _, before, after, *place in edits:
        if before is None:
            end = lines[0][len(bare[0]) :] or "\n"
            at = place[0] if place else len(lines)
            if at >= len(lines) and lines[-1] == bare[-1]:  # the last line ends with the file
                lines[-1], end = lines[-1] + end, ""
            lines.insert(at, f"{after}{end}")
            bare.insert(at, str(after))
            continue
        if before not in bare:
            raise LookupError(before)
        at = bare.index(before)
        end = lines[at][len(before) :]
        if after is not None:
            lines[at], bare[at] = after + end, after
            continue
        if at == len(lines) - 1 and not end:
            lines[at - 1] = bare[at - 1]
        del lines[at], bare[at]
    return "".join(lines)


def turned(edit: Edit) -> Edit:
    """The edit that takes another back."""
    name, before, after, *place = edit
    return (name, after, before, place[0]) if place else (name, after, before)


def rows_after(text: str, edits: Sequence[Edit]) -> list[Row]:
    """The rows that edits left, by the columns of the file of which this is the text."""
    comma = _comma(text)
    lines = [text.partition("\n")[0].strip("\r\ufeff"), *(edit[2] for edit in edits if edit[2])]
    header, *rows = (next(csv.reader([line], delimiter=comma)) for line in lines)
    return [dict(zip(header, row, strict=False)) for row in rows]


def horizon(text: str) -> str:
    """The last day of which the data speak, as dataset.toml has it."""
    found = HORIZON.search(text)
    return found[2] if found else ""


def with_horizon(text: str, day: str) -> str:
    """The text of dataset.toml with another last day; every other byte stays."""
    return HORIZON.sub(rf"\g<1>{day}", text, count=1)


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


def line_of(columns: Sequence[str], row: Row, comma: str = ",") -> str:
    """A row as a line of CSV without its end; the writer quotes only breaks that its end has."""
    out, end = io.StringIO(newline=""), "\r\n"
    csv.writer(out, delimiter=comma, lineterminator=end).writerow([row[name] for name in columns])
    return out.getvalue().removesuffix(end)


def _by_key(text: str, table: Table, header: Sequence[str]) -> dict[str, str]:
    """Key to line of each row."""
    found, comma = {}, _comma(text)
    for line in _lines(text)[1:]:
        row = next(csv.reader([_bare(line)], delimiter=comma), [])
        cells = dict(zip(header, row, strict=False))
        found["/".join(cells.get(name, "") for name in table.primary_key)] = _bare(line)
    return found
