"""What is due, what went without news, and what came last: in order, few, and leading on."""

from urllib.parse import parse_qs, urlsplit

import pytest

from components.cards import events, overview
from components.charts.inks import MARKED
from components.charts.theme import Ink
from components.tables import reached_dates
from components.view import totals
from components.view.view import open_view
from data.model import Plan, State
from data.text import words
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


@pytest.mark.parametrize("language", words.languages())
@pytest.mark.parametrize("make", [events.due_and_silent, events.latest_events])
@pytest.mark.parametrize("query", [{}, {"dataset": ["exercise"]}], ids=str)
def test_each_title_leads_to_a_dossier_and_each_list_to_all_of_it(language, make, query):
    here = view(language, **query)
    chart = make(here).chart
    known = set(here.dataset.actions["action_id"])
    for event in chart.events:
        place = urlsplit(event.href)
        asked = parse_qs(place.query)
        assert place.path == "actions"
        assert asked["action"][0] in known
        assert asked["lang"] == [language]
    assert chart.further
    for link in chart.further:
        figure = parse_qs(urlsplit(link.href).query)["behind"][0]
        number = len(overview.behind(here, figure).table)
        assert here.t.number(number) in link.label


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


def test_a_milestone_that_is_not_shared_says_whose_it_is():
    steps = [one.step for one in events.due_and_silent(view(dataset=["exercise"])).chart.events]
    assert any(step.endswith(", Peru") for step in steps)


def test_the_title_counts_what_is_to_come_and_what_passed():
    numbers = totals.headline(view())
    assert numbers.passed == 0
    assert events.due_and_silent(view()).title == f"{numbers.to_come} still to come"
    assert events.due_and_silent(small()).title == (
        "2 still to come, 1 with date passed, outcome not known"
    )
    plan = events.due_and_silent(view(dataset=["exercise"])).title
    assert plan.startswith("Overdue (not reached): 81; date passed, no report: 20; not due: ")


def test_where_nothing_is_due_a_sentence_says_so():
    here = view(country=["URY"], priority=["P5"])
    for card in (events.due_and_silent(here), events.latest_events(here)):
        assert card.table.empty
        assert card.chart.events == card.chart.further == ()
        assert card.title == card.none == card.chart.none
        assert card.none.endswith(".")


def test_the_latest_are_the_newest_reached_with_both_numbers_beside():
    here = view()
    card, numbers = events.latest_events(here), totals.headline(here)
    assert len(card.chart.events) == totals.MOST_REACHED
    assert {one.ink for one in card.chart.events} <= {Ink.CONFIRMED, Ink.AWAITING}
    assert len(card.table) == numbers.reached
    assert (
        f"{numbers.confirmed} confirmed, {numbers.awaiting} awaiting a second source"
        in card.subtitle
    )
    newest = totals.newest(here)[0]
    day = [newest[name] for name in ("achieved_on", "achieved_precision", "reached_by")]
    assert here.t.date(*day) in card.title
    assert card.chart.events[0].when == reached_dates.reached_on(here, newest)
    assert card.chart.events[0].when.endswith(here.t.short_date(*day))
