"""The deck as data: its order, its numbers, one message a slide, and what an empty one says."""

import re
from datetime import date, timedelta

import pandas as pd
import pytest

from components.cards import method, overview
from components.charts import theme
from components.charts.matrix import Matrix
from components.charts.spans import Spans
from components.documents import DocumentError
from components.documents.deck import deck as whole_deck
from components.documents.deck import slides
from components.documents.deck.behind import MOST_BEHIND
from components.documents.deck.slide import (
    MOST_LINES,
    MOST_OF_A_LINE,
    MOST_OF_A_TITLE,
    Chart,
    Line,
    Number,
)
from components.view.view import open_view
from data import changes, measures, meetings, selection
from data.model import APPLICABLE, REACHED, SET_ASIDE, Plan, State
from data.text import words
from tests.support import build, shapes
from tests.support.once import once
from tests.support.turns import by_turns

LANGUAGES = words.languages()
ALL = ["title", "headline", "changes", "over-time", "priorities", "matrix", "matrix-2"]
ALL += [
    *(f"priority-P{number}" for number in range(1, 7)),
    "timeline",
    "due",
    "silent",
    "country-ECU",
    "method",
]
CHOICES = {
    "record": {},
    "Ecuador": {"country": ["ECU"]},
    "two countries, one priority": {"country": ["ECU", "BRA"], "priority": ["P4"]},
    "before the roadmap": {"as_of": ["2024-01-15"]},
    "edition": {"edition": ["III-EU-CLASI"]},
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


def numbers(body):
    """Every number of a body, in order."""
    if isinstance(body, Chart):
        return [series.numbers for series in body.series]
    if isinstance(body, Matrix):
        return [[(cell.count, cell.sign, cell.due) for cell in row.cells] for row in body.rows]
    return [
        digits(f"{one.value} {one.small}") if isinstance(one, Number) else one.sign
        for one in body or ()
    ]


def counted(view, text):
    """The numbers of a text, without those of the first day of the period, which many name."""
    return digits(text.replace(view.t.date(view.dataset.period.starts), ""))


def test_the_slides_come_in_the_order_of_a_meeting():
    for query in (
        {},
        {"country": ["ECU"], "priority": ["P5"]},
        {"dataset": ["exercise"], "country": ["ECU"]},
    ):
        found = list(deck(**query)[1])
        first = [f"priority-{code}" for code in query.get("priority", [])]
        order = [ALL[0], *first, *(key for key in ALL[1:] if key not in first)]
        assert found == [key for key in order if key in found]
        assert {"title", "headline", "priorities", "matrix", "timeline", "method"} <= set(found)
        assert ("country-ECU" in found) == ("country" in query)
        assert [key for key in found if key.startswith("priority-")] == [
            f"priority-{code}" for code in query.get("priority", PRIORITIES)
        ]


def test_the_eu_side_has_a_slide_where_no_country_is_chosen():
    for query, about in (
        ({"eu": ["EUROPOL"]}, ["country-EUROPOL"]),
        ({"country": ["ECU"], "eu": ["EUROPOL"]}, ["country-ECU"]),
    ):
        assert [key for key in deck(**query)[1] if key.startswith("country-")] == about


PRIORITIES = [f"P{number}" for number in range(1, 7)]


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
            sorted(
                row for key in found if key.startswith("matrix") for row in numbers(found[key].body)
            )
            for found in (first, other)
        )
        assert one == two


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


@pytest.mark.parametrize("query", CHOICES.values(), ids=CHOICES)
def test_titles_state_the_numbers_of_the_measures(query):
    view, found = deck(**query)
    milestones, of_record = view.selection.milestones, view.dataset.plan == Plan.OPEN
    numbers = measures.numbers(measures.total(milestones))

    def said(row):
        """What the title of a group says after its name."""
        one = measures.numbers(row)
        if of_record:
            return [one["in_place"]] if one["of"] == 0 else [one["reached"], one["confirmed"]]
        return [one["count"], one["of"]]

    whole = (
        [numbers["reached"], numbers["confirmed"]]
        if of_record
        else [numbers["count"], numbers["of"], numbers["high"]]
    )
    assert counted(view, found["headline"].title) == whole
    for key, slide in found.items():
        if key.startswith("priority-"):
            mine = milestones[milestones["priority_id"] == key.removeprefix("priority-")]
            assert counted(view, slide.title.rsplit(": ", 1)[1]) == said(measures.total(mine))
        if key.startswith("country-"):
            own = selection.choose(
                view.selection.known, view.filters.with_(country=(key.removeprefix("country-"),))
            )
            completed = measures.parts_completed(own.parts)
            wanted = (
                said(measures.total(own.milestones))
                if of_record
                else [completed.count, completed.of]
            )
            assert counted(view, slide.title.rsplit(": ", 1)[1]) == wanted
    assert digits(found["method"].title)[:2] == [len(view.selection.actions), len(milestones)]
    if "over-time" in found:
        last = list(measures.over_time(milestones).values())[-1]
        assert counted(view, found["over-time"].title)[:1] == [last["confirmed"] + last["awaiting"]]
        assert [series.numbers[-1] for series in found["over-time"].body.series] == [
            last["confirmed"],
            last["confirmed"] + last["awaiting"],
            last["announced"],
        ]


@pytest.mark.parametrize("query", CHOICES.values(), ids=CHOICES)
def test_the_title_of_the_priorities_says_what_adds_up_to_the_bars(query):
    view, found = deck(**query)
    if "priorities" not in found:
        return
    milestones, title = view.selection.milestones, found["priorities"].title
    states = milestones["state"].value_counts()
    numbers = [int(states[state]) for state in APPLICABLE if state in states]
    if view.dataset.plan != Plan.OPEN or not numbers[0] + int(states.get(State.AWAITING, 0)):
        assert digits(title) == [sum(numbers), *numbers]
        return
    counts = measures.counts(milestones, "priority_id", PRIORITIES)
    under = {
        int(place): int(number)
        for number, place in re.findall(r"(\d+) under priority (\d+)", title)
    }
    others = [int(number) for number in re.findall(r"(\d+) under all others", title)]
    rows = list(counts.values())
    assert under == {place: measures.numbers(rows[place - 1])["reached"] for place in under}
    whole = measures.numbers(measures.total(milestones))["reached"]
    assert sum(under.values()) + sum(others) == whole


@pytest.mark.parametrize("query", CHOICES.values(), ids=CHOICES)
def test_the_bars_of_the_priorities_are_the_measures_and_with_what_is_said_beside_them_the_whole(
    query,
):
    view, found = deck(**query)
    codes = list(view.filters.priority) or PRIORITIES
    rows = measures.counts(view.selection.milestones, "priority_id", codes).values()
    counts = {state: tuple(row[state] for row in rows) for state in State}
    aside = {state: sum(counts[state]) for state in SET_ASIDE}
    if "priorities" not in found:
        assert sum(aside.values()) == len(view.selection.milestones)
        return
    drawn = {series.name: series.numbers for series in found["priorities"].body.series}
    shown = [state for state in State if any(counts[state]) and state not in theme.BESIDE]
    assert drawn == {
        f"{theme.STATE[state].sign} {view.t(f'state.{state}')}": counts[state] for state in shown
    }
    whole = sum(sum(row) for row in drawn.values()) + sum(aside.values())
    assert whole == len(view.selection.milestones)
    for state, number in aside.items():
        said = view.t(f"headline.{state}_beside", n=number)
        assert (said in found["priorities"].subtitle) == (number > 0)


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


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_silent_milestone_is_named_to_its_end_with_date_and_owner(language):
    view, found = deck(language, dataset=["exercise"], priority=["P1"])
    rows = view.selection.milestones[view.selection.milestones["state"] == State.NO_REPORT_DUE]
    alike = rows.drop_duplicates(["action_id", "step", "title", "planned_on"])
    assert 3 < len(found["silent"].body) == len(alike) <= MOST_LINES
    assert [line.text for line in found["silent"].body if not line.text.endswith(")")] == []


def test_what_is_joint_and_silent_is_said_once_and_makes_no_country_silent():
    dataset = shapes.whole(Plan.COMPLETE)
    view = shapes.view_of(dataset)
    slide = next(slide for slide in slides(view) if slide.key == "matrix")
    assert view.t("deck.matrix_shared", n=1) in slide.subtitle
    assert [cell.due for row in slide.body.rows for cell in row.cells if cell.due] == [
        "nothing_due"
    ] * 4


def test_what_changed_is_what_changed_since_the_last_ministerial_meeting():
    view, found = deck()
    rows = changes.between(view.on(date(2025, 3, 4)), view.selection.known)
    rows = rows[rows["action_id"].isin(view.selection.actions["action_id"])]
    counts = [number for number in changes.count(rows).values() if number]
    assert digits(found["changes"].title)[-1] == counts[0]
    assert [digits(line.text)[0] for line in found["changes"].body[:-1]] == counts
    known = (view.on(date(2025, 3, 4)), view.selection.known)
    then, now = (
        measures.numbers(measures.total(selection.choose(one, view.filters).milestones))
        for one in known
    )
    assert counted(view, found["changes"].body[-1].text) == [
        then["reached"],
        now["reached"],
        then["confirmed"],
        now["confirmed"],
    ]


def test_more_kinds_of_change_than_lines_are_added_up():
    view, found = deck(dataset=["exercise"])
    said = [digits(line.text)[0] for line in found["changes"].body[:-1]]
    day = date(2026, 9, 9)
    rows = changes.between(view.on(day), view.selection.known)
    assert sum(said) == rows["action_id"].isin(view.selection.actions["action_id"]).sum()
    assert len(found["changes"].body) == MOST_LINES


@pytest.mark.parametrize("query", CHOICES.values(), ids=CHOICES)
def test_what_is_due_before_the_next_meeting_is_the_measure(query):
    view, found = deck(**query)
    coming = meetings.coming(meetings.known_on(view.dataset, view.as_of), view.as_of)
    due = meetings.due_by(
        view.selection.milestones, coming["last_day"].date() if coming else view.as_of
    )
    assert ("due" in found) == (len(due) > 0)
    if len(due):
        assert digits(found["due"].title)[0] == len(due)
        assert sum(sum(series.numbers) for series in found["due"].body.series) == len(due)
    silent = int((view.selection.milestones["state"] == State.NO_REPORT_DUE).sum())
    assert ("silent" in found) == (silent > 0)
    if silent:
        assert digits(found["silent"].title)[0] == silent


def test_a_meeting_that_nobody_had_announced_by_the_cut_off_is_not_spoken_of():
    view, found = deck(as_of=["2021-12-01"])
    later = view.dataset.meetings[view.dataset.meetings["starts_on"] > pd.Timestamp(2022, 12, 31)]
    assert not [
        title for title in later["title"] for slide in found.values() if title in slide.subtitle
    ]


def test_the_timeline_shows_what_fits_within_the_period_and_says_what_it_leaves_out():
    view, found = deck()
    slide = found["timeline"]
    chart = slide.body
    days = (chart.last - chart.first).days
    first, after = (
        date(view.dataset.period.starts.year, 1, 1),
        date(view.dataset.period.ends.year + 1, 1, 1),
    )
    assert isinstance(chart, Spans)
    assert (chart.first, chart.last) == (first, after)
    ends = [
        sum(numbers) for numbers in zip(*(series.numbers for series in chart.series), strict=True)
    ]
    assert all(
        0 <= start < end <= days for start, end in zip(chart.series[0].numbers, ends, strict=True)
    )
    assert [series.look.hidden for series in chart.series] == [
        True,
        *[False] * (len(chart.series) - 1),
    ]
    shown = len(chart.categories)
    within = digits(slide.title)[0]
    assert shown == 10
    assert f"{within - shown} other actions" in slide.subtitle


def test_a_bar_of_the_timeline_is_named_by_the_place_of_its_priority_and_not_by_its_code():
    found = {
        slide.key: slide
        for slide in slides(shapes.view_of(shapes.SHAPES["other codes"](Plan.OPEN)))
    }
    assert [name[:4] for name in found["timeline"].body.categories] == ["1 · ", "2 · "]


def test_a_bar_of_the_timeline_lies_where_its_dates_are():
    view, found = deck()
    chart, actions = found["timeline"].body, view.dataset.actions
    to_the_day = actions[
        (actions["starts_precision"] == "day") & (actions["ends_precision"] == "day")
    ]
    drawn = 0
    for place, name in enumerate(chart.categories):
        shown = name.split(" · ", 1)[1].rstrip("…").rstrip()
        for row in to_the_day[to_the_day["title"].str.startswith(shown)].itertuples():
            first = max(row.starts_on.date(), chart.first)
            after = min(row.ends_on.date() + timedelta(days=1), chart.last)
            start, *long = (series.numbers[place] for series in chart.series)
            assert (start, sum(long)) == ((first - chart.first).days, (after - first).days)
            drawn += 1
    assert drawn > 2


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


@pytest.mark.parametrize("query", CHOICES.values(), ids=CHOICES)
def test_a_slide_lists_the_actions_behind_its_number(query):
    view, found = deck(**query)
    states = REACHED if view.dataset.plan == Plan.OPEN else (State.CONFIRMED,)
    for key, slide in found.items():
        if not key.startswith("priority-") or not isinstance(slide.body, Chart):
            continue
        mine = view.selection.milestones
        mine = mine[mine["priority_id"] == key.removeprefix("priority-")]
        counted_rows = mine[mine["state"].isin(states)]
        rows = mine[mine["state"].isin(APPLICABLE)] if counted_rows.empty else counted_rows
        number = rows["action_id"].nunique()
        if rows.empty:
            assert slide.behind is None
            continue
        assert slide.behind.title == view.t("deck.behind", n=number)
        assert len(slide.behind.lines) == min(number, MOST_BEHIND)
        listed = next(note for note in slide.notes if note.startswith(slide.behind.title))
        titles = {
            view.content("actions", code, "title", title)
            for code, title in zip(
                view.selection.actions["action_id"], view.selection.actions["title"], strict=True
            )
            if code in set(rows["action_id"])
        }
        said = " ".join(listed.split())
        assert all(" ".join(title.split()) in said for title in titles)


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


def test_notes_give_the_sentence_as_printed_of_each_action_and_slides_do_not():
    view, found = deck()
    evidence = view.dataset.evidence.dropna(subset="quote")
    quotes = evidence.groupby("report_id")["quote"].agg(list)
    reached = view.selection.milestones[view.selection.milestones["state"].isin(REACHED)]
    told, shown = "\n".join(found["over-time"].notes), found["over-time"].behind
    said = [quotes[report] for report in reached["report_id"] if report in quotes]
    assert len(said) > 0.9 * len(reached)
    assert all(any(quote in told for quote in one) for one in said)
    assert not [line for line in shown.lines for one in said for quote in one if quote in line.text]


def test_notes_give_the_definition_the_sources_and_the_limits():
    view, found = deck()
    told = "\n".join(found["headline"].notes)
    heading, text = method.sections(view)["headline"]
    assert "*" not in told and heading in told and method.plain_text(text) in told
    assert view.t("deck.sources", n=view.selection.milestones["source_id"].nunique()) in told
    assert "https://" in told
    limits = view.dataset.notes.loc[view.dataset.notes["kind"] == "limit", "text"]
    assert all(text in "\n".join(found["method"].notes) for text in limits)


@pytest.mark.parametrize("query", [{}, {"dataset": ["exercise"]}], ids=["record", "exercise"])
def test_the_slides_of_the_matrix_have_each_row_of_that_on_the_page_once(query):
    view, found = deck("es", **query)
    rows = [row for key in ("matrix", "matrix-2") for row in found[key].body.rows]
    assert [row.cells for row in rows] == [row.cells for row in overview.matrix(view).chart.rows]
