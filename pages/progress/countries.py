"""Countries: where a country stands, what it takes part in, and what is open."""

from components.cards import (
    agencies,
    changes,
    countries,
    course,
    events,
    grouped,
    overview,
    steps,
)
from components.charts.steps import MOST_ACROSS
from components.layout import tables
from components.layout.page import Layout, Page, columns, nothing_left, row
from components.layout.parts import Inline, PageParams, ScopedCard, notice
from components.view.view import View


def layout(view: View, params: PageParams) -> Layout:
    """All countries on a map and in a list; one with what it did; few side by side."""
    chosen = view.filters.subjects
    if len(chosen) == 1:
        heading = countries.heading_parts(view, chosen[0], params)
        yield row(*heading, changes.corrected_since(view))
    else:
        title = countries.finding(view) if not chosen else countries.compared(view)
        yield row(*overview.titled(title, view.t("countries.all_subtitle")))
    if view.selection.is_empty:
        yield nothing_left(view)
    elif not chosen:
        yield from _all(view, params)
    elif len(chosen) == 1:
        yield from _one(view, params, chosen[0])
    elif len(chosen) <= countries.MOST_COMPARED:
        yield from countries.side_by_side(view)
        yield row(countries.shared(view), *overview.list_behind(view, params))
    else:
        yield row(notice(view.t("countries.too_many", most=countries.MOST_COMPARED)))
        yield from _all(view, params)


def _all(view: View, params: PageParams) -> Layout:
    yield row(*overview.list_behind(view, params))
    yield columns([steps.where_known(view)], [steps.countries_since(view)], widths=(2, 3))


def _one(view: View, params: PageParams, code: str) -> Layout:
    """What was reached, its course, agencies, open and newest milestones; then its actions."""
    yield row(*overview.list_behind(view, params))
    cards = [
        agencies.of_country(view, code),
        events.open_milestones(view),
        events.latest_events(view),
    ]
    few = len(tables.every_country(view)) <= MOST_ACROSS
    every = ScopedCard(steps.countries_since(view), steps.without_countries(view))
    yield columns(
        [every if few else None],
        [course.of_country(view), Inline(list(filter(None, cards)))],
        widths=(1, 4),
    )
    yield row(grouped.actions(view, view.selection.actions, "stage"))
    yield row(*countries.background_parts(view, code))


PAGE = Page(
    __name__,
    layout,
    parameters=(overview.BEHIND,),
    title=countries.page_title,
    sentence=overview.choice_sentence,
    listed=("country", "eu"),
    most_compared=countries.MOST_COMPARED,
)
