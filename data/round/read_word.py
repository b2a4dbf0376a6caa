"""Reads a sheet that came back as a Word file, whether its controls are there or were made text.

A question is known by the code in its row, a field by the label before it in any of our languages,
and a tick by its sign.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml.etree import XMLSyntaxError

from data.reading.problems import shorten
from data.round.excel import Cell
from data.round.package import RefusedFileError
from data.round.understood import Field, behind_labels, below, clean, heads, labels
from data.round.values import DATED, Sheet

P, T, ROW, CELL, TABLE = map(qn, ("w:p", "w:t", "w:tr", "w:tc", "w:tbl"))
CONTROL, TAG, HINT = map(qn, ("w:sdt", "w:tag", "w:showingPlcHdr"))
BREAKS = {qn(name) for name in ("w:tab", "w:br", "w:cr")}
GONE = {qn(name) for name in ("w:del", "w:moveFrom", "w:sdtPr", "w:rPr", "w:pPr")}
VALUE = qn("w:val")
OFF = ("0", "false", "off")
IS_CHECKED = "{http://schemas.microsoft.com/office/word/2010/wordml}checked"
STATE = "{http://schemas.microsoft.com/office/word/2010/wordml}val"
TICKS, EMPTY, UNCLEAR = "☒☑✓✔✗✘×☓", "☐□", "\N{REPLACEMENT CHARACTER}"
"""Signs of a box with a tick and without, and what is read of one that its control contradicts."""
MARK = re.compile(rf"\s*(?:[{TICKS}{EMPTY}{UNCLEAR}]|[xX](?=\s)|\[\s*[xX]?\s*\])")
TICK = re.compile(rf"[{TICKS}xX]|\[\s*[xX]\s*\]")


class WordFile:
    """A Word file; its text has the reference of its sheet, which a locked control protects."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        try:
            (self._root,) = map(parse_xml, parts.values())
        except (XMLSyntaxError, ValueError):
            raise RefusedFileError("damaged") from None
        found = ((one, _text(one)) for one in self._root.iter(P) if len(one))
        self._texts = {paragraph: text for paragraph, text in found if text}
        self.text = "\n".join(self._texts.values())

    def fields(self, sheet: Sheet) -> Iterator[Field]:
        """What was written in the fields of the sheet that this is."""
        numbers = {one.milestone: str(n) for n, one in enumerate(sheet.questions, start=1)}
        current = ""
        for table in self._root.iter(TABLE):
            rows = list(table.iter(ROW))
            if rows and (columns := heads(self._cells(rows[0]))):
                title = "" if "code" in columns else sheet.t("round.need.title")
                places = (title and f"{title}, {number}" for number in range(1, len(rows)))
                yield from below(columns, map(self._cells, rows[1:], places))
                continue
            for row in rows:
                lines = self._lines(row)
                current = _code(row, lines, numbers) or current
                if current:
                    yield from _question(lines, current, numbers[current])
                yield from behind_labels(self._cells(row))

    def _cells(self, row: Any, place: str = "") -> list[Cell]:
        """The cells of a row, each as one text; its place is what stands in the first one."""
        texts = [" ".join(self._lines(cell)) for cell in row.iter(CELL)]
        return [Cell(text, place or shorten(texts[0])) for text in texts]

    def _lines(self, place: Any) -> list[str]:
        """The paragraphs of a place that have a text."""
        texts = (self._texts.get(one, "") for one in place.iter(P))
        return [" ".join(text.split()) for text in texts if text]


def _question(lines: list[str], code: str, number: str) -> Iterator[Field]:
    """What the lines of a row say of its question: its boxes, or the texts in a row below.

    What is printed beside boxes, and what stands in a text, may begin as a label does.
    """
    boxes = [parted for line in lines if (parted := _parted(line, "box"))]
    for mark, label, text in boxes:
        place, is_dated = f"{number} · {label}", labels("box")[label] in DATED
        if mark == UNCLEAR:
            yield Field(code, "box_unclear", label, place)
        if TICK.fullmatch(mark) or (text and is_dated):
            yield Field(code, "answer", label, place)
        if text and (mark or is_dated):
            yield Field(code, "date" if is_dated else "remark", text, place)
    for parted in () if boxes else (_parted(line, "text") for line in lines):
        if parted and parted[2]:
            yield Field(code, labels("text")[parted[1]], parted[2], number)


def _code(row: Any, lines: list[str], codes: Collection[str]) -> str:
    """The code of the milestone of a row: that of its controls, else the one that is printed."""
    tags = (tag.get(VALUE, "").partition("|")[0] for tag in row.iter(TAG))
    printed = (word for line in lines for word in line.replace("\u2011", "-").split())
    return next((code for code in (*tags, *printed) if code in codes), "")


def _parted(line: str, kind: str) -> tuple[str, str, str] | None:
    """Mark, label and what follows, of a line that begins with a label of this kind."""
    mark = MARK.match(line) if kind == "box" else None
    rest = line[mark.end() if mark else 0 :].strip()
    for label in sorted(labels(kind), key=len, reverse=True):
        text = rest[len(label) :]
        if rest.lower().startswith(label.lower()) and not text[:1].isalnum():
            return mark[0].strip() if mark else "", label, clean(text).lstrip(" :,;.")
    return None


def _text(node: Any) -> str:
    """The text of a node; a control that shows its hint has none.

    A box is what one sees, whoever wrote a sign over it. What is ticked and shown blank is unclear;
    where a program draws it in a sign of its own, it is a tick.
    """
    if node.tag == T:
        return node.text or ""
    if node.tag in GONE:
        return ""
    if node.tag in BREAKS:
        return " "
    hint = node.find(f"./*/{HINT}") if node.tag == CONTROL else None
    if hint is not None and hint.get(VALUE) not in OFF:
        return ""
    text = "".join([_text(child) for child in node])
    state = node.find(f"./*/*/{IS_CHECKED}") if node.tag == CONTROL else None
    if state is not None and state.get(STATE) not in OFF and not TICK.fullmatch(text.strip()):
        return UNCLEAR if text.strip() in [*EMPTY] else TICKS[0]
    return text
