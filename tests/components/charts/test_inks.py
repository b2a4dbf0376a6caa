"""The inks: every state that counts has one, and a bar is as long as its numbers."""

import pytest

from components.charts import bar_rows
from components.charts.theme import Ink
from data.measures import FIGURES
from data.model import APPLICABLE, OUT, Plan, State
from data.text import words
from tests.support.opened import share


def row(**numbers):
    """A row of counts: `numbers` by state, every other state none."""
    return {state: numbers.get(str(state), 0) for state in State}


@pytest.mark.parametrize("plan", Plan)
def test_every_state_has_one_ink_except_what_a_decision_took_out(plan):
    found = [state for states in bar_rows.STATES[plan].values() for state in states]
    assert sorted(found) == sorted(set(State) - set(OUT))
    for state in OUT:
        with pytest.raises(KeyError):
            bar_rows.ink_of(state, plan)


def test_on_an_open_record_a_passed_date_that_brought_nothing_yet_is_still_to_come():
    assert bar_rows.ink_of(State.NOT_ACHIEVED_DUE, Plan.OPEN) == Ink.OPEN
    assert bar_rows.ink_of(State.NOT_ACHIEVED_DUE, Plan.COMPLETE) == Ink.LATE
    assert bar_rows.STATES[Plan.OPEN][Ink.OPEN] == FIGURES["to_come"]


@pytest.mark.parametrize("plan", Plan)
def test_a_bar_is_as_long_as_what_counts_and_leaves_out_what_was_in_place_before(plan):
    counts = row(confirmed=4, awaiting=2, not_achieved_due=1, not_due=1, in_place=9, withdrawn=3)
    found = bar_rows.pieces(counts, plan, 16)
    assert sum(counts[state] for state in APPLICABLE) == 8
    assert sum(share(piece.width) for piece in found) == pytest.approx(8 / 16)
    assert Ink.BEFORE not in {piece.ink for piece in found}
    assert [piece.ink for piece in found] == [
        ink for ink in Ink if ink in {one.ink for one in found}
    ]


@pytest.mark.parametrize("plan", Plan)
@pytest.mark.parametrize("language", words.languages())
def test_a_legend_has_a_word_of_its_own_for_each_ink(plan, language):
    lines = bar_rows.key(words.words(language, plan))
    assert len({line.word for line in lines}) == len(lines) == len(bar_rows.STATES[plan])
    few = bar_rows.key(words.words(language, plan), {Ink.BEFORE, Ink.CONFIRMED})
    assert [line.ink for line in few] == [Ink.CONFIRMED, Ink.BEFORE]


def test_a_bar_in_words_names_what_occurs_and_nothing_else():
    t = words.words("en", Plan.OPEN)
    said = bar_rows.said("Ports", row(confirmed=2, in_place=1), t)
    assert said == "Ports: Confirmed 2, In place before 1"
    assert bar_rows.said("Ports", row(), t) == "Ports"
