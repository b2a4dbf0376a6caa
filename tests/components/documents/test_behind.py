"""The list of actions behind the number of a slide: which, in what order, and how many fit."""

import pytest

from components.charts import theme
from components.documents.deck import behind
from components.view.view import open_view
from data.model import State


def view(**query):
    return open_view("slides", "en", query)


def test_nothing_behind_a_number_is_no_list():
    shown = view()
    nothing = shown.selection.milestones.iloc[:0]
    assert behind.beside(shown, nothing) is None
    assert behind.in_notes(shown, nothing) == ""


def test_the_newest_action_is_first_and_each_stands_once():
    shown = view()
    rows = behind.counted(shown, shown.selection.milestones)
    lines = list(behind._lines(shown, rows, 0))
    assert len(lines) == rows["action_id"].nunique()
    newest = rows.sort_values("achieved_on", ascending=False, kind="stable").iloc[0]
    assert lines[0].sign == theme.STATE[State(newest["state"])].sign
    title = shown.dataset.actions.set_index("action_id")["title"][newest["action_id"]]
    assert lines[0].text.startswith(title)


@pytest.mark.parametrize("number", [1, behind.MOST_BEHIND, behind.MOST_BEHIND + 1, 40])
def test_what_does_not_fit_beside_a_chart_is_counted_in_the_last_line(number):
    shown = view()
    rows = behind.counted(shown, shown.selection.milestones).drop_duplicates("action_id")
    found = behind.beside(shown, rows.head(number))
    assert found
    told = len(found.lines)
    assert told == min(number, behind.MOST_BEHIND)
    assert all(len(line.text) <= behind.MOST_OF_A_LINE for line in found.lines)
    if number > behind.MOST_BEHIND:
        assert found.lines[-1].text == shown.t("deck.more_silent", n=number - told + 1)
    assert behind.in_notes(shown, rows.head(number)).count("\n") == number
