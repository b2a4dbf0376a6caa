"""Slides with each body. Each function is an example; its docstring is the caption."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from components.charts import theme
from components.charts.bars import Bars, by_state
from components.charts.map import Country, map_of
from components.documents.deck.slide import (
    MOST_LINES,
    Grid,
    Group,
    Line,
    Number,
    Slide,
    cut,
)
from components.documents.deck.story import MOST_BARS
from components.layout.headline import metrics
from data.changes import Change
from data.measures import Headline, Ratio, RecordHeadline
from data.model import State
from data.text.words import Words
from tests.gallery import counted, invented

SUBTITLE = "An invented subtitle: what is measured, and in which unit"
NOTES = ("Definition\nWhat the speaker should know of it.", "A paragraph without a heading.")


def slide_to_open(t: Words) -> Slide:
    """Slide without a body: the title of the deck."""
    return Slide("opening", t("product.name"), "All priorities, as known on 4 June 2031")


def _numbers(key: str, numbers: Headline | RecordHeadline, t: Words, few: str = "") -> Slide:
    reader: Any = SimpleNamespace(t=t)
    figures = tuple(
        Number(metric.label, metric.value, metric.small or "")
        for metric in metrics(reader, numbers)
    )
    title = "An invented headline, in one sentence"
    return Slide(key, title, few or t("deck.headline_subtitle"), figures, notes=NOTES)


def slide_of_numbers(t: Words) -> Slide:
    """Slide of numbers: a plan with percentages, because enough reports are there."""
    numbers = Headline(Ratio(31, 64, 4), Ratio(24, 40, 4), 31, 43, Ratio(36, 40, 4), Ratio(7, 9))
    return _numbers("numbers", numbers, t)


def slide_of_few_reports(t: Words) -> Slide:
    """Slide of numbers: a plan without percentages, and the reason."""
    numbers = Headline(Ratio(2, 9, 4), Ratio(2, 6, 4), 2, 7, Ratio(2, 6, 4))
    return _numbers("few-reports", numbers, t, t("headline.not_enough", received=2, expected=6))


def slide_of_nothing_due(t: Words) -> Slide:
    """Slide of numbers: a plan of which nothing is due and nothing applies."""
    return _numbers("nothing", Headline(Ratio(0, 0), Ratio(0, 0), 0, 0, Ratio(0, 0)), t)


def slide_of_a_record(t: Words) -> Slide:
    """Slide of numbers: an open record has counts, never a percentage."""
    return _numbers("numbers-of-a-record", RecordHeadline(1_235, 1_204, 31, 17, 12, 9, 2), t)


def slide_of_signs(t: Words) -> Slide:
    """Slide of lines with signs, and one without among them: as many as fit."""
    kinds = list(Change)[: MOST_LINES - 1]
    lines = [
        Line(t.capitalised(t(f"change_said.{kind}", n=at + 1)), theme.CHANGE_SIGN[kind])
        for at, kind in enumerate(kinds)
    ]
    title = "Since 5 March 2030: one invented change, and some more"
    return Slide("signs", title, SUBTITLE, (*lines, Line("In all: nothing real")), notes=NOTES)


def slide_of_lines(t: Words) -> Slide:
    """Slide of lines without signs."""
    lines = (t("deck.counting"), t("deck.missing"), t("deck.share", fewest=20, most="10%"))
    return Slide("text", "What stands behind", SUBTITLE, tuple(Line(text) for text in lines))


def slide_of_groups(t: Words) -> Slide:
    """Slide of columns of names, one of which does not show all."""
    lines = (Line("Invented treaty", "○", "2031"), Line(t("deck.more", n=3)))
    groups = (Group("To be signed", "4", lines), Group("To enter into force", "0", ()))
    return Slide("groups", "Still open: an invented treaty", SUBTITLE, groups, notes=NOTES)


def slide_of_agencies(t: Words) -> Slide:
    """Slide of a table of lists."""
    names = tuple(Line(f"Country {at}", sign) for at, sign in enumerate("●◐·○"))
    grid = Grid(t("column.agency"), ("Contact", "Signed"), (("Agency", (names, ())),))
    return Slide("stages", "One invented agency", SUBTITLE, grid, "Agency: contact 4", NOTES)


def slide_of_a_map(t: Words) -> Slide:
    """Slide of the map, with a country that has no outline."""
    places = [
        Country(code, "", code, str(at), min(at, 4), False, "")
        for at, code in enumerate(("ARG", "BRA", "CHL", "XXX"))
    ]
    chart = map_of(t("on_map.label"), places, t("on_map.not_drawn"), 4)
    return Slide("map", "Something in three countries", SUBTITLE, chart, "ARG 0; BRA 1", NOTES)


def _chart(key: str, chart: Bars) -> Slide:
    title = "An invented finding about the figure below, in a sentence as long as they often are"
    return Slide(key, title, SUBTITLE, chart, title, NOTES)


def slide_of_bars(t: Words) -> Slide:
    """Slide of bars: every state."""
    return _chart("bars", counted.bars_of_all_states(t))


def slide_of_long_names(t: Words) -> Slide:
    """Slide of bars: names longer than their room."""
    return _chart("long", counted.bars_with_long_names(t))


def slide_of_many_bars(t: Words) -> Slide:
    """Slide of bars: as many as a slide has."""
    rows = {f"Q{at}": dict.fromkeys(State, at + 1) for at in range(MOST_BARS)}
    names = {code: f"{place} Priority with a name" for place, code in enumerate(rows, 1)}
    return _chart("many-bars", by_state(invented.by_state(rows), "priority_id", names, t))


def slide_of_a_matrix(t: Words) -> Slide:
    """Slide of the matrix of a plan."""
    whole = counted.matrix_of_a_plan(t)
    return Slide("matrix", t("matrix.title", count=3, of=4), SUBTITLE, whole, notes=NOTES)


def slide_of_a_matrix_of_a_record(t: Words) -> Slide:
    """Slide of the matrix of an open record."""
    whole = counted.matrix_of_a_record(t)
    return Slide("matrix-of-a-record", t("matrix.title", count=3, of=4), SUBTITLE, whole)


def slide_marked(t: Words) -> Slide:
    """Slide with the longest title and a marking."""
    title = cut(" ".join(["A title that goes on"] * 9), 120)
    slide = _chart("marked", counted.bars_of_all_states(t))
    return replace(slide, title=title, marking=t("marking.exercise"))


RECORD = (slide_of_a_record, slide_of_a_matrix_of_a_record)
"""Examples in the words of an open record."""
