"""Figures of numbers. Each function is an example; its docstring is the caption."""

from datetime import date

from components.charts import bars, lines, slide_matrix
from components.charts.bars import Bars
from components.charts.lines import Event, Lines
from components.charts.slide_matrix import Matrix
from data.model import Cell, State
from data.text.words import Words
from tests.gallery import invented
from tests.gallery.invented import AS_OF, COUNTRIES, LONG, NO_PART, PRIORITIES

NUMBERS = {code: title.split(".")[0] for code, title in PRIORITIES.items()}
MEETINGS = [
    Event("Mar 2025", date(2025, 3, 5)),
    Event("Nov 2028", date(2028, 11, 20)),
    Event("Mar 2030", date(2030, 3, 5)),
]


# ---- bars


def bars_of_all_states(t: Words) -> Bars:
    """Bars by state: every state; a row of nothing, and one of what is set aside."""
    rows = {
        "Q1": dict(zip(State, (9, 4, 3, 5, 12, 2, 3, 1, 2), strict=True)),
        "Q2": {State.CONFIRMED: 6, State.NOT_DUE: 2},
        "Q3": {},
        "Q4": {State.IN_PLACE: 7, State.BEFORE_OR_SINCE: 1},
    }
    return bars.by_state(invented.by_state(rows), "priority_id", PRIORITIES, t)


def bars_with_long_names(t: Words) -> Bars:
    """Bars: names longer than their room, without a blank, and with signs of markup."""
    rows = {code: {State.CONFIRMED: place, State.AWAITING: 1} for place, code in enumerate(LONG)}
    return bars.by_state(invented.by_state(rows), "priority_id", LONG, t)


# ---- lines


def lines_of_two_years(t: Words) -> Lines:
    """Lines: the usual two years, with a meeting."""
    confirmed = [0, 1, 1, 2, 2, 3, 5, 5, 6, 6, 7, 9, 9, 10, 12, 12]
    awaiting = [0, 0, 1, 1, 2, 2, 2, 3, 3, 4, 4, 4, 5, 5, 5, 6]
    announced = [1, 2, 4, 5, 7, 8, 10, 11, 13, 14, 15, 17, 18, 20, 21, 23]
    months = invented.monthly("2030-03-01", confirmed, awaiting, announced)
    return lines.reached_over_time(months, MEETINGS, AS_OF, t)


def lines_of_one_month(t: Words) -> Lines:
    """Lines: one month alone, in which one milestone was reached."""
    months = invented.monthly("2031-06-01", [1], [0], [0])
    return lines.reached_over_time(months, [], AS_OF, t)


def lines_of_a_long_history(t: Words) -> Lines:
    """Lines: twelve years, of which the last six are shown; meetings before and within them."""
    steps = range(12 * 12)
    months = invented.monthly(
        "2019-07-01",
        [step // 3 for step in steps],
        [step // 9 for step in steps],
        [step // 2 for step in steps],
    )
    return lines.reached_over_time(months, MEETINGS, AS_OF, t)


# ---- matrix


def matrix_of_a_plan(t: Words) -> Matrix:
    """Matrix of a plan: every result of a cell, shared milestones, no part, and nothing due."""
    done, late, open_ = State.CONFIRMED, State.NOT_ACHIEVED_DUE, State.NOT_DUE
    silent, awaiting = State.NO_REPORT_DUE, State.AWAITING
    rows = {
        "ALT": {
            "Q1": invented.cell(Cell.UP_TO_DATE, {done: 4, open_: 2}, actions=3, due=4),
            "Q2": invented.cell(Cell.PARTLY, {done: 1, awaiting: 2, late: 1}, actions=2, due=4),
            "Q3": invented.cell(Cell.BEHIND, {done: 1, late: 3}, due=4),
            "Q4": invented.cell(Cell.NO_REPORT, {silent: 3}, due=3),
        },
        "BOS": {
            "Q1": invented.cell(Cell.NOTHING_DUE, {open_: 5}),
            "Q2": NO_PART,
            "Q3": invented.cell(Cell.UP_TO_DATE, {done: 2, silent: 1}, due=3, shared=1),
            "Q4": invented.cell(Cell.NOTHING_DUE, {State.IN_PLACE: 2}),
        },
        "CER": dict.fromkeys(PRIORITIES, NO_PART),
        "DUN": {
            "Q1": invented.cell(Cell.UP_TO_DATE, {done: 120, awaiting: 30}, actions=40, due=150),
            "Q2": NO_PART,
            "Q3": NO_PART,
            "Q4": invented.cell(Cell.BEHIND, {late: 1}, due=1),
        },
    }
    return slide_matrix.matrix(invented.cells(rows), COUNTRIES, NUMBERS, PRIORITIES, t)


def matrix_of_a_record(t: Words) -> Matrix:
    """Matrix of an open record: reached, to come, date passed, set aside, nothing."""
    done, awaiting, passed = State.CONFIRMED, State.AWAITING, State.NO_REPORT_DUE
    nothing = Cell.NOTHING_DUE
    rows = {
        "ALT": {
            "Q1": invented.cell(nothing, {done: 6, awaiting: 4}, actions=5),
            "Q2": invented.cell(nothing, {done: 1, State.NOT_DUE: 3, passed: 12}, actions=4),
            "Q3": invented.cell(nothing, {awaiting: 2, State.NOT_ACHIEVED_DUE: 1}),
            "Q4": invented.cell(nothing, {passed: 1}),
        },
        "BOS": {
            "Q1": invented.cell(nothing, {State.IN_PLACE: 3, State.BEFORE_OR_SINCE: 1}),
            "Q2": NO_PART,
            "Q3": invented.cell(nothing, {}),
            "Q4": NO_PART,
        },
        "CER": dict.fromkeys(PRIORITIES, NO_PART),
        "DUN": {**dict.fromkeys(PRIORITIES, NO_PART), "Q2": invented.cell(nothing, {done: 5})},
    }
    return slide_matrix.matrix(invented.cells(rows), COUNTRIES, NUMBERS, PRIORITIES, t)
