"""Actions in groups, newest first: by what comes next, by country, by EU agency or by priority."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from components.cards import actions as lists
from components.cards import counted
from components.charts.actions import ActionGroup, Actions, ListedAction, actions_of, marks_or_bar
from components.layout import reached_dates, tables
from components.layout.card import Card, Counted
from components.layout.parts import Choices, Option, PageParams, Parameter
from components.view.memo import memoize_for_all
from components.view.view import View
from data import dates, measures
from data.measures import Outlook
from data.model.records import by_code, missing, records

GROUPS = ("stage", "country", "agency", "priority")
"""What actions can be grouped by; the first unless something else is chosen."""
GROUP = Parameter("group", lambda _, name: name if name in GROUPS else None)
ROOM, MORE = 28, 11
"""Characters for the names of one side on a line, and of these for a number of those left out."""
MOST_LINES = 250
"""Lines of a list: of more, each group has the first of its own."""

Groups = Sequence[tuple[str, str, set[str]]]
"""Code and title of each group, and the codes of its actions."""


class Lines:
    """The lines of some actions, rows of their table; what they say is looked up once for all."""

    def __init__(self, view: View, rows: pd.DataFrame, found: Mapping[str, Sequence[str]]) -> None:
        self.view, self.found, self.codes = view, found, [str(code) for code in rows["action_id"]]
        milestones = view.selection.milestones
        mine = milestones[milestones["action_id"].isin(self.codes)]
        self.milestones: dict[str, list[dict[str, Any]]] = {code: [] for code in self.codes}
        for row in records(mine.sort_values("position", kind="stable")):
            self.milestones[row["action_id"]].append(row)
        outlooks = measures.outlooks(mine, view.dataset.reports, self.codes)
        self.outlook = dict(zip(self.codes, outlooks["outlook"], strict=True))
        known = zip(outlooks["on"], outlooks["precision"], outlooks["until"], strict=True)
        self.latest = dict(zip(self.codes, known, strict=True))
        self.counts = measures.counts(mine, "action_id", self.codes)
        numbers = tables.priority_numbers(view)
        self.priority = dict(zip(self.codes, rows["priority_id"].map(numbers), strict=True))
        addresses = view.addresses("actions", "action", self.codes)
        self.address = dict(zip(self.codes, addresses, strict=True))
        self.partners = partners(view)

    def line(self, code: str, country: str = "") -> ListedAction:
        """The line of an action; of one country its own milestones and those that all share."""
        view = self.view
        rows = [
            row
            for row in self.milestones[code]
            if not country or missing(row["participant_id"]) or row["participant_id"] == country
        ]
        marks, bar = marks_or_bar(rows, [self._label(row) for row in rows])
        countries, bodies = self.partners[code]
        of_us, of_them = named(view, countries), named(view, bodies)
        everyone = ", ".join([*countries, *bodies])
        return ListedAction(
            tables.action_titles(view)[code],
            self.address[code],
            of_us,
            of_them,
            "" if everyone == ", ".join(filter(None, [of_us, of_them])) else everyone,
            self.priority[code],
            marks,
            bar,
            tables.reached_words(view, self.counts[code]) if bar else "",
            reached_dates.narrow(view, *self.latest[code]),
            tuple(self.found.get(code, ())),
        )

    def _label(self, row: Mapping[str, Any]) -> str:
        """A milestone in words: whose it is, what it is, its state and its date."""
        view = self.view
        whose = [] if missing(row["participant_id"]) else [tables.owner(view, row)]
        state = tables.state_words(view, row["state"])
        name = f"{' · '.join([*whose, tables.step(view, row)])}: {state}"
        day = reached_dates.reached_or_planned(view, row)
        return f"{name}, {day}" if day else name

    def newest(self, codes: Iterable[str]) -> list[str]:
        """Actions by their latest date; those without one come last, in the order of titles."""
        titles, sorting = tables.action_titles(self.view), self.view.t.sorting
        by_title = sorted(codes, key=lambda code: sorting(titles[code]))
        return sorted(by_title, key=lambda code: dates.iso(*self.latest[code][:2]), reverse=True)


@memoize_for_all
def partners(view: View) -> Mapping[str, tuple[list[str], list[str]]]:
    """Action to the names of its countries, sorted, and of the other side, as the data have it."""
    t, links = view.t, view.dataset.action_participants
    people = by_code(view.dataset, "participants")
    names = {code: t.participant(view.dataset, code) for code in links["participant_id"].unique()}
    found = {code: (list[str](), list[str]()) for code in view.dataset.actions["action_id"]}
    for code, one in zip(links["action_id"], links["participant_id"], strict=True):
        found[code][people[one]["kind"] != "state"].append(names[one])
    return {code: (sorted(ours, key=t.sorting), theirs) for code, (ours, theirs) in found.items()}


def named(view: View, names: Sequence[str]) -> str:
    """The first names that have room on a line, chosen ones before all, and how many more."""
    whole, fits = ", ".join(names), len(names)
    if len(whole) <= ROOM or fits == 1:
        return whole
    chosen = {view.t.participant(view.dataset, code) for code in view.filters.country}
    names = sorted(names, key=lambda name: name not in chosen)
    while fits > 1 and len(", ".join(names[:fits])) > ROOM - MORE:
        fits -= 1
    return view.t("grouped.more", names=", ".join(names[:fits]), n=len(names) - fits)


def actions(
    view: View, rows: pd.DataFrame, group: str, found: Mapping[str, Sequence[str]] | None = None
) -> Card:
    """Actions, rows of their table, as one list in groups by one of `GROUPS`, the newest first.

    `found` is what `actions.where_found` returns for them.
    """
    t, lines = view.t, Lines(view, rows, found or {})
    counts, groups = Counter(lines.outlook.values()), GROUPING[group](view, rows, lines)
    numbers = ((one, counts[one]) for one in Outlook if one in counts)
    texts = [(n, t(f"outlook_said.{one}", n=n)) for one, n in numbers]
    whole = t("actions.title", n=len(rows))
    title = t("grouped.title", actions=whole, text=t.listed(words for _, words in texts))
    return Card(
        "actions",
        title,
        "" if group in ("stage", "priority") else t(f"grouped.several_{group}"),
        "status",
        lambda: lists.table_of_actions(view, rows),
        chart=grouped(title, lines, groups, by_country=group == "country"),
        opens="action",
        none="" if len(rows) else t("actions.none_found"),
        counted=lambda: Counted([counted.equation(len(rows), whole, texts)]),
    )


def grouped(label: str, lines: Lines, groups: Groups, *, by_country: bool = False) -> Actions:
    """The list as a value, without empty groups; of a long one each group has its first lines."""
    view, t = lines.view, lines.view.t
    there = [group for group in groups if group[2]]
    is_long = sum(len(members) for _, _, members in there) > MOST_LINES
    most = MOST_LINES // len(there) if is_long else MOST_LINES
    rows = []
    for code, title, members in there:
        shown = lines.newest(members)[:most]
        left = len(members) - len(shown)
        drawn = tuple(lines.line(one, code if by_country else "") for one in shown)
        more = t("grouped.left_out", n=left) if left else ""
        href = view.address("actions", country=code) if left and by_country and code else ""
        rows.append(ActionGroup(title, t.number(len(members)), drawn, more, href))
    return actions_of(label, rows, t)


def _by_stage(view: View, _: pd.DataFrame, lines: Lines) -> Groups:
    found = lines.outlook.items()
    return [
        (one, view.t(f"outlook.{one}"), {code for code, outlook in found if outlook == one})
        for one in Outlook
    ]


def _by_priority(view: View, rows: pd.DataFrame, _: Lines) -> Groups:
    return [
        (code, title, set(rows.loc[rows["priority_id"] == code, "action_id"]))
        for code, title in tables.priority_titles(view).items()
    ]


def _by_partner(view: View, rows: pd.DataFrame, names: Mapping[str, str], without: str) -> Groups:
    """A group for each of these participants, and one for the actions `without` any."""
    links = view.dataset.action_participants
    links = links[links["action_id"].isin(rows["action_id"])]
    mine = {
        code: set(links.loc[links["participant_id"] == code, "action_id"].astype(str))
        for code in names
    }
    rest = {str(code) for code in rows["action_id"]}.difference(*mine.values())
    groups = [(code, name, mine[code]) for code, name in names.items()]
    return [*groups, ("", view.t(f"grouped.{without}"), rest)]


GROUPING: Mapping[str, Callable[[View, pd.DataFrame, Lines], Groups]] = {
    "stage": _by_stage,
    "country": lambda view, rows, _: _by_partner(view, rows, tables.countries(view), "no_country"),
    "agency": lambda view, rows, _: _by_partner(view, rows, agency_names(view), "no_agency"),
    "priority": _by_priority,
}
"""What actions are grouped by, to its groups."""


def agency_names(view: View) -> dict[str, str]:
    """The EU agencies that take part in an action, in the order of their names."""
    people, t = view.dataset.participants, view.t
    active = people["participant_id"].isin(view.dataset.action_participants["participant_id"])
    codes = people.loc[(people["kind"] == "eu_agency") & active, "participant_id"]
    names = {str(code): t.participant(view.dataset, code) for code in codes}
    return dict(sorted(names.items(), key=lambda pair: t.sorting(pair[1])))


def choice(view: View, params: PageParams, group: str) -> Choices:
    """The ways to group the list, each keeping what the address says for the page alone."""
    ways = {name: view.address(view.page, **{**params, "group": name}) for name in GROUPS}
    options = [
        Option(view.t(f"grouped.{name}"), address, name == group)
        for name, address in ways.items()
        if name != "agency" or agency_names(view)
    ]
    return Choices(view.t("grouped.by"), options)
