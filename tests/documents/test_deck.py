"""The deck as data: its order, its numbers, one message a slide, and what it says where there is nothing to show."""

import re
from datetime import date

import pandas as pd
import pytest

from components.charts import gantt
from components.documents.deck import model, slides
from components.documents.deck.model import Chart, Kind, Line, Matrix, Number
from components.view import opened
from data import changes, measures, meetings, words
from data.model import APPLICABLE, State
from tests.documents import hostile

LANGUAGES = words.languages()
ALL = ["title", "headline", "changes", "over-time", "priorities", "matrix", "matrix-2"]
ALL += [*(f"priority-P{number}" for number in range(1, 7)), "timeline", "due", "silent", "method"]
CHOICES = {
    "record": {},
    "Ecuador": {"country": ["ECU"]},
    "two countries, one priority": {"country": ["ECU", "BRA"], "priority": ["P4"]},
    "before the roadmap": {"as_of": ["2024-01-15"]},
    "edition": {"edition": ["III-EU-CLASI"]},
    "exercise": {"dataset": ["exercise"]},
    "exercise, silent": {"dataset": ["exercise"], "status": ["no_report"]},
}


def deck(language="en", **query):
    view = opened("slides", language, query)
    return view, {slide.key: slide for slide in slides(view)}


def digits(text):
    """The numbers of a text as it writes them, thousands unparted."""
    return [int(number) for number in re.findall(r"\d+", re.sub(r"(?<=\d)[.,](?=\d{3})", "", text))]


def numbers(body):
    """Every number of a body, in order."""
    if isinstance(body, Chart):
        return [series.numbers for series in body.series]
    if isinstance(body, Matrix):
        return [[(cell.count, cell.sign, cell.mark) for cell in cells] for _, cells in body.rows]
    return [digits(f"{one.value} {one.small}") if isinstance(one, Number) else one.sign for one in body or ()]


def test_the_slides_come_in_the_order_of_a_meeting():
    assert list(deck()[1]) == ALL
    assert list(deck(country=["ECU"], priority=["P5"])[1]) == [
        *("title", "headline", "changes", "over-time", "priorities", "matrix", "priority-P5", "timeline", "due"),
        *("silent", "country-ECU", "method")[0 if "silent" in deck(country=["ECU"], priority=["P5"])[1] else 1 :],
    ]


@pytest.mark.parametrize("query", CHOICES.values(), ids=CHOICES)
def test_the_numbers_and_keys_are_the_same_in_every_language(query):
    first, *others = (deck(language, **query)[1] for language in LANGUAGES)
    for other in others:
        assert list(first) == list(other)
        for key, slide in first.items():
            if not isinstance(slide.body, Matrix):
                assert numbers(slide.body) == numbers(other[key].body), key
        # Countries come in the order of their names, which each language has its own way.
        one, two = (
            sorted(row for key in found if key.startswith("matrix") for row in numbers(found[key].body)) for found in (first, other)
        )
        assert one == two


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("query", CHOICES.values(), ids=CHOICES)
def test_each_slide_has_one_message_and_one_body_of_one_figure_or_five_lines(query, language):
    view, found = deck(language, **query)
    for slide in found.values():
        assert slide.title
        assert len(slide.title) <= model.MOST_OF_A_TITLE
        assert re.fullmatch(r"[a-z]+(-[A-Za-z0-9-]+)?", slide.key)
        if isinstance(slide.body, tuple):
            assert all(isinstance(one, Line) for one in slide.body) or [len(slide.body)] == [4]
            assert len(slide.body) <= model.MOST_LINES
            assert all(len(one.text) <= model.MOST_OF_A_LINE for one in slide.body if isinstance(one, Line))
        elif slide.body is not None:
            assert len(slide.alt) > 20
        assert slide.marking == (view.marking if view.dataset.fictional else "")
    assert len(found) == len(slides(view))


@pytest.mark.parametrize("query", CHOICES.values(), ids=CHOICES)
def test_titles_state_the_numbers_of_the_measures(query):
    view, found = deck(**query)
    milestones = view.selection.milestones
    head = measures.headline(measures.total(milestones))
    assert digits(found["headline"].title) == [head.completed.count, head.completed.of, head.high]
    states = milestones["state"].value_counts()
    counted = [int(states[state]) for state in APPLICABLE if state in states]
    assert digits(found["priorities"].title) == [sum(counted), *counted]
    for key, slide in found.items():
        if key.startswith("priority-") and isinstance(slide.body, Chart):
            mine = milestones[milestones["priority_id"] == key.removeprefix("priority-")]
            completed = measures.headline(measures.total(mine)).completed
            assert digits(slide.title.rsplit(": ", 1)[1]) == [completed.count, completed.of]
        if key.startswith("country-"):
            shown = sum(sum(series.numbers) for series in slide.body.series if not series.name.endswith(view.t("status.withdrawn")))
            assert digits(slide.title)[-1] == shown
    assert digits(found["method"].title)[:2] == [len(view.selection.actions), len(milestones)]
    if "over-time" in found:
        last = measures.over_time(milestones).iloc[-1]
        assert digits(found["over-time"].title) == [last["confirmed"] + last["awaiting"]]
        assert [series.numbers[-1] for series in found["over-time"].body.series] == [
            last["confirmed"],
            last["confirmed"] + last["awaiting"],
            last["announced"],
        ]


@pytest.mark.parametrize("query", CHOICES.values(), ids=CHOICES)
def test_the_bars_of_the_priorities_are_the_measures_and_add_up(query):
    view, found = deck(**query)
    body = found["priorities"].body
    codes = list(view.filters.priority) or [f"P{number}" for number in range(1, 7)]
    counts = measures.counts(view.selection.milestones, "priority_id", codes)
    drawn = {series.name: series.numbers for series in body.series}
    assert drawn == {
        name: tuple(counts[state])
        for state in State
        if counts[state].any()
        for name in drawn
        if name.endswith(f" {view.t(f'state.{state}')}")
    }
    assert sum(sum(row) for row in drawn.values()) == len(view.selection.milestones)


def test_each_priority_adds_up_to_its_milestones():
    view, found = deck(dataset=["exercise"])
    for code, mine in view.selection.milestones.groupby("priority_id"):
        assert sum(sum(series.numbers) for series in found[f"priority-{code}"].body.series) == len(mine)


def test_the_matrix_has_every_country_and_cell_once_with_sign_and_word():
    view, found = deck("es", dataset=["exercise"])
    rows = [row for key in ("matrix", "matrix-2") for row in found[key].body.rows]
    cells = measures.matrix(
        view.selection.milestones,
        view.dataset,
        sorted(view.allowed["country"][:16]),
        [f"P{number}" for number in range(1, 7)],
    )
    assert len(rows) == len({name for name, _ in rows}) == 16
    said = sorted((cell.count, cell.mark) for _, row in rows for cell in row if cell.mark)
    wanted = cells[cells["actions"] > 0]
    assert said == sorted((f"{row.reached}/{row.applicable}", str(row.cell)) for row in wanted.itertuples())
    for _, row in rows:
        for cell in row:
            assert (cell.word == "") == (cell.mark in ("", "nothing_due"))
            assert (cell.sign == "") == (cell.word == "")
    assert len({sign for _, row in rows for cell in row if (sign := cell.sign)}) == 4


def test_what_changed_is_what_changed_since_the_last_ministerial_meeting():
    view, found = deck()
    rows = changes.between(view.on(date(2025, 3, 5)), view.selection.known)
    counts = [number for number in changes.count(rows).values() if number]
    assert digits(found["changes"].title)[-1] == counts[0]
    assert [digits(line.text)[0] for line in found["changes"].body[:-1]] == counts
    assert digits(found["changes"].body[-1].text) == [45, 119, 86, 191]


def test_more_kinds_of_change_than_lines_are_added_up():
    view, found = deck(dataset=["exercise"])
    said = [digits(line.text)[0] for line in found["changes"].body[:-1]]
    day = date(2026, 9, 11)
    assert sum(said) == len(changes.between(view.on(day), view.selection.known))
    assert len(found["changes"].body) == model.MOST_LINES


@pytest.mark.parametrize("query", CHOICES.values(), ids=CHOICES)
def test_what_is_due_before_the_next_meeting_is_the_measure(query):
    view, found = deck(**query)
    coming = meetings.coming(meetings.known_on(view.dataset, view.as_of), view.as_of)
    due = meetings.due_by(view.selection.milestones, coming["last_day"].date() if coming else view.as_of)
    assert digits(found["due"].title)[0] == len(due)
    if len(due):
        assert sum(sum(series.numbers) for series in found["due"].body.series) == len(due)
    silent = int((view.selection.milestones["state"] == State.NO_REPORT_DUE).sum())
    assert ("silent" in found) == (silent > 0)
    if silent:
        assert digits(found["silent"].title)[0] == silent


def test_a_meeting_that_nobody_had_announced_by_the_cut_off_is_not_spoken_of():
    view, found = deck(as_of=["2021-12-01"])
    later = view.dataset.meetings[view.dataset.meetings["starts_on"] > pd.Timestamp(2022, 12, 31)]
    assert not [title for title in later["title"] if title in found["due"].subtitle]


def test_the_timeline_shows_what_fits_within_the_period_and_says_what_it_leaves_out():
    view, found = deck()
    slide = found["timeline"]
    chart = slide.body
    days = (chart.last - chart.first).days
    first, last = gantt.ROADMAP
    assert (chart.kind, chart.first, days) == (Kind.GANTT, first.date(), (last - first).days + 1)
    ends = [sum(numbers) for numbers in zip(*(series.numbers for series in chart.series), strict=True)]
    assert all(0 <= start < end <= days for start, end in zip(chart.series[0].numbers, ends, strict=True))
    assert [series.hidden for series in chart.series] == [True, *[False] * (len(chart.series) - 1)]
    shown = len(chart.categories)
    within, of = digits(slide.title)[:2]
    assert shown == 10
    assert of == len(view.selection.actions)
    assert f"{within - shown} others" in slide.subtitle


def test_a_bar_of_the_timeline_lies_where_its_dates_are():
    _, found = deck()
    chart = found["timeline"].body
    place = next(at for at, name in enumerate(chart.categories) if "COLIBRI Paramuno" in name)
    start = chart.series[0].numbers[place]
    long = sum(series.numbers[place] for series in chart.series[1:])
    assert (date(2025, 1, 1) + pd.Timedelta(days=start), long) == (date(2025, 3, 1), 16)


def test_nothing_left_is_said_and_not_drawn():
    view, found = deck(country=["ECU"], priority=["P5"], kind=["legislation"])
    assert view.selection.is_empty
    assert list(found) == ["title", "empty"]
    assert found["empty"].body == (Line(view.t("filters.nothing")),)


def test_a_priority_or_country_without_milestones_says_so():
    view, found = deck(kind=["training"], country=["ECU"])
    empty = [key for key, slide in found.items() if key.startswith("priority-") and not isinstance(slide.body, Chart)]
    named = set(view.selection.milestones["priority_id"])
    assert empty == [f"priority-P{number}" for number in range(1, 7) if f"P{number}" not in named]
    assert all(found[key].body == (Line(view.t("deck.no_milestones")),) for key in empty)
    said = [name for name in found["priorities"].body.categories if view.t("deck.nothing_here") in name]
    assert len(said) == len(empty) > 0


def test_notes_give_the_definition_the_sources_and_the_limits():
    view, found = deck()
    told = "\n".join(found["headline"].notes)
    assert "*" not in told and "Delivered of what was due: confirmed milestones among those due" in told
    assert "122 sources decide what is shown here" in told
    assert "https://" in told
    limits = view.dataset.notes.loc[view.dataset.notes["kind"] == "limit", "text"]
    assert all(text in "\n".join(found["method"].notes) for text in limits)


@pytest.mark.parametrize("kind", hostile.TITLES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_titles_of_any_length_leave_room_for_the_number(tmp_path, monkeypatch, kind, language):
    monkeypatch.setenv("ROADMAP_DATA", str(hostile.write(tmp_path / kind, kind)))
    _, found = deck(language)
    _, record = deck(language, dataset=["record"])
    assert list(found) == list(record)
    for key, slide in found.items():
        assert len(slide.title) <= model.MOST_OF_A_TITLE
        if key.startswith("priority-"):
            assert digits(slide.title)[-2:] == digits(record[key].title)[-2:]


@pytest.mark.parametrize(
    ("text", "most", "kept"),
    [
        ("short", 5, "short"),
        ("one two three", 9, "one two…"),
        ("one two, three", 10, "one two…"),
        ("a" * 40, 50, "a" * 29 + "…"),
        ("a\nb\t c", 9, "a b c"),
        ("45\xa0% of them", 20, "45\xa0% of them"),
        ("", 3, ""),
    ],
)
def test_a_name_is_cut_after_a_word_and_says_so(text, most, kept):
    assert model.cut(text, most) == kept
