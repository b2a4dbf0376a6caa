"""Reads a sheet that came back as a Word file: by its controls, or by labels where they are lost.

A converter may turn every control into text. So a question is known by the code in its row, a field
by the label before it in any of our languages, and a tick by its sign.
"""

import functools
import itertools
import re
from collections.abc import Iterator
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml.etree import XMLSyntaxError

from data.round import package
from data.round import sheet_words as say
from data.round.package import RefusedFileError
from data.round.said_dates import plain
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
from data.text.words import languages, words

P, T, ROW, CELL, TABLE = map(qn, ("w:p", "w:t", "w:tr", "w:tc", "w:tbl"))
CONTROL, ABOUT, TAG, HINT = map(qn, ("w:sdt", "w:sdtPr", "w:tag", "w:showingPlcHdr"))
BREAKS = {qn(name) for name in ("w:tab", "w:br", "w:cr")}
GONE = {qn(name) for name in ("w:del", "w:moveFrom", "w:sdtPr", "w:rPr", "w:pPr")}
SYMBOL, VALUE = qn("w:sym"), qn("w:val")
BOX = "{http://schemas.microsoft.com/office/word/2010/wordml}checkbox"
CHECKED = "{http://schemas.microsoft.com/office/word/2010/wordml}checked"
STATE = "{http://schemas.microsoft.com/office/word/2010/wordml}val"
ON = ("1", "true", "on")
SYMBOLS = {"F0FE": "☒", "F0FD": "☒", "F0FC": "☒", "F0FB": "☒", "F0A8": "☐", "F06F": "☐"}
"""Boxes of the typeface Wingdings, as some programs write them."""
LONGEST_HEAD = 80
"""Characters of a heading."""
MARK = rf"(?P<mark>[{TICKS}☐□]|[xX](?=\s)|\[\s*[xX]?\s*\])?"
ALONE = re.compile(rf"[{TICKS}xX]|\[\s*[xX]\s*\]")


class WordSheet:
    """A Word file as it was opened: which sheet it says it is, and what was written in it."""

    def __init__(self, content: bytes) -> None:
        try:
            self._root: Any = parse_xml(package.document(content))
        except XMLSyntaxError:
            raise RefusedFileError("damaged") from None
        found = ((one, _text(one)) for one in self._root.iter(P) if len(one))
        self._texts = {paragraph: text for paragraph, text in found if text}

    def identity(self) -> Identity | None:
        """The reference at its end, which a locked control protects."""
        return identity("\n".join(self._texts.values()))

    def found(self, sheet: Sheet) -> Found:
        """What was written in the fields of the sheet that this is."""
        found, asked = Found(), {one.milestone: Written(one.milestone) for one in sheet.questions}
        numbers = {code: str(number) for number, code in enumerate(asked, start=1)}
        known, current = {one.milestone for one in sheet.known}, ""
        codes, ticked = asked.keys() | known, sheet.t("round.known.code")
        for table in self._root.iter(TABLE):
            rows = list(table.iter(ROW))
            if rows and heads_needs(self._cells(rows[0])):
                found.needs, current = needs_of(self._needs(rows[1:], sheet), sheet), ""
                continue
            for row in rows:
                lines = self._lines(row)
                named = _code(row, lines, codes)
                if named in known:
                    listed = self._ticked(row, known)
                    found.known |= {code: f"{code} · {ticked}" for code in listed}
                    continue
                current = named or current
                if current:
                    _question(asked[current], numbers[current], lines)
                if not named:
                    found.who |= _who(lines)
        found.written = list(asked.values())
        found.remarks = self._remarks(sheet)
        return found

    def _ticked(self, row: Any, known: set[str]) -> Iterator[str]:
        """The codes of a row that are followed by a tick."""
        code = ""
        for cell in row.iter(CELL):
            lines = self._lines(cell)
            code = _code(cell, lines, known) or code
            if code and any(ALONE.fullmatch(line.strip()) for line in lines):
                yield code

    def _needs(self, rows: list[Any], sheet: Sheet) -> Iterator[tuple[list[str], str]]:
        """The rows of the list of needs, each with its place."""
        title = sheet.t("round.need.title")
        for number, cells in enumerate(map(self._cells, rows), start=1):
            if len(cells) == len(say.NEED):
                yield cells, f"{title}, {number}"

    def _cells(self, row: Any) -> list[str]:
        """The cells of a row, each as one text."""
        return [" ".join(self._lines(cell)) for cell in row.iter(CELL)]

    def _lines(self, place: Any) -> list[str]:
        """The paragraphs of a place that have a text."""
        return [self._texts[one] for one in place.iter(P) if one in self._texts]

    def _remarks(self, sheet: Sheet) -> tuple[str, str]:
        """What stands below the heading of the remarks, up to the reference."""
        heads, texts = said_anywhere("round.remarks"), list(self._texts.values())
        short = (n for n, text in enumerate(texts) if len(text) < LONGEST_HEAD)
        start = next((n for n in short if plain(texts[n]) in heads), len(texts))
        rest = itertools.takewhile(lambda text: not identity(text), texts[start + 1 :])
        return clean("\n".join(rest)), sheet.t("round.remarks")


def _question(one: Written, number: str, lines: list[str]) -> None:
    """Add what the lines of a row say of its question: its boxes, or the texts in a row below.

    What is printed beside boxes, and what stands in a text, may begin as a label does.
    """
    one.place = one.place or number
    boxes = [parted for line in lines if (parted := _parted(line, "box"))]
    for mark, key, label, text in boxes:
        box, place, precision = Box(key), f"{number} · {label}", ""
        if box in DATED:
            text, precision = _precision(text)
        if ALONE.fullmatch(text):
            mark, text = text, ""
        if ALONE.fullmatch(mark.strip()):
            one.ticks[box] = place
        if box in DATED and text:
            one.dates[box], one.precision[box] = (text, place), precision
        elif mark and text:
            one.remark = f"{one.remark} {text}".strip()
    for parted in () if boxes else (_parted(line, "text") for line in lines):
        if parted and parted[3]:
            setattr(one, parted[1], f"{getattr(one, parted[1])} {parted[3]}".strip())


def _who(lines: list[str]) -> dict[str, str]:
    """Who answers, from a row in which each line begins with such a label."""
    parted = [_parted(line, "who") for line in lines]
    return {one[1]: one[3] for one in parted if one and one[3]} if all(parted) else {}


def _precision(text: str) -> tuple[str, str]:
    """A date and the precision that is chosen after it."""
    first, _, last = text.rpartition(" ")
    known = labels("precision").get(plain(last))
    return (first.strip(), known) if known else (text, "")


def _code(row: Any, lines: list[str], codes: set[str]) -> str:
    """The code of the milestone of a row: that of its controls, else the one that is printed."""
    for tag in row.iter(TAG):
        code = tag.get(VALUE, "").partition("|")[0]
        if code in codes:
            return code
    tokens = (token for line in lines for token in line.replace("\u2011", "-").split())
    return next((token for token in tokens if token in codes), "")


def _parted(line: str, kind: str) -> tuple[str, str, str, str] | None:
    """Mark, key, label and what follows, of a line that begins with a label of this kind."""
    found = _pattern(kind).fullmatch(line.strip())
    if not found:
        return None
    label = " ".join(found["label"].split())
    return (
        found["mark"] or "",
        labels(kind)[plain(label)],
        label,
        clean(found["rest"]).lstrip(" :,;."),
    )


@functools.cache
def _pattern(kind: str) -> re.Pattern[str]:
    """What a line looks like that begins with a label of a kind, in any language."""
    hints = "|".join(re.escape(words(one)("round.evidence_hint")) for one in languages())
    names = "|".join(
        re.escape(name).replace(r"\ ", r"\s+")
        for name in sorted(labels(kind), key=len, reverse=True)
    )
    mark = MARK if kind == "box" else "(?P<mark>)"
    rest = rf"(?:\s*(?:{hints}))?(?P<rest>(?:[\s:,;.].*)?)"
    return re.compile(rf"{mark}\s*(?P<label>{names}){rest}", re.IGNORECASE | re.DOTALL)


def _text(node: Any) -> str:
    """The text of a node: a ticked control as its sign, one that shows its hint as nothing."""
    tag = node.tag
    if tag == T:
        return node.text or ""
    if tag in GONE:
        return ""
    if tag in BREAKS:
        return " "
    if tag == SYMBOL:
        return SYMBOLS.get(node.get(qn("w:char"), "").upper(), "")
    if tag == CONTROL and (about := node.find(ABOUT)) is not None:
        if (box := about.find(BOX)) is not None:
            state = box.find(CHECKED)
            return "☒" if state is not None and state.get(STATE) in ON else "☐"
        hint = about.find(HINT)
        if hint is not None and hint.get(VALUE, "1") in ON:
            return ""
    return "".join([_text(child) for child in node])
