"""Stacked bars: how long each is, and which remain when only some are kept."""

from components.charts.slide_figures import by_state
from data.model import State
from data.text import words

T = words.words("en")
NAMES = {"P1": "One", "P2": "Two", "P3": "Three"}


def counts(**columns):
    """A count of each group and mark: `columns` by mark, every other mark none."""
    rows = zip(*columns.values(), strict=True)
    marks = [dict(zip(columns, row, strict=True)) for row in rows]
    return {code: dict.fromkeys(State, 0) | row for code, row in zip(NAMES, marks, strict=True)}


def states():
    return by_state(
        counts(
            confirmed=[2, 0, 1], awaiting=[1, 0, 0], in_place=[5, 0, 0], before_or_since=[0, 2, 0]
        ),
        NAMES,
        T,
    )


def test_a_bar_is_as_long_as_its_series_without_what_was_in_place_before():
    bars = states()
    assert bars.totals == (3, 0, 1)
    assert bars.in_place == (5, 0, 0)


def test_a_series_is_there_only_if_it_has_a_number_and_never_for_what_stands_beside():
    marks = [series.mark for series in states().series]
    assert sorted(marks) == ["awaiting", "confirmed"]


def test_only_keeps_the_bars_at_places_and_the_series_that_they_have():
    kept = states().only([2])
    assert (kept.categories, kept.totals) == (("Three",), (1,))
    assert [series.mark for series in kept.series] == ["confirmed"]
