"""Writes a sheet as an Excel workbook, for participants with many rows."""

import io
from collections.abc import Sequence
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
LONGEST_TITLE, LONGEST_HELP = 32, 255
"""Characters of the title and the text of a hint, beyond which Excel drops the list silently."""
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

    def _questions(self, page: Any) -> None:
        """One row a milestone: what is said today, locked, and what is to be filled in."""
        t, rows = self.t, self.sheet.questions
        names = list(say.COLUMNS)
        for column, width in enumerate(say.COLUMNS.values()):
            page.set_column(column, column, width)
        page.write(0, 0, t("round.title", name=self.sheet.name), self.title)
        page.write(1, 0, t("round.blank"), self.line)
        first, last = HEAD_ROW + 2, HEAD_ROW + 1 + max(len(rows), 1)
        letter = chr(ord("A") + names.index("answer"))
        counted = f'COUNTIF({letter}{first}:{letter}{last},"?*")'
        page.write(2, 0, t("round.excel.answered"), self.bold)
        of = f" {t('round.of')} {len(rows)}"
        page.write_formula(2, 2, f'={counted}&"{of}"', self.bold, f"0{of}")
        heads = [t(say.head(name)) for name in names]
        page.write_row(HEAD_ROW, 0, heads, self.head)
        for number, one in enumerate(rows, start=1):
            quote = "\n".join(filter(None, (one.quote, say.source(one, t))))
            facts = [number, one.milestone, *_row(one, t), quote]
            for column, fact in enumerate(facts):
                page.write(HEAD_ROW + number, column, fact, self.said)
            for column, name in enumerate(ANSWERED, start=len(facts)):
                look = self.day if name == "date" else self.open
                page.write_blank(HEAD_ROW + number, column, None, look)
        area = (HEAD_ROW + 1, HEAD_ROW + max(len(rows), 1))
        _choice(page, area, names.index("answer"), "answers", t, t("round.excel.choose"))
        _choice(page, area, names.index("precision"), "precisions", t, "")
        hint = {
            "validate": "any",
            "input_title": t("round.excel.date"),
            "input_message": t("round.excel.date_help"),
        }
        _validated(page, area, names.index("date"), hint)
        page.autofilter(HEAD_ROW, 0, area[1], len(names) - 1)
        page.freeze_panes(HEAD_ROW + 1, 3)
        page.repeat_rows(HEAD_ROW)

    def _needs(self, page: Any) -> None:
        t = self.t
        page.write(0, 0, t("round.need.title"), self.title)
        page.write(1, 0, t("round.need.hint"), self.line)
        for column, (name, width) in enumerate(zip(say.NEED, (70, 24, 34, 20), strict=True)):
            page.set_column(column, column, width)
            page.write(HEAD_ROW, column, t(f"round.need.{name}"), self.head)
            for number in range(NEED_ROWS):
                page.write_blank(HEAD_ROW + 1 + number, column, None, self.open)

    def _known(self, page: Any) -> None:
        """What else is shown, with a list to say that it is not right, and the remarks."""
        t, sheet = self.t, self.sheet
        since = t.date(sheet.period_starts)
        page.write(0, 0, t("round.known.title", name=sheet.name, day=since), self.title)
        page.write(1, 0, t("round.known.hint", remarks=t("round.remarks")), self.line)
        page.write(2, 0, t("round.remarks"), self.head)
        page.merge_range(2, 1, 2, 3, "", self.open)
        page.set_row(2, 60)
        names = ("code", "action", "milestone", "today")
        heads = [*(t(f"round.excel.{name}") for name in names), t("round.known.code")]
        for column, (head, width) in enumerate(zip(heads, (26, 60, 30, 44, 18), strict=True)):
            page.set_column(column, column, width)
            page.write(HEAD_ROW, column, head, self.head)
        for number, one in enumerate(sheet.known, start=HEAD_ROW + 1):
            page.write_row(number, 0, [one.milestone, *_row(one, t)], self.said)
            page.write_blank(number, len(names), None, self.open)
        if sheet.known:
            area = (HEAD_ROW + 1, HEAD_ROW + len(sheet.known))
            _choice(page, area, len(names), "not_right", t, "")
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
