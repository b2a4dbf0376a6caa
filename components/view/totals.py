"""The numbers of a choice, and what of it is newest and next: what every page draws on."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from components.view.memo import memoize, memoize_for_all
from components.view.view import View
from data import measures, meetings

MOST_REACHED = 8
"""Milestones that are shown of what was reached: beside the figure of months there is room."""


@memoize
def by_priority(view: View) -> measures.Counts:
    """What `measures.counts` returns for every priority, also for those that are not chosen."""
    return measures.counts(view.selection.columns, "priority_id", view.allowed["priority"])


@memoize
def total(view: View) -> Mapping[Any, int]:
    """The whole choice as one row of `measures.counts`."""
    return measures.added(by_priority(view))


@memoize
def headline(view: View) -> measures.Headline | measures.RecordHeadline:
    """The four figures of the whole choice, as its dataset has them."""
    return measures.headline_of(view.dataset.plan, total(view))


@memoize
def grounds(view: View) -> measures.Grounds:
    """What the milestones reached in the choice stand on; of an open record."""
    return measures.grounds(view.selection.columns, view.dataset)


@memoize
def newest_first(view: View) -> np.ndarray:
    """What `measures.latest_events` returns for every milestone of the choice."""
    return measures.latest_events(view.selection.columns)


@memoize
def newest(view: View) -> list[dict[str, Any]]:
    """The first `MOST_REACHED` of `newest_first`, as plain rows."""
    return view.selection.columns.records(newest_first(view)[:MOST_REACHED])


@memoize_for_all
def next_meeting(view: View) -> Mapping[str, Any] | None:
    """The next meeting of any series known at the cut-off, unfiltered; `None` where none was."""
    return meetings.coming(meetings.known_on(view.dataset, view.as_of), view.as_of)
