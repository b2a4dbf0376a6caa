"""What was written in a returned sheet, whatever its form, as answers or as problems."""

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from data.reading.problems import CONTROL
from data.round import said_dates
from data.round import sheet_words as say
from data.round.rows import first_day
from data.round.said_dates import NoDateError, plain
from data.round.values import DATED, Answer, Box, Need, Problem, Sheet
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


@dataclass
class Written:
    """What stands in the fields of one question.

    Attributes:
        milestone: its code.
        ticks: the boxes that are ticked, each with its place.
        dates: box to what stands in its field, with its place.
        precision: how exactly it is known, where that is chosen apart.
        evidence, remark: texts.
        place: of the question as a whole.
    """

    milestone: str
    ticks: dict[Box, str] = field(default_factory=dict)
    dates: dict[Box, tuple[str | date, str]] = field(default_factory=dict)
    precision: dict[Box, str] = field(default_factory=dict)
    evidence: str = ""
    remark: str = ""
    place: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether nothing was written."""
        return not (self.ticks or self.dates or self.evidence or self.remark)


@dataclass(frozen=True)
class Identity:
    """Which sheet a file is, as it says itself."""

    round: str
    participant: str
    language: str
    act_hash: str
    contract: str


@dataclass
class Found:
    """All that was found in a file, before anybody asks whether it makes sense."""

    written: list[Written] = field(default_factory=list)
    known: dict[str, str] = field(default_factory=dict)
    """Codes ticked overleaf as not right, each with its place."""
    remarks: tuple[str, str] = ("", "")
    needs: list[Need] = field(default_factory=list)
    who: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    """Without the name of the file."""

    def problem(self, what: str, place: str = "", value: str = "") -> None:
        """Add a problem of a field, or of the whole file."""
        self.problems.append(Problem.of("", place, value, what))


def identity(text: str) -> Identity | None:
    """The reference that is printed on a sheet; `None` where there is none."""
    found = REFERENCE.search(text)
    return Identity(*found.groups()) if found else None


def clean(text: object) -> str:
    """A text without the leaders of an empty field, unseen characters and length without end."""
    raw = "" if text is None else str(text)
    seen = re.sub(CONTROL, " ", LEADERS.sub(" ", raw))
    return re.sub(r"[^\S\n]+", " ", seen.replace("\xa0", " ")).strip()[:LONGEST]


LABELS: Mapping[str, Mapping[str, str]] = {
    "box": {f"round.box.{key}": key for key in say.BOXES},
    "precision": {f"round.precision.{key}": key for key in say.PRECISIONS},
    "need": {f"round.need.{key}": key for key in say.NEED},
    "who": {f"round.who.{key}": key for key in say.WHO},
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


@functools.cache
def said_anywhere(key: str) -> frozenset[str]:
    """What a text of the catalogues is in any language, plain."""
    return frozenset(plain(words(language)(key)) for language in languages())


def heads_needs(cells: Sequence[str]) -> bool:
    """Whether these are the heads of the list of needs."""
    return [labels("need").get(plain(cell)) for cell in cells[: len(say.NEED)]] == [*say.NEED]


def answers(found: Found) -> list[Answer]:
    """What the fields say: an answer a row that has one; every problem joins those of `found`."""
    given: list[Answer] = []
    for one in found.written:
        if not one.is_blank:
            try:
                given.append(_answer(one))
            except _Unclear as error:
                found.problems.append(error.problem)
    remark, place = found.remarks
    for code, where in found.known.items():
        given.append(Answer(code, Box.NOT_RIGHT, remark=remark, place=where))
    if remark and not found.known:
        found.problem("remark_alone", place, remark)
    return given


class _Unclear(ValueError):
    """A field that cannot be taken as it is."""

    def __init__(self, what: str, place: str, value: str, **values: str) -> None:
        super().__init__(what)
        self.problem = Problem.of("", place, value, what, **values)


def _answer(one: Written) -> Answer:
    """The one box of a question, with its date.

    A date in its field is a tick of its box; *not right* beside a date says what is right.
    """
    ticked = dict(one.ticks)
    for box, (_, place) in one.dates.items():
        ticked.setdefault(box, place)
    if not DATED.isdisjoint(ticked):
        ticked.pop(Box.NOT_RIGHT, None)
    if len(ticked) > 1:
        raise _Unclear("two_boxes", one.place, ", ".join(str(box) for box in ticked))
    if not ticked:
        raise _Unclear("no_box", one.place, one.remark or one.evidence)
    ((box, place),) = ticked.items()
    on, precision = _dated(one, box, place) if box in DATED else (None, "")
    return Answer(one.milestone, box, on, precision, one.evidence, one.remark, place)


def _dated(one: Written, box: Box, place: str) -> tuple[date, str]:
    """The date of a box, with the precision that is chosen beside it where it names a day."""
    if box not in one.dates:
        raise _Unclear("no_date", place, "")
    value, place = one.dates[box]
    chosen = one.precision.get(box, "")
    try:
        on, precision = said_dates.parse(str(value))
    except NoDateError as error:
        names = ("first", "second")
        readings = {k: day.isoformat() for k, day in zip(names, error.readings, strict=False)}
        raise _Unclear(error.what, place, str(value), **readings) from None
    if precision == "day" and chosen not in ("", "day"):
        return first_day(on, chosen), chosen
    return on, precision


def needs_of(rows: Iterator[tuple[list[str], str]], sheet: Sheet) -> list[Need]:
    """Rows of the list of needs with their places; what they are about as a code if it is one."""
    codes = {plain(code): code for one in sheet.rows for code in (one.milestone, one.priority)}
    found = []
    for cells, place in rows:
        what, about, from_whom, by_when = map(clean, cells)
        if what:
            about = codes.get(plain(about), about)
            found.append(Need(what, about, from_whom, by_when, place))
    return found
