"""The axis of meetings: Plotly accepts it, it spans the known dates, and it invents no day."""

import itertools
import json
from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pandas as pd
import plotly.graph_objects as go
import pytest

from components.cards import meetings as section
from components.frontend import meetings as chart
from components.view.view import View
from data import load, words
from data.meetings import MeetingStatus
from data.selection import Filters
from tests.support.readings import shipped

DAYS = [date(2022, 1, 1), date(2024, 2, 1), date(2025, 3, 5), date(2025, 12, 1), date(2026, 6, 4)]


@pytest.fixture(scope="module")
def record():
    return shipped("record")


def drawn(dataset, as_of, language="en"):
    view = View(
        "meetings",
        words.words(language),
        dataset,
        Filters(),
        SimpleNamespace(known=SimpleNamespace(as_of=as_of)),
        {},
        load.default_folder(),
    )  # type: ignore[arg-type]
    return chart.render(section.axis(view).chart, view.t).to_dict()


def traces(figure, name):
    return [trace for trace in figure["data"] if trace.get("name") == name]


@pytest.mark.parametrize("language", words.languages())
@pytest.mark.parametrize("as_of", DAYS, ids=str)
def test_plotly_accepts_the_figure_and_would_send_the_same(record, as_of, language):
    written = drawn(record, as_of, language)
    checked = go.Figure(**written).to_dict()
    checked["layout"].pop("template")
    assert json.loads(json.dumps(written)) == json.loads(json.dumps(checked))


@pytest.mark.parametrize("as_of", DAYS, ids=str)
def test_every_meeting_is_drawn_once_with_its_status(record, as_of):
    figure = drawn(record, as_of)
    names = {words.words("en")(f"meeting_status.{status}") for status in MeetingStatus}
    assert sum(len(trace["y"]) for trace in figure["data"] if trace.get("name") in names) == len(
        record.meetings
    )


def test_an_expected_meeting_is_as_wide_as_its_year_and_the_cycle_as_its_month(record):
    figure = drawn(record, record.horizon)
    day = 86_400_000
    [expected] = traces(figure, "expected, date not known")
    assert (expected["base"], expected["x"]) == (["2026-01-01"], [365 * day])
    [cycle] = [trace for trace in figure["data"] if "18-month cycle" in trace.get("name", "")]
    assert (cycle["base"], cycle["x"]) == (["2026-09-01"], [30 * day])
    assert "5" not in cycle["name"] and "Sept 2026" in cycle["name"]
    assert all("pattern" in trace["marker"] for trace in (expected, cycle))


def test_nothing_after_the_cut_off_is_drawn_as_held(record):
    figure = drawn(record, date(2024, 2, 1))
    assert all(
        day <= "2024-02-01"
        for trace in traces(figure, "held")
        for day in trace.get("base", trace["x"])
    )
    assert not [trace for trace in figure["data"] if "18-month cycle" in trace.get("name", "")]
    assert traces(figure, "after the cut-off date")


@pytest.mark.parametrize("language", words.languages())
def test_no_two_dates_of_a_lane_meet_on_a_phone(record, language):
    figure = drawn(record, record.horizon, language)
    first, last = map(pd.Timestamp, figure["layout"]["xaxis"]["range"])
    lanes = {}
    for note in figure["layout"]["annotations"]:
        if note.get("xref") != "paper" and note.get("yref") != "paper":
            middle = (pd.Timestamp(note["x"]) - first) / (last - first) * chart.PHONE
            half = len(note["text"]) * chart.LETTER / 2
            lanes.setdefault(round(note["y"], 3), []).append((middle - half, middle + half))
    for places in lanes.values():
        places.sort()
        assert all(left[1] <= right[0] for left, right in itertools.pairwise(places))
        assert places[0][0] >= 0 and places[-1][1] <= chart.PHONE


def test_titles_from_the_data_are_not_read_as_markup(record):
    hostile = record.meetings.assign(title="<b>A</b> & <i>B</i>")
    dataset = replace(
        record,
        tables={**record.tables, "meetings": hostile, "texts": record.texts.head(0)},
        fingerprint="hostile",
    )
    shown = json.dumps(drawn(dataset, record.horizon)["data"])
    assert "<b>A" not in shown and "&lt;b&gt;A" in shown
