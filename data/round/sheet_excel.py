"""Writes a sheet as an Excel workbook, for participants with many rows."""

import io
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import xlsxwriter

from data.archive import repacked
from data.round import sheet_words as say
from data.round.values import Known, Sheet
from data.text.words import Words

HIDDEN = "_lists"
"""A page that only programs read: the reference, and the words of the drop-down lists."""
ANSWERED = ("answer", "date", "precision", "evidence", "remark")
OVERLEAF = {"code": 26, "action": 60, "milestone": 30, "today": 44, "not_right": 18}
"""Columns of what is shown for information, and their widths; the last one is to be filled in."""
NEED_ROWS = 20
HEAD_ROW = 4
"""Row of the column heads, counted from 0."""
ALLOWED = {"format_columns": True, "format_rows": True, "sort": True, "autofilter": True}
LINE, BOX = {"text_wrap": False}, {"border": 1, "border_color": "#9FB0CC"}
LOOKS: Mapping[str, dict[str, Any]] = {
    "text": {},
    "line": LINE,
    "bold": {**LINE, "bold": True},
    "title": {**LINE, "bold": True, "font_size": 18},
    "warning": {**LINE, "bold": True, "font_color": "#8A4B00"},
    "head": {**BOX, "bold": True, "bg_color": "#E7EEFA"},
    "said": {**BOX, "bg_color": "#F6F8FB"},
    "open": {**BOX, "locked": False, "bg_color": "#FFFFFF"},
    "day": {**BOX, "locked": False, "num_format": "yyyy-mm-dd"},
}
"""What cells look like."""
WHOLE = {"font_name": "Arial", "font_size": 10, "valign": "top", "text_wrap": True}


def write(sheet: Sheet) -> bytes:
    """A sheet as XLSX: the same bytes for the same sheet."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        _Writer(book, sheet).write()
    return repacked(out.getvalue())


class _Writer:
    """One workbook being written."""

    def __init__(self, book: Any, sheet: Sheet) -> None:
        self.book, self.sheet, self.t = book, sheet, sheet.t
        self.look = {name: book.add_format({**WHOLE, **own}) for name, own in LOOKS.items()}

    def write(self) -> None:
        """All pages in their order; the questions are in sight when the file is opened."""
        t, sheet = self.t, self.sheet
        about = {"title": t("round.title", name=sheet.name), "author": t("product.name")}
        day = datetime.combine(sheet.issued_on, datetime.min.time())
        self.book.set_properties({**about, "subject": say.reference(sheet), "created": day})
        lists = {
            "sheet": [say.reference(sheet)],
            "answer": [t(f"round.box.{box}") for box in say.BOXES],
            "precision": [t(f"round.precision.{one}") for one in say.PRECISIONS],
            "not_right": [t("round.known.code")],
        }
        self._read_me(self._page("read"))
        answers = self._page("answers")
        self._questions(answers)
        needs = {t(f"round.need.{name}"): width for name, width in say.NEED.items()}
        about = t("round.need.title"), t("round.need.hint")
        self._table(self._page("needs"), *about, needs, [[]] * NEED_ROWS)
        self._known(self._page("known"))
        hidden = self.book.add_worksheet(HIDDEN)
        for column, (name, texts) in enumerate(lists.items()):
            hidden.write_column(0, column, texts)
            letter = "ABCD"[column]
            self.book.define_name(name, f"={HIDDEN}!${letter}$1:${letter}${len(texts)}")
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
        marking, label = say.marking(self.sheet), t("round.label", round=self.sheet.round)
        page.set_header(f"&L{_escaped(t('product.name'))}&R{_escaped(f'{label}  {marking}')}")
        page.set_footer(f"&L{_escaped(say.foot(self.sheet))}&R&P / &N")
        page.write_string(0, 6, marking, self.look["warning"])
        return page

    def _read_me(self, page: Any) -> None:
        """Who is asked what until when, how to send it back, who answers, and the reference."""
        t, sheet = self.t, self.sheet
        page.set_column(0, 0, 26)
        page.set_column(1, 1, 90)
        page.write(0, 0, t("round.title", name=sheet.name), self.look["title"])
        lead = t("round.lead", n=len(sheet.questions), name=sheet.name)
        rows = [("", f"{lead} {t('round.blank')}")]
        rows += [(label, f"{said}\n{more}".strip()) for label, said, more in say.heads(sheet)]
        if sheet.silence:
            rows.append((t("round.silence"), t("round.silence_says")))
        rows.append(("", f"{t('round.classified')} {t('round.classified_says')}"))
        rows.append((t("round.back.title"), "\n".join(say.back(sheet))))
        rows.append(("", t("round.shown", name=sheet.name)))
        for number, (label, text) in enumerate(rows, start=2):
            page.write_string(number, 0, label, self.look["bold"])
            page.write_string(number, 1, text, self.look["text"])
        start = len(rows) + 3
        page.write(start, 0, t("round.who.title"), self.look["bold"])
        for number, name in enumerate(say.WHO, start=start + 1):
            page.write(number, 0, t(f"round.who.{name}"), self.look["said"])
            page.write_blank(number, 1, None, self.look["open"])
        page.write(start + len(say.WHO) + 2, 0, say.reference(sheet), self.look["line"])

    def _table(
        self,
        page: Any,
        title: str,
        hint: str,
        columns: Mapping[str, int],
        rows: Iterable[list[Any]],
    ) -> None:
        """Title and hint of a page, the heads of its columns, and rows to be filled up."""
        page.write(0, 0, title, self.look["title"])
        page.write(1, 0, hint, self.look["line"])
        page.write_row(HEAD_ROW, 0, list(columns), self.look["head"])
        for column, width in enumerate(columns.values()):
            page.set_column(column, column, width)
        for number, facts in enumerate(rows, start=HEAD_ROW + 1):
            page.write_row(number, 0, facts, self.look["said"])
            for column in range(len(facts), len(columns)):
                page.write_blank(number, column, None, self.look["open"])
        page.freeze_panes(HEAD_ROW + 1, 0)

    def _questions(self, page: Any) -> None:
        """One row a milestone: what is said today, locked, and what is to be filled in."""
        t, rows, names = self.t, self.sheet.questions, list(say.COLUMNS)
        columns = {t(say.head(name)): width for name, width in say.COLUMNS.items()}
        facts = [
            [number, *_row(one, t), "\n".join(filter(None, (one.quote, say.source(one, t))))]
            for number, one in enumerate(rows, start=1)
        ]
        self._table(page, t("round.title", name=self.sheet.name), t("round.blank"), columns, facts)
        first, last = HEAD_ROW + 1, HEAD_ROW + max(len(rows), 1)
        answer, date, precision = map(names.index, ANSWERED[:3])
        explained = t("round.boxes", name=self.sheet.name, remark=t("round.remark"))
        page.write(2, 0, explained, self.look["line"])
        for row in range(first, first + len(rows)):
            page.write_blank(row, date, None, self.look["day"])
        self._choice(page, answer, last, "answer", input_message=t("round.excel.choose"))
        self._choice(page, precision, last, "precision")
        hint = {"input_title": t("round.excel.date"), "input_message": t("round.excel.date_help")}
        page.data_validation(first, date, last, date, {"validate": "any", **hint})
        page.autofilter(HEAD_ROW, 0, last, len(names) - 1)
        page.freeze_panes(HEAD_ROW + 1, 3)
        page.repeat_rows(HEAD_ROW)

    def _known(self, page: Any) -> None:
        """What else is shown, with a list to say that it is not right, and the remarks."""
        t, sheet, remarks = self.t, self.sheet, self.t("round.remarks")
        title = t("round.known.title", name=sheet.name, day=t.date(sheet.period_starts))
        columns = {t(say.head(name)): width for name, width in OVERLEAF.items()}
        rows = [_row(one, t) for one in sheet.known]
        self._table(page, title, t("round.known.hint", remarks=remarks), columns, rows)
        page.write(2, 0, remarks, self.look["head"])
        page.merge_range(2, 1, 2, 3, "", self.look["open"])
        page.set_row(2, 60)
        self._choice(page, len(OVERLEAF) - 1, HEAD_ROW + max(len(rows), 1), "not_right")

    def _choice(self, page: Any, column: int, last: int, name: str, **more: str) -> None:
        """A drop-down list by the name of its words: one with a comma would be two otherwise."""
        wrong = self.t("round.excel.choose")
        about = {"validate": "list", "source": f"={name}", "error_message": wrong, **more}
        page.data_validation(HEAD_ROW + 1, column, last, column, about)


def _row(row: Known, t: Words) -> list[str]:
    """Code, action, milestone, and what is said of it today."""
    step = "\n".join(filter(None, (row.step, row.partners)))
    return [row.milestone, row.title, step, f"{say.mark(row)[0]} {say.said(row, t)}"]


def _escaped(text: str) -> str:
    """A text as the head or foot of a page takes it, where & begins a command."""
    return text.replace("&", "&&")
