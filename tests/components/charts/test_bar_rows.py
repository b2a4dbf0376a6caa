"""The inks of states, legends and pieces; bars about an axis have both sides in one scale."""

from datetime import date

import pandas as pd
import pytest

from components.charts.bar_rows import INKS, STATES, bar_rows, key, pieces
from components.charts.theme import Ink
from data.measures import FIGURES, counts
from data.model import APPLICABLE, OUT, Period, Plan, State
from data.text import words
from tests.support.opened import share

NAMES = {"P1": "One", "P2": "Two", "P3": "Three"}
PERIOD = Period(starts=date(2025, 3, 5), ends=date(2026, 12, 31))
ADDRESSES = {code: f"overview?priority={code}" for code in NAMES}


def bars(states, plan=Plan.OPEN):
    """The figure of milestones: priority to the states of its milestones."""
    rows = [(code, state) for code, found in states.items() for state in found]
    frame = pd.DataFrame(rows, columns=["priority_id", "state"])
    frame = frame.assign(is_due=False, on_time=pd.array([pd.NA] * len(rows), dtype="boolean"))
    counted = counts(frame, "priority_id", list(NAMES))
    t = words.words("en", plan, PERIOD)
    return bar_rows("sides", "", counted, NAMES, ADDRESSES, t)


MANY = {
    "P1": [State.CONFIRMED, State.AWAITING, State.NOT_DUE, *[State.IN_PLACE] * 4],
    "P2": [State.NO_REPORT_DUE, State.IN_PLACE, State.WITHDRAWN],
}


def test_a_milestone_is_as_long_on_the_left_as_on_the_right():
    figure = bars(MANY)
    assert figure.longest == (4, 3)
    one, two, _ = figure.rows
    assert [[piece.width for piece in row.left] for row in (one, two)] == [["100%"], ["25%"]]
    assert [piece.width for piece in (*one.bar, *two.bar)] == ["33.33%"] * 4


def test_the_numbers_at_the_end_are_what_was_reached_and_the_rest_of_the_bar():
    one, two, three = bars(MANY).rows
    ends = [(row.number, row.note) for row in (one, two, three)]
    assert ends == [("2", "+1"), ("0", "+1"), ("–", "")]
    [before, *_] = bars({"P1": [State.IN_PLACE]}).rows
    assert (before.number, before.before) == ("–", "1")
    assert [piece.ink for piece in one.bar] == [Ink.CONFIRMED, Ink.AWAITING, Ink.OPEN]
    assert (three.before, three.left, three.bar, three.label) == ("", (), (), "Three")


def test_each_bar_leads_to_its_group_and_says_its_numbers():
    one = bars(MANY).rows[0]
    assert one.href == "overview?priority=P1"
    assert one.label == (
        "One: Confirmed 1, Awaiting a second source 1, Still to come 1, In place before 4"
    )


@pytest.mark.parametrize("plan", Plan)
def test_there_is_a_left_side_only_where_something_was_in_place_before(plan):
    assert bars(MANY, plan).heads[0]
    since = bars({"P1": [State.CONFIRMED, State.NOT_ACHIEVED_DUE]}, plan)
    assert (since.heads[0], since.longest[0]) == ("", 0)


def test_the_legend_has_the_inks_of_both_sides_in_their_order():
    inks = [Ink.CONFIRMED, Ink.AWAITING, Ink.SILENT, Ink.OPEN, Ink.BEFORE]
    assert [line.look for line in bars(MANY).key] == [f"ink piece {ink}" for ink in inks]


def test_a_day_that_is_not_known_is_said_and_stands_on_neither_side():
    figure = bars({"P1": [State.CONFIRMED, State.BEFORE_OR_SINCE]})
    assert (figure.longest, figure.rows[0].before) == ((0, 1), "")
    assert [piece.ink for piece in figure.rows[0].bar] == [Ink.CONFIRMED]
    assert [line.look for line in figure.key] == ["ink piece confirmed"]
    assert figure.rows[0].label == "One: Confirmed 1, Day not known 1"


# Inks


def row(**numbers):
    """A row of counts: `numbers` by state, every other state none."""
    return {state: numbers.get(str(state), 0) for state in State}


@pytest.mark.parametrize("plan", Plan)
def test_every_state_has_one_ink_except_what_a_decision_took_out(plan):
    found = [state for states in STATES[plan].values() for state in states]
    assert sorted(found) == sorted(INKS[plan]) == sorted(set(State) - set(OUT))


def test_on_an_open_record_a_passed_date_that_brought_nothing_yet_is_still_to_come():
    assert INKS[Plan.OPEN][State.NOT_ACHIEVED_DUE] == Ink.OPEN
    assert INKS[Plan.COMPLETE][State.NOT_ACHIEVED_DUE] == Ink.LATE
    assert STATES[Plan.OPEN][Ink.OPEN] == FIGURES["to_come"]


@pytest.mark.parametrize("plan", Plan)
def test_a_bar_is_as_long_as_what_counts_and_leaves_out_what_was_in_place_before(plan):
    counts = row(confirmed=4, awaiting=2, not_achieved_due=1, not_due=1, in_place=9, withdrawn=3)
    found = pieces(counts, plan, 16)
    assert sum(counts[state] for state in APPLICABLE) == 8
    assert sum(share(piece.width) for piece in found) == pytest.approx(8 / 16)
    assert Ink.BEFORE not in {piece.ink for piece in found}
    assert [piece.ink for piece in found] == [
        ink for ink in Ink if ink in {one.ink for one in found}
    ]


@pytest.mark.parametrize("plan", Plan)
@pytest.mark.parametrize("language", words.languages())
def test_a_legend_has_a_word_of_its_own_for_each_ink(plan, language):
    lines = key(words.words(language, plan))
    assert len({line.word for line in lines}) == len(lines) == len(STATES[plan])
    few = key(words.words(language, plan), {Ink.BEFORE, Ink.CONFIRMED})
    assert [line.look for line in few] == ["ink confirmed", "ink before"]
