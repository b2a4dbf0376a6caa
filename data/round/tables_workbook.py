"""All tables of a folder as one Excel workbook, a page a table, and such a workbook read again."""

import hashlib
import io
import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from pydantic import TypeAdapter

from data import contract
from data.archive import repacked
from data.reading.problems import Problem, named, shorten
from data.round import package
from data.round.package import RefusedFileError
from data.round.rows import SETTINGS, key_of
from data.round.tables import Given, Rows, is_fictional, plain, rows
from data.round.values import Row
from data.text.words import Words

SENT = "_sent"
"""The hidden page with every row as it was sent."""
MOST_CHARACTERS = 32_000
"""Characters of one cell; Excel holds a few more."""
MOST_ROWS, MOST_COLUMNS = 2**20, 40
WIDTH = 18
_ROW = TypeAdapter(Row)


def write(folder: Path, t: Words) -> bytes:
    """A folder's tables as XLSX: a page a table, its columns as in the file, each cell a text."""
    there, out = rows(folder), io.BytesIO()
    fictional = is_fictional(folder)
    marking = t("marking.exercise") if fictional else ""
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        text = book.add_format({"num_format": "@", "valign": "top"})
        head = book.add_format({"num_format": "@", "bold": True, "bg_color": "#E7EEFA"})
        title = book.add_format({"bold": True, "font_size": 14})
        book.set_properties({"title": t("round.tables.title"), "created": datetime(2000, 1, 1)})
        for name, own in there.items():
            columns = _columns(name)
            page = book.add_worksheet(name)
            page.set_column(0, len(columns) - 1, WIDTH, text)
            page.freeze_panes(1, 0)
            page.set_header(f"&C{marking}" if marking else "")
            for at, row in enumerate([dict(zip(columns, columns, strict=True)), *own.values()]):
                for column, cell in enumerate(row.values()):
                    if cell:
                        page.write_string(at, column, cell, text if at else head)
            if name == SETTINGS:
                page.write(2, 0, marking, title)
                page.write(3, 0, t("round.tables.title"), title)
                page.write_column(4, 0, t("round.tables.help").splitlines())
            elif own:
                page.autofilter(0, 0, len(own), len(columns) - 1)
        page = book.add_worksheet(SENT)
        page.write_row(0, 0, [contract.version(), _digest(there), str(fictional)])
        pairs = ((name, row) for name, own in there.items() for row in own.values())
        for at, (name, row) in enumerate(pairs, start=1):
            line = json.dumps(row, ensure_ascii=False)
            cuts = range(0, len(line), MOST_CHARACTERS)
            cells = [name, *(line[cut : cut + MOST_CHARACTERS] for cut in cuts)]
            for column, cell in enumerate(cells):
                page.write_string(at, column, cell)
        page.very_hidden()
    return repacked(out.getvalue())


def _columns(name: str) -> list[str]:
    return ["horizon"] if name == SETTINGS else contract.tables()[name].columns


def _digest(there: Rows) -> str:
    """The fingerprint of all rows as they were sent."""
    return hashlib.sha256(json.dumps(there, sort_keys=True).encode()).hexdigest()


def is_one(content: bytes) -> bool:
    """Whether a file is such a workbook."""
    return package.has_page(content, SENT)


def read(name: str, content: bytes) -> Given:
    """What a workbook says of all tables.

    Raises:
        RefusedFileError: it is none, or was written for another contract.
    """
    from openpyxl import load_workbook  # its choice of a parser is made in `read_excel`

    whole = package.workbook(content, package.MOST_OF_TABLES)
    try:
        book: Any = load_workbook(io.BytesIO(whole), read_only=True, keep_links=False)
        pages = _pages(book)
        fictional = str(pages[SENT][0][1][2].value) == str(True)
        sent = _sent(pages.pop(SENT))
    except RefusedFileError:
        raise
    except Exception as error:
        raise RefusedFileError("damaged") from error
    found, places, problems = dict[str, Any](), dict[tuple[str, str], int](), list[Problem]()
    for table in sent:
        if table not in pages:
            problems.append(Problem(table, 0, "", "no_page"))
            continue
        own = _Page(table, pages.pop(table))
        problems += own.problems
        found[table] = own.found if own.is_whole else sent[table]
        if table == SETTINGS:
            found[table] = own.found or sent[table]
            day, was = (one[table]["horizon"]["horizon"] for one in (found, sent))
            if day < was:
                line = own.lines["horizon"]
                problems += named(table, "horizon", [line], "before", [day], other=was)
        places |= {(table, key): line for key, line in own.lines.items()}
    strays = [Problem(shorten(title), 0, "", "stray_page") for title in pages]
    digest = hashlib.sha256(content).hexdigest()
    return Given(shorten(name), digest, sent, found, places, (*problems, *strays), fictional)


def _pages(book: Any) -> dict[str, list[tuple[int, list[Any]]]]:
    """The rows of each page that are not blank, each with its number.

    Raises:
        RefusedFileError: a row is further down than any can be, or its cells say more than the
            file holds: many may name one text.
    """
    found, left = dict[str, list[tuple[int, list[Any]]]](), package.MOST_OF_TABLES[0]
    for page in book.worksheets:
        page.reset_dimensions()  # or rows beyond what a program says of its page were not read
        rows, before = found.setdefault(page.title, []), None
        for number, row in enumerate(page.iter_rows(max_col=MOST_COLUMNS), start=1):
            if number > MOST_ROWS:
                raise RefusedFileError("too_large")
            if row is before:
                continue  # of rows that are not there, each is the same
            before = row
            values = [cell.value for cell in row if cell.value is not None]
            left -= sum(len(value) for value in values if isinstance(value, str))
            if left < 0:
                raise RefusedFileError("too_large")
            if values:
                rows.append((number, list(row)))
    return found


def _sent(lines: list[tuple[int, list[Any]]]) -> dict[str, dict[str, Row]]:
    """The rows as they were sent; refused where they are not what was written there."""
    (_, head), *body = lines
    version, digest = (str(cell.value) for cell in head[:2])
    if version != contract.version():
        raise RefusedFileError("older_workbook", version)
    found = {name: dict[str, Row]() for name in (SETTINGS, *contract.tables())}
    for _, (name, *cells) in body:
        row = _ROW.validate_json("".join(str(cell.value or "") for cell in cells))
        table = str(name.value)
        found[table]["horizon" if table == SETTINGS else key_of(table, row)] = row
    if _digest(found) != digest:
        raise RefusedFileError("damaged")
    return found


class _Page:
    """One page as it came back.

    Attributes:
        found: key to row.
        lines: key to the number of its row.
        problems: what could not be read, each with its row.
        is_whole: whether its columns are those of the table.
    """

    def __init__(self, table: str, body: list[tuple[int, list[Any]]]) -> None:
        self.table, self.is_whole = table, True
        self.found, self.lines = dict[str, Row](), dict[str, int]()
        self.problems: list[Problem] = []
        columns = _columns(table)
        number, head = body[0] if body else (1, [])
        names = [str(cell.value or "").strip() for cell in head]
        for code, these in (
            ("missing_column", [one for one in columns if one not in names]),
            ("stray_column", [one for one in names if one and one not in columns]),
            ("repeated_column", {one for one in names if one and names.count(one) > 1}),
        ):
            self.problems += [Problem(table, number, shorten(one), code) for one in these]
        if self.problems:
            self.is_whole = False
            return
        at = {name: names.index(name) for name in columns}
        for line, row in body[1:2] if table == SETTINGS else body[1:]:
            self._row(line, {name: row[column] for name, column in at.items() if column < len(row)})

    def _row(self, line: int, cells: dict[str, Any]) -> None:
        """One row: its cells as text, under its key."""
        table, blank = self.table, dict.fromkeys(_columns(self.table), "")
        for name, cell in cells.items():
            if cell.data_type in ("f", "e"):
                self._say(line, name, "formula", str(cell.value))
        row = blank | {name: _text(cell.value) for name, cell in cells.items()}
        if table == SETTINGS:
            key = "horizon"
            if _no_day(row[key]):
                self._say(line, key, "not_date", row[key], allowed="YYYY-MM-DD")
        else:
            key = key_of(table, row)
            own = contract.tables()[table].primary_key
            for name in own:
                if not row[name]:
                    self._say(line, name, "blank")
            if key in self.found:
                self._say(line, ", ".join(own), "repeated_key", key)
        self.found[key], self.lines[key] = row, line

    def _say(self, line: int, column: str, code: str, value: str = "", **details: str) -> None:
        self.problems += named(self.table, column, [line], code, [value], **details)


def _no_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() != text
    except ValueError:
        return True


def _text(value: Any) -> str:
    """A cell as the file of its table has it, however a program keeps it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime) and value.time() == datetime.min.time():
        value = value.date()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return plain(str(value))
