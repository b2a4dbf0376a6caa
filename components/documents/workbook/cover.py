"""The cover of the workbook: provenance, headline, list of sheets and limits."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from components.cards import overview
from components.documents import provenance
from components.documents.workbook.sheet import PREFIX, Sheet, height, is_address, is_open
from components.layout.headline import headline_table
from components.view import totals
from components.view.view import View
from data.measures import RecordHeadline, total
from data.model import SET_ASIDE

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
"""Widths of the columns of names and of texts, in characters."""


@dataclass(frozen=True)
class Cover:
    """Writes the cover of a workbook into an empty sheet of it."""

    sheet: Worksheet
    view: View
    address: str
    looks: Mapping[str, Format]
    book: Workbook

    def write(self, tables: Sequence[Sheet]) -> None:
        """Write the cover: the provenance, headline, list of sheets and limits."""
        sheet, t, looks = self.sheet, self.view.t, self.looks
        for column, width in enumerate((NAMES, TEXTS, 11, 11, 11, 20)):
            sheet.set_column(column, column, width)
        marked = looks["marked" if self.view.dataset.fictional else "strong"]
        sheet.write_string(0, 0, self.view.marking, marked)
        sheet.write_string(1, 0, f"{t('product.name')}: {t('document.workbook')}", looks["title"])
        row = 3
        for name, value in provenance.facts(self.view, self.address).items():
            sheet.write_string(row, 0, name, looks["label"])
            if value == self.address and is_address(value):
                sheet.write_url(row, 1, value, looks["link"], value)
            else:
                self._text(row, value)
            row += 1
        row = self._headline(row + 1) + 1
        sheet.write_string(row, 0, t("workbook.sheets"), looks["strong"])
        for table in tables:
            row += 1
            title, rows = t(f"workbook_sheet.{table.key}"), len(table.frame) - table.totals
            text = f"{t(f'workbook_says.{table.key}')} ({t('workbook.rows', n=rows)})"
            sheet.write_url(row, 0, f"internal:'{title}'!A1", looks["link"], title)
            self._text(row, text)
            sheet.write_string(row, 2, f"{PREFIX}{table.key}", looks["small"])
        self._text(row + 1, t("workbook.named", prefix=PREFIX))
        if limits := overview.limits(self.view):
            sheet.write_string(row + 3, 0, t("limits.title"), looks["strong"])
            for at, limit in enumerate(limits, row + 4):
                self._text(at, limit)

    def _text(self, row: int, text: str, name: str = "") -> None:
        """A text and the name before it, in a row that is high enough for both."""
        self.sheet.set_row(row, height((name, NAMES), (text, TEXTS)))
        self.sheet.write_string(row, 1, text, self.looks["text"])

    def _headline(self, row: int) -> int:
        """The numbers of the headline, each with its name for formulas; returns the row after."""
        sheet, t, looks = self.sheet, self.view.t, self.looks
        headings = [t(f"column.{name}") for name in ("measure", "meaning", "count")]
        headings += [] if is_open(self.view) else [t("column.of"), "%"]
        for column, heading in enumerate(headings):
            look = looks["heading_of_numbers" if column > 1 else "heading"]
            sheet.write_string(row, column, heading, look)
        for name, label, meaning, counts, share in _numbers(self.view):
            row += 1
            sheet.write_string(row, 0, label, looks["label"])
            self._text(row, meaning, label)
            sheet.write_row(row, 2, counts, looks["number"])
            if share is not None:
                sheet.write_number(row, 4, share, looks["share"])
            cell = xl_rowcol_to_cell(row, 2, row_abs=True, col_abs=True)
            self.book.define_name(f"{PREFIX}{name}", f"='{sheet.get_name()}'!{cell}")
            sheet.write_string(row, len(headings), f"{PREFIX}{name}", looks["small"])
        return row + 1


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
