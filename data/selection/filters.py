"""What a reader can choose: each filter as one value that all that show it read.

An address holds codes, so that a link means the same in every language.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Self

from data.cache import cached_by_fingerprint
from data.dates import EARLIEST, LATEST
from data.model import Dataset, Status
from data.model.records import by_code
from data.text.words import Words

SOURCE_PARAMS = ("dataset", "edition")
"""Parameters of the address that say what is looked at, before any filter."""
STATE = "state"
"""Kind of the participants that are countries; all others are the other side."""
GROUPS = (
    STATE,
    "eu",
    "eu_institution",
    "eu_agency",
    "eu_member_state",
    "programme",
    "organisation",
)
"""Kinds of participants in the order in which their lists have them."""
SHOWN = "1"
"""The only value of the parameter that asks for the context."""
Label = Callable[[Dataset, Words, str], str]
"""What a code is called."""


@dataclass(frozen=True)
class Filters:
    """A reader's choice: of each of `FILTERS` the codes, the day, or whether it is asked for.

    An empty tuple or `None` means no restriction; of `as_of`, the dataset's horizon. Within one
    attribute any of its values will do; an action must pass all of them.
    """

    country: tuple[str, ...] = ()
    eu: tuple[str, ...] = ()
    priority: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    marked: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    as_of: date | None = None
    context: bool = False

    def with_(self, **changes: object) -> Self:
        """The same choice with some of it changed."""
        return replace(self, **changes)  # type: ignore[arg-type]

    @property
    def participants(self) -> tuple[str, ...]:
        """The chosen participants of both sides."""
        return self.country + self.eu

    @property
    def subjects(self) -> tuple[str, ...]:
        """Whom the choice is about: its countries, or the EU side where no country is chosen."""
        return self.country or self.eu

    def about(self, dataset: Dataset, code: str) -> Self:
        """The same choice about one participant: a country with the EU side that was chosen.

        One of the EU side stands alone.
        """
        if code in states(dataset):
            return self.with_(country=(code,))
        return self.with_(country=(), eu=(code,))


@cached_by_fingerprint(16)
def states(dataset: Dataset) -> tuple[str, ...]:
    """Codes of the participants that are countries."""
    people = dataset.participants
    return tuple(people.loc[people["kind"] == STATE, "participant_id"])


@dataclass(frozen=True)
class Filter:
    """A filter of a list of codes. `[filters]` of the words has its label under its name.

    Attributes:
        name: its parameter in the address and in the open data, and its field of `Filters`.
        column: which column holds its codes, after its table: `actions`, `action_participants`
            or `parts`.
        options: the codes that it may hold, in the order a reader sees them.
        label: what a code is called in the list.
        meaning: what it does, for programs.
        within: what a code is called within a sentence; `None` where that is its label.
        number: what a code is called where its label is too long; `None` where it never is.
        groups: code to the heading under which it stands in the list; `None` without headings.
    """

    name: str
    column: tuple[str, str]
    options: Callable[[Dataset, Words], list[str]]
    label: Label
    meaning: str
    within: Label | None = None
    number: Label | None = None
    groups: Callable[[Dataset, Words], Mapping[str, str]] | None = None

    @property
    def field(self) -> str:
        """Its field of `Filters`."""
        return self.name

    def parse(
        self, values: Sequence[str], allowed: Sequence[str]
    ) -> tuple[tuple[str, ...], list[str]]:
        """Return the codes that values name, in the order of `allowed`, and the other values."""
        unknown = [value for value in dict.fromkeys(values) if value not in allowed]
        return tuple(code for code in allowed if code in values), unknown

    def phrase(
        self, dataset: Dataset, t: Words, chosen: Sequence[str], most: int | None = None
    ) -> str:
        """What is chosen, within a sentence: every number; or names, of over `most` how many."""
        if self.number:
            numbers = t.listed(self.number(dataset, t, code) for code in chosen)
            return t(f"filters.said_{self.name}", n=len(chosen), numbers=numbers)
        if most is None or len(chosen) <= most:
            return t.listed([(self.within or self.label)(dataset, t, code) for code in chosen])
        return t(f"filters.said_many_{self.name}", n=len(chosen))


@dataclass(frozen=True)
class ValueFilter:
    """A filter of one value: a day, or whether the context is shown.

    Attributes:
        name: its parameter in the address and in the open data.
        field: its field of `Filters`.
        meaning: what it does, for programs.
        read: what a value of an address means; `None` where that is nothing.
    """

    name: str
    field: str
    meaning: str
    read: Callable[[str], date | bool | None]

    def parse(
        self, values: Sequence[str], _: Sequence[str] = ()
    ) -> tuple[date | bool | None, list[str]]:
        """Return what the last value of an address means, and the values that mean nothing.

        A blank one, as a form sends it, is none.
        """
        found = [(value, self.read(value)) for value in values if value]
        unknown = [value for value, meant in found if meant is None]
        return found[-1][1] if found else None, unknown

    def phrase(
        self, _: Dataset, t: Words, chosen: date | bool | None, __: int | None = None
    ) -> str:
        """What is chosen, within a sentence."""
        day = {"day": t.date(chosen)} if isinstance(chosen, date) else {}
        return t(f"filters.said_{self.name}", **day)


def _day(value: str) -> date | None:
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return None
    return day if EARLIEST <= day <= LATEST and value == day.isoformat() else None


def _participants(dataset: Dataset, t: Words, *, states: bool) -> list[str]:
    """All states, or of the other side those that take part in an action."""
    active = set(dataset.action_participants["participant_id"])
    kinds = {
        code: row["kind"]
        for code, row in by_code(dataset, "participants").items()
        if (row["kind"] == STATE) == states and (states or code in active)
    }
    return sorted(
        kinds, key=lambda code: (GROUPS.index(kinds[code]), t.sorting(t.participant(dataset, code)))
    )


def _participant(dataset: Dataset, t: Words, code: str) -> str:
    return t.participant(dataset, code)


@cached_by_fingerprint(16)
def _groups(dataset: Dataset, t: Words) -> Mapping[str, str]:
    people = by_code(dataset, "participants").items()
    return {code: t(f"filter_group.{row['kind']}") for code, row in people if row["kind"] != STATE}


def _priority(dataset: Dataset, t: Words, code: str) -> str:
    row = by_code(dataset, "priorities")[code]
    title = t.content(dataset, "priorities", code, "title", row["title"])
    return t("priority.numbered", number=str(row["position"]), title=title)


def _number(dataset: Dataset, t: Words, code: str) -> str:
    return t.number(int(by_code(dataset, "priorities")[code]["position"]))


def _status_within(_: Dataset, t: Words, code: str) -> str:
    word = t(f"status.{code}")
    return word[0].lower() + word[1:]


def _kinds(dataset: Dataset, t: Words) -> list[str]:
    kinds = dataset.actions["kind"].unique()
    return sorted(kinds, key=lambda kind: t.sorting(t(f"kind.{kind}")))


def _title(dataset: Dataset, t: Words, code: str) -> str:
    title = by_code(dataset, "actions")[code]["title"]
    return t.content(dataset, "actions", code, "title", title)


_LISTS = (
    Filter(
        "country",
        ("action_participants", "participant_id"),
        lambda dataset, t: _participants(dataset, t, states=True),
        _participant,
        "Countries, any of which takes part in the action",
    ),
    Filter(
        "eu",
        ("action_participants", "participant_id"),
        lambda dataset, t: _participants(dataset, t, states=False),
        _participant,
        "Participants of the other side, any of which takes part in the action; with `country`, "
        "actions of both are chosen",
        groups=_groups,
    ),
    Filter(
        "priority",
        ("actions", "priority_id"),
        lambda dataset, _: list(dataset.priorities.sort_values("position")["priority_id"]),
        _priority,
        "Priorities",
        number=_number,
    ),
    Filter(
        "status",
        ("parts", "status"),
        lambda _, __: [str(status) for status in Status],
        lambda _, t, code: t(f"status.{code}"),
        "Statuses of parts",
        _status_within,
    ),
    Filter(
        "kind",
        ("actions", "kind"),
        _kinds,
        lambda _, t, code: t(f"kind.{code}"),
        "Kinds of action",
        lambda _, t, code: t(f"kinds.{code}"),
    ),
)
"""The lists, in the order in which the bar shows them. A new one is added here."""
LISTS = {one.name: one for one in _LISTS}
SIDES = tuple(name for name, one in LISTS.items() if one.column[0] == "action_participants")
"""The filters of participants: an action must have one of each that was chosen."""
MARKED = Filter(
    "marked",
    ("actions", "action_id"),
    lambda dataset, _: list(dataset.actions["action_id"]),
    _title,
    "Actions that somebody marked for follow-up",
    number=lambda _, __, code: code,
)
"""Marks for follow-up: each is set on the page of its action, and stands in no list of the bar."""
CODES = {**LISTS, MARKED.name: MARKED}
"""Every filter of a list of codes."""
_DAYS = (
    ValueFilter(
        "from",
        "since",
        "First day of a period in which something of the action happened, 1990 to 2100",
        _day,
    ),
    ValueFilter("to", "until", "Last day of that period, not before `from`", _day),
    ValueFilter(
        "as_of",
        "as_of",
        "Cut-off: everything as known on that day; the last of the data unless given; "
        "not with `edition`",
        _day,
    ),
)
DAYS = {one.name: one for one in _DAYS}
PERIOD = ("from", "to")
"""The days between which something of an action happened; the third day is the cut-off."""
CONTEXT = ValueFilter(
    "context",
    "context",
    "1: the pages list actions that are context too; nothing counts them, "
    "and /measures says how many they are",
    lambda value: True if value == SHOWN else None,
)
FILTERS = {**CODES, **DAYS, CONTEXT.name: CONTEXT}
"""Every filter by the name of its parameter, in the order of an address."""


@cached_by_fingerprint(16)
def options(dataset: Dataset, t: Words) -> Mapping[str, list[str]]:
    """The codes that each of `CODES` may hold, in the order a reader sees them."""
    return {name: one.options(dataset, t) for name, one in CODES.items()}


@cached_by_fingerprint(16)
def labels(dataset: Dataset, t: Words) -> Mapping[str, Mapping[str, str]]:
    """What each code of each of `CODES` is called in its list."""
    return {
        name: {code: CODES[name].label(dataset, t, code) for code in codes}
        for name, codes in options(dataset, t).items()
    }
