"""Reads a sheet that came back as an Excel file: rows by their code, columns by their heads."""

from collections.abc import Iterator, Mapping

from data.round import excel
from data.round.package import OF_SHEET
from data.round.understood import Field, behind_labels, below, heads
from data.round.values import Sheet


class ExcelFile:
    """An Excel file; its text has the reference of its sheet, as printed and on the hidden page."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self._pages = excel.read(parts, OF_SHEET).values()
        every = (cell for rows in self._pages for row in rows for cell in row)
        self.text = "\n".join(cell.text for cell in every if cell.text)

    def fields(self, sheet: Sheet) -> Iterator[Field]:
        """What was written in its fields; they say by themselves of which row they are."""
        is_headed = not sheet.questions
        for rows in self._pages:
            for number, row in enumerate(rows, start=1):
                if columns := heads(row):
                    is_headed |= columns.keys() >= {"code", "answer"}
                    yield from below(columns, rows[number:])
                    break
                yield from behind_labels(row)
        if not is_headed:
            yield Field("–", "heads_lost", "", "")
