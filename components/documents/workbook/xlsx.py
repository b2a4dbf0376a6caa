"""The workbook (XLSX): a cover, the matrix and the tables of `sheets`.

The only formulas are sums of the rows shown, each with its value. No cell of data is a formula.
"""

import io
import math
import re
from collections.abc import Sequence
from datetime import UTC, datetime, time
from typing import Any

import pandas as pd
import xlsxwriter
from pandas.api.types import is_datetime64_any_dtype, is_float_dtype
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from components.cards import overview
from components.cards.card import headline_table
from components.documents import DocumentError, imprint
from components.documents.workbook import grid, sheets
from components.documents.workbook import looks as workbook_looks
from components.documents.workbook.sheets import Sheet
from components.view.view import View
from data.measures import Headline, RecordHeadline, total
from data.model import RULES, State
from data.records import missing
from data.status import SERIOUS_DELAY_DAYS

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
ADDRESS = re.compile(r"https?://[^\s/]\S*")
LONGEST_ADDRESS = 2079
"""Characters; Excel takes no longer link."""
MOST_LINKS = 65_530
"""Links that Excel takes on a sheet."""
MOST_ROWS = 1_048_576
"""Rows of a sheet."""
LONGEST_FOOTER = LONGEST_PROPERTY = 255
"""Characters that a header or footer may hold, its codes counted, and a property of one's own."""
NARROWEST, WIDEST, WIDER, WIDEST_OF_ALL, WIDEST_LINK = 9, 34, 54, 70, 110
"""Widths of columns, in characters: the least; the most for short texts, for texts of more than
two lines, and for the longest texts; the most for addresses, which do not wrap."""
MORE_THAN_TWO_LINES, LONG_TEXT = 64, 600
"""Characters of a text from which a column may be WIDER, and from which it may be WIDEST_OF_ALL."""
FEW_LINES, LINE_HEIGHT, HIGHEST = 5, 13.5, 409.5
"""Lines up to which programs set the height of a row themselves; points of a line, and at most of
a row."""
WIDEST_LETTER = 1.6
"""Width of a capital M, in characters."""
HEAD_WIDTH = 120
"""Width of the head of a sheet of data, in characters, if its columns are as wide."""
ABOVE = 3
"""Rows above the column names: what it is, the imprint, a note."""
PREFIX = "roadmap_"
"""First part of the names of tables and numbers, the same in every language, so that a formula
works with a workbook in another language."""
PLAN_NAMES = ("completed", "delivered", "range_low", "range_high", "coverage", "on_time")
"""Name of the number in each row of `card.headline_table` of a complete plan."""
HEADLINE_HELP = ("completed", "delivered", "range", "range", "coverage")
"""Definition of each row of `card.headline_table` of a complete plan, without the last row."""
RECORD_MEANS = ("confirmed", "awaiting")
"""Numbers of an open record that the workbook defines: `headline_table` has them besides the four
figures."""


def make(view: View, address: str) -> bytes:
    """The workbook of a view; the same view and address give the same bytes.

    Args:
        view: what the reader is looking at.
        address: the address that reopens it.

    Raises:
        DocumentError: a table has more rows than a sheet can hold.
    """
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        _Writer(book, view, address).write(sheets.every(view))
    return out.getvalue()


class _Writer:
    """Writes one workbook.

    Args:
        book: the workbook.
        view: what it is made from.
        address: the address that reopens the view.
    """

    def __init__(self, book: xlsxwriter.Workbook, view: View, address: str) -> None:
        self.book, self.view, self.address, self.t = book, view, address, view.t
        self.formats: dict[str, Format] = {
            name: book.add_format({"valign": "top", "font_size": 10, **look})
            for name, look in workbook_looks.every(view).items()
        }
        stamp = datetime.combine(view.as_of, time(), UTC).replace(tzinfo=None)
        book.set_properties(
            {
                "title": f"{self.t('product.name')}: {self.t('document.workbook')}",
                "subject": view.sentence,
                "category": view.marking,
                "keywords": self.t.language,
                "comments": imprint.line(view, address),
                "created": stamp,
            }
        )
        for name, value in imprint.facts(view, address).items():
            if (
                len(value) <= LONGEST_PROPERTY
            ):  # a longer one stands in the comments, and on the cover
                book.set_custom_property(name, value, "text")

    def write(self, tables: Sequence[Sheet]) -> None:
        """The cover and every sheet."""
        cover = self._sheet("cover")
        cover.set_portrait()
        for table in tables:
            if table.key == "matrix":
                self._matrix()
            self._table(table)
        self._cover(cover, tables)

    def _name(self, name: str, sheet: Worksheet, cells: str) -> str:
        """Give cells a name by which formulas can refer to them; returns it."""
        self.book.define_name(f"{PREFIX}{name}", f"='{sheet.get_name()}'!{cells}")
        return f"{PREFIX}{name}"

    def _matrix(self) -> None:
        sheet, table = self._sheet("grid"), grid.grid(self.view)
        last = (len(table.priorities) + 1) * len(table.blocks)
        self._head(
            sheet, "grid", self.t("workbook.of_grid"), [grid.WIDTH_OF_NAMES, *[grid.WIDTH] * last]
        )
        first_block = grid.write(sheet, ABOVE, table, self.formats, self.view)
        self._name("grid", sheet, _absolute(first_block))
        sheet.freeze_panes(ABOVE + 2, 1)
        sheet.fit_to_pages(1, 1)

    def _head(self, sheet: Worksheet, key: str, note: str, widths: Sequence[float]) -> None:
        """The title of a sheet, the imprint and a note, across the columns that are printed."""
        name, contents = self.t(f"workbook_sheet.{key}"), self.t(f"workbook_says.{key}")
        title = f"{self.view.marking} · {name}: {contents}"
        lines = [
            (title, "marked" if self.view.dataset.fictional else "strong"),
            (imprint.line(self.view, self.address), "small"),
            (note, "small"),
        ]
        for row, (text, look) in enumerate(lines):
            if len(widths) > 1:
                sheet.merge_range(row, 0, row, len(widths) - 1, "", self.formats[look])
            sheet.write_string(row, 0, text, self.formats[look])
            sheet.set_row(row, LINE_HEIGHT * (1.25 if row == 0 else 1) * _lines(text, sum(widths)))

    def _sheet(self, key: str) -> Worksheet:
        """An empty sheet, set up for printing and marked on each page."""
        sheet = self.book.add_worksheet(self.t(f"workbook_sheet.{key}"))
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.7)
        sheet.fit_to_pages(1, 0)
        marking = _escape(self.view.marking)
        sheet.set_header(f"&L{_escape(self.t('product.name'))}&C&B{marking}&R&A, &P / &N")
        sheet.set_footer(_footer(self.view, self.address))
        sheet.hide_gridlines(2)
        return sheet

    def _table(self, table: Sheet) -> None:
        frame, t = table.frame, self.t
        if len(frame) + ABOVE + 1 > MOST_ROWS:
            raise DocumentError(
                "too_many_rows",
                table=t(f"workbook_sheet.{table.key}"),
                n=len(frame),
                most=MOST_ROWS - ABOVE - 1,
            )
        sheet = self._sheet(table.key)
        rows = len(frame) - table.totals
        if rows:  # Excel takes no table without a row.
            columns = [{"header": str(name)} for name in frame]
            options = {
                "name": f"{PREFIX}{table.key}",
                "columns": columns,
                "style": "Table Style Light 1",
            }
            sheet.add_table(ABOVE, 0, ABOVE + rows, len(columns) - 1, options)
        widths = [
            self._column(sheet, column, str(name), cells, table)
            for column, (name, cells) in enumerate(frame.items())
        ]
        notes = [
            table.note,
            "" if rows else t("workbook.no_rows"),
            "" if table.printed else t("workbook.not_printed"),
        ]
        printed = widths[: table.printed] or _first(widths, HEAD_WIDTH)
        self._head(sheet, table.key, " ".join(filter(None, notes)), printed)
        _set_heights(sheet, frame, widths[: table.printed] or widths)
        sheet.freeze_panes(ABOVE + 1, 1)
        sheet.repeat_rows(ABOVE)
        sheet.print_area(0, 0, ABOVE + len(frame) if table.printed else ABOVE - 1, len(printed) - 1)

    def _column(
        self, sheet: Worksheet, column: int, heading: str, cells: pd.Series, table: Sheet
    ) -> float:
        """Write the heading and the cells of one column, each with its type; returns its width."""
        first_total = ABOVE + 1 + len(cells) - table.totals
        kind = _kind(cells)
        values: list[Any] = cells.tolist()
        is_address = heading == self.t("documents.address")
        width = _width(heading, values, kind, WIDEST_LINK if is_address else WIDEST)
        sheet.set_column(column, column, width)
        sheet.write_string(
            ABOVE,
            column,
            heading,
            self.formats["heading" if kind in ("text", "date") else "heading_of_numbers"],
        )
        links, wraps = 0, not table.printed or column < table.printed
        for row, value in enumerate(values, ABOVE + 1):
            look = self.formats[
                f"total_{kind}"
                if row >= first_total
                else "line"
                if kind == "text" and not wraps
                else kind
            ]
            if missing(value):
                sheet.write_blank(row, column, None, look)
            elif kind == "date":
                sheet.write_datetime(row, column, value.to_pydatetime(), look)
            elif (
                row >= first_total
                and kind == "number"
                and value == sum(values[: first_total - ABOVE - 1])
            ):
                shown = xl_range(ABOVE + 1, column, first_total - 1, column)
                sheet.write_formula(row, column, f"=SUBTOTAL(109,{shown})", look, value)
            elif kind in ("number", "share"):
                sheet.write_number(row, column, value, look)
            elif is_address and links < MOST_LINKS and _is_address(str(value)):
                links += 1
                sheet.write_url(row, column, str(value), self.formats["link"], str(value))
            else:
                sheet.write_string(row, column, str(value), look)
        return width

    def _cover(self, sheet: Worksheet, tables: Sequence[Sheet]) -> None:
        """Write the cover: the imprint, the headline, the list of sheets, the rules, the limits."""
        t, looks = self.t, self.formats
        sheet.set_column(0, 0, 34)
        sheet.set_column(1, 1, 66)
        sheet.set_column(2, 4, 11)
        sheet.set_column(5, 5, 20)
        sheet.write_string(
            0, 0, self.view.marking, looks["marked" if self.view.dataset.fictional else "strong"]
        )
        sheet.write_string(1, 0, f"{t('product.name')}: {t('document.workbook')}", looks["title"])
        row = 3
        for name, value in imprint.facts(self.view, self.address).items():
            sheet.write_string(row, 0, name, looks["label"])
            if value == self.address and _is_address(value):
                sheet.write_url(row, 1, value, looks["link"], value)
            else:
                sheet.write_string(row, 1, value, looks["text"])
            row += 1
        row = self._headline(sheet, row + 1)
        listed = [
            (table.key, _contents(self.view, table), f"{PREFIX}{table.key}") for table in tables
        ]
        listed.insert(1, ("grid", t("workbook_says.grid"), f"{PREFIX}grid"))
        row = self._block(
            sheet,
            row + 1,
            t("workbook.sheets"),
            [(t(f"workbook_sheet.{key}"), contents) for key, contents, _ in listed],
        )
        for at, (key, _, name) in enumerate(listed, row - len(listed)):
            title = t(f"workbook_sheet.{key}")
            sheet.write_url(at, 0, f"internal:'{title}'!A1", looks["link"], title)
            sheet.write_string(at, 2, name, looks["small_line"])
        sheet.write_string(row, 1, t("workbook.named", prefix=PREFIX), looks["small"])
        row += 1
        rules = [
            (f"{number}. {t(f'status.{status}')}", t(f"rule.{status}", days=SERIOUS_DELAY_DAYS))
            for status, number in sorted(RULES.items(), key=lambda pair: pair[1])
        ]
        row = self._block(sheet, row + 1, t("workbook.rules"), rules)
        if limits := overview.limits(self.view):
            self._block(sheet, row + 1, t("limits.title"), [("", limit) for limit in limits])

    def _headline(self, sheet: Worksheet, row: int) -> int:
        t, looks = self.t, self.formats
        numbers = overview.headline(self.view)
        table = headline_table(self.view, numbers)
        of_record = isinstance(numbers, RecordHeadline)
        headings = [
            t("column.measure"),
            t("column.meaning"),
            t("column.count"),
            *([] if of_record else [t("column.of"), "%"]),
        ]
        names = iter(sheets.RECORD if of_record else PLAN_NAMES)
        for column, heading in enumerate(headings):
            sheet.write_string(
                row, column, heading, looks["heading_of_numbers" if column > 1 else "heading"]
            )
        shares = [None] * len(table) if of_record else _shares(numbers)
        for (name, *counts), meaning, share in zip(
            table.itertuples(index=False), self._meanings(numbers), shares, strict=False
        ):
            row += 1
            sheet.write_string(row, 0, name, looks["label"])
            sheet.write_string(row, 1, meaning, looks["text"])
            for column, count in enumerate(counts, 2):
                sheet.write_number(row, column, count, looks["number"])
            if share is not None:
                sheet.write_number(row, 4, share, looks["share"])
            cell = xl_rowcol_to_cell(row, 2, row_abs=True, col_abs=True)
            sheet.write_string(
                row,
                3 if of_record else 5,
                self._name(next(names), sheet, cell),
                looks["small_line"],
            )
        if not of_record and (before := int(total(self.view.selection.milestones)[State.IN_PLACE])):
            row += 1
            sheet.write_string(row, 0, t("state.in_place"), looks["label"])
            sheet.write_string(row, 1, t("workbook.in_place_means"), looks["text"])
            sheet.write_number(row, 2, before, looks["number"])
            cell = xl_rowcol_to_cell(row, 2, row_abs=True, col_abs=True)
            sheet.write_string(row, 5, self._name("in_place", sheet, cell), looks["small_line"])
        return row + 1

    def _meanings(self, numbers: Headline | RecordHeadline) -> list[str]:
        """The definition of each row of `card.headline_table`."""
        t = self.t
        if isinstance(numbers, RecordHeadline):
            return [
                t(f"workbook_means.{name}") if name in RECORD_MEANS else t(f"headline.{name}_help")
                for name in sheets.RECORD
            ]
        return [*(t(f"headline.{name}_help") for name in HEADLINE_HELP), ""]

    def _block(
        self, sheet: Worksheet, row: int, heading: str, lines: Sequence[tuple[str, str]]
    ) -> int:
        """A heading and lines of two cells; returns the row after the last."""
        sheet.write_string(row, 0, heading, self.formats["strong"])
        for name, text in lines:
            row += 1
            sheet.write_string(row, 0, name, self.formats["label"])
            sheet.write_string(row, 1, text, self.formats["text"])
        return row + 1


def _kind(cells: pd.Series) -> str:
    """What a column holds: text, dates, whole numbers or shares."""
    if is_datetime64_any_dtype(cells):
        return "date"
    if is_float_dtype(cells):
        return "share"
    known = [cell for cell in cells if not missing(cell)]
    return (
        "number"
        if known and all(isinstance(cell, int) and not isinstance(cell, bool) for cell in known)
        else "text"
    )


def _width(heading: str, values: Sequence[Any], kind: str, widest: float) -> float:
    """Width of a column, in characters: at least its longest word, at most what a page allows."""
    word = max((len(word) for word in heading.split()), default=0) + 3
    if kind != "text":
        return max(12 if kind == "date" else NARROWEST, word)
    longest = max((len(str(value)) for value in values if not missing(value)), default=0)
    if longest > MORE_THAN_TWO_LINES:
        widest = max(widest, WIDEST_OF_ALL if longest > LONG_TEXT else WIDER)
    return max(NARROWEST, word, min(longest + 2, widest))


def _first(widths: Sequence[float], room: float) -> list[float]:
    """The first columns that together are at least as wide as `room`, or all."""
    taken = [sum(widths[: at + 1]) for at in range(len(widths))]
    return list(widths[: 1 + sum(width < room for width in taken)])


def _absolute(cells: str) -> str:
    """A range of cells as an absolute one, which a copied formula does not move."""
    return re.sub(r"([A-Z]+)(\d+)", r"$\1$\2", cells)


def _set_heights(sheet: Worksheet, frame: pd.DataFrame, widths: Sequence[float]) -> None:
    """Set the heights of the row of headings and of rows of many lines.

    Programs set too little for these: a text breaks at other places in print than on screen.
    """
    rows = [tuple(frame.columns), *frame.itertuples(index=False, name=None)]
    for row, cells in enumerate(rows, ABOVE):
        lines = max(
            (
                _lines(cell, width)
                for cell, width in zip(cells, widths, strict=False)
                if isinstance(cell, str)
            ),
            default=1,
        )
        if lines > FEW_LINES or row == ABOVE:
            sheet.set_row(row, min(HIGHEST, lines * LINE_HEIGHT))


def _lines(text: str, width: float) -> int:
    """Lines that a text needs in a column, one too many if in doubt.

    A width is given in digits, and capitals are wider.
    """
    if len(text) * WIDEST_LETTER <= width - 1:
        return 1
    units = sum(
        WIDEST_LETTER if letter in "MW@" else 1.2 if letter.isupper() else 1.0 for letter in text
    )
    return math.ceil(units / (width - 1))


def _is_address(text: str) -> bool:
    return bool(ADDRESS.fullmatch(text)) and len(text) <= LONGEST_ADDRESS


def _shares(numbers: Headline) -> list[float | None]:
    """The share of each row of `card.headline_table`, from 0 to 1.

    `None` where the method allows none, and for the two ends of the range.
    """
    last = numbers.on_time.share if numbers.on_time else None
    return [
        numbers.completed.share,
        numbers.delivered.share,
        None,
        None,
        numbers.coverage.share,
        last,
    ]


def _contents(view: View, sheet: Sheet) -> str:
    """What a sheet holds, how many rows, and whether it prints."""
    t = view.t
    use = t("workbook.prints" if sheet.printed else "workbook.data_sheet")
    rows = t("workbook.rows", n=len(sheet.frame) - sheet.totals)
    return f"{t(f'workbook_says.{sheet.key}')} ({rows}; {use})"


def _escape(text: str) -> str:
    """Text for a header or footer, where `&` begins a code."""
    return text.replace("&", "&&")


def _footer(view: View, address: str) -> str:
    """The imprint for the foot of a printed page, shortened to the characters that Excel takes."""
    t = view.t
    method = t("imprint.method", version=view.method)
    short = " · ".join(
        [
            t.dataset(view.dataset),
            t("filters.said_as_of", day=t.date(view.as_of)),
            view.state,
            view.marking,
            method,
        ]
    )
    choices = [
        imprint.line(view, address),
        f"{short} · {t.language.upper()} · {address}",
        f"{short} · {t.language.upper()}",
    ]
    codes = (f"&L&8{_escape(text)}" for text in choices)
    return next((code for code in codes if len(code) <= LONGEST_FOOTER), "")
