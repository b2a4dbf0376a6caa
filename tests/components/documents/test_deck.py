"""The deck as data: its storyline, its numbers, its names, and what is left out and why."""

import re
from collections import defaultdict

import pandas as pd
import pytest

from components.cards import agencies
from components.charts.map import Map
from components.charts.slide_figures import MOST as MOST_MARKS
from components.charts.slide_figures import Bars
from components.documents import DocumentError
from components.documents.deck import NO_BREAK, is_key, names, slides, why_none
from components.documents.deck import deck as whole_deck
from components.documents.deck.slide import (
    MOST_OF_A_TITLE,
    MOST_WORDS,
    Group,
    Line,
    Number,
    count_words,
    cut,
    groups_of,
)
from components.view.view import open_view
from data import selection
from data.measures import Stage
from data.model import OPEN, REACHED, Plan, State
from data.text import words
from tests.support import hostile, shapes
from tests.support.open_data import counts, got, unbounded
from tests.support.turns import by_turns
from tests.support.wall import digits
from tests.test_one_number import choices

LANGUAGES = words.languages()
CHOICES = {
    "record": {},
    "Ecuador": {"country": ["ECU"]},
    "Brazil": {"country": ["BRA"]},
    "Guatemala": {"country": ["GTM"]},
    "priority 3": {"priority": ["P3"]},
    "priority 6": {"priority": ["P6"]},
    "Ecuador and priority 3": {"country": ["ECU"], "priority": ["P3"]},
    "Europol": {"eu": ["EUROPOL"]},
    "Ecuador and Eurojust": {"country": ["ECU"], "eu": ["EUROJUST"]},
    "agreements": {"kind": ["agreement"]},
    "2025": {"from": ["2025-03-05"], "to": ["2025-12-31"]},
    "before the summit": {"as_of": ["2026-02-01"]},
    "exercise": {"dataset": ["exercise"]},
    "exercise, Ecuador": {"dataset": ["exercise"], "country": ["ECU"]},
}
EACH = [
    pytest.param(language, CHOICES[name], id=f"{name}-{language}")
    for name, language in by_turns(CHOICES)
]
"""Each of fourteen choices in one language, the record in all."""
FEW = {"country": ["SLV"], "kind": ["agreement"]}
"""A choice of a few milestones."""
WHOLE = ["title", "headline", "priorities", "where", "over-time", "open", "agencies", "meeting"]


MADE = {}
"""The slides of each state of a view, which no test may change."""


def by_key(view):
    """The slides of a view, made once."""
    if view.state_key not in MADE:
        MADE[view.state_key] = {slide.key: slide for slide in slides(view)}
    return MADE[view.state_key]


def deck(language="en", **query):
    view = open_view("slides", language, query)
    return view, by_key(view)


def sentences(slide):
    """Every text of a slide that the room reads, but for charts and tables."""
    body = slide.body if isinstance(slide.body, tuple) else ()
    of_body = [
        text
        for one in body
        for text in (
            (one.label, one.value, one.small)
            if isinstance(one, Number)
            else (one.number, one.title, *(line.words for line in one.lines))
            if isinstance(one, Group)
            else (one.words,)
        )
    ]
    return [slide.title, slide.subtitle, *of_body]


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ({}, WHOLE),
        ({"country": ["ECU"]}, ["title", "headline", "priorities", "open", "agencies", "meeting"]),
        ({"priority": ["P3"]}, ["title", "headline", "where", "open", "meeting"]),
    ],
    ids=["record", "six of a country", "five of a priority"],
)
def test_the_storyline_and_behind_the_whole_an_appendix(query, keys):
    _, found = deck(**query)
    story = [key for key, slide in found.items() if not slide.appendix]
    assert [key for key in story if not re.search(r"-\d$", key)] == keys
    appendix = [key for key, slide in found.items() if slide.appendix]
    assert list(found) == story + appendix
    appendix = [key for key in appendix if not key.startswith("confirm")]
    if query:
        # One slide says how it is counted and on which sources it rests.
        assert appendix == ["sources"]
        assert len(found["sources"].body) == 3
    else:
        assert appendix[0] == "priority-P1"
        assert appendix[-4:] == ["matrix", "timeline", "method", "sources"]


@pytest.mark.parametrize(("language", "query"), EACH)
def test_each_title_is_a_finding_that_has_room_and_names_its_subject(query, language):
    view, found = deck(language, **query)
    titles = [slide.title for slide in found.values()]
    assert len(set(titles)) == len(titles)
    subjects = [view.t.participant(view.dataset, code) for code in view.filters.subjects[:1]]
    for slide in found.values():
        assert len(slide.title) <= MOST_OF_A_TITLE
        assert "…" not in "".join(sentences(slide))
        assert all(name in slide.title for name in subjects)
        assert slide.marking == (view.marking if view.dataset.fictional else "")
        assert slide.body is None or isinstance(slide.body, tuple) or 20 < len(slide.alt) <= 250


@pytest.mark.parametrize(("language", "query"), EACH)
def test_a_slide_has_at_most_sixty_words_and_its_notes_are_read_in_a_minute(query, language):
    """Words of its text: title, sentences and lists, without the labels and keys of figures."""
    view, found = deck(language, **query)
    for slide in found.values():
        words = count_words(*sentences(slide)) - count_words(names.key(view, slide.body))
        assert words <= MOST_WORDS, (slide.key, sentences(slide))
        assert 80 <= count_words(*slide.notes) <= 120, slide.key
        assert len([note for note in slide.notes if "\n" in note]) == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_notes_of_a_priority_name_an_official_source_of_what_it_reached(language):
    """With its day, where a day is known of one; another source where none is official."""
    view, slides = deck(language)
    sources = view.dataset.sources.set_index("source_id")
    rows = view.selection.milestones[view.selection.milestones["state"].isin(REACHED)]
    for code in view.dataset.priorities["priority_id"]:
        mine = sources.loc[rows.loc[rows["priority_id"] == code, "source_id"].unique()]
        is_official = mine["kind"] == "official"
        official = mine[is_official] if is_official.any() else mine
        dated = official[official["published_on"].notna()]
        endings = [
            f"{publisher}, {view.t.short_date(day)}."
            for publisher, day in zip(dated["publisher"], dated["published_on"], strict=True)
        ] or [f"{publisher}." for publisher in official["publisher"]]
        assert slides[f"priority-{code}"].notes[1].endswith(tuple(endings))
    assert len({slide.notes[1] for slide in slides.values()}) > len(slides) // 2


@pytest.mark.parametrize(("language", "query"), [*EACH, *choices()], ids=str)
def test_the_numbers_are_those_of_the_open_data(query, language):
    """Of fourteen choices and of fifty at random."""
    view = open_view("slides", language, query)
    if view.selection.milestones.empty:
        assert whole_deck(view) == []
        return
    found = by_key(view)
    numbers, plan = counts(unbounded(), **query), view.dataset.plan
    big = digits(found["headline"].body[0].value)[0]
    assert big == numbers["reached" if plan == Plan.OPEN else "completed"]
    assert digits(found["headline"].title.replace(view.t.date(view.dataset.period.starts), ""))
    states = view.selection.milestones["state"]
    count = int(states.isin(REACHED).sum())
    for kind in {"headline", "over-time", "timeline"} & set(found):
        # The proof is of what the title counts.
        assert digits(found[kind].notes[1])[0] == count, kind
    if chart := found.get("over-time"):
        assert isinstance(chart.body, Bars)
        assert sum(chart.body.totals) == count
    if chart := found.get("priorities"):
        done = [one for one in chart.body.series if one.mark in REACHED]
        assert sum(sum(series.numbers) for series in done) == count
        assert sum(chart.body.in_place) == (states == State.IN_PLACE).sum()
    for group in (group for slide in found.values() for group in groups_of(slide.body)):
        marked, number = sum(n for _, n in group.marks.states), digits(group.number)[0]
        assert marked == (number if number <= MOST_MARKS else 0), group
    opened = [slide for key, slide in found.items() if key.startswith("open")]
    if opened:
        groups = [group for slide in opened for group in slide.body]
        rest = [group for group in groups if group.title != view.t("deck_group.reached")]
        still = states.isin([State.NOT_DUE, State.NOT_ACHIEVED_DUE, State.NO_REPORT_DUE]).sum()
        assert sum(digits(group.number)[0] for group in rest) == still
    if slide := found.get("meeting"):
        pages = [one for key, one in found.items() if key.startswith("meeting")]
        total = sum(digits(group.number)[0] for one in pages for group in one.body)
        assert total in digits(slide.title)
        # When will the rest come? So many have no date.
        open_days = view.selection.milestones.loc[states.isin(OPEN), "due_on"]
        assert digits(pages[-1].notes[-1]) == [n for n in [int(open_days.isna().sum())] if n]
    if table := found.get("timeline"):
        column = (line.text for _, (reached, _) in table.body.rows for line in reached)
        assert sum(digits(text)[0] for text in column) == count


def test_the_map_has_the_number_of_each_country_and_says_that_it_is_no_ranking():
    view, found = deck()
    api = got(unbounded(), "by_country")["by_country"]
    chart = found["where"].body
    assert isinstance(chart, Map)
    shown = {country.id: int(country.number) for country in chart.countries}
    counted = dict.fromkeys(shown, 0)
    for cell in api:
        counted[cell["participant_id"]] += cell["reached"]
    assert shown == counted
    assert found["where"].subtitle == view.t("deck.where_subtitle")


def test_what_is_open_is_named_and_worded_as_what_is_still_to_happen():
    view, found = deck()
    pages = [slide for key, slide in found.items() if key.startswith("open")]
    groups = {group.title: group for slide in pages for group in slide.body}
    force = groups[view.t("deck_group.in_force")]
    assert len(force.lines) == int(force.number)
    assert "Europol" in force.lines[0].text
    steps = {view.t(f"step.{step}") for step in ("signed", "in_force", "held", "completed")}
    assert not [line for one in groups.values() for line in one.lines if line.aside in steps]


@pytest.mark.parametrize(("language", "query"), EACH)
def test_what_is_named_and_what_is_left_out_add_up_to_the_number_above(query, language):
    view, found = deck(language, **query)
    groups = defaultdict[tuple[str, str, str], list[Line]](list)
    for key, slide in found.items():
        for one in slide.body if isinstance(slide.body, tuple) else ():
            if isinstance(one, Group):  # A long list takes several slides.
                groups[re.sub(r"-\d$", "", key), one.title, one.number] += one.lines
    named = {of: lines for of, lines in groups.items() if any(line.action for line in lines)}
    assert named or query
    for (*of, number), lines in named.items():
        lines = lines[not lines[0].action :]  # Before the names may stand who is asked.
        # A name has the number of its milestones beside it, or the day of its only one.
        of_many = [
            view.t("deck_counted.milestones", n=len(line.milestones)).replace(" ", NO_BREAK)
            for line in lines
        ]
        each = [
            len(line.milestones) if line.aside == many else 1
            for line, many in zip(lines, of_many, strict=True)
            if line.action
        ]
        rest = [n for line in lines if not line.action for n in digits(line.text)]
        assert [sum(each) + sum(rest)] == digits(number), of


@pytest.mark.parametrize("query", [{}, {"country": ["ECU"]}], ids=["all", "Ecuador"])
def test_agreements_with_agencies_are_shown_by_their_furthest_stage(query):
    view, found = deck(**query)
    grid, stages = found["agencies"].body, agencies.furthest_stages(view)
    # Of one country each agency has its stage and the day.
    cells = [len(cell) for _, row in grid.rows for cell in row[: 1 if query else None]]
    assert sum(cells) == (stages["stage"] != Stage.NONE).sum()
    assert len(grid.heads) == (2 if query else len(agencies.STAGES))


def test_a_meeting_that_nobody_had_announced_by_the_cut_off_is_not_spoken_of():
    view, found = deck(as_of=["2021-12-01"])
    later = view.dataset.meetings[view.dataset.meetings["starts_on"] > pd.Timestamp(2022, 12, 31)]
    assert not [
        title for title in later["title"] for slide in found.values() if title in slide.subtitle
    ]


def test_where_nothing_is_left_there_is_no_slide_and_the_page_can_say_why():
    view = open_view(
        "slides", "en", {"country": ["ECU"], "priority": ["P5"], "kind": ["legislation"]}
    )
    assert view.selection.is_empty
    assert whole_deck(view) == []
    assert why_none(view) == view.t("filters.nothing")
    with pytest.raises(DocumentError, match="no_slides"):
        slides(view)


def test_a_choice_of_context_alone_says_that_nothing_of_it_is_counted():
    view = shapes.view_of(shapes.context_alone(), filters=selection.Filters(context=True))
    assert whole_deck(view) == []
    assert why_none(view) == view.t("deck.not_counted")


def test_what_has_fewer_than_three_values_is_left_out():
    found = [slide.key for slide in whole_deck(open_view("slides", "en", FEW))]
    assert found[:2] == ["title", "headline"]
    assert not {"meeting", "sources"} & {*found}


def test_words_of_the_presenter_stand_on_a_slide_or_on_the_cover_and_are_told_apart():
    view = open_view("slides", "es", {})
    own = "text:Tres%20decisiones%2C%20hoy|Puertos|Fondos"
    cover, first, text = slides(view, ("title:Ministra%20X|La%20Paz", "headline", own))
    assert cover.subtitle.split("\n")[:2] == ["Ministra X", "La Paz"]
    assert cover.title == slides(view)[0].title
    assert (text.title, [line.text for line in text.body]) == (
        "Tres decisiones, hoy",
        ["Puertos", "Fondos"],
    )
    assert [slide.is_own for slide in (cover, first, text)] == [False, False, True]
    for wrong in ("text:", "text:|", "text:a|b|c|d|e|f|g", "headline:a", f"text:{'a' * 200}"):
        assert not is_key(view, wrong), wrong


def test_the_chosen_slides_alone_are_made_in_their_own_order_and_what_is_no_slide_is_refused():
    view = open_view("slides", "en", {})
    found = slides(view, ("matrix", "priority-P5", "headline", "matrix-2"))
    assert [slide.key for slide in found] == ["matrix", "priority-P5", "headline"]
    for wrong in ("priority-P9", "country-ECU"):
        with pytest.raises(DocumentError, match="unknown_slides"):
            slides(view, (wrong,))
    small = open_view("slides", "en", {"priority": ["P3"]})
    with pytest.raises(DocumentError, match="no_slides"):
        slides(small, ("agencies",))


def test_many_priorities_and_countries_take_more_slides_of_the_grid():
    view = shapes.view_of(shapes.many(Plan.OPEN, states=20, priorities=30))
    cells = [slide.body for slide in slides(view) if slide.key.startswith("matrix")]
    assert all(len(body.rows) <= 16 and len(body.columns) <= 8 for body in cells)
    assert sum(bool(cell.label) for body in cells for row in body.rows for cell in row.cells) == 60


@pytest.mark.parametrize(("kind", "language"), by_turns(hostile.TITLES))
def test_titles_of_any_length_leave_room_for_the_number(hostile_titles, kind, language):
    hostile_titles(kind)
    _, found = deck(language)
    _, record = deck(language, dataset=["record"])
    # Long names may take more slides of what is open, and of the grid.
    plain = [key for key in record if not key.startswith("open-")]
    assert [key for key in found if not key.startswith(("open-", "matrix-"))] == plain
    assert all(len(slide.title) <= MOST_OF_A_TITLE for slide in found.values())


@pytest.mark.parametrize(("language", "query"), EACH)
def test_a_list_has_days_on_all_of_its_slides_or_on_none(language, query):
    """Of a list that goes on, on slides of one priority or of what is open."""
    view, pages = open_view("slides", language, query), defaultdict(list)
    for slide in slides(view):
        for one in slide.body if isinstance(slide.body, tuple) else ():
            if isinstance(one, Group) and one.lines:
                single = [line for line in one.lines if len(line.milestones) == 1]
                differs = any(line.aside != line.short for line in single)
                pages[re.sub(r"-\d+$", "", slide.key), one.title] += [differs] if single else []
    assert not [name for name, found in pages.items() if len(set(found)) > 1]


@pytest.mark.parametrize(
    ("text", "most", "kept"),
    [
        ("short", 5, "short"),
        ("Police of the coast", 13, "Police"),
        ("Ports, customs, police", 16, "Ports, customs"),
        ("a" * 40, 50, "a" * 30),
        ("a\nb\t c", 9, "a b c"),
        ("45\xa0% of them", 20, "45\xa0% of them"),
        ("", 3, ""),
    ],
)
def test_a_name_that_has_no_short_form_ends_after_a_whole_word_that_says_something(
    text, most, kept
):
    assert cut(text, most) == kept


def test_slides_of_the_next_meeting_say_who_is_asked_and_name_all_that_is_to_confirm():
    _, found = deck(country=["ECU"])
    texts = [group.lines[0].text for group in found["meeting"].body]
    assert texts == ["Asked: Colombia, Ecuador and Panama", "Asked: Ecuador"]
    assert "confirm" not in found, "these are named among what was reached"
    view, found = deck()
    awaiting = view.selection.milestones["state"] == State.AWAITING
    lists = [group for key in found if key.startswith("confirm") for group in found[key].body]
    assert sum(len(line.milestones) for one in lists for line in one.lines) == awaiting.sum() == 16


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_plan_says_how_the_milestones_of_its_first_and_last_slide_differ(language):
    view, found = deck(language, dataset=["exercise"])
    whole, apply, *others = digits(found["sources"].body[0].text)
    assert (whole, apply) == (len(view.selection.milestones), digits(found["headline"].title)[1])
    assert whole - apply == sum(others) > 0
    assert digits(found["sources"].title)[1] == whole
