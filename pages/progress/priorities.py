"""Priorities: what each asks, and what was reached; of one what is open, and where."""

from components.cards import (
    agencies,
    changes,
    course,
    events,
    grouped,
    overview,
    priorities,
    steps,
)
from components.layout.page import Layout, Page, columns, nothing_left, row
from components.layout.parts import PageParams
from components.view.view import View


def layout(view: View, params: PageParams) -> Layout:
    """All as tiles, and what is open; of one what is open, what it asks, countries, and actions."""
    chosen = view.filters.priority
    code = chosen[0] if len(chosen) == 1 else None
    if code:
        yield row(*priorities.heading_parts(view, code, params), changes.corrected_since(view))
    else:
        yield row(*priorities.all_parts(view))
    if view.selection.is_empty:
        yield row(priorities.tiles(view))
        yield nothing_left(view)
    elif code:
        yield from _one(view, params, code)
    else:
        yield row(priorities.tiles(view))
        yield row(*overview.list_behind(view, params), events.open_milestones(view))


def _one(view: View, params: PageParams, code: str) -> Layout:
    """What is open and newest, what it asks, countries, agencies, dates, and its actions."""
    yield row(*overview.list_behind(view, params))
    yield columns(
        [events.open_milestones(view), events.latest_events(view)],
        priorities.description_parts(view, code),
        [steps.countries_since(view)],
        widths=(5, 4, 4),
    )
    yield row(priorities.tiles(view))
    yield row(agencies.grid(view) if priorities.is_about_agencies(view, code) else None)
    yield row(course.runs_or_notice(view))
    yield row(grouped.actions(view, view.selection.actions, "stage"))


PAGE = Page(
    __name__,
    layout,
    parameters=(overview.BEHIND,),
    title=priorities.page_title,
    sentence=overview.choice_sentence,
    listed=("priority",),
)
