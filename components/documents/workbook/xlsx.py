"""The workbook (XLSX): a cover and the tables of `sheets`.

No cell is a formula: totals count the whole selection, whatever a filter of a table hides.
"""

import io
import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import datetime, time
from itertools import accumulate
from typing import Any, NamedTuple, Self

import pandas as pd
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from components.cards import overview
from components.charts import theme
from components.documents import DocumentError, provenance
from components.documents.workbook import sheets
from components.documents.workbook.sheet import PREFIX, Sheet, is_open
from components.layout.headline import headline_table
from components.view import totals
from components.view.view import View
from data.measures import RecordHeadline, total
from data.model import SET_ASIDE
from data.xlsx import OPTIONS, header_text

PLAN = {
    "completed": "completed",
    "delivered": "delivered",
    "range_low": "range",
    "range_high": "range",
    "coverage": "coverage",
    "on_time": "",
}
"""Name of the number in each row of `headline_table` of a complete plan to its definition."""
NAMES, TEXTS = 34, 66
"""Widths of the columns of names and of texts on the cover, in characters."""
BLUE, GREY, RED = theme.PRIMARY, theme.real(theme.WITHDRAWN), theme.real(theme.LATE)
MOST_LINKS = 65_530
"""Links that Excel takes on a sheet."""
MOST_ROWS = 1_048_576
"""Rows of a sheet."""
LONGEST_FOOTER = 255
"""Characters of a header or footer with its codes."""
PRINTED = 200
"""Width of the columns that are printed, in characters: the first that fit on a page across."""
ABOVE = 3
"""Rows above the column names: what it is, the provenance, a note."""
ADDRESS = re.compile(r"https?://[^\s/]\S*")
LONGEST_ADDRESS = 2079
"""Characters; Excel takes no longer link."""
KINDS = {pd.Timestamp: "date", int: "number", float: "share"}
"""What a column holds whose cells are of one type; any other holds text."""
NARROWEST, OF_A_DATE, WIDEST = 9, 12, 38
"""Widths of columns, in characters: the least, that of dates, and the most; longer texts wrap."""
MOST_LINES, LINE, AROUND = 3, 12.5, 3
"""Lines of a heading at most; points of a line, and of what is around the lines of a row."""


def make(view: View, address: str) -> bytes:
    """The workbook of a view; the same view and address give the same bytes.

    Raises:
        DocumentError: a table has more rows than a sheet can hold.
    """
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        _Writer(book, view, address).write()
    return out.getvalue()


class _Cells(NamedTuple):
    """A column of a sheet: its heading, its cells (`None` where one is blank), and what they are.

    Their `kind` is text, dates, whole numbers or shares.
    """

    heading: str
    listed: list[Any]
    kind: str

    @classmethod
    def of(cls, heading: object, cells: pd.Series) -> Self:
        """The column of a frame; its kind follows from the types of its cells."""
        pairs = zip(cells.isna().tolist(), cells.tolist(), strict=True)
        values = [None if is_missing or cell == "" else cell for is_missing, cell in pairs]
        types = {type(cell) for cell in values if cell is not None}
        kind = KINDS.get(types.pop(), "text") if len(types) == 1 else "text"
        return cls(str(heading), values, kind)

    @property
    def width(self) -> int:
        """Its width in characters: that of its longest text, but at most `WIDEST`."""
        word = max(0, len(self.heading) // MOST_LINES, *map(len, self.heading.split())) + 3
        texts = self.listed if self.kind == "text" else ()
        longest = max((len(str(cell)) for cell in texts if cell is not None), default=0) + 2
        least = OF_A_DATE if self.kind == "date" else NARROWEST
        return max(least, word, min(longest, WIDEST))


def _height(*texts: tuple[str, int]) -> float:
    """Points of a row for texts, each in a column so many digits wide; letters are thinner."""
    lines = (len(textwrap.wrap(text, width * 6 // 5)) for text, width in texts)
    return max(1, *lines) * LINE + AROUND


def _is_address(text: str) -> bool:
    """Whether a text is a web address that Excel takes as a link."""
    return bool(ADDRESS.fullmatch(text)) and len(text) <= LONGEST_ADDRESS


class _Writer:
    def __init__(self, book: xlsxwriter.Workbook, view: View, address: str) -> None:
        self.book, self.view, self.address, self.t = book, view, address, view.t
        self.formats: dict[str, Format] = {
            name: book.add_format({"valign": "top", "font_size": 10, **look})
            for name, look in _looks(view).items()
        }
        book.set_properties(
            {
                "title": f"{self.t('product.name')}: {self.t('document.workbook')}",
                "subject": view.describe(),
                "category": view.marking,
                "keywords": self.t.language,
                "comments": provenance.line(view, address),
                "created": datetime.combine(view.as_of, time()),
            }
        )

    def write(self) -> None:
        """The cover and every sheet."""
        cover, tables = self._sheet("cover"), sheets.every(self.view)
        cover.set_portrait()
        for table in tables:
            self._table(table)
        self._cover(cover, tables)

    def _cover(self, sheet: Worksheet, tables: Sequence[Sheet]) -> None:
        """The provenance, the headline, the list of sheets and the limits of the data."""
        t, looks = self.t, self.formats
        for column, width in enumerate((NAMES, TEXTS, 11, 11, 11, 20)):
            sheet.set_column(column, column, width)
        marked = looks["marked" if self.view.dataset.fictional else "strong"]
        sheet.write_string(0, 0, self.view.marking, marked)
        sheet.write_string(1, 0, f"{t('product.name')}: {t('document.workbook')}", looks["title"])
        row = 3
        for name, value in provenance.facts(self.view, self.address).items():
            sheet.write_string(row, 0, name, looks["label"])
            if value == self.address and _is_address(value):
                sheet.write_url(row, 1, value, looks["link"], value)
            else:
                self._text(sheet, row, value)
            row += 1
        row = self._headline(sheet, row + 1) + 1
        sheet.write_string(row, 0, t("workbook.sheets"), looks["strong"])
        for table in tables:
            row += 1
            title, rows = t(f"workbook_sheet.{table.key}"), len(table.frame) - table.totals
            text = f"{t(f'workbook_says.{table.key}')} ({t('workbook.rows', n=rows)})"
            sheet.write_url(row, 0, f"internal:'{title}'!A1", looks["link"], title)
            self._text(sheet, row, text)
            sheet.write_string(row, 2, f"{PREFIX}{table.key}", looks["small"])
        self._text(sheet, row + 1, t("workbook.named", prefix=PREFIX))
        if limits := overview.limits(self.view):
            sheet.write_string(row + 3, 0, t("limits.title"), looks["strong"])
            for at, limit in enumerate(limits, row + 4):
                self._text(sheet, at, limit)

    def _text(self, sheet: Worksheet, row: int, text: str, name: str = "") -> None:
        """A text and the name before it, in a row that is high enough for both."""
        sheet.set_row(row, _height((name, NAMES), (text, TEXTS)))
        sheet.write_string(row, 1, text, self.formats["text"])

    def _headline(self, sheet: Worksheet, row: int) -> int:
        """The numbers of the headline, each with its name for formulas; returns the row after."""
        t, looks = self.t, self.formats
        headings = [t(f"column.{name}") for name in ("measure", "meaning", "count")]
        headings += [] if is_open(self.view) else [t("column.of"), "%"]
        for column, heading in enumerate(headings):
            look = looks["heading_of_numbers" if column > 1 else "heading"]
            sheet.write_string(row, column, heading, look)
        for name, label, meaning, counts, share in _numbers(self.view):
            row += 1
            sheet.write_string(row, 0, label, looks["label"])
            self._text(sheet, row, meaning, label)
            sheet.write_row(row, 2, counts, looks["number"])
            if share is not None:
                sheet.write_number(row, 4, share, looks["share"])
            cell = xl_rowcol_to_cell(row, 2, row_abs=True, col_abs=True)
            self.book.define_name(f"{PREFIX}{name}", f"='{sheet.get_name()}'!{cell}")
            sheet.write_string(row, len(headings), f"{PREFIX}{name}", looks["small"])
        return row + 1

    def _head(self, sheet: Worksheet, key: str, note: str) -> None:
        """The title of a sheet, the provenance and a note, a line each."""
        name, contents = self.t(f"workbook_sheet.{key}"), self.t(f"workbook_says.{key}")
        title = f"{self.view.marking} · {name}: {contents}"
        marked = "marked" if self.view.dataset.fictional else "strong"
        sheet.write_string(0, 0, title, self.formats[marked])
        sheet.write_string(1, 0, provenance.line(self.view, self.address), self.formats["small"])
        sheet.write_string(2, 0, note, self.formats["small"])

    def _sheet(self, key: str) -> Worksheet:
        """An empty sheet, set up for printing and marked on each page."""
        sheet = self.book.add_worksheet(self.t(f"workbook_sheet.{key}"))
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.7)
        sheet.fit_to_pages(1, 0)
        marking = header_text(self.view.marking)
        sheet.set_header(f"&L{header_text(self.t('product.name'))}&C&B{marking}&R&A, &P / &N")
        sheet.set_footer(_footer(self.view, self.address))
        sheet.hide_gridlines(2)
        return sheet

    def _table(self, table: Sheet) -> None:
        """A sheet with its head, its rows as a named table, and below it its totals."""
        frame, t, most = table.frame, self.t, MOST_ROWS - ABOVE - 1
        if len(frame) > most:
            name = t(f"workbook_sheet.{table.key}")
            raise DocumentError("too_many_rows", table=name, n=len(frame), most=most)
        sheet = self._sheet(table.key)
        rows = len(frame) - table.totals
        if rows:  # Excel takes no table without a row.
            headers = [{"header": str(name)} for name in frame]
            look = {"name": f"{PREFIX}{table.key}", "style": "Table Style Light 1"}
            last = ABOVE + rows, len(headers) - 1
            sheet.add_table(ABOVE, 0, *last, {**look, "columns": headers})
        columns = [_Cells.of(name, cells) for name, cells in frame.items()]
        widths = [one.width for one in columns]
        sheet.set_row(ABOVE, _height(*((one.heading, one.width - 2) for one in columns)))
        wide = [*accumulate(widths)]
        printed = sum(one <= PRINTED for one in wide)
        for at, one in enumerate(columns):
            sheet.set_column(at, at, widths[at])
            self._column(sheet, at, one, table, wraps=at < printed)
        totals = t("workbook.totals") if table.totals else ""
        nothing = "" if rows else t("workbook.no_rows")
        note = " ".join(filter(None, [table.note, totals, nothing]))
        self._head(sheet, table.key, note)
        sheet.freeze_panes(ABOVE + 1, 1)
        sheet.repeat_rows(ABOVE)
        # Blank columns leave room for the head, and print all sheets in one size.
        blank = (PRINTED - wide[printed - 1]) // NARROWEST
        sheet.print_area(0, 0, ABOVE + len(frame), printed - 1 + blank)

    def _column(
        self, sheet: Worksheet, column: int, cells: _Cells, table: Sheet, *, wraps: bool
    ) -> None:
        """Write heading and cells of one column, each with its type; none where it is blank."""
        heading, values, kind = cells
        first_total = ABOVE + 1 + len(values) - table.totals
        of_heading = "heading" if kind in ("text", "date") else "heading_of_numbers"
        sheet.write_string(ABOVE, column, heading, self.formats[of_heading])
        usual = self.formats["line" if kind == "text" and not wraps else kind]
        links = MOST_LINKS if heading == self.t("documents.address") else 0
        for row, value in enumerate(values, ABOVE + 1):
            is_total = row >= first_total
            look = self.formats[f"total_{kind}"] if is_total else usual
            if value is None:
                if is_total:
                    sheet.write_blank(row, column, None, look)
            elif kind == "date":
                sheet.write_datetime(row, column, value.to_pydatetime(), look)
            elif kind in ("number", "share"):
                sheet.write_number(row, column, value, look)
            elif links and _is_address(str(value)):
                links -= 1
                sheet.write_url(row, column, str(value), self.formats["link"], str(value))
            else:
                sheet.write_string(row, column, str(value), look)


def _looks(view: View) -> dict[str, dict[str, Any]]:
    """Name to look of every kind of cell, as XlsxWriter takes it; dates and shares by language."""
    day = {"num_format": f"[$-{view.t.facts.cell_number}]d mmm yyyy", "align": "left"}
    number = {"num_format": "#,##0", "align": "right", "indent": 1}
    share = {**number, "num_format": view.t.facts.share_in_cells}
    total = {"bold": True, "top": 1}
    heading = {
        "bold": True,
        "font_color": theme.PAPER,
        "bg_color": BLUE,
        "text_wrap": True,
        "valign": "vcenter",
        "border": 1,
        "border_color": theme.PAPER,
    }
    return {
        "title": {"bold": True, "font_size": 18, "font_color": BLUE},
        "marked": {"bold": True, "font_size": 12, "font_color": RED},
        "strong": {"bold": True, "font_size": 12, "font_color": BLUE},
        "small": {"font_size": 9, "font_color": GREY},
        "heading": heading,
        "heading_of_numbers": {**heading, "align": "right", "indent": 1},
        "label": {"bold": True, "text_wrap": True},
        "text": {"text_wrap": True},
        "line": {},
        "link": {"font_color": BLUE, "underline": 1, "text_wrap": True},
        "number": number,
        "share": share,
        "date": day,
        "total_text": {"text_wrap": True, **total},
        "total_number": {**number, **total},
        "total_share": {**share, **total},
    }


def _numbers(view: View) -> Iterator[tuple[str, str, str, Sequence[int], float | None]]:
    """The numbers of the headline: name, label, definition, count and of how many, share.

    There is no share where the method allows none, and for the two ends of the range.
    """
    t, numbers = view.t, totals.headline(view)
    if isinstance(numbers, RecordHeadline):
        for name, count in asdict(numbers).items():
            yield name, t(f"headline.{name}"), t(f"headline.{name}_help"), [count], None
        return
    ratios = (numbers.completed, numbers.delivered, None, None, numbers.coverage, numbers.on_time)
    rows = headline_table(view, numbers).itertuples(index=False)
    for (label, *counts), (name, means), ratio in zip(rows, PLAN.items(), ratios, strict=False):
        meaning = t(f"headline.{means}_help") if means else ""
        yield name, label, meaning, counts, ratio.share if ratio else None
    counts = total(view.selection.milestones)
    for state in (state for state in SET_ASIDE if counts[state]):
        yield state, t(f"state.{state}"), t(f"workbook.{state}_means"), [int(counts[state])], None


def _footer(view: View, address: str) -> str:
    """Return the provenance at the foot of a printed page, in the characters that Excel takes."""
    lines = [provenance.line(view, address, few) for few in provenance.FEW_NAMES]
    codes = (f"&L&8{header_text(line)}" for line in (*lines, provenance.line(view, "", 0)))
    return next((code for code in codes if len(code) <= LONGEST_FOOTER), "")
