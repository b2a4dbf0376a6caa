"""The filters whose values are codes of a list: each as one value that all that show it read."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from data.derived import kept_by_fingerprint
from data.model import Dataset, Status
from data.records import by_code
from data.selection import STATE
from data.text.words import Words

GROUPS = (
    "state",
    "eu",
    "eu_institution",
    "eu_agency",
    "eu_member_state",
    "programme",
    "organisation",
)
"""Kinds of participants in the order in which their lists have them."""
Label = Callable[[Dataset, Words, str], str]
"""What a code is called."""


@dataclass(frozen=True)
class Filter:
    """A filter of a list. `Filters` has its field, and `[filters]` of the words its label.

    Attributes:
        name: its parameter in the address and in the open data.
        options: the codes that it may hold, in the order a reader sees them.
        label: what a code is called in the list.
        within: the same within a sentence.
        meaning: what it does, for programs.
        number: what a code is called where its label is too long; `None` where it never is.
    """

    name: str
    options: Callable[[Dataset, Words], list[str]]
    label: Label
    within: Label
    meaning: str
    number: Label | None = None

    def phrase(
        self, dataset: Dataset, t: Words, codes: Sequence[str], most: int | None = None
    ) -> str:
        """What is chosen, within a sentence; more than `most` as how many they are."""
        if self.number:
            numbers = t.listed(self.number(dataset, t, code) for code in codes)
            return t(f"filters.said_{self.name}", n=len(codes), numbers=numbers)
        if most is None or len(codes) <= most:
            return t.listed([self.within(dataset, t, code) for code in codes])
        return t(f"filters.said_many_{self.name}", n=len(codes))


def _participants(dataset: Dataset, t: Words, *, states: bool) -> list[str]:
    """All CLASI states, or of the EU side those that take part in an action."""
    people = dataset.participants
    active = set(dataset.action_participants["participant_id"])
    people = people[
        people["kind"] == STATE
        if states
        else (people["kind"] != STATE) & people["participant_id"].isin(active)
    ]
    ranked = [
        (GROUPS.index(kind), t.sorting(t.participant(dataset, code)), code)
        for code, kind in zip(people["participant_id"], people["kind"], strict=True)
    ]
    return [code for *_, code in sorted(ranked, key=lambda one: one[:2])]


def _participant(dataset: Dataset, t: Words, code: str) -> str:
    return t.participant(dataset, code)


def _priority(dataset: Dataset, t: Words, code: str) -> str:
    row = by_code(dataset, "priorities")[code]
    title = t.content(dataset, "priorities", code, "title", row["title"])
    return t("priority.numbered", number=str(row["position"]), title=title)


def _number(dataset: Dataset, t: Words, code: str) -> str:
    return t.number(int(by_code(dataset, "priorities")[code]["position"]))


def _status(_: Dataset, t: Words, code: str) -> str:
    return t(f"status.{code}")


def _status_within(_: Dataset, t: Words, code: str) -> str:
    word = t(f"status.{code}")
    return word[0].lower() + word[1:]


def _kinds(dataset: Dataset, t: Words) -> list[str]:
    kinds = dataset.actions["kind"].unique()
    return sorted(kinds, key=lambda kind: t.sorting(t(f"kind.{kind}")))


FILTERS = (
    Filter(
        "country",
        lambda dataset, t: _participants(dataset, t, states=True),
        _participant,
        _participant,
        "CLASI countries, any of which takes part in the action; "
        "the code of a participant of the EU side is read as `eu`",
    ),
    Filter(
        "eu",
        lambda dataset, t: _participants(dataset, t, states=False),
        _participant,
        _participant,
        "Participants of the EU side, any of which takes part in the action; with `country`, "
        "actions of both are chosen",
    ),
    Filter(
        "priority",
        lambda dataset, _: list(dataset.priorities.sort_values("position")["priority_id"]),
        _priority,
        _priority,
        "Priorities",
        _number,
    ),
    Filter(
        "status",
        lambda _, __: [str(status) for status in Status],
        _status,
        _status_within,
        "Statuses of parts",
    ),
    Filter(
        "kind",
        _kinds,
        lambda _, t, code: t(f"kind.{code}"),
        lambda _, t, code: t(f"kinds.{code}"),
        "Kinds of action",
    ),
)
"""In the order in which the bar shows them. A new one is added here."""
LISTS = {one.name: one for one in FILTERS}


def options(dataset: Dataset, t: Words) -> Mapping[str, list[str]]:
    """The codes that each list may hold, in the order a reader sees them."""
    return {one.name: one.options(dataset, t) for one in FILTERS}


@kept_by_fingerprint(16)
def labels(dataset: Dataset, t: Words) -> Mapping[str, Mapping[str, str]]:
    """What each code of each list is called."""
    return {
        one.name: {code: one.label(dataset, t, code) for code in one.options(dataset, t)}
        for one in FILTERS
    }
