"""Reads a sheet that came back as an Excel file: rows by their code, columns by their heads."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from data.round import excel
from data.round import sheet_words as say
from data.round.excel import Cell, Row
from data.round.package import OF_SHEET
from data.round.said_dates import FIRST_YEAR, LAST_YEAR, plain
from data.round.sheet_excel import ANSWERED, HIDDEN
from data.round.understood import TICKS, Field, Written, clean, labels
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
        if not any(
            _named(row).keys() >= {"code", "answer"} for rows in self._pages for row in rows
        ):
            found.append(Written("", "", [Field("heads_lost", "", "")]))
        return found


def _page(rows: Sequence[Row], sheet: Sheet) -> Iterator[Written]:
    """What stands in a page: texts with a label before them, then a table down to its end."""
    asked = {one.milestone for one in sheet.questions}
    for number, row in enumerate(rows):
        heads, name = _named(row), labels("whole").get(plain(_text(row[0])))
        below = [{name: one[at] for name, at in heads.items()} for one in rows[number + 1 :]]
        if heads.keys() >= {"code", "answer"}:
            yield from (_question(cells, asked) for cells in below)
        elif heads.keys() >= {"code", "not_right"}:
            yield from (_overleaf(cells["code"], cells["not_right"]) for cells in below)
        elif heads.keys() >= {*say.NEED}:
            for cells in below:
                yield Written("need", cells["what"].place, _fields(cells, say.NEED))
        else:
            if name and _text(row[1]):
                yield Written("", row[1].place, _fields({name: row[1]}, [name]))
            continue
        return


def _named(row: Row) -> dict[str, int]:
    """Where each column is whose head stands in a row, by its name."""
    heads = enumerate(plain(_text(cell)) for cell in row)
    known = {**labels("need"), **labels("column")}
    return {known[head]: at for at, head in heads if head in known}


def _question(cells: Mapping[str, Cell], asked: set[str]) -> Written:
    """A row of the questions."""
    filled = {name: cells[name] for name in ANSWERED if name in cells and _text(cells[name])}
    precision = labels("precision").get(plain(_text(filled.pop("precision", excel.NOTHING))))
    code, place = _text(cells["code"]).replace("\u2011", "-"), cells["answer"].place
    box = labels("box").get(plain(_text(cells["answer"])), "")
    fields = _fields(filled, TEXTS)
    if filled and code not in asked:
        fields.append(Field("not_on_sheet", code, cells["code"].place))
    if (answer := filled.get("answer")) and not answer.is_formula:
        fields.append(Field(box or "unknown_box", _text(answer), place))
    if date := filled.get("date"):
        fields.append(Field(f"{box}_on", _date(date), date.place))
        fields.append(Field(f"{box}_to", precision or _shown_to_the(date), date.place))
    return Written(code, place, fields)


def _overleaf(code: Cell, tick: Cell) -> Written:
    """A row for information: a tick says that it is not right."""
    said = _text(tick)
    is_tick = said in f"{TICKS}xX" or labels("column").get(plain(said)) == "not_right"
    fields = [Field("not_right" if is_tick else "no_box", said, tick.place)] if said else []
    return Written(_text(code), tick.place, fields)


def _fields(cells: Mapping[str, Cell], names: Iterable[str]) -> list[Field]:
    """The texts of these names, or each cell that holds a formula or an error instead."""
    wrong = [Field("formula", one.text, one.place) for one in cells.values() if one.is_formula]
    return wrong or [
        Field(name, _text(cells[name]), cells[name].place)
        for name in names
        if name in cells and _text(cells[name])
    ]


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
