"""What is due, what went without news, and what came last: in order, few, and leading on."""

import pytest

from components.cards import events
from components.charts.bar_rows import MARKED
from components.view import totals
from components.view.view import open_view
from data.model import Plan, State
from tests.support import build, shapes

PASSED = {State.NO_REPORT_DUE, State.NOT_ACHIEVED_DUE}
PASSED_INKS = {MARKED[state] for state in PASSED}


def view(language="en", **query):
    return open_view("overview", language, query)


def small():
    """An open record of which one milestone passed without news."""
    return shapes.view_of(shapes.whole(Plan.OPEN))


@pytest.mark.parametrize("make", [view, small], ids=["record", "small"])
def test_those_with_a_date_come_first_then_those_without_then_those_that_passed(make):
    here = make()
    card = events.due_and_silent(here)
    rows = card.table.reset_index()
    states = list(rows[here.t("column.state")])
    dated = [bool(day) for day in rows[here.t("column.due_on")]]
    passed = ["not known" in state for state in states]
    assert passed == sorted(passed)
    coming = dated[: passed.count(False)]
    assert coming == sorted(coming, reverse=True)
    numbers = totals.headline(here)
    assert (len(coming), sum(passed)) == (numbers.to_come, numbers.passed)


@pytest.mark.parametrize("query", [{}, {"dataset": ["exercise"]}], ids=str)
def test_few_are_shown_and_what_passed_keeps_its_places(query):
    here = view(**query)
    shown = events.due_and_silent(here).chart.events
    passed = here.selection.milestones["state"].isin(PASSED).sum()
    assert len(shown) == events.MOST
    assert sum(one.ink in PASSED_INKS for one in shown) == min(passed, events.LEAST_PASSED)
    assert passed > events.LEAST_PASSED or not query


def test_what_passed_takes_the_places_that_nothing_else_needs():
    chart = events.due_and_silent(view(dataset=["exercise"], priority=["P2"])).chart
    states = [one.ink in PASSED_INKS for one in chart.events]
    assert states == sorted(states)
    assert sum(states) > events.LEAST_PASSED


def test_a_day_is_written_no_more_exactly_than_it_is_known():
    shown = _when(events.due_and_silent(view()))
    assert shown["A038"] == "2026"
    assert shown["A001"] == "no date"
    assert _when(events.due_and_silent(view(as_of=["2025-03-05"])))["A021"] == "Feb 2024"
    assert _when(events.latest_events(view()))["A160"] == "1 Jan 2026 – 20 Feb 2026"
    days = [
        build.milestone(f"M{number}", f"A{number}", due)
        for number, due in enumerate(("2025-Q4", "2025-10-01"))
    ]
    dated = build.dataset([build.action(f"A{n}", "ECU") for n in (0, 1)], days, plan=Plan.OPEN)
    assert _when(events.due_and_silent(shapes.view_of(dated))) == {
        "A0": "Q4 2025",
        "A1": "1 Oct 2025",
    }


def _when(card):
    """Action to the day of its event."""
    return {one.href.split("action=")[1]: one.when for one in card.chart.events}


def test_where_nothing_is_due_a_sentence_says_so():
    here = view(country=["URY"], priority=["P5"])
    for card in (events.due_and_silent(here), events.latest_events(here)):
        assert card.table.empty
        assert card.chart.events == card.chart.further == ()
        assert card.title == card.none == card.chart.none
        assert card.none.endswith(".")
