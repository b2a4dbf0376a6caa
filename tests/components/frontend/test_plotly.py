"""Figures are sent without Plotly's check: each kind is checked here, as Plotly would have."""

import json
from datetime import date

import pandas as pd
import plotly.graph_objects as go
import pytest
from babel import Locale

from components.charts.bars import by_state, by_status
from components.charts.lines import Event, reached_over_time
from components.frontend import bars, lines, months
from data.model import State, Status
from data.text import words

T = words.words("es")
NAMES = {"P1": "1. Uno & <dos>", "P2": "2. " + "muy largo " * 9}


def counted(marks):
    return {
        code: {mark: number * row for number, mark in enumerate(marks)}
        for code, row in zip(NAMES, (1, 40), strict=True)
    }


def by_states(counts):
    return bars.render(by_state(counts, "priority_id", NAMES, T), T)


def over_time():
    months = pd.date_range("2019-11-01", "2020-03-01", freq="MS").date
    monthly = {
        day: {"confirmed": n, "awaiting": 2, "announced": 2 * n} for n, day in enumerate(months)
    }
    meetings = [Event("mar 2020 <b>", date(2020, 3, 1))]
    return lines.render(reached_over_time(monthly, meetings, date(2020, 4, 1), T), T)


FIGURES = {
    "milestones by group": lambda: by_states(counted(State)),
    "parts by group": lambda: bars.render(by_status(counted(Status), "priority_id", NAMES, T), T),
    "reached over time": over_time,
}


@pytest.mark.parametrize("make", FIGURES.values(), ids=FIGURES)
def test_plotly_accepts_each_figure_and_would_send_the_same(make):
    written = make().to_dict()
    checked = go.Figure(**written).to_dict()
    checked["layout"].pop("template")
    assert json.loads(json.dumps(written)) == json.loads(json.dumps(checked))
    assert written["data"] and written["layout"]["height"] > 0


@pytest.mark.parametrize("most", [0, 1, 2, 3, 5, 7])
def test_small_counts_have_a_tick_at_whole_numbers_only(most):
    counts = dict.fromkeys(NAMES, dict.fromkeys(State, 0) | {State.CONFIRMED: most})
    assert by_states(counts).to_dict()["layout"]["xaxis"]["dtick"] == 1


def test_large_counts_leave_the_ticks_to_plotly():
    assert "dtick" not in by_states(counted(State)).to_dict()["layout"]["xaxis"]


def test_a_single_state_has_a_legend_too():
    counts = dict.fromkeys(NAMES, dict.fromkeys(State, 0) | {State.NOT_DUE: 3})
    figure = by_states(counts).to_dict()
    assert figure["layout"]["showlegend"] and [trace["name"] for trace in figure["data"]] == [
        T("state.not_due")
    ]


@pytest.mark.parametrize(("language", "locale"), [("es", "es_419"), ("pt", "pt_BR")])
def test_months_on_an_axis_are_those_of_the_text_beside_it(language, locale):
    written = months.months(language)[language]["format"]
    for width, names in (("wide", written["months"]), ("abbreviated", written["shortMonths"])):
        known = Locale.parse(locale).months["format"][width].values()
        assert names == [name.removesuffix(".") for name in known]


def test_a_week_begins_with_sunday_and_decimals_with_a_comma_in_a_language_that_is_new():
    written = months.months("fr")["fr"]["format"]
    assert (written["days"][0], written["shortDays"][-1]) == ("dimanche", "sam")
    assert (written["months"][7], written["decimal"]) == ("août", ",")
