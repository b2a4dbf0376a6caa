"""The figure is sent without Plotly's check: it is checked here, as Plotly would have."""

import json
from datetime import date

import pandas as pd
import plotly.graph_objects as go
import pytest
from babel import Locale

from components.charts.lines import Event, reached_over_time
from components.server.board import lines
from data.text import words

T = words.words("es")


def over_time(most):
    days = pd.date_range("2019-11-01", "2020-03-01", freq="MS").date
    numbers = {"confirmed": most, "awaiting": 0}
    monthly = {day: {**numbers, "announced": at} for at, day in enumerate(days)}
    meetings = [Event("mar 2020 <b>", date(2020, 3, 1))]
    return lines.render(reached_over_time(monthly, meetings, date(2020, 4, 1), T), T)


def test_plotly_accepts_the_figure_and_would_send_the_same():
    written = over_time(9)
    checked = go.Figure(**written).to_dict()
    checked["layout"].pop("template")
    assert json.loads(json.dumps(written)) == json.loads(json.dumps(checked))
    assert written["layout"]["annotations"][0]["text"] == "mar 2020 &lt;b&gt;"
    [upright] = written["layout"]["shapes"]
    assert [upright[end] for end in ("x0", "x1", "y0", "y1")] == ["2020-03-01"] * 2 + [0, 1]


@pytest.mark.parametrize("most", [0, 5, 7, 8])
def test_small_counts_have_a_tick_at_whole_numbers_only(most):
    assert ("dtick" in over_time(most)["layout"]["yaxis"]) == (most < 8)


@pytest.mark.parametrize("name", ["en_GB", "es_419", "pt_BR"])
def test_months_on_an_axis_are_those_of_the_text_beside_it(name):
    written = lines.months(name[:2])[name[:2]]["format"]
    known = Locale.parse(name).months["format"]
    for width, names in (("wide", written["months"]), ("abbreviated", written["shortMonths"])):
        assert names == [month.removesuffix(".") for month in known[width].values()]
