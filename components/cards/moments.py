"""When something moved: the milestones of a choice by priority and day."""

from collections.abc import Mapping
from typing import Any

from components.cards import counted, steps
from components.charts.moments import Moments, moments_of
from components.charts.steps import MOST_MARKS
from components.layout.card import Card, Counted, Shape
from components.tables import tables
from components.view.view import View
from data import measures


def moments(view: View) -> Card:
    """A mark for each milestone on its day; with too many for marks the priorities as bars."""
    t, milestones, dataset = view.t, view.selection.milestones, view.dataset
    titles = tables.priority_titles(view, view.filters.priority or None)
    marks = measures.moments(milestones, view.as_of)
    if len(marks) and marks["priority_id"].value_counts().max() > MOST_MARKS:
        return steps.priorities_since(view)
    counts = steps.counts_by_priority(view)
    reached = measures.reached_by_group(counts)
    chart = moments_of(
        marks,
        steps.marks(view),
        titles,
        {code: view.address("priorities", priority=code) for code in titles},
        reached,
        dataset.period.starts,
        view.as_of,
        dataset.plan,
        t,
    )
    title = moved(view, reached)
    return Card(
        "moments",
        title,
        t("moments.subtitle"),
        "dates",
        lambda: tables.milestones(view, steps.listed(milestones)),
        chart=chart,
        alt=_alt(title, chart),
        shape=Shape.LISTING,
        opens="action",
        counted=lambda: Counted(
            [
                counted.reached(view, counts, measures.numbers(measures.added(counts))["reached"]),
                *counted.of_headline(view, measures.added(counts)),
            ]
        ),
    )


def moved(view: View, reached: Mapping[str, int]) -> str:
    """Under which priorities any milestone was reached: all, none, or which and which not.

    Args:
        view: what the reader is looking at.
        reached: priority to milestones reached.
    """
    t, numbers = view.t, tables.priority_numbers(view)
    some, none = (
        [numbers[code] for code, n in reached.items() if bool(n) == is_some]
        for is_some in (True, False)
    )
    if not some:
        return t("moments.nowhere")
    if not none:
        return t("moments.everywhere", n=len(some))
    few, key = (none, "moments.but") if len(none) < len(some) else (some, "moments.somewhere")
    return t(key, n=len(few), numbers=t.listed(few))


def _alt(title: str, chart: Moments) -> str:
    """The figure in words: each priority with what was reached, and when last."""

    def said(row: Any) -> str:
        latest = f" ({row.moments[-1].label})" if row.moments else ""
        return f"{row.title}: {row.reached}{latest}"

    return f"{title}. {'; '.join(map(said, chart.rows))}"
