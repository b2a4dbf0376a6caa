"""What was written in a returned sheet, whatever its form, as answers or as problems."""

import functools
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from data.contract import CONTROL
from data.round import read_dates
from data.round import sheet_words as say
from data.round.excel import NOTHING, Cell
from data.round.read_dates import plain
from data.round.values import DATED, REMEDIES, Answer, Box, Need, Problem, Return, Sheet
from data.text.words import languages, words

LONGEST = 2_001
"""Characters of a text that are read: one more than may be taken, so that it is refused."""
LONGEST_LABEL = 80
LEADERS = re.compile(r"[…‥]+|_{2,}|\.{3,}")
"""What a blank line is drawn with, on paper and as the text of an empty field."""
REFERENCE = re.compile(
    r"([A-Z][A-Za-z0-9_-]{0,39}) / ([A-Z][A-Za-z0-9_-]{0,39}) / ([a-z]{2})"
    r" / ([0-9a-f]{4,64}|-) / (\d+\.\d+)"
)
"""What names a sheet: round, participant, language, act at issue, version of the contract."""
NEED = "need "
READ = ("code", "answer", "date", "evidence", "remark", "correction", *say.NEED)
"""Columns of which something is read."""
LABELS: Mapping[str, Mapping[str, str]] = {
    "box": {f"round.box.{box}": box for box in Box},
    "text": {f"round.head.{name}": name for name in ("evidence", "remark")},
    "who": {f"round.who.{key}": key for key in say.WHO[:2]},
    "head": {f"round.head.{name}": name for name in READ},
}
"""Kinds of labels: key of the catalogues to what it names."""


class Field(NamedTuple):
    """What stands in one field.

    Attributes:
        of: the milestone that it is about; `need` and a number, or blank for the whole sheet.
        name: `answer`, which may be there more than once; another of `READ`; who answers; or the
            problem for which the field cannot be read.
        text: what stands there, of an answer the label of its box.
        place: where that is.
    """

    of: str
    name: str
    text: str
    place: str


def clean(text: str) -> str:
    """A text without the leaders of an empty field, unseen characters and length without end."""
    seen = re.sub(CONTROL, " ", LEADERS.sub(" ", text))
    return re.sub(r"[^\S\n]+", " ", seen.replace("\xa0", " ")).strip()[:LONGEST]


@functools.cache
def labels(kind: str) -> Mapping[str, str]:
    """Labels of a kind in every language, as they are written and plain, to what they name.

    Examples:
        >>> labels("head")["hito o prioridad"], labels("who")["cargo"]
        ('about', 'office')
    """
    found = {
        words(language)(key): name for language in languages() for key, name in LABELS[kind].items()
    }
    return found | {plain(label): name for label, name in found.items()}


def heads(row: Sequence[Cell]) -> Mapping[str, int]:
    """Where each column is whose head stands in a row, by its name; one alone is no head."""
    names = [_named("head", cell) for cell in row]
    found = {name: at for at, name in enumerate(names) if name}
    return found if len(found) > 1 else {}


def _named(kind: str, cell: Cell) -> str | None:
    return labels(kind).get(plain(cell.text[:LONGEST_LABEL])) if cell.text else None


def below(columns: Mapping[str, int], rows: Iterable[Sequence[Cell]]) -> Iterator[Field]:
    """What stands below the heads of a table, a field for each cell that is not blank."""
    for number, row in enumerate(rows):
        cells = {name: row[at] for name, at in columns.items() if at < len(row)}
        code = clean(cells.pop("code", NOTHING).text).replace("\u2011", "-")
        of = code or "–" if "code" in columns else f"{NEED}{number}"
        for name, cell in cells.items():
            # A day is known as exactly as it is shown.
            if text := clean(cell.text)[: cell.digits]:
                yield Field(of, "formula" if cell.is_formula else name, text, cell.place)


def behind_labels(row: Sequence[Cell]) -> Iterator[Field]:
    """Who answers, as a row says it that has a label in the cell before."""
    for label, cell in itertools.pairwise(row):
        name, text = _named("who", label), clean(cell.text)
        if name and text:
            yield Field("", "formula" if cell.is_formula else name, text, cell.place)


def filled(returned: Return, fields: Iterable[Field], sheet: Sheet) -> Return:
    """What came back, with what its fields say: answers and needs, and every problem at once."""
    codes = {plain(code): code for row in sheet.rows for code in (row.milestone, row.priority)}
    rows, respondent, on_sheet = dict[str, list[Field]](), "", {one.milestone for one in sheet.rows}
    for field in fields:
        rows.setdefault(field.of, []).append(field)
    found = list[Answer | Need | Problem]()
    for of, row in rows.items():
        wrong, texts = [one for one in row if one.name in REMEDIES], _texts(row)
        if wrong:
            found += [returned.problem(one.text, one.name, one.place) for one in wrong]
        elif not of:
            respondent = ", ".join(texts[name] for name in say.WHO if name in texts)
        elif of.startswith(NEED):
            if about := texts.get("about"):
                texts["about"] = codes.get(plain(about), about)
            found += [Need(**texts, place=row[0].place)] if "what" in texts else []
        elif of not in on_sheet:
            found.append(returned.problem(of, "not_on_sheet", row[0].place, milestone=of))
        elif right := texts.get("correction"):
            found.append(Answer(of, Box.NOT_RIGHT, remark=right, place=row[0].place))
        else:
            found.append(_answer(returned, row))
    return replace(
        returned,
        answers=tuple(one for one in found if isinstance(one, Answer)),
        needs=tuple(one for one in found if isinstance(one, Need)),
        respondent=respondent,
        problems=tuple(one for one in found if isinstance(one, Problem)),
    )


def _texts(row: Iterable[Field]) -> dict[str, str]:
    """The texts of a row by name; one that is there twice holds both."""
    found: dict[str, list[str]] = {}
    for one in row:
        found.setdefault(one.name, []).append(one.text)
    return {name: " ".join(dict.fromkeys(texts)) for name, texts in found.items()}


def _answer(returned: Return, row: Sequence[Field]) -> Answer | Problem:
    """The one answer to a question, with its date; *not right* beside a date says what is right."""
    places, texts = {one.name: one.place for one in row}, _texts(row)
    ticked = {labels("box").get(plain(one.text)): one for one in row if one.name == "answer"}
    if not DATED.isdisjoint(ticked):
        ticked.pop(Box.NOT_RIGHT, None)
    if len(ticked) != 1 or None in ticked:
        answer_text = ", ".join(one.text for one in ticked.values()) or row[0].text
        return returned.problem(answer_text, "no_box", row[0].place)
    ((name, tick),) = ticked.items()
    date, evidence, remark = (texts.get(one, "") for one in ("date", "evidence", "remark"))
    dated = read_dates.readings(date) if date else [(None, "")]
    if len(dated) != 1:
        both = {key: str(on) for key, (on, _) in zip(("first", "second"), dated, strict=False)}
        what = "date_two_readings" if dated else "date_unread"
        return returned.problem(date, what, places["date"], **both)
    return Answer(row[0].of, Box(str(name)), *dated[0], evidence, remark, tick.place)
