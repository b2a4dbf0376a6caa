"""The title of the strip of time: all priorities, none, or which; and never more than was found."""

import pytest

from components.cards import moments
from components.cards.moments import moved
from components.charts.divided import Divided
from components.view.view import open_view


def view(**query):
    return open_view("countries", query.pop("lang", "en"), {k: [v] for k, v in query.items()})


@pytest.mark.parametrize(
    ("reached", "title"),
    [
        ({"P1": 2, "P2": 1}, "Milestones reached under every priority shown"),
        ({"P1": 0, "P2": 0}, "No milestone reached under any priority"),
        ({"P1": 4}, "Milestones reached under this priority"),
        ({"P1": 1, "P2": 1, "P3": 0}, "Milestones reached under every priority shown except 3"),
        ({"P1": 1, "P2": 0, "P3": 0}, "Milestones reached under priority 1 only"),
        ({"P1": 1, "P2": 1, "P3": 0, "P4": 0}, "Milestones reached under priorities 1 and 2"),
    ],
)
def test_the_title_says_under_which_priorities(reached, title):
    assert moved(view(), reached) == title


@pytest.mark.parametrize("lang", ["en", "es", "pt"])
@pytest.mark.parametrize("dataset", ["record", "exercise"])
def test_the_card_says_each_priority_with_its_number(dataset, lang):
    card = moments.moments(view(country="BRA", dataset=dataset, lang=lang))
    for row in card.chart.rows:
        assert f"{row.title}: {row.reached}" in card.alt
    assert len(card.table) == sum(
        len(row.earlier) + len(row.moments) + len(row.coming) for row in card.chart.rows
    )


def test_with_too_many_for_a_mark_each_there_are_bars():
    assert isinstance(moments.moments(view(dataset="exercise")).chart, Divided)
