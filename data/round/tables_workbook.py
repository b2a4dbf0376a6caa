"""All tables of a folder as one Excel workbook, a page a table, and such a workbook read again."""

import base64
import hashlib
import io
import json
import re
import zlib
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import xlsxwriter
from pydantic import TypeAdapter

from data import contract
from data.archive import repacked
from data.reading.problems import Problem as ProblemOfRow
from data.reading.problems import named, shorten
from data.round import excel, package
from data.round.package import RefusedFileError
from data.round.rows import SETTINGS, key_of
from data.round.tables import Given, Rows, plain
from data.round.values import Change, Problem, Row
from data.text.words import Words

SENT = "_sent"
"""The hidden page with every row as it was sent."""
MOST_CHARACTERS = 32_000
"""Characters of one cell; Excel holds a few more."""
WIDTH = 18
_ALL = TypeAdapter(dict[str, dict[str, Row]])


def write(there: Rows, t: Words, *, fictional: bool) -> bytes:
    """Tables as XLSX: a page each, its columns as in the file, each cell a text."""
    out, marking = io.BytesIO(), t("marking.exercise") if fictional else ""
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
        whole = json.dumps(there, ensure_ascii=False).encode()
        packed = base64.b64encode(zlib.compress(whole)).decode()
        cuts = range(0, len(packed), MOST_CHARACTERS)
        page.write_row(
            0, 0, [contract.version(), hashlib.sha256(whole).hexdigest(), str(fictional)]
        )
        page.write_column(1, 0, [packed[cut : cut + MOST_CHARACTERS] for cut in cuts])
        page.very_hidden()
    return repacked(out.getvalue())


def _columns(name: str) -> list[str]:
    return ["horizon"] if name == SETTINGS else contract.tables()[name].columns


def is_one(content: bytes) -> bool:
    """Whether a file is such a workbook."""
    try:
        parts = package.parts(content, re.compile("xl/workbook.xml"), package.OF_SHEET)
    except RefusedFileError:
        return False
    return any(f'name="{SENT}"'.encode() in part for part in parts.values())


def read(name: str, content: bytes) -> Given:
    """What a workbook says of all tables; what cannot be read of it is among its problems."""
    name, digest = shorten(name), hashlib.sha256(content).hexdigest()
    try:
        pages = excel.opened(content, package.OF_TABLES)
        sent, fictional = _sent(pages.pop(SENT, []))
    except RefusedFileError as error:
        refused = Problem.of(name, "", error.value, error.what)
        return Given(name, digest, problems=(refused,))
    back = _Back()
    for table in sent:
        if table not in pages:
            back.problems.append(ProblemOfRow(table, 0, "", "no_page"))
        elif at := back.columns(table, next(iter(pages[table]), [])):
            for row in pages[table][1:2] if table == SETTINGS else pages[table][1:]:
                back.row(table, {name: row[column] for name, column in at.items()})
    back.horizon(sent[SETTINGS]["horizon"]["horizon"])
    strays = [ProblemOfRow(title, 0, "", "stray_page") for title in pages if title not in sent]
    changes = [
        Change(table, key, sent[table].get(key), rows.get(key))
        for table, rows in back.rows.items()
        for key in dict.fromkeys((*sent[table], *rows))
        if sent[table].get(key) != rows.get(key)
    ]
    problems = (*back.problems, *strays)
    return Given(name, digest, changes, back.places, problems, fictional)


def _sent(body: list[excel.Row]) -> tuple[dict[str, dict[str, Row]], bool]:
    """The rows as they were sent, and whether they are invented.

    Raises:
        RefusedFileError: they are not what was written there, or for another contract.
    """
    (version, digest, fictional, *_), *lines = body or [[excel.NOTHING] * 3]
    if version.value != contract.version():
        raise RefusedFileError("older_workbook", str(version.value))
    try:
        packed = base64.b64decode("".join(str(row[0].value) for row in lines))
        whole = zlib.decompressobj().decompress(packed, package.OF_TABLES.bytes)
        sent = _ALL.validate_json(whole)
        columns = {name: {tuple(row) for row in own.values()} for name, own in sent.items()}
    except (ValueError, zlib.error):
        raise RefusedFileError("damaged") from None
    wanted = {name: {tuple(_columns(name))} for name in (SETTINGS, *contract.tables())}
    is_sound = columns.keys() == wanted.keys() and "horizon" in sent[SETTINGS]
    is_sound = is_sound and all(columns[name] <= wanted[name] for name in wanted)
    if not is_sound or hashlib.sha256(whole).hexdigest() != digest.value:
        raise RefusedFileError("damaged")
    return sent, str(fictional.value) == str(True)


class _Back:
    """What came back, page by page.

    Attributes:
        rows: table to key to row, of each page that could be read.
        places: table and key to the row of its page.
        problems: what could not be read, each with its row.
    """

    def __init__(self) -> None:
        self.rows: dict[str, dict[str, Row]] = {}
        self.places: dict[tuple[str, str], int] = {}
        self.problems: list[ProblemOfRow] = []

    def columns(self, table: str, head: excel.Row) -> Mapping[str, int]:
        """Where each column of a table is; none where they are not those of the table."""
        names = [str(cell.value or "").strip() for cell in head]
        columns = _columns(table)
        wrong = {
            "missing_column": [one for one in columns if one not in names],
            "stray_column": [one for one in names if one and one not in columns],
            "repeated_column": {one for one in names if one and names.count(one) > 1},
        }
        found = [
            ProblemOfRow(table, 1, shorten(one), code) for code in wrong for one in wrong[code]
        ]
        self.problems += found
        if found:
            return {}
        self.rows[table] = {}
        return {name: names.index(name) for name in columns}

    def row(self, table: str, cells: Mapping[str, Any]) -> None:
        """One row: its cells as text, under its key."""
        line = next((cell.row for cell in cells.values() if cell.value is not None), 0)
        for name, cell in cells.items():
            if cell.is_formula:
                self._say(table, line, name, "formula", str(cell.value))
        row = {name: plain(cell.text) for name, cell in cells.items()}
        own = ("horizon",) if table == SETTINGS else contract.tables()[table].primary_key
        for name in own:
            if not row[name]:
                self._say(table, line, name, "blank")
        key = "horizon" if table == SETTINGS else key_of(table, row)
        if key in self.rows[table]:
            self._say(table, line, ", ".join(own), "repeated_key", key)
        self.rows[table][key], self.places[table, key] = row, line

    def horizon(self, was: str) -> None:
        """Whether the last day of the data is one, and no earlier one than it was."""
        line = self.places.get((SETTINGS, "horizon"))
        if line is None:
            self.rows.pop(SETTINGS, None)
            return
        day = self.rows[SETTINGS]["horizon"]["horizon"]
        if _no_day(day):
            self._say(SETTINGS, line, "horizon", "not_date", day, allowed="YYYY-MM-DD")
        elif day < was:
            self._say(SETTINGS, line, "horizon", "before", day, other=was)

    def _say(
        self, table: str, line: int, column: str, code: str, value: str = "", **details: str
    ) -> None:
        self.problems += named(table, column, [line], code, [value], **details)


def _no_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() != text
    except ValueError:
        return True
