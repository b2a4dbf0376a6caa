"""Names and numbers in the reader's words, and tables of numbers."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

import pandas as pd

from components.charts import theme
from components.layout.card import SortableTable
from components.view.memo import memoize_for_all
from components.view.view import View
from data import dates, measures
from data.model import OPEN, REACHED, SET_ASIDE, Plan, State, Status
from data.model.records import missing
from data.selection import filters


def milestones_by_group(
    view: View,
    counts: measures.Counts,
    names: Mapping[str, str],
    group: str,
    beside: Mapping[str, Sequence[str]] | None = None,
) -> pd.DataFrame:
    """Return milestones by group, a row each, indexed by code, in the reader's words.

    Columns: the group, what is said `beside` it (column to cells), each state that occurs, and how
    many apply, are due and were delivered.
    """
    t, rows = view.t, counts.values()
    shown = {state: t(f"state.{state}") for state in State if any(row[state] for row in rows)}
    shown |= {name: t(f"column.{name}") for name in ("applicable", "due", "delivered")}
    columns = {word: [row[name] for row in rows] for name, word in shown.items()}
    frame = {group: [names[code] for code in counts], **(beside or {}), **columns}
    return pd.DataFrame(frame, index=pd.Index(list(counts)))


def matrix(
    view: View, cells: pd.DataFrame, names: Mapping[str, str], priorities: Mapping[str, str]
) -> pd.DataFrame:
    """Return what `measures.matrix` has in the reader's words, a row a country and priority.

    Columns: country, priority, actions, milestones by state but those taken out, due, verdict.
    """
    t, frame = view.t, cells.reset_index()
    states = {t(f"state.{one}"): frame[one].astype(int) for one in (*REACHED, *OPEN, *SET_ASIDE)}
    return pd.DataFrame(
        {
            t("column.country"): frame["participant_id"].map(names),
            t("column.priority"): frame["priority_id"].map(priorities),
            t("column.actions"): frame["actions"].astype(int),
            **states,
            t("column.due"): frame["due"].astype(int),
            t("column.cell"): frame["cell"].map(lambda cell: t(f"cell.{cell}")),
        }
    )


def over_time(view: View, monthly: Mapping[date, Mapping[str, int]]) -> SortableTable:
    """Return milestones cumulated by month (`measures.over_time`), a row a month, sorted by it.

    Columns: month, confirmed, reached (with the awaiting ones), announced.
    """
    t, rows = view.t, monthly.values()
    frame = pd.DataFrame(
        {
            t("column.month"): [t.date(month, "month") for month in monthly],
            t("series.confirmed"): [row["confirmed"] for row in rows],
            t("series.reached"): [row["confirmed"] + row["awaiting"] for row in rows],
            t("series.announced"): [row["announced"] for row in rows],
        }
    )
    months = [dates.iso(month, "month") for month in monthly]
    return SortableTable(frame, {t("column.month"): months})


@memoize_for_all
def partners(view: View) -> Mapping[str, str]:
    """Action to the names of its participants, in one text."""
    links = view.dataset.action_participants
    codes = links["participant_id"].unique()
    names = {code: view.t.participant(view.dataset, code) for code in codes}
    who = links["participant_id"].map(names).groupby(links["action_id"]).agg(", ".join)
    return {str(code): str(names) for code, names in who.items()}


def state_words(view: View, state: str) -> str:
    """A state as sign and word."""
    return f"{theme.STATE[State(state)].sign} {view.t(f'state.{state}')}"


def set_aside(view: View, row: Mapping[Any, int]) -> str:
    """How many milestones were reached before the period, or on a day not known to lie in it.

    They are in no number and no bar of a row of `measures.counts`; blank where there are none.
    """
    numbers = {state: int(row[state]) for state in SET_ASIDE}
    return " ".join(view.t(f"headline.{state}_beside", n=n) for state, n in numbers.items() if n)


@memoize_for_all
def priority_numbers(view: View) -> Mapping[str, str]:
    """Priority to its number in the roadmap, in order."""
    rows = view.dataset.priorities.sort_values("position")
    return {
        code: view.t.number(int(position))
        for code, position in zip(rows["priority_id"], rows["position"], strict=True)
    }


def step(view: View, milestone: Mapping[str, object]) -> str:
    """The name of a milestone: its own title, else the name of its step."""
    title = milestone["title"]
    if isinstance(title, str):
        return view.content("milestones", str(milestone["milestone_id"]), "title", title)
    return view.t(f"step.{milestone['step']}")


def awaited(view: View, milestone: Mapping[str, object]) -> str:
    """The name of a milestone where nothing else says that it is open: as yet to be done."""
    if milestone["state"] not in OPEN or isinstance(milestone["title"], str):
        return step(view, milestone)
    return view.t(f"step_open.{milestone['step']}")


def owner(view: View, row: Mapping[str, object]) -> str:
    """Whose a milestone or a part is: the name of a participant, or that all partners share it."""
    code = row["participant_id"]
    if missing(code):
        return view.t("dossier.shared_part")
    return view.t.participant(view.dataset, str(code))


def by_owner(view: View, row: Mapping[str, object]) -> tuple[bool, str]:
    """A key that sorts what all partners share first, then by the names of participants."""
    return not missing(row["participant_id"]), view.t.sorting(owner(view, row))


@memoize_for_all
def action_titles(view: View) -> Mapping[str, str]:
    """Action to title, for every action of the dataset."""
    return texts(view, "actions", "title")


@memoize_for_all
def action_names(view: View) -> Mapping[str, str]:
    """Action to its short name, else its title, for every action of the dataset."""
    return _names(view, "actions")


@memoize_for_all
def priority_names(view: View) -> Mapping[str, str]:
    """Priority to its short name, else its title, in order."""
    names = _names(view, "priorities")
    return {code: names[code] for code in priority_numbers(view)}


def _names(view: View, table: str) -> dict[str, str]:
    """Row of a table to its short name, else its title: what is translated before what is not."""
    has_text = partial(view.t.is_translated, view.dataset, table)
    short = {
        code: name
        for code, name in texts(view, table, "short").items()
        if has_text(code, "short") or not has_text(code, "title")
    }
    return {**texts(view, table, "title"), **short}


def texts(view: View, table: str, field: str) -> dict[str, str]:
    """Row of a table to a text of it in the reader's language, of those that have one."""
    rows = view.dataset.tables[table].dropna(subset=field)
    found = zip(rows.iloc[:, 0], rows[field], strict=True)
    return {code: view.content(table, code, field, text) for code, text in found}


def priority_titles(view: View) -> dict[str, str]:
    """Priority to `number title`, in order."""
    return dict(_numbered(view, "title"))


def priorities(view: View) -> dict[str, str]:
    """What `priority_titles` returns, of those chosen alone, where some are."""
    titles, chosen = _numbered(view, "title"), view.filters.priority
    return {code: title for code, title in titles.items() if not chosen or code in chosen}


def short_titles(view: View) -> Mapping[str, str]:
    """Priority to `number short name`, in order."""
    return _numbered(view, "short")


@memoize_for_all
def _numbered(view: View, field: str) -> Mapping[str, str]:
    """Priority to its number and title, or short name if it has one, in order."""
    names = texts(view, "priorities", field) if field == "title" else priority_names(view)
    return {
        code: view.t("priority.numbered", number=number, title=names[code])
        for code, number in priority_numbers(view).items()
    }


def countries(view: View) -> dict[str, str]:
    """The CLASI states, sorted by their names: code to name. Only those chosen, where some are."""
    every, chosen = every_country(view), view.filters.country
    return {code: name for code, name in every.items() if code in chosen} or dict(every)


@memoize_for_all
def every_country(view: View) -> Mapping[str, str]:
    """Every CLASI state, sorted by their names: code to name."""
    codes = filters.states(view.dataset)
    names = {code: view.t.participant(view.dataset, code) for code in codes}
    return dict(sorted(names.items(), key=lambda pair: view.t.sorting(pair[1])))


def count_statuses(view: View, counts: Mapping[Any, int]) -> str:
    """Statuses of an action's parts in words: one part by its name, several with their numbers."""
    numbers = {status: int(counts[status]) for status in Status if counts.get(status)}
    pattern = "{}" if sum(numbers.values()) <= 1 else "{} ({})"
    words = {one: f"{theme.STATUS[one].sign} {view.t(f'status.{one}')}" for one in numbers}
    return ", ".join(pattern.format(words[one], view.t.number(n)) for one, n in numbers.items())


def reached_words(view: View, row: Mapping[Any, int]) -> str:
    """How many milestones of a row of `measures.counts` were reached; blank if it has none.

    On a complete plan out of how many; on an open record also how many are open or set aside.
    """
    if not row["applicable"] and not any(row[state] for state in SET_ASIDE):
        return ""
    numbers = measures.numbers(row)
    if view.dataset.plan != Plan.OPEN:
        return view.t("headline.of", count=numbers["reached"], of=numbers["of"])
    shown = [name for name in PROGRESS_KEYS if numbers[name]]
    if numbers["reached"] and "confirmed" not in shown:
        shown.insert(0, "confirmed")
    return ", ".join(view.t(f"headline.{name}_said", n=numbers[name]) for name in shown)


def counts_sentence(view: View, key: str, row: Mapping[Any, int], **names: str) -> str:
    """The words of a key with `measures.numbers` of a row of counts, and names, filled in.

    Singular or plural by the whole on a complete plan, by what was reached on an open record.
    """
    numbers = measures.numbers(row)
    n = numbers["reached"] if view.dataset.plan == Plan.OPEN else numbers["of"]
    return view.t(key, n=n, **numbers, **names)


PROGRESS_KEYS = ("confirmed", "awaiting", "to_come", "passed", *SET_ASIDE)
"""What is said of an action's milestones on an open record, in this order."""
