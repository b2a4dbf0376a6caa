"""The deck as data: its order, its numbers, one message a slide, and what an empty one says."""

import re

import pandas as pd
import pytest

from components.charts.slide_matrix import Matrix
from components.documents import DocumentError
from components.documents.deck import deck as whole_deck
from components.documents.deck import slides
from components.documents.deck.slide import (
    MOST_LINES,
    MOST_OF_A_LINE,
    MOST_OF_A_TITLE,
    Chart,
    Line,
    Number,
    cut,
)
from components.view.view import open_view
from data import selection
from data.model import Plan, State
from data.text import words
from tests.support import build, hostile, shapes
from tests.support.once import once
from tests.support.turns import by_turns

LANGUAGES = words.languages()
CHOICES = {
    "record": {},
    "Ecuador": {"country": ["ECU"]},
    "before the roadmap": {"as_of": ["2024-01-15"]},
    "exercise": {"dataset": ["exercise"]},
    "exercise, silent": {"dataset": ["exercise"], "status": ["no_report"]},
}

EACH = [
    pytest.param(language, CHOICES[name], id=f"{name}-{language}")
    for name, language in by_turns(CHOICES)
]
"""Each choice in one language, the record in all."""


@once
def by_key(view):
    """The slides of a view."""
    return {slide.key: slide for slide in slides(view)}


def deck(language="en", **query):
    view = open_view("slides", language, query)
    return view, by_key(view)


def digits(text):
    """The numbers of a text as it writes them, thousands unparted."""
    return [int(number) for number in re.findall(r"\d+", re.sub(r"(?<=\d)[.,](?=\d{3})", "", text))]


def counted(view, text):
    """The numbers of a text, without those of the first day of the period, which many name."""
    return digits(text.replace(view.t.date(view.dataset.period.starts), ""))


def test_the_eu_side_has_a_slide_where_no_country_is_chosen():
    for query, about in (
        ({"eu": ["EUROPOL"]}, ["country-EUROPOL"]),
        ({"country": ["ECU"], "eu": ["EUROPOL"]}, ["country-ECU"]),
    ):
        assert [key for key in deck(**query)[1] if key.startswith("country-")] == about


PRIORITIES = [f"P{number}" for number in range(1, 7)]


@pytest.mark.parametrize(("language", "query"), EACH)
def test_each_slide_has_one_message_and_one_body_of_one_figure_or_five_lines(query, language):
    view, found = deck(language, **query)
    for slide in found.values():
        assert slide.title
        assert len(slide.title) <= MOST_OF_A_TITLE
        assert re.fullmatch(r"[a-z]+(-[A-Za-z0-9-]+)?", slide.key)
        if isinstance(slide.body, tuple):
            assert all(isinstance(one, Line) for one in slide.body) or [len(slide.body)] == [4]
            assert len(slide.body) <= MOST_LINES
            assert all(
                len(one.text) <= MOST_OF_A_LINE for one in slide.body if isinstance(one, Line)
            )
        elif slide.body is not None:
            assert len(slide.alt) > 20
        assert slide.marking == (view.marking if view.dataset.fictional else "")
    assert len(found) == len(slides(view))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "query",
    [{}, {"country": ["ECU"]}, {"country": ["BRA"], "priority": ["P1"]}],
    ids=["record", "Ecuador", "Brazil"],
)
def test_no_slide_of_an_open_record_has_a_percentage_or_one_of_many(query, language):
    """Law 12, on every text of every slide but the notes, where the method speaks of both plans."""
    _, found = deck(language, **query)
    texts = [
        text
        for slide in found.values()
        for text in (slide.title, slide.subtitle, slide.alt, *words_of(slide.body))
    ]
    of = {"en": r"\d of \d", "es": r"\d de \d", "pt": r"\d de \d"}[language]
    dates = re.compile(r"\d+( de)? \w+\.?( de)? \d{4}")
    assert [
        text
        for text in texts
        if re.search(rf"%|{of}|\d ?/ ?\d", dates.sub("", re.sub(r" \(\d+/\d+\)", "", text)))
    ] == []
    assert len(texts) > 60


def words_of(body):
    """Every text of a body."""
    if isinstance(body, Chart):
        return [*(str(name) for name in body.categories), *(series.name for series in body.series)]
    if isinstance(body, Matrix):
        return [
            text
            for row in body.rows
            for cell in row.cells
            for text in (cell.count, cell.sign, cell.word, cell.label)
        ]
    return [
        text
        for one in body or ()
        for text in ((one.value, one.small, one.means) if isinstance(one, Number) else (one.text,))
    ]


def test_what_is_joint_and_silent_is_said_once_and_makes_no_country_silent():
    dataset = shapes.whole(Plan.COMPLETE)
    view = shapes.view_of(dataset)
    slide = next(slide for slide in slides(view) if slide.key == "matrix")
    assert view.t("deck.matrix_shared", n=1) in slide.subtitle
    assert [cell.due for row in slide.body.rows for cell in row.cells if cell.due] == [
        "nothing_due"
    ] * 4


def test_the_slide_of_silence_counts_the_milestones_without_a_report():
    view, found = deck(dataset=["exercise"])
    silent = (view.selection.milestones["state"] == State.NO_REPORT_DUE).sum()
    assert found["silent"].title == view.t("deck.silent_title", n=silent)


def test_a_meeting_that_nobody_had_announced_by_the_cut_off_is_not_spoken_of():
    view, found = deck(as_of=["2021-12-01"])
    later = view.dataset.meetings[view.dataset.meetings["starts_on"] > pd.Timestamp(2022, 12, 31)]
    assert not [
        title for title in later["title"] for slide in found.values() if title in slide.subtitle
    ]


def test_a_bar_of_the_timeline_is_named_by_the_place_of_its_priority_and_not_by_its_code():
    found = {
        slide.key: slide
        for slide in slides(shapes.view_of(shapes.SHAPES["other codes"](Plan.OPEN)))
    }
    assert [name[:4] for name in found["timeline"].body.categories] == ["1 · ", "2 · "]


def test_where_nothing_is_left_there_is_no_slide_and_the_page_can_say_why():
    view = open_view(
        "slides", "en", {"country": ["ECU"], "priority": ["P5"], "kind": ["legislation"]}
    )
    assert view.selection.is_empty
    whole = whole_deck(view)
    assert whole.slides == []
    assert [one.why for one in whole.left_out] == [view.t("filters.nothing")]
    with pytest.raises(DocumentError, match="no_slides"):
        slides(view)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_has_no_slide_is_named_with_its_reason_and_the_rest_is_there(language):
    view = open_view("slides", language, {"country": ["ECU", "PER"], "priority": ["P3"]})
    whole = whole_deck(view)
    assert [one.key for one in whole.left_out] == ["due", "silent"]
    assert all(one.why.endswith(".") for one in whole.left_out)
    assert "priority-P3" in [slide.key for slide in whole.slides]


def test_the_chosen_slides_alone_are_made_in_their_order_and_what_is_no_slide_is_refused():
    view = open_view("slides", "en", {"country": ["ECU", "PER"], "priority": ["P5"]})
    found = slides(view, ("matrix", "priority-P5", "due", "matrix-2", "country-BRA"))
    assert [slide.key for slide in found] == ["priority-P5", "matrix"]
    for wrong, code in ((("priority-P9",), "unknown_slides"), (("due",), "no_slides")):
        with pytest.raises(DocumentError, match=code):
            slides(view, wrong)


def test_what_has_nothing_to_show_has_no_slide():
    view, found = deck(kind=["training"], country=["ECU"])
    named = [
        f"priority-{code}"
        for code in PRIORITIES
        if code in set(view.selection.milestones["priority_id"])
    ]
    assert [key for key in found if key.startswith("priority-")] == named
    assert len(named) < len(PRIORITIES)
    said = [
        name
        for name in found["priorities"].body.categories
        if view.t("deck.nothing_here") in name or "in place before" in name
    ]
    assert len(said) >= len(PRIORITIES) - len(named)


def test_a_priority_of_which_all_was_in_place_before_names_its_actions():
    dataset = shapes.SHAPES["in place before alone"](Plan.OPEN)
    found = {slide.key: slide for slide in slides(shapes.view_of(dataset))}
    assert counted(shapes.view_of(dataset), found["priority-P1"].title)[-1] == 1
    assert [line.text for line in found["priority-P1"].body] == ["Invented action A1"]
    assert "priorities" not in found


def test_a_priority_of_which_no_day_is_known_is_not_said_to_have_nothing():
    actions = [build.action(f"A{at}", "ECU", priority=f"P{at}") for at in (1, 2)]
    milestones = [build.milestone(f"M{at}", f"A{at}") for at in (1, 2)]
    reports = [build.confirmed("M1", "2025-04-01"), build.confirmed("M2", "2025-04-01", "2025-03")]
    dataset = build.dataset(actions, milestones, reports, plan=Plan.OPEN, period=shapes.PERIOD)
    found = {slide.key: slide for slide in slides(shapes.view_of(dataset))}
    assert list(found["priorities"].body.categories) == ["1. P1", "2. P2 (1 with day not known)"]
    assert found["priority-P2"].title == "2. P2: 1 with day not known"


def test_a_choice_of_context_alone_says_that_nothing_of_it_is_counted():
    view = shapes.view_of(
        shapes.SHAPES["context alone"](Plan.OPEN), filters=selection.Filters(context=True)
    )
    whole = whole_deck(view)
    assert whole.slides == []
    assert [one.why for one in whole.left_out] == [view.t("deck.not_counted")]


def test_many_priorities_and_countries_take_more_slides_and_each_is_legible():
    view = shapes.view_of(shapes.many(Plan.OPEN, states=20, priorities=30))
    found = slides(view)
    bars = [slide.body for slide in found if slide.key.startswith("priorities")]
    cells = [slide.body for slide in found if slide.key.startswith("matrix")]
    assert max(len(body.categories) for body in bars) <= 12
    assert sum(len(body.categories) for body in bars) == 30
    assert all(len(body.rows) <= 8 and len(body.columns) <= 8 for body in cells)
    assert sum(cell.filled for body in cells for row in body.rows for cell in row.cells) == 60
    assert len(
        {slide.title for slide in found if slide.key.startswith(("priorities", "matrix"))}
    ) == len(bars) + len(cells)


@pytest.mark.parametrize(("language", "query"), EACH)
def test_no_two_slides_have_one_title_and_halves_say_of_what_they_are(query, language):
    """A list of slides, and whoever has it read aloud, knows a slide by its title alone."""
    view, found = deck(language, **query)
    titles = [slide.title for slide in found.values()]
    assert len(set(titles)) == len(titles)
    for key in ("matrix", "matrix-2") if "matrix-2" in found else ():
        first, last = found[key].body.rows[0].name, found[key].body.rows[-1].name
        assert found[key].title.endswith(f"({view.t('deck.from_to', first=first, last=last)})")


@pytest.mark.parametrize(("kind", "language"), by_turns(hostile.TITLES))
def test_titles_of_any_length_leave_room_for_the_number(hostile_titles, kind, language):
    hostile_titles(kind)
    _, found = deck(language)
    _, record = deck(language, dataset=["record"])
    assert list(found) == list(record)
    for key, slide in found.items():
        assert len(slide.title) <= MOST_OF_A_TITLE
        if key.startswith("priority-"):
            assert (
                slide.title.rsplit(": ", 2 if language != "en" else 1)[1:]
                == record[key].title.rsplit(": ", 2 if language != "en" else 1)[1:]
            )


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
    assert cut(text, most) == kept
