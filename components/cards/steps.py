"""Cards by country and priority: the matrix, the map, what was before and since; their counts."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from components.cards import actions as lists
from components.cards import counted
from components.charts.bar_rows import INKS, bar_rows
from components.charts.map import Country, map_of, tone
from components.charts.steps import Step, is_of_bars, steps_of
from components.layout import reached_dates, tables
from components.layout.card import Card, Counted, Line
from components.layout.headline import reached_text
from components.view import totals
from components.view.labels import in_line
from components.view.memo import memoize, memoize_for_all
from components.view.view import View, addressed
from data import measures
from data.model import OUT, Plan, State
from data.model.records import records

TEXT_COLUMNS = [
    *("milestone_id", "action_id", "step", "title", "state"),
    *("achieved_on", "achieved_precision", "reached_by", "planned_on", "planned_precision"),
]
"""The columns of a milestone that its mark says."""
MOST_MARKS = 2000
"""Marks made beforehand; with more milestones only those of a choice are made."""
COUNTED_COLUMNS = ["action_id", "participant_id", "state", "is_due", "on_time"]
"""The columns of a milestone by which it is counted under its partners."""


@memoize
def steps(view: View) -> Card:
    """Countries across, priorities down: a mark a milestone, or a bar a cell (`is_of_bars`)."""
    t, dataset, milestones = view.t, view.dataset, view.selection.columns
    names, titles = tables.countries(view), tables.priorities(view)
    codes = list(names), list(titles)
    of_cells = measures.milestones_in_cells(milestones, dataset, *codes)
    cells = measures.cells(milestones, dataset, *codes)
    bars = is_of_bars(cells, dataset.plan)
    chart = steps_of(
        of_cells,
        cells,
        counts_by_priority(view),
        {} if bars else marks(view),
        names,
        tables.priority_numbers(view),
        tables.short_titles(view),
        titles,
        view.address,
        t,
        bars=bars,
    )
    return Card(
        "steps",
        title=t("steps.title"),
        subtitle=t("steps.bars_subtitle" if bars else "steps.marks_subtitle"),
        method="matrix",
        frame=lambda: (
            tables.matrix(view, measures.matrix(milestones, dataset, *codes), names, titles)
            if bars
            else lists.milestones(view, listed(view.selection.milestones))
        ),
        chart=chart,
        opens="" if bars else "action",
        hint=t("steps.bars_hint" if bars else "steps.marks_hint"),
        counted=lambda: _of_cells(view, cells, names, bars=bars),
    )


def _of_cells(
    view: View, cells: Mapping[str, np.ndarray], names: Mapping[str, str], *, bars: bool
) -> Counted:
    """What the numbers at the ends of rows and columns are the sums of."""
    counts = counts_by_priority(view)
    shown = measures.reached_by_country(cells, list(names))
    lines = [
        counted.reached(view, counts),
        *counted.by_country(view, view.selection.milestones, names, shown),
    ]
    return counted.of_choice(view, *lines) if bars else Counted(lines)


def _drawn(milestones: pd.DataFrame) -> pd.DataFrame:
    """Those that have a mark: no decision took them out."""
    return milestones[~milestones["state"].isin(OUT)]


def listed(milestones: pd.DataFrame) -> pd.DataFrame:
    """Milestones that no decision took out, by priority, and the newest first."""
    return lists.newest_first(_drawn(milestones)).sort_values("priority_id", kind="stable")


def marks(view: View) -> Mapping[str, Step]:
    """Milestone to its mark, at least for each of the choice that no decision took out.

    Where the dataset has at most `MOST_MARKS`, those of all are made once for every choice.
    """
    is_small = len(view.selection.snapshot.milestones) <= MOST_MARKS
    return _all_marks(view) if is_small else _marks(view, view.selection.milestones)


@memoize_for_all
def _all_marks(view: View) -> Mapping[str, Step]:
    return _marks(view, view.selection.snapshot.milestones)


def _marks(view: View, milestones: pd.DataFrame) -> Mapping[str, Step]:
    """Milestone to its mark, which says what it is, of which action, where it stands, and when."""
    t, titles, plan = view.t, tables.action_titles(view), view.dataset.plan

    def label(row: Mapping[str, Any]) -> str:
        day = reached_dates.reached_or_planned(view, row)
        stands = ", ".join(filter(None, [t(f"state.{row['state']}"), day]))
        return f"{t.capitalised(tables.awaited(view, row))}: {titles[row['action_id']]}. {stands}"

    return {
        code: Step(INKS[plan][State(row["state"])], label(row), row["action_id"], code)
        for row in records(_drawn(milestones)[TEXT_COLUMNS])
        if (code := row["milestone_id"])
    }


def counts_by_priority(view: View) -> measures.Counts:
    """What `measures.counts` returns for the priorities chosen; for all where none is."""
    chosen, counts = view.filters.priority, totals.by_priority(view)
    return {code: counts[code] for code in chosen} if chosen else counts


def priorities_since(view: View, beside: Collection[Mapping[Any, int]] | None = None) -> Card:
    """The priorities: in place before to the left, what came since to the right.

    A bar chooses its priority on the page that shows it. `beside` are the counts of all such
    figures that stand side by side, if there are any.
    """
    t, names = view.t, tables.priorities(view)
    counts = counts_by_priority(view)
    whole = measures.added(counts)
    addresses = {code: view.address(view.page, priority=code) for code in names}
    short = tables.short_titles(view)
    chart = bar_rows("sides", t("divided.label"), counts, short, addresses, t, beside=beside)
    return Card(
        "priorities",
        title=finding(view),
        subtitle=t("divided.subtitle", **measures.numbers(whole)),
        method="milestone-states",
        frame=lambda: tables.milestones_by_group(view, counts, names, t("column.priority")),
        chart=chart,
        opens="priority",
        counted=lambda: counted.of_choice(
            view, counted.reached(view, counts), *counted.of_headline(view, whole)
        ),
    )


def finding(view: View) -> str:
    """Which priorities of an open record have most milestones reached, and which fewest.

    Those with the same number are named together. Only how many were reached where there is nothing
    to compare: on a complete plan, whose priorities have wholes of their own, for one priority, and
    where nothing was reached.
    """
    t, counts = view.t, counts_by_priority(view)
    reached = measures.reached_by_group(counts)
    high, low = max(reached.values(), default=0), min(reached.values(), default=0)
    if view.dataset.plan == Plan.COMPLETE or len(reached) < 2 or not high:
        numbers = measures.numbers(measures.added(counts))
        return t("overview.priorities_title", n=numbers["reached"], **numbers)
    if low == high:
        return t("divided.equal", n=high)
    numbers = tables.priority_numbers(view)

    def text(key: str, count: int) -> str:
        codes = [code for code, n in reached.items() if n == count]
        named = t.listed(numbers[code] for code in codes)
        return t(key, n=len(codes), numbers=named, count=count)

    most = text("divided.priorities", high)
    if not low:
        return t("divided.none", most=most, fewest=text("filters.said_priority", low))
    return t("divided.ends", most=most, fewest=text("divided.priorities", low))


@memoize
def countries_since(view: View) -> Card:
    """What each country reached as if none were chosen, by name and never ranked."""
    t, filters, names = view.t, view.filters, tables.every_country(view)
    counts = counts_of_countries(without_countries(view))
    chosen = [code for code in filters.country if code in names]
    addresses = {code: view.address("countries", country=code) for code in names}
    compared = {}
    if len(filters.country) == 1 and chosen:
        [first] = chosen
        addresses[first] = _choosing(view)
        both = {code: t.listed([names[first], names[code]]) for code in names if code != first}
        compared = {
            code: (_choosing(view, first, code), t("countries.compare", names=named))
            for code, named in both.items()
        }
    label = t("strips.label")
    chart = bar_rows("list", label, counts, names, addresses, t, chosen=chosen, compared=compared)
    return Card(
        "countries",
        title=t("strips.title", n=len(names)),
        subtitle=in_line([t("strips.subtitle"), t("strips.tick") if compared else ""], ". "),
        method="counting",
        frame=lambda: tables.milestones_by_group(view, counts, names, t("column.country")),
        chart=chart,
        opens="country",
        counted=lambda: of_countries(view),
    )


def _choosing(view: View, *countries: str) -> str:
    """The address of the Countries page with these countries instead of the chosen ones."""
    return replace(view, filters=view.filters.with_(country=countries)).address("countries")


def without_countries(view: View) -> View:
    """The view of a choice without countries, so that each can be added."""
    names = tables.every_country(view)
    others = tuple(code for code in view.filters.country if code not in names)
    return view.choosing(view.filters.with_(country=others))


@memoize
def counts_of_countries(whole: View) -> measures.Counts:
    """The counts of every country; `whole` is what `without_countries` returns."""
    return counts_by_country(whole, whole.selection.milestones)


def of_countries(view: View) -> Counted:
    """What the numbers of countries add up to, as if none were chosen, and the rows behind."""
    whole = without_countries(view)
    every = whole.selection.milestones
    shown = measures.reached_by_group(counts_of_countries(whole))
    lines = counted.by_country(view, every, tables.every_country(view), shown)
    if view.filters.country:
        lines.append(Line(view.t("counted.any_country")))
    return Counted(lines, counted.of_milestones(view, measures.behind(every, "reached")))


def counts_by_country(view: View, milestones: pd.DataFrame) -> measures.Counts:
    """What `measures.counts` returns for every country, joint milestones under each partner."""
    names = tables.every_country(view)
    under = measures.explode_by_participant(milestones[COUNTED_COLUMNS], view.dataset)
    mine = under[under["participant_id"].isin(names)]
    return measures.counts(mine, "participant_id", list(names))


def priorities_note(view: View) -> str:
    """What figures by priority show, and who assigned the actions where the dataset says it."""
    has_assigned = "assigned" in view.dataset.names
    return view.t("priorities.assigned_subtitle" if has_assigned else "priorities.all_subtitle")


def on_map(view: View) -> Card:
    """How many milestones were reached in each country, and a link that chooses it.

    The numbers are those of the whole choice but for its countries, so that each can be added.
    """
    t, names = view.t, tables.every_country(view)
    whole = without_countries(view)
    counts = counts_of_countries(whole)
    reached = measures.reached_by_group(counts)
    most = max(reached.values(), default=0)
    sentence = _labels(whole)
    add, remove, chosen = t("on_map.add"), t("on_map.remove"), view.filters.country
    others = {name: values for name, values in view.query().items() if name != "country"}
    marks = tuple(
        Country(
            code,
            f"{sentence[code]}. {remove if code in chosen else add}",
            names[code],
            t.number(reached[code]),
            tone(reached[code], most),
            code in chosen,
            addressed(view.page, {"country": _toggled(chosen, code), **others}),
        )
        for code in names
    )
    chart = map_of(t("on_map.label"), marks, t("on_map.not_drawn"), most)
    some = sum(number > 0 for number in reached.values())
    subtitle = [t("on_map.subtitle"), *([t("on_map.unfiltered")] if view.filters.country else [])]
    return Card(
        "map",
        t("on_map.somewhere" if some else "on_map.nowhere", n=some),
        " ".join(subtitle),
        "counting",
        lambda: tables.milestones_by_group(view, counts, names, t("column.country")),
        chart=chart,
        opens="country",
        none="" if names else t("matrix.no_country"),
        counted=lambda: of_countries(view),
    )


def where_known(view: View) -> Card | None:
    """The map; `None` where more countries lack an outline than not: other figures list them."""
    card = on_map(view)
    drawn, apart = len(card.chart.countries), len(card.chart.apart)
    if view.page == "countries":
        compare = view.t("countries.compare_with")
        card = replace(card, hint=view.t("on_map.hint", compare=compare))
    return card if drawn >= apart else None


@memoize
def _labels(view: View) -> Mapping[str, str]:
    """What was reached in each country, confirmed or not; of a view without countries."""
    counts, found = counts_of_countries(view), {}
    for code, country in tables.every_country(view).items():
        both = [int(counts[code][state]) for state in (State.CONFIRMED, State.AWAITING)]
        key = "on_map.reached" if any(both) else "on_map.none_reached"
        text = reached_text(view, *both)
        found[code] = view.t(key, n=sum(both), country=country, text=text)
    return found


def _toggled(chosen: Sequence[str], code: str) -> list[str]:
    """The countries that are chosen with one more, or without it where it is among them."""
    return [one for one in chosen if one != code] if code in chosen else [*chosen, code]
