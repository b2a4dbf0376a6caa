"""Cards of milestones as lists: all that is open, overdue first, and what was reached last."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from components.cards import actions as lists
from components.cards import counted, grouped
from components.charts.bar_rows import MARKED
from components.charts.events import Event, EventList, Events
from components.layout import quotes, reached_dates, tables
from components.layout.card import Card, Counted, Line
from components.layout.headline import reached_text
from components.view import totals
from components.view.labels import NO_BREAK, in_line
from components.view.view import View
from data import measures
from data.model import Plan, State
from data.model.records import missing

LISTED_ON = ("countries", "priorities")
"""Pages that have the whole lists of their choice; from any other the Overview is the way."""
MOST, FEW = 5, 2
"""Events that are shown of each list of what is open: the Overview has its first screen. Where only
a few more are left, all are."""


def open_milestones(view: View) -> Card:
    """What is open: lists of what is overdue, without news, to come, each with its first `MOST`.

    The table of the card has all.
    """
    t, milestones = view.t, view.selection.columns
    found = measures.open_in_order(view.dataset.plan, milestones)
    rows = np.concatenate(list(found.values()))
    listed = []
    for figure, at in found.items():
        first = milestones.records(at if len(at) <= MOST + FEW else at[:MOST])
        each = tuple(_event(view, row, "planned") for row in first)
        name, further = t(f"behind.{figure}"), _further(view, figure, len(at), len(each))
        listed += [EventList(figure, name, t.number(len(at)), each, *further)] if each else []
    none = "" if len(rows) else t("events.none")
    chart = Events(t("events.open_subtitle"), tuple(listed))
    return Card(
        "due",
        none or t("events.open_title", n=len(rows)),
        chart.label,
        "headline",
        lambda: lists.milestones(view, view.selection.rows(rows)).drop_empty_columns(),
        chart=chart,
        opens="action",
        none=none,
        counted=lambda: Counted(
            [counted.by_state(view, t("counted.open", n=len(rows)), view.selection.rows(rows))]
        ),
    )


def latest_events(view: View) -> Card:
    """The milestones reached last, the newest first; its table has all that have a date."""
    t, rows, shown = view.t, totals.newest_first(view), totals.newest(view)
    is_open, counts = view.dataset.plan == Plan.OPEN, totals.total(view)
    numbers = measures.numbers(counts)
    figure, number = ("reached", numbers["reached"]) if is_open else ("completed", numbers["count"])
    events = tuple(_event(view, row, "achieved") for row in shown)
    further = _further(view, figure, number, len(events))
    listed = (EventList(figure, "", "", events, *further),) if shown else ()
    title = none = "" if shown else t("overview.no_events")
    if shown:
        day = t.date(*(shown[0][name] for name in reached_dates.REACHED_ON))
        title = t("overview.latest_title", day=day)
    sentence = reached_text(view, int(counts[State.CONFIRMED]), int(counts[State.AWAITING]))
    return Card(
        "latest",
        title,
        t("events.latest_subtitle", text=sentence),
        "over-time",
        lambda: lists.milestones(view, view.selection.rows(rows)).drop_empty_columns(),
        chart=Events(t("events.latest_label"), listed),
        opens="action",
        none=none,
        counted=lambda: _of_latest(view, len(shown), len(rows)),
    )


def _of_latest(view: View, shown: int, dated: int) -> Counted:
    """What was reached, how much of it has a date, and how much stands in the list."""
    whole = measures.numbers(totals.total(view))["reached"]
    lines = counted.sums(view, totals.total(view), ["reached"])
    if whole != dated:
        lines.append(counted.dated(view, whole, dated, "reached"))
    if shown < dated:
        lines.append(Line(view.t("counted.shown", n=shown, of=dated)))
    return Counted(lines)


def _event(view: View, row: Mapping[str, Any], date: str) -> Event:
    """A milestone as an event on its `planned` or `achieved` day."""
    t, quoted = view.t, quotes.of_milestone(view, row)
    number = tables.priority_numbers(view)[row["priority_id"]]
    priority = t("counted.priority", number=number).replace(" ", NO_BREAK)
    about = [t.capitalised(tables.awaited(view, row)), _whose(view, row), priority]
    about.append(quotes.reply(view, row["milestone_id"]))
    return Event(
        ink=MARKED[row["state"]],
        word=t(f"state.{row['state']}"),
        when=_when(view, row, date),
        title=tables.action_names(view)[row["action_id"]],
        step=in_line(about),
        href=view.address("actions", action=row["action_id"]),
        source=quoted.publisher,
        page=quoted.address,
    )


def _whose(view: View, row: Mapping[str, Any]) -> str:
    """Whose a milestone is: a participant, or the countries that share it."""
    if not missing(row["participant_id"]):
        return tables.owner(view, row)
    countries, _ = grouped.partners(view)[row["action_id"]]
    return grouped.named(view, countries) if countries else ""


def _when(view: View, row: Mapping[str, Any], date: str) -> str:
    """A day as narrow as a list wants it, no more precisely than it is known."""
    day, precision = row[f"{date}_on"], row[f"{date}_precision"]
    if missing(day):
        return view.t("events.no_day")
    if date == "achieved" and precision != "quarter":
        return reached_dates.reached_on(view, row)
    return reached_dates.narrow(view, day, precision)


def _further(view: View, figure: str, number: int, shown: int) -> tuple[str, str]:
    """The link to all milestones behind a number of the headline; blank where it is 0.

    Its words say how many are `shown` where those are not all: a picture has them, too.
    """
    if not number:
        return "", ""
    label = view.t("behind.title", n=number, figure=view.t(f"behind.{figure}"))
    if shown < number:
        label = view.t("events.first", title=label, n=shown)
    page = view.page if view.page in LISTED_ON else "overview"
    return label, view.address(page, behind=figure)
