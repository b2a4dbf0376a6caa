"""Every example of the gallery says what its typed value says, in every medium that draws it."""

import re
from typing import get_args
from xml.etree import ElementTree

import orjson
import pytest

from components.board import scripts
from components.charts import theme
from components.charts.bar_rows import BarRows
from components.charts.bars import Bars
from components.charts.inks import MARKED, Piece
from components.charts.lines import Lines
from components.charts.map import BESIDE, TONES
from components.charts.matrix import Matrix
from components.charts.spans import Spans
from components.charts.theme import Ink
from components.charts.time_axis import TimeAxis
from components.charts.timeline import Timeline
from components.documents.deck.slide import Body, Number, Slide
from components.documents.html import markup
from components.frontend import plotly, rendering
from components.layout.card import Card, Shape
from data.meetings import MeetingStatus
from data.model import Cell, Plan, State, Status
from data.text import words
from tests.gallery import examples, invented, page
from tests.gallery.__main__ import write
from tests.gallery.example import Chart
from tests.support.opened import share

EVERY = [example for found in examples.examples().values() for example in found]
OPEN = invented.words(Plan.OPEN)
KEYS = [example.key for example in EVERY]
SHARES = re.compile(r"\d\s?%")
RECORD = [one for one in EVERY if one.t("state.not_due") == OPEN("state.not_due")]
"""Examples in the words of an open record."""


def of(kind):
    """Examples of a kind of figure by itself, as parameters named after them."""
    return [pytest.param(one, id=one.key) for one in EVERY if isinstance(one.value, kind)]


def of_body(*kinds):
    """Slides with a body of a kind."""
    slides = [one for one in EVERY if isinstance(one.value, Slide)]
    return [pytest.param(one, id=one.key) for one in slides if isinstance(one.value.body, kinds)]


def drawn(example):
    """What the browser gets of a figure, read again from its JSON."""
    return orjson.loads(rendering.render(example.value, example.t).content)


def example(key):
    return next(one for one in EVERY if one.key == key)


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
    assert {card.shape for card in cards} == set(Shape)
    assert any(card.none and card.table.empty for card in cards)
    assert {type(card.chart) for card in cards} >= {Bars, Matrix, Timeline}


NO_CARD = {*scripts.FRAME, "roving", "timeline_axis", "paper", "shell", "picture"}
"""Modules of the board that draw no card."""


def test_every_kind_of_card_that_the_board_draws_has_an_example():
    assert page.kinds(EVERY) - {"paragraphs"} == set(scripts.MODULES) - NO_CARD


def test_every_body_of_a_slide_has_an_example():
    bodies = [one.value.body for one in EVERY if isinstance(one.value, Slide)]
    kinds = {type(body[0]) if isinstance(body, tuple) else type(body) for body in bodies}
    some = {kind if isinstance(kind, type) else get_args(kind)[0] for kind in get_args(Body)}
    assert kinds == some | {type(None)}
    assert {bool(one.value.marking) for one in EVERY if isinstance(one.value, Slide)} == {
        True,
        False,
    }


def test_every_state_status_result_and_kind_of_meeting_occurs():
    bars = [one.value for one in EVERY if isinstance(one.value, Bars)]
    marks = {series.mark for chart in bars for series in chart.series}
    assert marks >= {*State, *Status} - theme.BESIDE
    charts = [one.chart for one in EVERY]
    cells = {
        cell.due
        for chart in charts
        if isinstance(chart, Matrix)
        for row in chart.rows
        for cell in row.cells
    }
    assert cells >= set(Cell)
    timelines = [chart for chart in charts if isinstance(chart, Timeline)]
    assert {state for chart in timelines for state in chart.states} == set(State)
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


@pytest.mark.parametrize("example", of(Timeline))
def test_each_state_of_a_timeline_has_sign_word_and_colour(example):
    for state, shown in example.value.states.items():
        assert shown.sign == theme.STATE[State(state)].sign
        assert shown.word == example.t(f"state.{state}")
        assert shown.colour


def section_of(example):
    """The markup of a slide of the gallery."""
    return ElementTree.fromstring(markup.render([example.value], "", example.t))


@pytest.mark.parametrize("example", of_body(Bars))
def test_each_series_of_a_slide_has_sign_and_word_in_its_legend(example):
    section = section_of(example)
    legend = ["".join(item.itertext()) for item in section.iterfind(".//ul[@class='legend']/li")]
    assert legend == [f"{one.look.sign} {one.word}" for one in example.value.body.series]


# ---- the numbers in the picture are the typed ones


@pytest.mark.parametrize("example", of(Bars))
def test_each_bar_has_its_name_and_its_numbers(example):
    bars, figure = example.value, drawn(example)
    ticks = [tick.replace("<br>", "") for tick in figure["layout"]["yaxis"]["ticktext"]]
    names = [plotly.escape_plotly(row.name) for row in bars.rows]
    assert [tick.replace(" ", "") for tick in ticks] == [name.replace(" ", "") for name in names]
    assert [trace["name"] for trace in figure["data"]] == [one.word for one in bars.series]
    assert [trace["x"] for trace in figure["data"]] == [list(one.numbers) for one in bars.series]
    assert [trace["marker"]["color"] for trace in figure["data"]] == [
        one.look.colour for one in bars.series
    ]
    written = [text for trace in figure["data"] for text in trace["text"] if text]
    assert written
    hovered = [cell[1] for trace in figure["data"] for cell in trace["customdata"]]
    assert hovered == [example.t.number(n) for one in bars.series for n in one.numbers]


def test_what_was_in_place_before_is_beside_the_bars_and_in_none():
    bars = example("bars_of_all_states").value
    assert [row.before for row in bars.rows] == [2, 0, 0, 7]
    assert [row.either for row in bars.rows] == [3, 0, 0, 1]
    assert bars.totals == (36, 8, 0, 0)
    body = example("slide_of_bars").value.body
    assert [name.endswith(")") for name in body.categories] == [False, False, True, True]
    assert body.categories[3].endswith("(in place before: 7, 1 with day not known)")


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


def test_a_matrix_of_a_plan_gives_the_count_of_all_that_apply():
    rows = example("matrix_of_a_plan").value.rows
    assert [cell.count for cell in rows[0].cells] == ["4/6", "3/4", "1/4", "0/3"]
    assert [cell.word for cell in rows[0].cells] == [
        example("matrix_of_a_plan").t(f"cell.{one}") for one in list(Cell)[:4]
    ]
    assert rows[1].cells[1].count == "–"


def test_a_matrix_of_a_record_has_no_whole():
    matrix = example("matrix_of_a_record").value
    cells = [cell for row in matrix.rows for cell in row.cells]
    assert [cell.count for cell in cells[:4]] == ["10", "1", "2", "0"]
    assert cells[1].sign == "○3 ?12"
    assert not any("/" in cell.count for cell in cells)
    assert max(sum(share for _, share in cell.shares) for cell in cells) == 1


def test_steps_of_a_record_become_bars_where_a_cell_is_too_full():
    marks, bars = (example(f"steps_of_a_{key}").value for key in ("record", "full_cell"))
    assert not marks.bars and bars.bars
    assert bars.rows[3].cells[2].text == "1,200"
    assert example("steps_of_a_plan").value.rows[0].cells[0].text == "9/12"
    assert {step.ink for step in marks.steps} == set(Ink) - {Ink.LATE}


@pytest.mark.parametrize("example", of(BarRows))
def test_each_bar_in_inks_has_room_for_its_pieces_and_an_address(example):
    for row in example.value.rows:
        assert sum(share(piece.width) for piece in row.bar) <= 1.0001
        assert row.marks or (row.href and row.name in row.label)


def test_bars_have_a_left_side_only_where_something_was_there():
    sides = [one for one in EVERY if getattr(one.value, "layout", "") == "sides"]
    assert {one.key for one in sides if not one.value.heads[0]} == {
        "sides_without_before",
        "sides_of_nothing",
    }


def test_a_report_shows_its_sentence_and_the_page_that_is_gone():
    one = example("card_of_reports")
    with_evidence, without = page._body(one.value, one.t)[1]
    assert (
        'lang="es"' in with_evidence and "Firmaron el acuerdo &lt;sobre&gt; papel." in with_evidence
    )
    assert "https://paper.example/1#:~:text=Firmaron" in with_evidence
    assert one.t("evidence.gone") in with_evidence and one.t("basis.official") in with_evidence
    assert "paper.example" not in without


# ---- dates


@pytest.mark.parametrize("example", of(Timeline))
def test_everything_on_a_timeline_lies_within_its_axis(example):
    chart = example.value
    first, last = chart.span
    rows = [row for group in chart.groups for row in group.rows]
    spans = [part.span for row in rows for part in (*row.bar, *row.marks)]
    spans += [line.span for line in chart.lines]
    assert all(first <= start < end <= last for start, end in spans)
    assert all(row.lines for row in rows)
    assert [line.kind for line in chart.lines].count("cut_off") == 1


def test_actions_without_a_row_are_counted():
    chart = example("timeline_outside_and_undated").value
    assert (chart.within, chart.outside) == (3, 2)
    assert example("timeline_without_a_date").value.groups == ()
    assert example("timeline_only_outside").value.opening == "whole"
    assert len(example("timeline_of_many_groups").value.open) == 1


@pytest.mark.parametrize("example", of_body(Spans))
def test_parts_of_a_bar_over_time_fill_its_days(example):
    spans, t = example.value.body, example.t
    days = (spans.last - spans.first).days
    for place in range(len(spans.categories)):
        lengths = [series.numbers[place] or 0 for series in spans.series]
        assert all(length >= 0 for length in lengths)
        assert 0 < sum(lengths[1:]) <= sum(lengths) <= days
    assert spans.first <= spans.cut_off[0] < spans.last
    assert t.short_date(invented.AS_OF) in spans.cut_off[1]


# ---- the first screen of the Overview


def test_a_map_with_numbers_shows_every_tone_a_number_beside_and_one_without_an_outline():
    chart = example("map_with_numbers").value
    assert {one.tone for one in chart.countries} == set(range(TONES + 1))
    assert {one.id for one in chart.countries if one.lead} == set(BESIDE)
    assert [one.id for one in chart.apart] == ["XXX"]


def test_the_bars_of_a_tile_are_as_high_as_their_numbers():
    reached = example("tiles_of_a_record").value.rows[0]
    assert reached.spark[3] == (Piece(Ink.CONFIRMED, "40.0%"), Piece(Ink.AWAITING, "20.0%"))
    assert max(sum(share(piece.width) for piece in bar) for bar in reached.spark) == 1


def test_every_mark_of_an_event_has_an_example():
    events = example("events_of_every_mark").value.events
    assert {(one.ink, one.word) for one in events} == {
        (ink, example("events_of_every_mark").t(f"state.{state}")) for state, ink in MARKED.items()
    }


# ---- an open record has no percentage


@pytest.mark.parametrize("example", RECORD, ids=[one.key for one in RECORD])
def test_nothing_of_a_record_is_a_percentage(example):
    assert not SHARES.search(f"{example.alt} {example.table.to_csv()}")


def test_a_plan_has_a_percentage_only_with_enough_reports():
    enough, few, nothing = (
        any(SHARES.search(one.small) for one in example(f"slide_of_{key}").value.body)
        for key in ("numbers", "few_reports", "nothing_due")
    )
    assert enough and not few and not nothing


# ---- slides


@pytest.mark.parametrize("example", of_body(Bars, Lines, Spans))
def test_the_table_of_a_slide_has_the_numbers_of_its_figure(example):
    section = section_of(example)
    body, t = example.value.body, example.t
    rows = section.findall(".//div[@class='twin']//tbody/tr")
    numbers = [[cell.text or "" for cell in row.iterfind("td")] for row in rows]
    columns = [[t.number(n) for n in series.numbers] for series in body.series]
    assert numbers == [list(row) for row in zip(*columns, strict=True)]
    assert all(row.find("th").text for row in rows)
    assert section.find(".//div[@class='roadmap-chart']").get("data-alt") == example.value.alt


@pytest.mark.parametrize("example", of_body(tuple))
def test_a_slide_of_words_shows_each_of_them(example):
    said = "".join(section_of(example).itertext())
    for part in example.value.body:
        texts = (part.value, part.means) if isinstance(part, Number) else (part.sign, part.text)
        assert all(text in said for text in texts)


# ---- the pages


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The pages of the gallery, written without a browser."""
    made = tmp_path_factory.mktemp("gallery")
    write(made)
    return made


def test_the_page_draws_exactly_what_the_dashboard_sends(folder):
    text = (folder / "drawn-en.html").read_text("utf-8")
    for one in EVERY:
        if not page.is_drawn(one.chart) or isinstance(one.value, Slide):
            continue
        found = re.search(f'id="{one.key}-content">(.*?)</script>', text)
        assert found
        sent = found[1].replace("\\u003c", "<").encode()
        drawn = orjson.loads(sent)
        is_card = isinstance(one.value, Card)
        expected = orjson.loads(rendering.render(one.chart, one.t).content)
        assert (drawn["body"] if is_card else drawn) == expected


def test_the_pages_are_the_same_each_time(folder, tmp_path):
    write(tmp_path)
    for path in folder.iterdir():
        assert (tmp_path / path.name).read_bytes() == path.read_bytes()


def test_each_picture_has_words_and_a_table_and_the_page_is_marked(folder):
    text = (folder / "index.html").read_text("utf-8")
    marking = invented.words(Plan.COMPLETE)("marking.exercise")
    assert marking in text
    for key in KEYS:
        for name in page.PICTURES:
            assert re.search(f'src="{name}/{key}.png" alt="[^"]+"', text)
    assert text.count("<table>") == len(KEYS)
    assert all(
        marking in part for part in (folder / "drawn-en.html").read_text().split("<section")[1:]
    )
    slides = sum(isinstance(one.value, Slide) for one in EVERY)
    assert (folder / "deck-en.html").read_text("utf-8").count(f"<p>{marking}") == slides
