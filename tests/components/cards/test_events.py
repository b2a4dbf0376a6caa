"""What is due, what went without news, and what came last: in order, few, and leading on."""

from urllib.parse import parse_qs, urlsplit

import pytest

from components.cards import events, overview
from components.view.view import open_view
from data import words
from data.model import State

PASSED = {State.NO_REPORT_DUE, State.NOT_ACHIEVED_DUE}


def view(language="en", **query):
    return open_view("overview", language, query)


def test_those_with_a_date_come_first_then_those_without_then_those_that_passed():
    here = view()
    card = events.due_and_silent(here)
    rows = card.table.reset_index()
    states = list(rows[here.t("column.state")])
    dated = [bool(day) for day in rows[here.t("column.due_on")]]
    passed = ["not known" in state for state in states]
    assert passed == sorted(passed)
    coming = dated[: passed.index(True)]
    assert coming == sorted(coming, reverse=True)
    numbers = overview.headline(here)
    assert (len(coming), sum(passed)) == (numbers.to_come, numbers.passed)


@pytest.mark.parametrize("query", [{}, {"dataset": ["exercise"]}], ids=str)
def test_few_are_shown_and_what_passed_keeps_its_places(query):
    shown = events.due_and_silent(view(**query)).chart.events
    assert len(shown) == events.MOST
    assert sum(one.state in PASSED for one in shown) == events.LEAST_PASSED


def test_what_passed_takes_the_places_that_nothing_else_needs():
    chart = events.due_and_silent(view(dataset=["exercise"], status=["no_report"])).chart
    states = [one.state in PASSED for one in chart.events]
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
    shown = {one.href.split("action=")[1]: one.when for one in _all(events.due_and_silent)}
    assert shown["A038"] == "2026"
    assert shown["A001"] == "no date"
    assert shown["A109"] == "Oct 2025"
    assert shown["A061"] == "Q4 2025"


def _all(make):
    return make(view()).chart.events


def test_a_milestone_that_is_not_shared_says_whose_it_is():
    steps = [one.step for one in events.due_and_silent(view(dataset=["exercise"])).chart.events]
    assert any(step.endswith(", Ecuador") for step in steps)


def test_the_title_counts_what_is_to_come_and_what_passed():
    numbers = overview.headline(view())
    assert events.due_and_silent(view()).title == (
        f"{numbers.to_come} still to come, {numbers.passed} with date passed, outcome not known"
    )
    plan = events.due_and_silent(view(dataset=["exercise"])).title
    assert plan.startswith("Overdue (not reached): 49; date passed, no report: 16; not due: ")


def test_where_nothing_is_due_a_sentence_says_so():
    here = view(country=["URY"], priority=["P5"])
    for card in (events.due_and_silent(here), events.latest_events(here)):
        assert card.table.empty
        assert card.chart.events == card.chart.further == ()
        assert card.title == card.none == card.chart.none
        assert card.none.endswith(".")


def test_the_latest_are_the_newest_reached_with_both_numbers_beside():
    here = view()
    card, numbers = events.latest_events(here), overview.headline(here)
    assert len(card.chart.events) == overview.MOST_REACHED
    assert {one.state for one in card.chart.events} <= {State.CONFIRMED, State.AWAITING}
    assert len(card.table) == numbers.reached
    assert (
        f"{numbers.confirmed} confirmed, {numbers.awaiting} awaiting a second source"
        in card.subtitle
    )
    assert card.chart.events[0].when in card.title
