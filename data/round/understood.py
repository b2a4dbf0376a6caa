"""What was written in a returned sheet, whatever its form, as answers or as problems."""

import functools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from data.reading.problems import CONTROL
from data.round import said_dates
from data.round import sheet_words as say
from data.round.rows import first_day
from data.round.said_dates import NoDateError, plain
from data.round.values import DATED, REMEDIES, Answer, Box, Need, Problem, Return, Sheet
from data.text.words import languages, words

LONGEST = 2_001
"""Characters of a text that are read: one more than may be taken, so that it is refused."""
TICKS = "☒☑✓✔✗✘×☓"
LEADERS = re.compile(r"[…‥]+|_{2,}|\.{3,}")
"""What a blank line is drawn with, on paper and as the text of an empty field."""
REFERENCE = re.compile(
    r"([A-Z][A-Za-z0-9_-]{0,39}) / ([A-Z][A-Za-z0-9_-]{0,39}) / ([a-z]{2})"
    r" / ([0-9a-f]{4,64}|-) / (\d+\.\d+)"
)
"""What names a sheet: round, participant, language, act at issue, version of the contract."""


class Field(NamedTuple):
    """What stands in one field.

    Attributes:
        name: a box, or `<box>_on` and `<box>_to` for its date and how exactly that is known;
            `evidence` or `remark`; a column of the needs, or who answers; `remarks` on all else;
            or the problem for which the field cannot be read.
        text: what stands there; a tick of a box is any text.
        place: where that is.
    """

    name: str
    text: str
    place: str


class Written(NamedTuple):
    """What stands in the fields of one row.

    Attributes:
        of: the milestone that it is about; `need`, or blank for the whole sheet.
        place: of the row.
        fields: those that are not blank.
    """

    of: str
    place: str
    fields: list[Field]


def clean(text: object) -> str:
    """A text without the leaders of an empty field, unseen characters and length without end."""
    raw = "" if text is None else str(text)
    seen = re.sub(CONTROL, " ", LEADERS.sub(" ", raw))
    return re.sub(r"[^\S\n]+", " ", seen.replace("\xa0", " ")).strip()[:LONGEST]


LABELS: Mapping[str, Mapping[str, str]] = {
    "box": {f"round.box.{key}": key for key in say.BOXES},
    "precision": {f"round.precision.{key}": key for key in say.PRECISIONS},
    "need": {f"round.need.{key}": key for key in say.NEED},
    "whole": {"round.remarks": "remarks", **{f"round.who.{key}": key for key in say.WHO}},
    "text": {"round.evidence": "evidence", "round.remark": "remark"},
    "column": {say.head(name): name for name in (*say.COLUMNS, "not_right")},
}
"""Kinds of labels: key of the catalogues to what it names."""


@functools.cache
def labels(kind: str) -> Mapping[str, str]:
    """Labels of a kind in every language, as they are written and plain, to what they name.

    Examples:
        >>> labels("box")["alcanzado el"], labels("precision")["quarter"]
        ('reached', 'quarter')
    """
    found = {
        words(language)(key): name for language in languages() for key, name in LABELS[kind].items()
    }
    return found | {plain(label): name for label, name in found.items()}


def filled(returned: Return, rows: Sequence[Written], sheet: Sheet) -> Return:
    """What came back, with what its rows say: answers and needs, and every problem at once."""
    known = {row.milestone for row in sheet.known}
    codes = {plain(code): code for row in sheet.rows for code in (row.milestone, row.priority)}
    whole = _by_name(field for row in rows if not row.of for field in row.fields)
    remark, is_about = whole.get("remarks", Field("", "", "")), False
    found = list[Answer | Need | Problem]()
    for row in rows:
        wrong = [one for one in row.fields if one.name in REMEDIES]
        found += [returned.problem(one.text, one.name, one.place) for one in wrong]
        said = {} if wrong else _by_name(row.fields)
        if row.of == "need" and "what" in said:
            texts = {name: field.text for name, field in said.items()}
            if about := texts.get("about"):
                texts["about"] = codes.get(plain(about), about)
            found.append(Need(**texts, place=row.place))
        elif said and row.of in known:
            is_about = True
            found.append(Answer(row.of, Box.NOT_RIGHT, remark=remark.text, place=row.place))
        elif said and row.of not in ("", "need"):
            found.append(_answer(returned, row, said))
    if remark.text and not is_about:
        found.append(returned.problem(remark.text, "remark_alone", remark.place))
    return replace(
        returned,
        answers=tuple(one for one in found if isinstance(one, Answer)),
        needs=tuple(one for one in found if isinstance(one, Need)),
        respondent=", ".join(whole[key].text for key in say.WHO[:2] if key in whole),
        problems=tuple(one for one in found if isinstance(one, Problem)),
    )


def _by_name(fields: Iterable[Field]) -> dict[str, Field]:
    """Fields by name; one that is there twice holds both texts."""
    found: dict[str, Field] = {}
    for one in fields:
        texts = [found[one.name].text, one.text] if one.name in found else [one.text]
        found[one.name] = one._replace(text=" ".join(texts))
    return found


def _answer(returned: Return, row: Written, said: Mapping[str, Field]) -> Answer | Problem:
    """The one box of a question, with its date.

    A date in its field is a tick of its box; *not right* beside a date says what is right.
    """
    evidence, remark = (said[name].text if name in said else "" for name in ("evidence", "remark"))
    ticked = {name: field for name, field in said.items() if name in say.BOXES}
    for name, field in said.items():
        box, is_date, _ = name.partition("_on")
        if is_date and box not in DATED:
            what = "which_box" if box else "no_box"
            return returned.problem(field.text, what, field.place)
        if is_date:
            ticked.setdefault(box, field)
    if not DATED.isdisjoint(ticked):
        ticked.pop(Box.NOT_RIGHT, None)
    if len(ticked) != 1:
        what = "two_boxes" if ticked else "no_box"
        return returned.problem(", ".join(ticked) or remark or evidence, what, row.place)
    ((name, tick),) = ticked.items()
    box, on, precision = Box(name), None, ""
    if box in DATED:
        if not (field := said.get(f"{box}_on")):
            return returned.problem("", "no_date", tick.place)
        try:
            on, precision = said_dates.parse(field.text)
        except NoDateError as error:
            return returned.problem(field.text, error.what, field.place, **error.values)
        chosen = said[f"{box}_to"].text
        if chosen and precision == "day":
            on, precision = first_day(on, chosen), chosen
    return Answer(row.of, box, on, precision, evidence, remark, tick.place)
