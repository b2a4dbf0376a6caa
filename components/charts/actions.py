"""Actions in groups: a line each, with its milestones as marks."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from components.charts import bar_rows
from components.charts.bar_rows import MARKED, Key, Piece
from components.charts.steps import Step
from components.charts.theme import Ink
from data.text.words import Words

COLUMNS = ("action", "countries", "bodies", "priority", "milestones", "latest")
"""Names of the columns, in `[grouped]`."""
MOST_MARKS = 8
"""Milestones of an action that have a mark each; more of them become one bar."""


@dataclass(frozen=True)
class ListedAction:
    """An action on one line: its whole title, which leads to its dossier.

    Attributes:
        countries, bodies: names of the countries that take part, and of the others; of many the
            first, and how many more.
        everyone: all who take part; blank where the line names them.
        priority: the number of its priority.
        marks: its milestones in their order; none where they are a bar.
        bar: all of them by ink, as shares of their number; none where they are marks.
        said: that bar in words; blank where there are marks.
        date: the latest date known of it, in words; blank if there is none.
        found: where a search found it, in runs of which every second one is a word looked for.
    """

    title: str
    address: str
    countries: str
    bodies: str
    everyone: str
    priority: str
    marks: tuple[Step, ...]
    bar: tuple[Piece, ...]
    said: str
    date: str
    found: tuple[str, ...] = ()


@dataclass(frozen=True)
class ActionGroup:
    """Actions that belong together: what they have in common, how many they are, and their lines.

    An action can stand in several groups. Of a long list each group has its first lines, and
    `more` says how many are left out; `href` then leads from a country's group to all of it.
    """

    title: str
    number: str
    rows: tuple[ListedAction, ...]
    more: str = ""
    href: str = ""


@dataclass(frozen=True)
class Actions:
    """A list of actions: its name, the words of its columns, its legend and its groups.

    `whole` asks for all of it where only its first rows are seen.
    """

    label: str
    columns: tuple[str, ...]
    legend: tuple[Key, ...]
    groups: tuple[ActionGroup, ...]
    whole: str


def actions_of(label: str, groups: Sequence[ActionGroup], t: Words) -> Actions:
    """Build the list, with a legend of the inks that occur; what is late differs in a bar."""
    rows = [row for group in groups for row in group.rows]
    pieces = {piece.ink for row in rows for piece in row.bar}
    marks = {mark.ink for row in rows for mark in row.marks} | pieces
    others = {f"ink {ink}": f"ink piece {ink}" for ink in pieces & {Ink.LATE}}
    return Actions(
        label,
        tuple(t(f"grouped.{name}") for name in COLUMNS),
        tuple(replace(one, other=others.get(one.look, "")) for one in bar_rows.key(t, marks)),
        tuple(groups),
        t("table.whole", n=len(rows)),
    )


def marks_or_bar(
    milestones: Sequence[Mapping[str, Any]], labels: Sequence[str]
) -> tuple[tuple[Step, ...], tuple[Piece, ...]]:
    """Return milestones as marks, each with its label; more than `MOST_MARKS` as a bar of shares.

    One of the two is empty. Rows have a `state`; what a decision took out is in neither.
    """
    marks = tuple(
        Step(MARKED[row["state"]], label)
        for row, label in zip(milestones, labels, strict=True)
        if row["state"] in MARKED
    )
    if len(marks) <= MOST_MARKS:
        return marks, ()
    found = Counter(mark.ink for mark in marks)
    return (), tuple(
        Piece(ink, bar_rows.percent(found[ink] / len(marks))) for ink in Ink if ink in found
    )
