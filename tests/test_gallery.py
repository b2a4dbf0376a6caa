"""Every example of the gallery says what its typed value says, in every medium that draws it."""

from typing import get_args
from xml.etree import ElementTree

import orjson
import pytest

from components.charts import theme
from components.charts.bar_rows import BarRows
from components.charts.bars import Bars
from components.charts.lines import Lines
from components.charts.slide_matrix import Matrix
from components.charts.time_axis import TimeAxis
from components.documents.deck.slide import Body, Slide
from components.documents.html import markup
from components.layout import paragraphs
from components.layout.card import Card
from components.server.board import content, scripts
from data.meetings import MeetingStatus
from data.model import OUT, State
from data.text import words
from tests.gallery import examples, page
from tests.gallery.example import Chart
from tests.support.opened import share

EVERY = [example for found in examples.examples().values() for example in found]
KEYS = [example.key for example in EVERY]


def of(kind):
    """Examples of a kind of figure by itself, as parameters named after them."""
    return [pytest.param(one, id=one.key) for one in EVERY if isinstance(one.value, kind)]


def of_body(*kinds):
    """Slides with a body of a kind."""
    slides = [one for one in EVERY if isinstance(one.value, Slide)]
    return [pytest.param(one, id=one.key) for one in slides if isinstance(one.value.body, kinds)]


def drawn(example):
    """What the browser gets of a figure, read again from its JSON."""
    return orjson.loads(orjson.dumps(content.figure(example.value, example.t)[1]))


# ---- nothing is left out


def test_names_are_unique_and_captions_say_the_state():
    assert len(set(KEYS)) == len(KEYS)
    slides = [one.value.key for one in EVERY if isinstance(one.value, Slide)]
    assert len(set(slides)) == len(slides)
    assert all(one.caption.endswith(".") for one in EVERY)


def test_every_kind_of_figure_has_an_example():
    assert {type(one.chart) for one in EVERY} >= set(get_args(Chart))


def test_every_shape_of_a_card_has_an_example():
    cards = [one.value for one in EVERY if isinstance(one.value, Card)]
    read = {card.paragraphs for card in cards}
    assert read == {None, paragraphs.reports, paragraphs.decisions}
    assert any(card.none and card.table.empty for card in cards)
    assert {type(card.chart) for card in cards} >= {Lines, TimeAxis}


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
    assert page.kinds(EVERY) - {"paragraphs"} == set(scripts.MODULES) - NO_CARD


def test_every_body_of_a_slide_has_an_example():
    bodies = [one.value.body for one in EVERY if isinstance(one.value, Slide)]
    kinds = {type(body[0]) if isinstance(body, tuple) else type(body) for body in bodies}
    some = {kind if isinstance(kind, type) else get_args(kind)[0] for kind in get_args(Body)}
    assert kinds == some | {type(None)}
    assert all(one.value.marking for one in EVERY if isinstance(one.value, Slide))


def test_every_state_result_and_kind_of_meeting_occurs():
    bars = [one.chart for one in EVERY if isinstance(one.chart, Bars)]
    marks = {series.mark for chart in bars for series in chart.series}
    assert marks >= {*State} - {*theme.BESIDE, *OUT}
    charts = [one.chart for one in EVERY]
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


@pytest.mark.parametrize("language", words.languages())
def test_every_language_has_every_example(language):
    found = examples.examples(language).values()
    assert [one.key for subject in found for one in subject] == KEYS


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
    aside = [looks[mark] for mark in looks if mark in theme.BESIDE]
    assert len(aside) == 2 and len({look.colour for look in aside}) == 1


def section_of(example):
    """The markup of a slide of the gallery."""
    return ElementTree.fromstring(markup.render([example.value], "", example.t))


# ---- the numbers in the picture are the typed ones


@pytest.mark.parametrize("example", of(Lines))
def test_each_line_has_a_number_for_each_month(example):
    lines, figure = example.value, drawn(example)
    for series, trace in zip(lines.series, figure["data"], strict=True):
        assert trace["name"] == series.word
        assert trace["y"] == [*series.numbers, series.numbers[-1]]
        assert trace["x"] == sorted(trace["x"]) and trace["x"][-1] == lines.as_of.isoformat()
        assert [day[:7] for day in trace["x"][:-1]] == [f"{month:%Y-%m}" for month in lines.months]
        assert list(series.numbers) == sorted(series.numbers)
    shown = [one.label for one in lines.events if lines.begins <= one.day <= lines.as_of]
    assert [note["text"] for note in figure["layout"]["annotations"]] == shown


@pytest.mark.parametrize("example", of(BarRows))
def test_each_bar_in_inks_has_room_for_its_pieces_and_an_address(example):
    for row in example.value.rows:
        assert sum(share(piece.width) for piece in row.bar) <= 1.0001
        assert row.href and row.name in row.label


# ---- dates


@pytest.mark.parametrize("example", of(TimeAxis))
def test_every_mark_and_bar_lies_within_its_axis(example):
    chart = example.value
    rows = [*chart.rows, *(row for group in chart.groups for row in group.rows)]
    spans = [span for row in rows for span in row.spans]
    assert all(share(span.left) + share(span.width) <= 1.0001 for span in spans)
    months = [cell.at for row in rows for cell in row.cells if cell.where == "month"]
    assert all(1 <= at <= chart.months for at in months)


# ---- slides


@pytest.mark.parametrize("example", of_body(Bars))
def test_the_table_of_a_slide_has_the_numbers_of_its_figure(example):
    section = section_of(example)
    body, t = example.value.body, example.t
    rows = section.findall(".//div[@class='heard']//tbody/tr")
    numbers = [[cell.text or "" for cell in row.iterfind("td")] for row in rows]
    columns = [[t.number(n) for n in series.numbers] for series in body.series]
    if any(before := [row.before for row in body.rows]):
        columns.append([t.number(n) for n in before])
    assert numbers == [list(row) for row in zip(*columns, strict=True)]
    assert all(row.find("th").text for row in rows)
    assert section.find(".//div[@role='img']").get("aria-label") == example.value.alt


# ---- the pages
