"""When it happened: each mark is a milestone on its day, and no two hide each other."""

from datetime import date
from functools import cache
from itertools import pairwise

import pytest

from components.cards import moments as cards
from components.charts.moments import ROOM, axis_of, in_lanes
from components.charts.steps import Step
from components.charts.theme import Ink
from components.view.view import open_view
from data import measures
from data.model import OUT, State
from tests.support.opened import share

START, AS_OF = date(2025, 3, 5), date(2026, 6, 4)
MARK = Step(Ink.CONFIRMED, "", "")


@cache
def drawn(country="ECU", dataset="record"):
    view = open_view("countries", "en", {"dataset": [dataset], "country": [country]})
    return cards.moments(view).chart, view


@pytest.mark.parametrize(("country", "dataset"), [("ECU", "record"), ("BRA", "exercise")])
def test_every_milestone_that_no_decision_took_out_is_one_mark(country, dataset):
    chart, view = drawn(country, dataset)
    milestones = view.selection.milestones
    for row in chart.rows:
        mine = milestones[milestones["priority_id"] == row.id]
        drawn_here = len(row.earlier) + len(row.moments) + len(row.coming)
        assert drawn_here == (~mine["state"].isin(OUT)).sum()
        assert int(row.reached) == measures.numbers(measures.total(mine))["reached"]


def test_what_was_reached_stands_after_the_line_and_what_was_in_place_before_it():
    chart, _ = drawn()
    assert chart.start
    for row in chart.rows:
        for one in row.moments:
            assert (share(one.at) >= share(chart.start)) == (one.ink != Ink.BEFORE)
            assert 0 <= share(one.at) <= 1
        assert {step.ink for step in row.earlier} <= {Ink.BEFORE}
        assert not {Ink.CONFIRMED, Ink.AWAITING, Ink.BEFORE} & {step.ink for step in row.coming}


def test_marks_that_would_touch_stand_in_different_lanes():
    near = [(0.1, MARK), (0.11, MARK), (0.12, MARK), (0.5, MARK)]
    assert [one.lane for one in in_lanes(near)] == [0, 1, 2, 0]
    chart, _ = drawn("COL")
    for row in chart.rows:
        for lane in range(row.lanes):
            places = [share(one.at) for one in row.moments if one.lane == lane]
            assert places
            gaps = [after - before for before, after in pairwise(places)]
            assert all(gap >= ROOM - 1e-4 for gap in gaps)


def test_an_axis_begins_three_years_before_the_period_at_most():
    old = axis_of([date(2010, 5, 1)], START, AS_OF)
    assert (old.first, old.last) == (date(2022, 1, 1), AS_OF)
    assert old.at(date(2010, 5, 1)) < 0
    assert [year.label for year in old.years] == ["2022", "2023", "2024", "2025", "2026"]
    assert axis_of([date(2025, 6, 1)], START, AS_OF).first == date(2025, 1, 1)
    assert axis_of([], START, AS_OF).first == date(2025, 1, 1)


def test_before_the_period_there_is_no_line():
    view = open_view("countries", "en", {"country": ["ECU"], "as_of": ["2025-01-31"]})
    chart = cards.moments(view).chart
    assert chart.start == ""
    assert State.CONFIRMED not in {line.ink for line in chart.key}


def test_a_mark_leads_to_its_action_and_a_title_to_its_priority():
    chart, view = drawn()
    actions = {view.address("actions", action=code) for code in view.selection.actions["action_id"]}
    for row in chart.rows:
        assert row.href == view.address("priorities", priority=row.id)
        steps = [*row.earlier, *row.moments, *row.coming]
        assert {step.href for step in steps} <= actions
