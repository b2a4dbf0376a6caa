"""Reads a sheet that came back as an Excel file: rows by their code, columns by their heads."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from data.round import excel
from data.round import sheet_words as say
from data.round.excel import Row
from data.round.said_dates import FIRST_YEAR, LAST_YEAR, plain
from data.round.sheet_excel import HIDDEN
from data.round.understood import (
    TICKS,
    Found,
    Identity,
    Written,
    clean,
    heads_needs,
    identity,
    labels,
    needs_of,
    said_anywhere,
)
from data.round.values import DATED, Box, Sheet

FIRST_DAY = datetime(1899, 12, 30)
"""Day 0 of a workbook."""
DAY = timedelta(days=1)


class ExcelSheet:
    """An Excel file as it was opened: which sheet it says it is, and what was written in it."""

    def __init__(self, content: bytes) -> None:
        self._pages, self._property = excel.opened(content)

    def identity(self) -> Identity | None:
        """The reference: of its hidden page, else of its property, else as it is printed."""
        hidden = self._pages.get(HIDDEN[0], [])
        rows = [row for rows in self._pages.values() for row in rows]
        first, printed = (
            [str(cell.value) for row in some for cell in row] for some in (hidden[:1], rows)
        )
        texts = [*first, self._property, *printed]
        return next((found for text in texts if (found := identity(text))), None)

    def found(self, sheet: Sheet) -> Found:
        """What was written in the fields of the sheet that this is."""
        found, is_asked = Found(), False
        known, remarks = {one.milestone for one in sheet.known}, said_anywhere("round.remarks")
        pages = ((title, rows) for title, rows in self._pages.items() if title not in HIDDEN)
        for title, rows in pages:
            for number, row in enumerate(rows):
                heads, below = [plain(clean(cell.value)) for cell in row], rows[number + 1 :]
                if columns := _columns(heads, ("code", "answer")):
                    is_asked = True
                    self._questions(found, sheet, title, columns, below)
                elif heads_needs(heads):
                    filled = (one for one in below if _is_plain(found, title, one))
                    lines = ((_texts(one), _place(title, one[0])) for one in filled)
                    found.needs = needs_of(lines, sheet)
                elif columns := _columns(heads, ("code", "not_right")):
                    for one in below:
                        code, tick = (one[columns[name]] for name in ("code", "not_right"))
                        said, place = clean(tick.value), _place(title, tick)
                        if not said or clean(code.value) not in known:
                            continue
                        if said in f"{TICKS}xX" or plain(said) in said_anywhere(
                            say.head("not_right")
                        ):
                            found.known[clean(code.value)] = place
                        else:
                            found.problem("no_box", place, said)
                elif said := clean(row[1].value):
                    key, is_remark = labels("who").get(heads[0]), heads[0] in remarks
                    if not (key or is_remark) or not _is_plain(found, title, row[1:2]):
                        continue
                    if is_remark:
                        found.remarks = (said, _place(title, row[1]))
                    elif key:
                        found.who[key] = said
        if not is_asked:
            found.problem("heads_lost")
        return found

    def _questions(
        self, found: Found, sheet: Sheet, title: str, columns: dict[str, int], rows: list[Row]
    ) -> None:
        """The rows below the heads of the questions."""
        asked = {one.milestone for one in sheet.questions}
        for row in rows:
            cells = {name: row[column] for name, column in columns.items()}
            code = clean(cells["code"].value).replace("\u2011", "-")
            filled = [name for name in ("answer", "date", "evidence", "remark") if name in cells]
            given = [cells[name] for name in filled if clean(cells[name].value)]
            if not given:
                continue
            is_plain = _is_plain(found, title, given)
            if code not in asked:
                found.problem("not_on_sheet", _place(title, cells["code"]), code)
            elif is_plain:
                self._question(found, title, code, cells)

    def _question(self, found: Found, title: str, code: str, cells: dict[str, Any]) -> None:
        """One row that has something in it."""
        one = Written(code, place=_place(title, cells["answer"]))
        texts = {name: clean(cell.value) for name, cell in cells.items()}
        one.evidence, one.remark = texts.get("evidence", ""), texts.get("remark", "")
        answer = texts["answer"]
        box = labels("box").get(plain(answer))
        if answer and not box:
            found.problem("unknown_box", one.place, answer)
            return
        if box:
            one.ticks[Box(box)] = one.place
        when = cells.get("date")
        if when is not None and texts["date"]:
            if box not in DATED:
                what = "which_box" if box else "no_box"
                found.problem(what, _place(title, when), texts["date"])
                return
            one.dates[Box(box)] = (_date(when), _place(title, when))
            chosen = labels("precision").get(plain(texts.get("precision", "")))
            one.precision[Box(box)] = chosen or _shown_to_the(when)
        found.written.append(one)


def _is_plain(found: Found, title: str, cells: Sequence[Any]) -> bool:
    """Whether no cell holds a formula or an error; each that does is a problem."""
    strange = [cell for cell in cells if cell.data_type in ("f", "e")]
    for cell in strange:
        found.problem("formula", _place(title, cell), str(cell.value))
    return not strange


def _place(title: str, cell: Any) -> str:
    """A cell as Excel shows it: `Respuestas!I7`."""
    return f"{title}!{getattr(cell, 'coordinate', '')}".rstrip("!")


def _texts(row: Row) -> list[str]:
    """The first cells of a row of needs; a date as people write it in any language."""
    values = (cell.value for cell in row[: len(say.NEED)])
    return [f"{one:%Y-%m-%d}" if isinstance(one, date) else clean(one) for one in values]


def _date(cell: Any) -> str | date:
    """What stands in the field of a date: a date, or a text, a year in digits among them."""
    value = cell.value
    if isinstance(value, datetime):
        # In a cell for dates, a year typed alone is a day of 1905.
        days = (value - FIRST_DAY) / DAY
        if not FIRST_YEAR <= days < LAST_YEAR + 1:
            return value.date()
        value = days
    if isinstance(value, int | float):
        # 2027.1 can be January, or October without its nought.
        return str(int(value)) if value in range(FIRST_YEAR, LAST_YEAR + 1) else f"[{value:g}]"
    return clean(value)


def _shown_to_the(cell: Any) -> str:
    """How exactly a date is shown: one that is shown without its day is known to its month."""
    form = cell.number_format.casefold() if isinstance(cell.value, date) else "d"
    return "day" if "d" in form else "month" if "m" in form else "year"


def _columns(heads: list[str], needed: Sequence[str]) -> dict[str, int]:
    """Where each column is, by its name; empty unless the needed ones are there."""
    at = enumerate(heads)
    found = {name: column for column, head in at if (name := labels("column").get(head))}
    return found if set(needed) <= found.keys() else {}
