"""Writes a sheet as an Excel workbook, for participants with many rows."""

import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import xlsxwriter

from data.archive import repacked
from data.round import sheet_words as say
from data.round.excel import PROPERTY
from data.round.values import Known, Sheet
from data.text.words import Words

HIDDEN = ("_round", "_lists")
"""Sheets that only programs read: the reference, and the words of the drop-down lists."""
ANSWERED = ("answer", "date", "precision", "evidence", "remark")
HEAD_ROW = 4
"""Row of the column heads, counted from 0."""
NEED_ROWS = 20
ALLOWED = {"format_columns": True, "format_rows": True, "sort": True, "autofilter": True}


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
        look = {"font_name": "Arial", "font_size": 10, "valign": "top", "text_wrap": True}
        lined = {**look, "border": 1, "border_color": "#9FB0CC"}
        self.plain = book.add_format({**look, "locked": True})
        self.line = book.add_format({**look, "text_wrap": False})
        self.bold = book.add_format({**look, "text_wrap": False, "bold": True})
        self.title = book.add_format({**look, "text_wrap": False, "bold": True, "font_size": 18})
        self.head = book.add_format({**lined, "bold": True, "bg_color": "#E7EEFA"})
        self.said = book.add_format({**lined, "bg_color": "#F6F8FB"})
        self.open = book.add_format({**lined, "locked": False, "bg_color": "#FFFFFF"})
        self.day = book.add_format({**lined, "locked": False, "num_format": "yyyy-mm-dd"})
        self.warning = book.add_format(
            {**look, "text_wrap": False, "bold": True, "font_color": "#8A4B00"}
        )

    def write(self) -> None:
        """All sheets in their order; the questions are in sight when the file is opened."""
        t, sheet = self.t, self.sheet
        day = datetime.combine(sheet.issued_on, datetime.min.time())
        title, product = t("round.title", name=sheet.name), t("product.name")
        about = {"title": title, "author": product, "subject": say.reference(sheet)}
        self.book.set_properties({**about, "created": day})
        self.book.set_custom_property(PROPERTY, say.reference(sheet))
        names = ("read", "answers", "needs", "known")
        read, answers, needs, known = (self._page(t(f"round.excel.{name}")) for name in names)
        self._lists()
        self._read_me(read)
        self._questions(answers)
        self._needs(needs)
        self._known(known)
        answers.activate()

    def _page(self, name: str) -> Any:
        """A protected sheet without password, ready to print, with the marking on each page."""
        t, page = self.t, self.book.add_worksheet(name)
        page.protect("", ALLOWED)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.set_margins(0.5, 0.5, 0.8, 0.7)
        page.hide_gridlines(2)
        marking = say.marking(self.sheet, t)
        label = t("round.label", round=self.sheet.round)
        page.set_header(f"&L{_escaped(t('product.name'))}&R{_escaped(f'{label}  {marking}')}")
        page.set_footer(f"&L{_escaped(say.foot(self.sheet, t))}&R&P / &N")
        if marking:
            page.write(0, 6, marking, self.warning)
        return page

    def _lists(self) -> None:
        """The drop-down lists by name, and the reference, where nobody comes by accident."""
        t = self.t
        about, lists = (self.book.add_worksheet(name) for name in HIDDEN)
        about.write(0, 0, say.reference(self.sheet))
        words = {
            "answers": [t(f"round.box.{box}") for box in say.BOXES],
            "precisions": [t(f"round.precision.{one}") for one in say.PRECISIONS],
            "not_right": [t("round.known.code")],
        }
        for column, (name, texts) in enumerate(words.items()):
            lists.write_column(0, column, texts)
            letter = chr(ord("A") + column)
            self.book.define_name(name, f"={HIDDEN[1]}!${letter}$1:${letter}${len(texts)}")
        about.very_hidden()
        lists.very_hidden()

    def _read_me(self, page: Any) -> None:
        """Who is asked what until when, how to send it back, who answers, and the reference."""
        t, sheet = self.t, self.sheet
        page.set_column(0, 0, 26)
        page.set_column(1, 1, 90)
        page.write(0, 0, t("round.title", name=sheet.name), self.title)
        lead = t("round.lead", n=len(sheet.questions), name=sheet.name)
        rows = [("", f"{lead} {t('round.blank')}")]
        rows += [(label, f"{said}\n{more}".strip()) for label, said, more in say.heads(sheet, t)]
        if sheet.silence:
            rows.append((t("round.silence"), t("round.silence_says")))
        rows.append(("", f"{t('round.classified')} {t('round.classified_says')}"))
        rows.append((t("round.back.title"), "\n".join(say.back(sheet, t))))
        rows.append(("", t("round.shown", name=sheet.name)))
        for number, (label, text) in enumerate(rows, start=2):
            page.write_string(number, 0, label, self.bold)
            page.write_string(number, 1, text, self.plain)
        start = len(rows) + 3
        page.write(start, 0, t("round.who.title"), self.bold)
        for number, name in enumerate(say.WHO, start=start + 1):
            page.write(number, 0, t(f"round.who.{name}"), self.said)
            page.write_blank(number, 1, None, self.open)
        page.write(start + len(say.WHO) + 2, 0, say.reference(sheet), self.line)

    def _table(self, page: Any, title: str, hint: str, columns: Mapping[str, int]) -> None:
        """The title of a page, a hint, and the heads of its columns with their widths."""
        page.write(0, 0, title, self.title)
        page.write(1, 0, hint, self.line)
        page.write_row(HEAD_ROW, 0, list(columns), self.head)
        for column, width in enumerate(columns.values()):
            page.set_column(column, column, width)

    def _blank(self, page: Any, row: int, first: int, count: int) -> None:
        """Cells of a row that are to be filled in."""
        for column in range(first, first + count):
            page.write_blank(row, column, None, self.open)

    def _questions(self, page: Any) -> None:
        """One row a milestone: what is said today, locked, and what is to be filled in."""
        t, rows, names = self.t, self.sheet.questions, list(say.COLUMNS)
        columns = {t(say.head(name)): width for name, width in say.COLUMNS.items()}
        self._table(page, t("round.title", name=self.sheet.name), t("round.blank"), columns)
        first, last = HEAD_ROW + 1, HEAD_ROW + max(len(rows), 1)
        letter = chr(ord("A") + names.index("answer"))
        counted = f'COUNTIF({letter}{first + 1}:{letter}{last + 1},"?*")'
        page.write(2, 0, t("round.excel.answered"), self.bold)
        of = f" {t('round.of')} {len(rows)}"
        page.write_formula(2, 2, f'={counted}&"{of}"', self.bold, f"0{of}")
        for number, one in enumerate(rows, start=1):
            quote = "\n".join(filter(None, (one.quote, say.source(one, t))))
            facts = [number, one.milestone, *_row(one, t), quote]
            page.write_row(HEAD_ROW + number, 0, facts, self.said)
            self._blank(page, HEAD_ROW + number, len(facts), len(ANSWERED))
            page.write_blank(HEAD_ROW + number, names.index("date"), None, self.day)
        choose, date = t("round.excel.choose"), t("round.excel.date_help")
        _choice(page, (first, last), names.index("answer"), "answers", t, choose)
        _choice(page, (first, last), names.index("precision"), "precisions", t, "")
        hint = {"validate": "any", "input_title": t("round.excel.date"), "input_message": date}
        _validated(page, (first, last), names.index("date"), hint)
        page.autofilter(HEAD_ROW, 0, last, len(names) - 1)
        page.freeze_panes(HEAD_ROW + 1, 3)
        page.repeat_rows(HEAD_ROW)

    def _needs(self, page: Any) -> None:
        """Rows for what the participant needs."""
        t, widths = self.t, zip(say.NEED, (70, 24, 34, 20), strict=True)
        columns = {t(f"round.need.{name}"): width for name, width in widths}
        self._table(page, t("round.need.title"), t("round.need.hint"), columns)
        for number in range(NEED_ROWS):
            self._blank(page, HEAD_ROW + 1 + number, 0, len(say.NEED))

    def _known(self, page: Any) -> None:
        """What else is shown, with a list to say that it is not right, and the remarks."""
        t, sheet, remarks = self.t, self.sheet, self.t("round.remarks")
        title = t("round.known.title", name=sheet.name, day=t.date(sheet.period_starts))
        widths = {"code": 26, "action": 60, "milestone": 30, "today": 44, "not_right": 18}
        columns = {t(say.head(name)): width for name, width in widths.items()}
        self._table(page, title, t("round.known.hint", remarks=remarks), columns)
        page.write(2, 0, remarks, self.head)
        page.merge_range(2, 1, 2, 3, "", self.open)
        page.set_row(2, 60)
        for number, one in enumerate(sheet.known, start=HEAD_ROW + 1):
            page.write_row(number, 0, [one.milestone, *_row(one, t)], self.said)
            self._blank(page, number, len(widths) - 1, 1)
        if sheet.known:
            area = (HEAD_ROW + 1, HEAD_ROW + len(sheet.known))
            _choice(page, area, len(widths) - 1, "not_right", t, "")
        page.freeze_panes(HEAD_ROW + 1, 0)


def _row(row: Known, t: Words) -> list[str]:
    """Action, milestone, and what is said of it today."""
    return [row.title, row.step, f"{say.mark(row)[0]} {say.said(row, t)}"]


def _choice(page: Any, area: Sequence[int], column: int, name: str, t: Words, hint: str) -> None:
    """A drop-down list by the name of its words: one with a comma would be two otherwise."""
    about = {"validate": "list", "source": f"={name}", "error_message": t("round.excel.choose")}
    _validated(page, area, column, {**about, "input_message": hint} if hint else about)


def _validated(page: Any, area: Sequence[int], column: int, about: dict[str, str]) -> None:
    """Add a validation.

    Raises:
        ValueError: the library left it out, because a text is too long.
    """
    if page.data_validation(area[0], column, area[1], column, about):
        raise ValueError(f"no validation: {about}")


def _escaped(text: str) -> str:
    """A text as the head or foot of a page takes it, where & begins a command."""
    return text.replace("&", "&&")
