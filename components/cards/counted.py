"""Where the numbers of a card come from: what each is the sum of, and the rows that it counts.

A number is a measure, or the rows of a list by their kind. A part that is zero is left out.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

import pandas as pd

from components.cards import actions as lists
from components.layout import tables
from components.layout.card import Card, Counted, Line
from components.view import totals
from components.view.view import View
from data import measures, meetings
from data.model import SET_ASIDE, Plan, State

OF_A_RECORD = ("reached", "to_come", "milestones")
OF_A_PLAN = ("applicable", "due", "high", "coverage", "expected", "milestones")
"""The sums behind a headline, in the order in which they are said."""
BEHIND = {
    **dict.fromkeys(("completed", "awaiting", "not_due"), "applicable"),
    **dict.fromkeys(("overdue", "missing"), "due"),
    **dict.fromkeys(("passed", *SET_ASIDE), "milestones"),
}
"""Figure of a headline to the sum that tells of it, where that has another name."""
Numbers = Mapping[str, int] | pd.Series
Part = tuple[int, str]
"""A number as it goes into a sum, and in words; a number below zero is said without its sign."""


def equation(whole: int, number_text: str, parts: Iterable[Part]) -> Line:
    """Return a number, `said` in words, as the sum of its parts; zeros are left out."""
    there = [part for part in parts if part[0]]
    signs = ["−" if number < 0 else "+" for number, _ in there]
    terms = " ".join(f"{sign} {words}" for sign, (_, words) in zip(signs, there, strict=True))
    terms = terms.removeprefix("+ ")
    text = number_text if terms in ("", number_text) else f"{number_text} = {terms}"
    return Line(text, whole, tuple(number for number, _ in there))


def number_text(view: View, name: str, number: int) -> str:
    """A number of milestones in words, by a state or by the name of a sum."""
    key = f"state_said.{name}" if name in list(State) else f"counted.{name}"
    return view.t(key, n=number)


def named(view: View, numbers: Mapping[str, int]) -> list[Part]:
    """Numbers with what each is of, in words, in brackets; zeros too: `equation` omits them."""
    return [part(view, n, name) for name, n in numbers.items()]


def part(view: View, number: int, name: str) -> Part:
    """A number with the name of what it is of in brackets, which others may have too."""
    return number, f"{view.t.number(number)} ({name})"


def sums(view: View, row: Mapping[Any, int], names: Sequence[str]) -> list[Line]:
    """Those of the sums of `measures.sums` that have these names, in this order."""
    found = measures.sums(view.dataset.plan, row)
    return [
        equation(
            whole := sum(found[name].values()),
            number_text(view, name, whole),
            [(n, number_text(view, part, n)) for part, n in found[name].items()],
        )
        for name in names
        if name in found
    ]


def of_headline(view: View, row: Mapping[Any, int]) -> list[Line]:
    """The sums behind a headline; on an open record also the evidence, but no sum of one part."""
    if view.dataset.plan == Plan.OPEN:
        first, *rest = sums(view, row, OF_A_RECORD)
        # What has one part alone says nothing more.
        return [first, *_grounds(view), *(line for line in rest if len(line.parts) > 1)]
    return sums(view, row, OF_A_PLAN)


def _grounds(view: View) -> list[Line]:
    """On how many occasions milestones of the choice were reached, and on what evidence."""
    found = totals.grounds(view)
    sentence = view.t("standing.grounds", n=found.occasions, **asdict(found))
    return [Line(sentence)] if found.milestones else []


def behind(view: View, row: Mapping[Any, int], figure: str) -> Line:
    """The sum that tells of one of the figures that lead to a list."""
    return sums(view, row, [BEHIND.get(figure, figure)])[0]


def aside(view: View) -> list[Line]:
    """How many actions of the choice are context, which no number counts; no line where none is."""
    number = view.selection.aside
    return [Line(view.t("counted.aside", n=number))] if number else []


def by_state(view: View, whole: str, rows: pd.DataFrame) -> Line:
    """The rows of `status.milestone_states` in a list, a `whole` in words, by their states."""
    counts = measures.total(rows)
    parts = [(int(counts[state]), number_text(view, state, int(counts[state]))) for state in State]
    return equation(len(rows), whole, parts)


def by_priority(view: View, whole: int, words: str, numbers: Numbers) -> Line:
    """A number, and it in words, as the sum of the priorities, of which some may have no part."""
    found = {
        view.t("counted.priority", number=number): int(numbers.get(code, 0))
        for code, number in tables.priority_numbers(view).items()
    }
    return equation(whole, words, named(view, found))


def reached(view: View, counts: measures.Counts) -> Line:
    """Milestones reached, as the sum of what `measures.counts` returns by priority."""
    numbers = measures.reached_by_group(counts)
    whole = sum(numbers.values())
    return by_priority(view, whole, number_text(view, "reached", whole), numbers)


def by_country(
    view: View, milestones: pd.DataFrame, names: Mapping[str, str], shown: Mapping[str, int]
) -> list[Line]:
    """Milestones reached, as the sum of the countries, and why that is more than all of them.

    What is `shown` of each country is counted from rows of `status.milestone_states`.
    """
    t, rows = view.t, measures.behind(milestones, "reached")
    times = measures.times_listed(rows, view.dataset, list(names))
    listed = sum(shown[code] for code in names)
    each = [part(view, shown[code], name) for code, name in names.items()]
    under = [
        (count, t("counted.under" if often else "counted.under_none", n=often, count=count))
        for often, count in times.items()
    ]
    return [
        equation(listed, t("counted.listed", n=listed), each),
        equation(len(rows), t("counted.once", n=len(rows)), under),
    ]


def by_kind(view: View, whole: str, kinds: pd.Series, names: Mapping[Any, str]) -> Line:
    """The rows of a list, a `whole` in words, by the kind of each; `names` has them in order."""
    numbers = kinds.value_counts()
    found = {name: int(numbers.get(kind, 0)) for kind, name in names.items()}
    return equation(len(kinds), whole, named(view, found))


def since(view: View, now: pd.DataFrame, before: pd.DataFrame, day: str) -> Line:
    """Milestones reached, by whether they were so on an earlier day.

    `now` and `before` are rows of `status.milestone_states`, of the cut-off and of that day.
    """
    t, whole = view.t, measures.numbers(measures.total(now))["reached"]
    new = len(meetings.newly_reached(now, before))
    known = whole - new
    parts = [(known, t("counted.known", n=known, day=day)), (new, t("counted.new", n=new))]
    return equation(whole, number_text(view, "reached", whole), parts)


def dated(view: View, whole: int, number: int, name: str = "milestones") -> Line:
    """A sum called `name` of `whole` milestones by whether they have a date: a `number` has."""
    t, rest = view.t, whole - number
    parts = [(number, t("counted.dated", n=number)), (rest, t("counted.undated", n=rest))]
    return equation(whole, number_text(view, name, whole), parts)


def of_milestones(view: View, rows: pd.DataFrame) -> Card:
    """The milestones that numbers count as a card for `Counted.rows`, the newest first."""
    return Card(
        "rows",
        view.t("counted.rows", n=len(rows)),
        "",
        "",
        lambda: lists.milestones(view, lists.newest_first(rows)),
        opens="action",
    )


def of_choice(view: View, *lines: Line) -> Counted:
    """These lines, and all milestones of the choice."""
    return Counted(lines, of_milestones(view, view.selection.milestones))
