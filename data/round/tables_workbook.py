"""All tables of a folder as one Excel workbook, a page a table, and such a workbook read again."""

import base64
import hashlib
import io
import json
import zlib
from dataclasses import replace
from datetime import date, datetime

import xlsxwriter
from pydantic import TypeAdapter

from data import contract
from data.archive import repacked
from data.reading.problems import BadDatasetError, shorten
from data.reading.problems import Problem as ProblemOfRow
from data.reading.read import header_problems
from data.round import excel, package
from data.round.package import RefusedFileError
from data.round.store.rows import SETTINGS, key_of
from data.round.tables import Given, Rows, plain
from data.round.values import Change, Problem, Row
from data.text.words import Words
from data.xlsx import OPTIONS

SENT = "_sent"
"""The hidden page with every row as it was sent."""
MOST_CHARACTERS = 32_000
"""Characters of one cell; Excel holds a few more."""
WIDTH = 18
HORIZON = "horizon"
_SENT = TypeAdapter(tuple[bool, str, dict[str, list[list[str]]]])
"""Whether the data are invented, the last day of which they speak, and the rows of each table."""


def write(there: Rows, t: Words, *, fictional: bool) -> bytes:
    """Tables as XLSX: a page each, its columns as in the file, each cell a text.

    A hidden page has every row as it was sent, by which `read` finds what changed.
    """
    out, marking = io.BytesIO(), t("marking.exercise") if fictional else ""
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        text = book.add_format({"num_format": "@", "valign": "top"})
        head = book.add_format({"num_format": "@", "bold": True, "bg_color": "#E7EEFA"})
        title = book.add_format({"bold": True, "font_size": 14})
        book.set_properties({"title": t("round.tables.title"), "created": datetime(2000, 1, 1)})
        for name, own in there.items():
            page, is_table = book.add_worksheet(name), name != SETTINGS
            columns = contract.tables()[name].columns if is_table else [HORIZON]
            page.set_column(0, len(columns) - 1, WIDTH, text)
            page.freeze_panes(1, 0)
            page.set_header(f"&C{marking}" if marking else "")
            page.write_row(0, 0, columns, head)
            for at, row in enumerate(own.values(), start=1):
                for column, cell in enumerate(row.values()):
                    if cell:
                        page.write_string(at, column, cell, text)
            if not is_table:
                page.write_column(2, 0, [marking, t("round.tables.title")], title)
                page.write_column(4, 0, t("round.tables.help").splitlines())
            elif own:
                page.autofilter(0, 0, len(own), len(columns) - 1)
        page = book.add_worksheet(SENT)
        rows = {name: [list(row.values()) for row in own.values()] for name, own in there.items()}
        [[day]] = rows.pop(SETTINGS)
        sent = json.dumps((fictional, day, rows)).encode()
        packed = base64.b64encode(zlib.compress(sent)).decode()
        cuts = range(0, len(packed), MOST_CHARACTERS)
        page.write_column(0, 0, [contract.version()])
        page.write_column(1, 0, [packed[cut : cut + MOST_CHARACTERS] for cut in cuts])
        page.very_hidden()
    return repacked(out.getvalue())


def is_one(content: bytes) -> bool:
    """Whether a file is a workbook of all tables, as `write` makes it."""
    try:
        _, parts = package.opened(content, package.OF_SHEET, "xl/workbook.xml")
    except RefusedFileError:
        return False
    return f'name="{SENT}"'.encode() in parts.get("xl/workbook.xml", b"")


def read(name: str, content: bytes) -> Given:
    """The rows that came back otherwise than they were sent; what cannot be read is a problem."""
    whose = shorten(name), hashlib.sha256(content).hexdigest()
    try:
        _, parts = package.opened(content, package.OF_TABLES)
        pages = excel.read(parts, package.OF_TABLES)
        fictional, was, sent = _sent(pages.pop(SENT, []))
    except RefusedFileError as error:
        problem = Problem(whose[0], "", shorten(error.value), error.what)
        return Given(*whose, problems=(problem,))
    changes, problems = list[Change](), list[ProblemOfRow]()
    day, *_ = [row[0].text for row in pages.pop(SETTINGS, [])[1:]] or [""]
    try:
        now = date.fromisoformat(plain(day)).isoformat()
        changes += [Change(SETTINGS, HORIZON, {HORIZON: was}, {HORIZON: now})] if now > was else []
        if now < was:
            problems.append(ProblemOfRow(SETTINGS, 2, HORIZON, "before", now, {"other": was}))
    except ValueError:
        details = {"allowed": "YYYY-MM-DD"}
        problems.append(ProblemOfRow(SETTINGS, 2, HORIZON, "not_date", shorten(day), details))
    problems += [ProblemOfRow(title, 0, "", "stray_page") for title in pages if title not in sent]
    places = dict[tuple[str, str], int]()
    for table, before in sent.items():
        try:
            after, lines, wrong = _rows(table, pages.get(table))
        except BadDatasetError as error:
            problems += error.problems
            continue
        problems += wrong
        places |= {(table, key): line for key, line in lines.items()}
        changes += [
            Change(table, key, before.get(key), after.get(key))
            for key in dict.fromkeys((*before, *after))
            if before.get(key) != after.get(key)
        ]
    return Given(*whose, changes, places, tuple(problems), fictional)


def _sent(body: list[excel.Row]) -> tuple[bool, str, dict[str, dict[str, Row]]]:
    """Whether the data are invented, their last day, and the rows as they were sent.

    Raises:
        RefusedFileError: they are not what was written there, or for another contract.
    """
    version, *packed = [row[0].text for row in body] or [""]
    if version != contract.version():
        raise RefusedFileError("older_workbook", version)
    try:
        held = base64.b64decode("".join(packed))
        whole = zlib.decompressobj().decompress(held, package.OF_TABLES.bytes)
        fictional, day, sent = _SENT.validate_json(whole)
        found = dict[str, dict[str, Row]]()
        for name, table in contract.tables().items():
            rows = (dict(zip(table.columns, cells, strict=True)) for cells in sent[name])
            found[name] = {key_of(name, row): row for row in rows}
    except (ValueError, KeyError, zlib.error):
        raise RefusedFileError("damaged") from None
    return fictional, day, found


def _rows(
    table: str, page: list[excel.Row] | None
) -> tuple[dict[str, Row], dict[str, int], list[ProblemOfRow]]:
    """Rows of a table as text, by key; where each stands; and what is wrong with them.

    Raises:
        BadDatasetError: there is no such page, or its columns are not those of the table.
    """
    if page is None:
        raise BadDatasetError([ProblemOfRow(table, 0, "", "no_page")])
    head, *body = page or [[]]
    names, own = [cell.text.strip() for cell in head], contract.tables()[table]
    if wrong := header_problems([name for name in names if name], 1, own):
        raise BadDatasetError([replace(one, file=table) for one in wrong])
    rows, lines, problems = dict[str, Row](), dict[str, int](), list[ProblemOfRow]()
    at = {name: names.index(name) for name in own.columns}
    for cells in body:
        row = {name: plain(cells[column].text) for name, column in at.items()}
        key, line = key_of(table, row), max(cell.row for cell in cells)
        cases = [(name, "formula", row[name]) for name in at if cells[at[name]].is_formula]
        cases += [(", ".join(own.primary_key), "repeated_key", key)] if key in rows else []
        problems += [ProblemOfRow(table, line, *case[:2], shorten(case[2])) for case in cases]
        rows[key], lines[key] = row, line
    return rows, lines, problems
