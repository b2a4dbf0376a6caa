"""The workbook (XLSX): a cover and the tables of `sheets`, ready to sort, to filter and to print. No cell of it is ever a formula."""

import io
import locale
import math
import re
from collections.abc import Sequence
from datetime import UTC, datetime, time
from typing import Any

import pandas as pd
import xlsxwriter
from pandas.api.types import is_datetime64_any_dtype, is_float_dtype
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from components.card import headline_table
from components.documents import DocumentError, imprint, sheets
from components.documents.sheets import Sheet
from components.findings import overview
from components.view import View
from data.frames import missing
from data.measures import Headline, RecordHeadline, total
from data.model import RULES, State
from data.status import SERIOUS_DELAY_DAYS

OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
ADDRESS = re.compile(r"https?://[^\s/]\S*")
LONGEST_ADDRESS = 2079
"""Characters; Excel takes no longer link."""
MOST_LINKS = 65_530
"""Links that Excel takes on a sheet."""
MOST_ROWS = 1_048_576
"""Rows of a sheet."""
LONGEST_FOOTER = LONGEST_PROPERTY = 255
"""Characters that a header or footer may hold, its codes counted, and a property of one's own."""
NARROWEST, WIDEST, WIDEST_OF_ALL, WIDEST_LINK = 9, 34, 70, 110
"""Widths of columns, in characters; for texts of which the longest would not fit on a row otherwise; for addresses, which do not wrap."""
LONG_TEXT = 600
"""Characters from which a column needs the greatest width."""
FEW_LINES, LINE_HEIGHT, HIGHEST = 5, 13.5, 409.5
"""Lines up to which programs find the height of a row themselves; points of a line; the most points of a row."""
PAGE_WIDTH = 240
"""Widths of columns, in characters, that a printed page holds and can still be read."""
BLUE, GREY, RED = "#0b3d91", "#5f6673", "#a8261c"
ABOVE = 3
"""Rows above the column names: what it is, the imprint, a note."""
HEADLINE_HELP = ("completed", "delivered", "range", "range", "coverage")
"""Definition of each row of `card.headline_table` of a complete plan but the last, which needs none."""
RECORD_MEANS = ("confirmed", "awaiting")
"""Numbers of an open record that `card.headline_table` has beside the four figures: their definitions are those of the workbook."""


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
    """One workbook in the making.

    Args:
        book: the workbook.
        view: what it is made from.
        address: the address that reopens the view.
    """

    def __init__(self, book: xlsxwriter.Workbook, view: View, address: str) -> None:
        self.book, self.view, self.address, self.t = book, view, address, view.t
        self.formats: dict[str, Format] = {
            name: book.add_format({"valign": "top", "font_size": 10, **look}) for name, look in _looks(view).items()
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
            if len(value) <= LONGEST_PROPERTY:  # a longer one stands in the comments, and on the cover
                book.set_custom_property(name, value, "text")

    def write(self, tables: Sequence[Sheet]) -> None:
        """The cover and every sheet."""
        cover = self._sheet("cover")
        cover.set_portrait()
        for table in tables:
            self._table(table)
        self._cover(cover, tables)

    def _sheet(self, key: str) -> Worksheet:
        """An empty sheet, set up for printing and marked on each page."""
        sheet = self.book.add_worksheet(self.t(f"workbook_sheet.{key}"))
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.7)
        sheet.fit_to_pages(1, 0)
        marking = _plain(self.view.marking)
        sheet.set_header(f"&L{_plain(self.t('product.name'))}&C&B{marking}&R&A")
        sheet.set_footer(_footer(self.view, self.address))
        sheet.hide_gridlines(2)
        return sheet

    def _table(self, table: Sheet) -> None:
        frame, t = table.frame, self.t
        if len(frame) + ABOVE + 1 > MOST_ROWS:
            raise DocumentError("too_many_rows", table=t(f"workbook_sheet.{table.key}"), n=len(frame), most=MOST_ROWS - ABOVE - 1)
        sheet = self._sheet(table.key)
        said = f"{self.view.marking} · {t(f'workbook_sheet.{table.key}')}: {t(f'workbook_says.{table.key}')}"
        sheet.write_string(0, 0, said, self.formats["marked" if self.view.dataset.fictional else "strong"])
        sheet.write_string(1, 0, imprint.line(self.view, self.address), self.formats["small"])
        note = table.note if len(frame) > table.totals else f"{table.note} {t('workbook.no_rows')}".lstrip()
        sheet.write_string(2, 0, note, self.formats["small"])
        widths = [self._column(sheet, column, str(name), cells, table.totals) for column, (name, cells) in enumerate(frame.items())]
        sheet.fit_to_pages(math.ceil(sum(widths) / PAGE_WIDTH), 0)
        _set_heights(sheet, frame, widths)
        sheet.repeat_columns("A:A")
        last = max(ABOVE + len(frame) - table.totals, ABOVE)
        sheet.autofilter(ABOVE, 0, last, len(frame.columns) - 1)
        sheet.freeze_panes(ABOVE + 1, 1)
        sheet.repeat_rows(ABOVE)

    def _column(self, sheet: Worksheet, column: int, heading: str, cells: pd.Series, totals: int) -> float:
        """The name and the cells of one column, as what they are; returns its width."""
        kind = _kind(cells)
        values: list[Any] = cells.tolist()
        is_address = heading == self.t("documents.address")
        width = _width(heading, values, kind, WIDEST_LINK if is_address else WIDEST)
        sheet.set_column(column, column, width)
        sheet.write_string(ABOVE, column, heading, self.formats["heading" if kind in ("text", "date") else "heading_of_numbers"])
        links = 0
        for row, value in enumerate(values, ABOVE + 1):
            look = self.formats[f"total_{kind}" if row > ABOVE + len(values) - totals else kind]
            if missing(value):
                sheet.write_blank(row, column, None, look)
            elif kind == "date":
                sheet.write_datetime(row, column, value.to_pydatetime(), look)
            elif kind in ("number", "share"):
                sheet.write_number(row, column, value, look)
            elif is_address and links < MOST_LINKS and _is_address(str(value)):
                links += 1
                sheet.write_url(row, column, str(value), self.formats["link"], str(value))
            else:
                sheet.write_string(row, column, str(value), look)
        return width

    def _cover(self, sheet: Worksheet, tables: Sequence[Sheet]) -> None:
        """What the workbook is, its headline with definitions, what each sheet holds, and what the data cannot say."""
        t, looks = self.t, self.formats
        sheet.set_column(0, 0, 34)
        sheet.set_column(1, 1, 80)
        sheet.set_column(2, 4, 11)
        sheet.write_string(0, 0, self.view.marking, looks["marked" if self.view.dataset.fictional else "strong"])
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
        row = self._block(sheet, row + 1, t("workbook.sheets"), [(t(f"workbook_sheet.{one.key}"), _says(self.view, one)) for one in tables])
        for at, one in enumerate(tables, row - len(tables)):
            name = t(f"workbook_sheet.{one.key}")
            sheet.write_url(at, 0, f"internal:'{name}'!A1", looks["link"], name)
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
        headings = [t("column.measure"), t("column.meaning"), t("column.count"), *([] if of_record else [t("column.of"), "%"])]
        for column, heading in enumerate(headings):
            sheet.write_string(row, column, heading, looks["heading_of_numbers" if column > 1 else "heading"])
        shares = [None] * len(table) if of_record else _shares(numbers)
        for (name, *counts), meaning, share in zip(table.itertuples(index=False), self._meanings(numbers), shares, strict=False):
            row += 1
            sheet.write_string(row, 0, name, looks["label"])
            sheet.write_string(row, 1, meaning, looks["text"])
            for column, count in enumerate(counts, 2):
                sheet.write_number(row, column, count, looks["number"])
            if share is not None:
                sheet.write_number(row, 4, share, looks["share"])
        if not of_record and (before := int(total(self.view.selection.milestones)[State.IN_PLACE])):
            row += 1
            sheet.write_string(row, 0, t("state.in_place"), looks["label"])
            sheet.write_string(row, 1, t("workbook.in_place_means"), looks["text"])
            sheet.write_number(row, 2, before, looks["number"])
        return row + 1

    def _meanings(self, numbers: Headline | RecordHeadline) -> list[str]:
        """What each row of `card.headline_table` means."""
        t = self.t
        if isinstance(numbers, RecordHeadline):
            return [t(f"workbook_means.{name}") if name in RECORD_MEANS else t(f"headline.{name}_help") for name in sheets.RECORD]
        return [*(t(f"headline.{name}_help") for name in HEADLINE_HELP), ""]

    def _block(self, sheet: Worksheet, row: int, heading: str, lines: Sequence[tuple[str, str]]) -> int:
        """A heading and lines of two cells; returns the row after the last."""
        sheet.write_string(row, 0, heading, self.formats["strong"])
        for name, text in lines:
            row += 1
            sheet.write_string(row, 0, name, self.formats["label"])
            sheet.write_string(row, 1, text, self.formats["text"])
        return row + 1


def _looks(view: View) -> dict[str, dict[str, Any]]:
    """Every look of a cell; dates and percentages as the language writes them."""
    day = {"num_format": f"[$-{_code(view)}]d mmm yyyy", "align": "left"}
    number = {"num_format": "#,##0", "align": "right", "indent": 1}
    share = {**number, "num_format": "0%" if view.t.language == "en" else '0"\xa0"%'}
    total = {"bold": True, "top": 1}
    heading = {
        "bold": True,
        "font_color": "#ffffff",
        "bg_color": BLUE,
        "text_wrap": True,
        "valign": "vcenter",
        "border": 1,
        "border_color": "#ffffff",
    }
    return {
        "title": {"bold": True, "font_size": 18, "font_color": BLUE},
        "marked": {"bold": True, "font_size": 12, "font_color": RED},
        "strong": {"bold": True, "font_size": 12, "font_color": BLUE},
        "small": {"font_size": 9, "font_color": GREY},
        "heading": heading,
        "heading_of_numbers": {**heading, "align": "right"},
        "label": {"bold": True, "text_wrap": True},
        "text": {"text_wrap": True},
        "link": {"font_color": BLUE, "underline": 1, "text_wrap": True},
        "number": number,
        "share": share,
        "date": day,
        "total_text": {"text_wrap": True, **total},
        "total_number": {**number, **total},
        "total_share": {**share, **total},
    }


def _code(view: View) -> str:
    """The language as Excel numbers it, so that months have their names in it; blank where it has no number."""
    wanted = {"es": "es_CO"}.get(view.t.language, str(view.t.locale))
    return next((f"{number:X}" for number, name in locale.windows_locale.items() if name == wanted), "")


def _kind(cells: pd.Series) -> str:
    """What a column holds: text, dates, whole numbers or shares."""
    if is_datetime64_any_dtype(cells):
        return "date"
    if is_float_dtype(cells):
        return "share"
    known = [cell for cell in cells if not missing(cell)]
    return "number" if known and all(isinstance(cell, int) and not isinstance(cell, bool) for cell in known) else "text"


def _width(heading: str, values: Sequence[Any], kind: str, widest: float) -> float:
    """Wide enough for the longest word of the name and for the cells, as far as a page allows."""
    word = max((len(word) for word in heading.split()), default=0) + 3
    if kind != "text":
        return max(12 if kind == "date" else NARROWEST, word)
    longest = max((len(str(value)) for value in values if not missing(value)), default=0)
    return max(NARROWEST, word, min(longest + 2, max(widest, WIDEST_OF_ALL) if longest > LONG_TEXT else widest))


def _set_heights(sheet: Worksheet, frame: pd.DataFrame, widths: Sequence[float]) -> None:
    """Make room for the names of the columns and for rows of many lines: printed smaller, a text breaks at other places than on screen."""
    rows = [tuple(frame.columns), *frame.itertuples(index=False, name=None)]
    for row, cells in enumerate(rows, ABOVE):
        lines = max((_lines(cell, width) for cell, width in zip(cells, widths, strict=True) if isinstance(cell, str)), default=1)
        if lines > FEW_LINES or row == ABOVE:
            sheet.set_row(row, min(HIGHEST, lines * LINE_HEIGHT))


def _lines(text: str, width: float) -> int:
    """How many lines a text needs in a column, rather one too many: capitals are wider than the figures in which a width is given."""
    units = sum(1.6 if letter in "MW@" else 1.2 if letter.isupper() else 1.0 for letter in text)
    return math.ceil(units / (width - 1))


def _is_address(text: str) -> bool:
    return bool(ADDRESS.fullmatch(text)) and len(text) <= LONGEST_ADDRESS


def _shares(numbers: Headline) -> list[float | None]:
    """The percentage of each row of `card.headline_table`, where the method allows one; the ends of the range have none."""
    last = numbers.on_time.share if numbers.on_time else None
    return [numbers.completed.share, numbers.delivered.share, None, None, numbers.coverage.share, last]


def _says(view: View, sheet: Sheet) -> str:
    """What a sheet holds, and how much."""
    t = view.t
    return f"{t(f'workbook_says.{sheet.key}')} ({t('workbook.rows', n=len(sheet.frame) - sheet.totals)})"


def _plain(text: str) -> str:
    """Text of which a header or footer reads no part as a code."""
    return text.replace("&", "&&")


def _footer(view: View, address: str) -> str:
    """The imprint on each printed page, with as much of it as fits; the rows above the table have the whole."""
    t = view.t
    method = t("imprint.method", version=view.method)
    short = " · ".join([t.dataset(view.dataset), t("filters.said_as_of", day=t.date(view.as_of)), view.state, view.marking, method])
    page = "&R&P / &N"
    choices = [imprint.line(view, address), f"{short} · {t.language.upper()} · {address}", f"{short} · {t.language.upper()}"]
    fitting = [text for one in choices if len(text := f"&L&8{_plain(one)}{page}") <= LONGEST_FOOTER]
    return fitting[0] if fitting else page
