"""Reads a sheet that came back as a Word file: by its controls, or by labels where they are lost.

A converter may turn every control into text. So a question is known by the code in its row, a field
by the label before it in any of our languages, and a tick by its sign.
"""

import functools
import itertools
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml.etree import XMLSyntaxError

from data.round import sheet_words as say
from data.round.package import RefusedFileError
from data.round.said_dates import plain
from data.round.understood import REFERENCE, TICKS, Field, Written, clean, labels
from data.round.values import DATED, Sheet
from data.text.words import languages, words

P, T, ROW, CELL, TABLE = map(qn, ("w:p", "w:t", "w:tr", "w:tc", "w:tbl"))
CONTROL, ABOUT, TAG, HINT = map(qn, ("w:sdt", "w:sdtPr", "w:tag", "w:showingPlcHdr"))
BREAKS = {qn(name) for name in ("w:tab", "w:br", "w:cr")}
GONE = {qn(name) for name in ("w:del", "w:moveFrom", "w:sdtPr", "w:rPr", "w:pPr")}
VALUE = qn("w:val")
BOX = "{http://schemas.microsoft.com/office/word/2010/wordml}checkbox"
CHECKED = "{http://schemas.microsoft.com/office/word/2010/wordml}checked"
STATE = "{http://schemas.microsoft.com/office/word/2010/wordml}val"
ON = ("1", "true", "on")
LONGEST_HEAD = 80
"""Characters of a heading."""
EMPTY, UNCLEAR = "☐□", "\N{REPLACEMENT CHARACTER}"
"""Signs of a box without a tick; what is read of one whose sign its control contradicts."""
MARK = rf"(?P<mark>[{TICKS}{EMPTY}{UNCLEAR}]|[xX](?=\s)|\[\s*[xX]?\s*\])?"
ALONE = re.compile(rf"[{TICKS}xX]|\[\s*[xX]\s*\]")


class WordFile:
    """A Word file as it was opened.

    Attributes:
        text: has the reference of its sheet, which a locked control protects.
    """

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        try:
            (self._root,) = map(parse_xml, parts.values())
        except (XMLSyntaxError, ValueError):
            raise RefusedFileError("damaged") from None
        found = ((one, _text(one)) for one in self._root.iter(P) if len(one))
        self._texts = {paragraph: text for paragraph, text in found if text}
        self.text = "\n".join(self._texts.values())

    def written(self, sheet: Sheet) -> list[Written]:
        """What was written in the fields of the sheet that this is."""
        asked = {
            one.milestone: Written(one.milestone, str(number), [])
            for number, one in enumerate(sheet.questions, start=1)
        }
        known, found, current = {one.milestone for one in sheet.known}, list[Written](), ""
        for table in self._root.iter(TABLE):
            rows = list(table.iter(ROW))
            heads = [plain(cell) for row in rows[:1] for cell in self._cells(row)]
            if [labels("need").get(head) for head in heads] == [*say.NEED]:
                title, current = sheet.t("round.need.title"), ""
                for number, row in enumerate(rows[1:], start=1):
                    place = f"{title}, {number}"
                    named = zip(say.NEED, map(clean, self._cells(row)), strict=False)
                    fields = [Field(name, text, place) for name, text in named if text]
                    found.append(Written("need", place, fields))
                continue
            for row in rows:
                lines = self._lines(row)
                named = _code(row, lines, asked.keys() | known)
                if named in known:
                    found += self._overleaf(row, known, sheet.t("round.known.code"))
                    continue
                current = named or current
                if current:
                    asked[current].fields.extend(_question(lines, asked[current].place))
                parted = [_parted(line, "whole") for line in lines if not named]
                whole = [Field(one[1], one[3], one[2]) for one in parted if one and one[3]]
                found.append(Written("", "", whole if all(parted) else []))
        return [*asked.values(), *found, self._remarks(sheet.t("round.remarks"))]

    def _overleaf(self, row: Any, known: set[str], label: str) -> Iterator[Written]:
        """The codes of a row that are followed by a tick."""
        code = ""
        for cell in row.iter(CELL):
            lines = self._lines(cell)
            code = _code(cell, lines, known) or code
            place, signs = f"{code} · {label}", [line.strip() for line in lines]
            if code and UNCLEAR in signs:
                yield Written(code, place, [Field("box_unclear", label, place)])
            elif code and any(map(ALONE.fullmatch, signs)):
                yield Written(code, place, [Field("not_right", "x", place)])

    def _cells(self, row: Any) -> list[str]:
        """The cells of a row, each as one text."""
        return [" ".join(self._lines(cell)) for cell in row.iter(CELL)]

    def _lines(self, place: Any) -> list[str]:
        """The paragraphs of a place that have a text."""
        return [self._texts[one] for one in place.iter(P) if one in self._texts]

    def _remarks(self, place: str) -> Written:
        """What stands below the heading of the remarks, up to the reference."""
        texts, whole = list(self._texts.values()), labels("whole")
        heads = (
            n for n, text in enumerate(texts) if whole.get(plain(text[:LONGEST_HEAD])) == "remarks"
        )
        below = texts[next(heads, len(texts)) + 1 :]
        rest = itertools.takewhile(lambda text: not REFERENCE.search(text), below)
        text = clean("\n".join(rest))
        return Written("", place, [Field("remarks", text, place)] if text else [])


def _question(lines: list[str], number: str) -> Iterator[Field]:
    """What the lines of a row say of its question: its boxes, or the texts in a row below.

    What is printed beside boxes, and what stands in a text, may begin as a label does.
    """
    boxes = [parted for line in lines if (parted := _parted(line, "box"))]
    for mark, box, label, text in boxes:
        place, precision = f"{number} · {label}", ""
        if box in DATED:
            first, _, last = text.rpartition(" ")
            precision = labels("precision").get(plain(last), "")
            text = first.strip() if precision else text
        if ALONE.fullmatch(text):
            mark, text = text, ""
        if ALONE.fullmatch(mark.strip()):
            yield Field(box, "x", place)
        elif mark == UNCLEAR:
            yield Field("box_unclear", label, place)
        if text and box in DATED:
            yield from (Field(f"{box}_on", text, place), Field(f"{box}_to", precision, place))
        elif text and mark:
            yield Field("remark", text, place)
    for parted in () if boxes else (_parted(line, "text") for line in lines):
        if parted and parted[3]:
            yield Field(parted[1], parted[3], number)


def _code(row: Any, lines: list[str], codes: Collection[str]) -> str:
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
    label, rest = " ".join(found["label"].split()), clean(found["rest"]).lstrip(" :,;.")
    return found["mark"] or "", labels(kind)[plain(label)], label, rest


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
    if tag == CONTROL and (about := node.find(ABOUT)) is not None:
        if (box := about.find(BOX)) is not None:
            state, sign = box.find(CHECKED), "".join(one.text or "" for one in node.iter(T)).strip()
            is_on = state is not None and state.get(STATE) in ON
            is_other = sign in [*EMPTY] if is_on else ALONE.fullmatch(sign)
            return UNCLEAR if is_other else "☒" if is_on else EMPTY[0]
        hint = about.find(HINT)
        if hint is not None and hint.get(VALUE, "1") in ON:
            return ""
    return "".join([_text(child) for child in node])
