"""The workbook (XLSX): a cover and the tables of `sheets`.

No cell is a formula: totals count the whole selection, whatever a filter of a table hides.
"""

import io
from datetime import UTC, datetime, time
from itertools import accumulate

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from components.documents import DocumentError, provenance
from components.documents.workbook import cell_formats, sheets
from components.documents.workbook.cover import Cover
from components.documents.workbook.sheet import NARROWEST, PREFIX, Cells, Sheet, height, is_address
from components.view.view import View

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
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


def make(view: View, address: str) -> bytes:
    """The workbook of a view; the same view and address give the same bytes.

    Raises:
        DocumentError: a table has more rows than a sheet can hold.
    """
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        _Writer(book, view, address).write()
    return out.getvalue()


class _Writer:
    """Writes one workbook."""

    def __init__(self, book: xlsxwriter.Workbook, view: View, address: str) -> None:
        self.book, self.view, self.address, self.t = book, view, address, view.t
        self.formats: dict[str, Format] = {
            name: book.add_format({"valign": "top", "font_size": 10, **look})
            for name, look in cell_formats.every(view).items()
        }
        stamp = datetime.combine(view.as_of, time(), UTC).replace(tzinfo=None)
        book.set_properties(
            {
                "title": f"{self.t('product.name')}: {self.t('document.workbook')}",
                "subject": view.describe(),
                "category": view.marking,
                "keywords": self.t.language,
                "comments": provenance.line(view, address),
                "created": stamp,
            }
        )

    def write(self) -> None:
        """The cover and every sheet."""
        cover, tables = self._sheet("cover"), sheets.every(self.view)
        cover.set_portrait()
        for table in tables:
            self._table(table)
        Cover(cover, self.view, self.address, self.formats, self.book).write(tables)

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
        marking = _escape(self.view.marking)
        sheet.set_header(f"&L{_escape(self.t('product.name'))}&C&B{marking}&R&A, &P / &N")
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
        columns = [Cells.of(name, cells) for name, cells in frame.items()]
        widths = [one.width for one in columns]
        sheet.set_row(ABOVE, height(*((one.heading, one.width - 2) for one in columns)))
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
        self, sheet: Worksheet, column: int, cells: Cells, table: Sheet, *, wraps: bool
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
            elif links and is_address(str(value)):
                links -= 1
                sheet.write_url(row, column, str(value), self.formats["link"], str(value))
            else:
                sheet.write_string(row, column, str(value), look)


def _escape(text: str) -> str:
    """Text for a header or footer, where `&` begins a code."""
    return text.replace("&", "&&")


def _footer(view: View, address: str) -> str:
    """Return the provenance at the foot of a printed page, in the characters that Excel takes."""
    lines = [provenance.line(view, address, few) for few in provenance.FEW_NAMES]
    codes = (f"&L&8{_escape(line)}" for line in (*lines, provenance.line(view, "", 0)))
    return next((code for code in codes if len(code) <= LONGEST_FOOTER), "")
