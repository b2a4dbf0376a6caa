"""Writes a sheet as an Excel workbook: read me, answers, needs, what is known; a hidden page."""

import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import xlsxwriter

from data.archive import repacked
from data.round import sheet_words as say
from data.round.values import Box, Known, Sheet
from data.xlsx import OPTIONS, header_text

HIDDEN = "_lists"
"""A page that only programs read: the reference, and the words of the drop-down list."""
NEED_ROWS = 20
HEAD_ROW = 4
"""Row of the column heads, counted from 0."""
MOST_PIXELS, OPEN_WIDTH = 180, 24
"""Widths: of what is written at most, and of what is to be filled in (in characters)."""
ALLOWED = {"format_columns": True, "format_rows": True, "sort": True, "autofilter": True}
WHOLE = {"font_name": "Arial", "font_size": 10, "valign": "top"}
WRAPPED = {**WHOLE, "text_wrap": True}
BOX = {**WRAPPED, "border": 1, "border_color": "#9FB0CC"}
LOOKS: Mapping[str, dict[str, Any]] = {
    "text": WRAPPED,
    "line": WHOLE,
    "bold": {**WHOLE, "bold": True},
    "title": {**WHOLE, "bold": True, "font_size": 18},
    "head": {**BOX, "bold": True, "bg_color": "#E7EEFA"},
    "said": {**BOX, "bg_color": "#F6F8FB"},
    # As text: what is typed stays, and no program makes another day of it.
    "open": {**BOX, "locked": False, "num_format": "@"},
}
"""What cells look like."""


def write(sheet: Sheet) -> bytes:
    """A sheet as XLSX: the same bytes for the same sheet."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        _Writer(book, sheet).write()
    return repacked(out.getvalue())


class _Writer:
    def __init__(self, book: Any, sheet: Sheet) -> None:
        self.book, self.sheet, self.t = book, sheet, sheet.t
        self.look = {name: book.add_format(own) for name, own in LOOKS.items()}

    def write(self) -> None:
        """All pages in their order; the questions are in sight when the file is opened."""
        t, sheet = self.t, self.sheet
        name, reference = sheet.name, say.reference(sheet)
        about = {"title": t("round.title", name=name), "author": t("product.name")}
        day = datetime.combine(sheet.issued_on, datetime.min.time())
        self.book.set_properties({**about, "subject": reference, "created": day})
        self._read_me(self._page("read"))
        answers, needs, known = map(self._page, ("answers", "needs", "known"))
        self._questions(answers)
        says = t("round.need.title"), say.need(sheet)
        self._table(needs, says, say.NEED, [[]] * NEED_ROWS)
        title = t("round.known.title", name=name, day=t.date(sheet.period_starts))
        rows = [self._row(one) for one in sheet.known]
        self._table(known, (title, t("round.known.hint")), say.KNOWN, rows)
        hidden = self.book.add_worksheet(HIDDEN)
        hidden.write_column(0, 0, [reference, *(t(f"round.box.{box}") for box in Box)])
        hidden.very_hidden()
        answers.activate()

    def _page(self, name: str) -> Any:
        """A protected page without password, ready to print, with the marking on each sheet."""
        t, page = self.t, self.book.add_worksheet(self.t(f"round.excel.{name}"))
        page.protect("", ALLOWED)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.set_margins(0.5, 0.5, 0.8, 0.7)
        page.hide_gridlines(2)
        marking, label = self.sheet.marking, t("round.label", round=self.sheet.round)
        page.set_header(f"&L{header_text(t('product.name'))}&R{header_text(f'{label}  {marking}')}")
        page.set_footer(f"&L{header_text(say.foot(self.sheet))}&R&P / &N")
        return page

    def _title(self, page: Any, title: str) -> None:
        page.write(0, 0, f"{title}  {self.sheet.marking}".strip(), self.look["title"])

    def _read_me(self, page: Any) -> None:
        """Who is asked what until when, how to send it back, who answers, and the reference."""
        t, sheet, look = self.t, self.sheet, self.look
        page.set_column(0, 0, 26)
        page.set_column(1, 1, 90)
        self._title(page, t("round.title", name=sheet.name))
        lead = t("round.lead", n=len(sheet.questions), name=sheet.name)
        rows = [("", f"{lead} {t('round.blank')}")]
        rows += [(label, f"{heading}\n{more}".strip()) for label, heading, more in say.heads(sheet)]
        if sheet.silence:
            rows.append((t("round.silence"), t("round.silence_says")))
        rows.append(("", f"{t('round.classified')} {t('round.classified_says')}"))
        rows.append((t("round.back.title"), "\n".join(say.back(sheet))))
        rows.append(("", t("round.shown", name=sheet.name)))
        rows.append((t("round.who.title"), ""))
        rows += [(t(f"round.who.{name}"), None) for name in say.WHO]
        rows.append((say.reference(sheet), ""))
        for number, (label, text) in enumerate(rows, start=2):
            page.write_string(number, 0, label, look["bold"])
            page.write(number, 1, text, look["open" if text is None else "text"])

    def _table(
        self, page: Any, says: Sequence[str], columns: Sequence[str], rows: Sequence[Sequence[Any]]
    ) -> None:
        """The heads of the columns, rows of which the rest is filled in, and what stands above."""
        heads = [self.t(f"round.head.{name}") for name in columns]
        page.write_row(HEAD_ROW, 0, heads, self.look["head"])
        for number, facts in enumerate(rows, start=HEAD_ROW + 1):
            page.write_row(number, 0, facts, self.look["said"])
            for column in range(len(facts), len(columns)):
                page.write_blank(number, column, None, self.look["open"])
        page.autofit(MOST_PIXELS)
        page.set_column(len(rows[0]) if rows else 0, len(columns) - 1, OPEN_WIDTH)
        page.write_column(0, 0, says, self.look["line"])
        self._title(page, says[0])
        page.freeze_panes(HEAD_ROW + 1, 0)

    def _questions(self, page: Any) -> None:
        """One row a milestone: what is said today, locked, and what is to be filled in."""
        t, questions = self.t, self.sheet.questions
        boxes = t("round.boxes", name=self.sheet.name, remark=t("round.head.remark"))
        title = t("round.title", name=self.sheet.name)
        says = title, t("round.blank"), boxes, t("round.written")
        rows = [
            [number, *self._row(one), "\n".join(filter(None, (one.quote, say.source(one, t))))]
            for number, one in enumerate(questions, start=1)
        ]
        self._table(page, says, say.COLUMNS, rows)
        last, answer = HEAD_ROW + max(len(rows), 1), say.COLUMNS.index("answer")
        # By its name: a list written out is cut at each comma.
        self.book.define_name("answer", f"={HIDDEN}!$A$2:$A${len(Box) + 1}")
        listed = {"validate": "list", "source": "=answer", "input_message": t("round.excel.choose")}
        page.data_validation(HEAD_ROW + 1, answer, last, answer, listed)
        page.autofilter(HEAD_ROW, 0, last, len(say.COLUMNS) - 1)
        page.freeze_panes(HEAD_ROW + 1, 3)
        page.repeat_rows(HEAD_ROW)

    def _row(self, row: Known) -> list[str]:
        """Code, action, milestone, and what is said of it today."""
        step = "\n".join(filter(None, (row.step, row.partners)))
        return [row.milestone, row.title, step, say.said(row, self.t)]
