"""Reads a sheet that came back as an Excel file: rows by their code, columns by their heads."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from data.round import excel
from data.round import sheet_words as say
from data.round.excel import Cell, Row
from data.round.package import OF_SHEET
from data.round.said_dates import FIRST_YEAR, LAST_YEAR, plain
from data.round.sheet_excel import ANSWERED, HIDDEN
from data.round.understood import TICKS, Field, Written, clean, heads_needs, labels, need
from data.round.values import Sheet

FIRST_DAY = datetime(1899, 12, 30)
"""Day 0 of a workbook."""
DAY = timedelta(days=1)
TEXTS = ("evidence", "remark")


class ExcelFile:
    """An Excel file as it was opened.

    Attributes:
        text: has the reference of its sheet: first that of the hidden page, then as it is printed.
    """

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        pages = excel.read(parts, OF_SHEET)
        self._pages = [rows for title, rows in pages.items() if title != HIDDEN]
        texts = (
            _text(cell)
            for rows in (pages.get(HIDDEN, []), *self._pages)
            for row in rows
            for cell in row
        )
        self.text = "\n".join(filter(None, texts))

    def written(self, sheet: Sheet) -> list[Written]:
        """What was written in the fields of the sheet that this is."""
        found = [one for rows in self._pages for one in _page(rows, sheet)]
        if not any(_columns(row, "code", "answer") for rows in self._pages for row in rows):
            found.append(Written("", "", [Field("heads_lost", "", "")]))
        return found


def _page(rows: Sequence[Row], sheet: Sheet) -> Iterator[Written]:
    """What stands in a page: texts with a label before them, then a table down to its end."""
    for number, row in enumerate(rows):
        name, below = labels("whole").get(plain(_text(row[0]))), rows[number + 1 :]
        if columns := _columns(row, "code", "answer"):
            asked = {one.milestone for one in sheet.questions}
            yield from (_question(one, columns, asked) for one in below)
            return
        if columns := _columns(row, "code", "not_right"):
            yield from (_overleaf(one[columns["code"]], one[columns["not_right"]]) for one in below)
            return
        if heads_needs([_text(cell) for cell in row]):
            for one in below:
                whole = need(map(_text, one[: len(say.NEED)]), one[0].place)
                yield whole._replace(fields=[*whole.fields, *_formulas(one[: len(say.NEED)])])
            return
        if name and _text(row[1]):
            text = Field(name, _text(row[1]), row[1].place)
            yield Written("", text.place, _formulas(row[1:2]) or [text])


def _question(row: Row, columns: Mapping[str, int], asked: set[str]) -> Written:
    """A row of the questions."""
    cells = {name: row[at] for name, at in columns.items()}
    filled = {name: cells[name] for name in ANSWERED if name in cells and _text(cells[name])}
    precision = labels("precision").get(plain(_text(filled.pop("precision", excel.NOTHING))))
    code, place = _text(cells["code"]).replace("\u2011", "-"), cells["answer"].place
    fields, box = _formulas(filled.values()), ""
    if filled and code not in asked:
        fields.append(Field("not_on_sheet", code, cells["code"].place))
    if (answer := filled.get("answer")) and not answer.is_formula:
        box = labels("box").get(plain(_text(answer)), "")
        fields.append(Field(box or "unknown_box", _text(answer), place))
    if date := filled.get("date"):
        fields.append(Field(f"{box}_on", _date(date), date.place))
        fields.append(Field(f"{box}_to", precision or _shown_to_the(date), date.place))
    fields += [
        Field(name, _text(filled[name]), filled[name].place) for name in TEXTS if name in filled
    ]
    return Written(code, place, fields)


def _overleaf(code: Cell, tick: Cell) -> Written:
    """A row for information: a tick says that it is not right."""
    said = _text(tick)
    is_tick = said in f"{TICKS}xX" or labels("column").get(plain(said)) == "not_right"
    fields = [Field("not_right" if is_tick else "no_box", said, tick.place)] if said else []
    return Written(_text(code), tick.place, fields)


def _formulas(cells: Iterable[Cell]) -> list[Field]:
    """Each cell that holds a formula or an error, as a problem."""
    return [Field("formula", one.text, one.place) for one in cells if one.is_formula]


def _text(cell: Cell) -> str:
    return clean(cell.text)


def _date(cell: Cell) -> str:
    """What stands in the field of a date: a date, or a text, a year in digits among them."""
    value = cell.value
    if isinstance(value, datetime):
        # In a cell for dates, a year typed alone is a day of 1905.
        days = (value - FIRST_DAY) / DAY
        if not FIRST_YEAR <= days < LAST_YEAR + 1:
            return value.date().isoformat()
        value = days
    if isinstance(value, int | float) and value not in range(FIRST_YEAR, LAST_YEAR + 1):
        return f"[{value:g}]"  # 2027.1 can be January, or October without its nought
    return str(int(value)) if isinstance(value, int | float) else _text(cell)


def _shown_to_the(cell: Cell) -> str:
    """How exactly a date is shown: one that is shown without its day is known to its month."""
    form = cell.form.casefold() if isinstance(cell.value, datetime) else "d"
    return "day" if "d" in form else "month" if "m" in form else "year"


def _columns(row: Row, *needed: str) -> dict[str, int]:
    """Where each column is, by its name; empty unless the needed ones are there."""
    heads = (labels("column").get(plain(_text(cell))) for cell in row)
    found = {name: at for at, name in enumerate(heads) if name}
    return found if found.keys() >= set(needed) else {}
