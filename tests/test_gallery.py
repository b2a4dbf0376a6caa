"""Every example of the gallery says what its typed value says, in every medium that draws it."""

from functools import cache
from typing import get_args
from xml.etree import ElementTree

import orjson
import pytest

from components.charts import theme
from components.charts.bar_rows import BarRows
from components.charts.lines import Lines
from components.charts.slide_figures import Bars, Matrix
from components.charts.time_axis import TimeAxis
from components.documents.deck.slide import Body, Slide
from components.documents.html import markup
from components.server.board import scripts
from data.meetings import MeetingStatus
from data.model import OUT, SET_ASIDE, State
from tests.gallery import page
from tests.gallery.example import Chart, examples
from tests.support.opened import share

every = cache(examples)


def slides():
    return [one for one in every() if isinstance(one.value, Slide)]


def cards():
    return [one for one in every() if one.sent]


def of(kind, among):
    """Examples with a kind of figure, of which there are some."""
    found = [one for one in among if isinstance(one.chart, kind)]
    assert found
    return found


# ---- nothing is left out


def test_names_are_unique_and_every_kind_of_figure_has_an_example():
    keys = [example.key for example in every()]
    assert len(set(keys)) == len(keys)
    assert {type(one.chart) for one in every()} >= set(get_args(Chart))


NO_CARD = {
    *scripts.FRAME,
    "shapes",
    "paper",
    "panel",
    "shell",
    "picture",
    *scripts.NEEDS["slides"],
    "slides",
}
"""Modules of the board that draw no card."""


def test_every_kind_of_card_that_the_board_draws_has_an_example():
    assert page.kinds(cards()) == set(scripts.MODULES) - NO_CARD


def test_every_body_of_a_slide_has_an_example():
    bodies = [one.value.body for one in slides()]
    kinds = {type(body[0]) if isinstance(body, tuple) else type(body) for body in bodies}
    some = {kind if isinstance(kind, type) else get_args(kind)[0] for kind in get_args(Body)}
    assert kinds == some | {type(None)}
    assert all(one.value.marking for one in slides())


def test_every_state_result_and_kind_of_meeting_occurs():
    bars = [one.chart for one in every() if isinstance(one.chart, Bars)]
    marks = {series.mark for chart in bars for series in chart.series}
    assert marks >= {*State} - {*SET_ASIDE, *OUT}
    charts = [one.chart for one in every()]
    tones = {
        chart.tone(cell)
        for chart in charts
        if isinstance(chart, Matrix)
        for row in chart.rows
        for cell in row.cells
    }
    assert tones == {0, 1, 2, 3}
    axes = [chart for chart in charts if isinstance(chart, TimeAxis)]
    lanes = [lane for axis in axes for lane in axis.lanes]
    assert {mark.status for lane in lanes for mark in lane.marks} == set(MeetingStatus)


# ---- a sign, a word and a colour for each state


@pytest.mark.parametrize("looks", [theme.STATE, theme.STATUS], ids=["state", "status"])
def test_no_two_marks_share_sign_or_colour(looks):
    """A day that is not known has the colour of what was in place before, and stripes."""
    signs = [look.sign for look in looks.values()]
    fills = [(look.colour, look.hatched) for look in looks.values()]
    assert all(signs)
    assert len(set(signs)) == len(signs)
    assert len(set(fills)) == len(fills)
    shared = {look.colour for look in looks.values()}
    assert len(shared) == len(looks) - 1
    aside = [looks[mark] for mark in looks if mark in SET_ASIDE]
    assert len(aside) == 2 and len({look.colour for look in aside}) == 1


# ---- the numbers in the picture are the typed ones


def test_each_line_has_a_number_for_each_month():
    for example in of(Lines, cards()):
        lines, figure = example.chart, orjson.loads(orjson.dumps(example.sent.body))
        for series, trace in zip(lines.series, figure["data"], strict=True):
            assert trace["name"] == series.word
            assert trace["y"] == [*series.numbers, series.numbers[-1]]
            *days, last = trace["x"]
            assert trace["x"] == sorted(trace["x"]) and last == lines.as_of.isoformat()
            assert [day[:7] for day in days] == [f"{month:%Y-%m}" for month in lines.months]
            assert list(series.numbers) == sorted(series.numbers)
        shown = [one.label for one in lines.events if lines.begins <= one.day <= lines.as_of]
        assert [note["text"] for note in figure["layout"]["annotations"]] == shown, example.key


def test_each_bar_in_inks_has_room_for_its_pieces_and_an_address():
    for example in of(BarRows, cards()):
        for row in example.chart.rows:
            assert sum(share(piece.width) for piece in row.bar) <= 1.001, example.key
            assert row.href and row.name in row.label, example.key


# ---- dates


def test_every_mark_and_bar_lies_within_its_axis():
    for example in of(TimeAxis, cards()):
        chart = example.chart
        rows = [*chart.rows, *(row for group in chart.groups for row in group.rows)]
        spans = [span for row in rows for span in row.spans]
        assert all(share(span.left) + share(span.width) <= 1.0001 for span in spans), example.key
        months = [cell.at for row in rows for cell in row.cells if cell.where == "month"]
        assert all(1 <= at <= chart.months for at in months), example.key


# ---- slides


def test_the_table_of_a_slide_has_the_numbers_of_its_figure():
    for example in of(Bars, slides()):
        section = ElementTree.fromstring(markup.render([example.value], "", example.t))
        body, t = example.value.body, example.t
        rows = section.findall(".//div[@class='heard']//tbody/tr")
        numbers = [[cell.text or "" for cell in row.iterfind("td")] for row in rows]
        columns = [[t.number(n) for n in series.numbers] for series in body.series]
        if any(before := body.in_place):
            columns.append([t.number(n) for n in before])
        assert numbers == [list(row) for row in zip(*columns, strict=True)], example.key
        assert all(row.find("th").text for row in rows)
        assert section.find(".//div[@role='img']").get("aria-label") == example.value.alt
