"""The sentence of the Overview: both numbers of what was reached, what is open, what was chosen."""

import re
from datetime import date
from functools import partial

import pytest

from components.cards import overview
from components.view import totals
from components.view.totals import headline
from data.measures import RecordHeadline
from data.model import Plan
from tests.support import shapes
from tests.support.opened import view_of

view = partial(view_of, "overview")


def test_the_sentence_says_what_passed_where_anything_did():
    assert overview.sentence(shapes.view_of(shapes.whole(Plan.OPEN))) == (
        "3 milestones of 2 actions reached since 5 March 2025 "
        "(2 confirmed, 1 awaiting a second source). "
        "2 still to come; 1 with date passed, outcome not known."
    )


def test_what_was_chosen_is_named_first():
    chosen = overview.sentence(view(country=["ECU"]))
    assert re.match(r"Ecuador: \d+ milestones of \d+ actions reached since", chosen)
    both = overview.sentence(view(country=["ECU", "PER"], priority=["P3"], kind=["operation"]))
    assert both.startswith("Ecuador and Peru, priority 3, operations: ")
    status = overview.sentence(view("pt", status=["no_report"]))
    assert status.startswith("Data já passada, resultado desconhecido: ")
    assert overview.named(view(country=["ECU", "PER", "CHL"])) == "Chile, Ecuador and Peru"
    assert overview.named(view(country=["ECU", "PER", "CHL", "BRA"])) == "4 countries"
    of_the_eu = view(country=["ECU"], eu=["DEU", "ESP", "FRA", "EUROPOL"])
    assert overview.named(of_the_eu) == "Ecuador, 4 participants"
    dated = view(**{"from": ["2025-06-01"], "to": ["2025-12-31"]})
    assert overview.named(dated) == "From 1 June 2025, to 31 December 2025"
    assert overview.named(view()) == ""


def test_where_nothing_was_reached_the_sentence_says_so():
    here = view(country=["URY"], priority=["P5"])
    assert headline(here).reached == 0
    assert overview.sentence(here) == (
        "Uruguay, priority 5: no milestone reached since 5 March 2025."
    )


@pytest.mark.parametrize(
    ("to_come", "passed", "expected"),
    [
        (0, 0, ""),
        (1, 0, "1 still to come."),
        (0, 1, "1 with date passed, outcome not known."),
        (2, 3, "2 still to come; 3 with date passed, outcome not known."),
    ],
)
def test_clauses_of_what_is_open_leave_out_what_is_zero(monkeypatch, to_come, passed, expected):
    numbers = RecordHeadline(
        reached=1,
        confirmed=1,
        awaiting=0,
        to_come=to_come,
        passed=passed,
        in_place=0,
        before_or_since=0,
    )
    monkeypatch.setattr(overview.totals, "headline", lambda _: numbers)
    assert overview.sentence(view()).partition(". ")[2] == expected


def test_a_plan_says_what_is_overdue_and_that_nothing_is_due_or_counted():
    due = overview.facts(view(dataset=["exercise"]))[0]
    assert "177 confirmed, 18 awaiting confirmation, 81 overdue, 20 without" in due
    early = view(dataset=["exercise"], as_of=["2025-01-01"])
    assert headline(early).delivered.of == 0 < headline(early).completed.of
    assert overview.facts(early)[0] == "None is due yet"
    nothing = view(dataset=["exercise"], status=["withdrawn"])
    assert headline(nothing).completed.of == 0
    assert overview.sentence(nothing).endswith("no milestone is counted in this selection.")


@pytest.mark.parametrize(
    ("precision", "status", "written"),
    [
        ("day", "announced", "Next: A summit, 3 March 2027"),
        ("month", "announced", "Next: A summit, announced for Mar 2027, exact date not known"),
        ("quarter", "expected", "Next: A summit, expected in Q1 2027, exact date not known"),
    ],
)
def test_the_next_meeting_is_dated_as_exactly_as_it_is_known(
    monkeypatch, precision, status, written
):
    meeting = {"meeting_id": "M", "title": "A summit (place unknown)", "status": status}
    meeting |= {"starts_on": date(2027, 3, 3), "precision": precision}
    monkeypatch.setattr(totals, "next_meeting", lambda _: meeting)
    assert overview.facts(view())[0] == written
    monkeypatch.setattr(totals, "next_meeting", lambda _: None)
    assert overview.facts(view())[0].startswith("Latest milestone reached: ")
