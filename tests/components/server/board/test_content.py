"""What a page's content holds: each kind of part, marked cards, and words instead of numbers."""

from dataclasses import replace

import orjson
import pandas as pd
import pytest

import dashboard
from components.cards import counted
from components.layout.card import Card
from components.layout.page import row
from components.layout.parts import HERE, Tone
from components.server.board import content, on_request
from data.text import words
from tests.support.opened import content_of, open_board, own_of

PAGES = list(dashboard.PAGES)
PLACES = [
    *((page, {}) for page in PAGES),
    ("priorities", {"priority": "P5"}),
    ("countries", {"country": "ECU"}),
    ("countries", {"country": ["ECU", "PER"]}),
    ("actions", {"action": "EX-A021"}),
    ("meetings", {"meeting": "EX-M06"}),
    ("overview", {"behind": "due"}),
    ("data", {"table": "reports"}),
]


@pytest.fixture
def drawn(monkeypatch):
    """A page of the parts that a function makes of a view, in place of the Overview."""

    def draw(parts):
        monkeypatch.setattr(content, "_kept", content.Cache(content.MOST_KEPT))
        page = replace(dashboard.PAGES["overview"], layout=lambda view, _: [row(*parts(view))])
        monkeypatch.setitem(dashboard.PAGES, "overview", page)
        return open_board("overview", {"lang": "en"})

    return draw


def card(key, **more):
    frame = more.pop("frame", pd.DataFrame({"Name": [f"cell of {key}"], "Number": [3]}))
    return Card(key, f"Title of {key}", "Subtitle", "headline", frame, **more)


# Each kind of part


def test_a_heading_is_one_line_of_words():
    """A number and a point before it would make it a list."""
    for name, query in PLACES:
        page = open_board(name, {"lang": "es", "dataset": "exercise", **query})
        for part in page.parts("text"):
            if part["tone"] in (Tone.TITLE, Tone.HEADER, Tone.SUBHEADER):
                assert part["html"].startswith("<p>"), (name, part)
                assert part["html"].count("<") == 2, (name, part)


def test_a_card_without_rows_says_so_in_place_of_its_table(drawn):
    empty = card("empty", frame=pd.DataFrame({"Name": []}), none="Nothing is *recorded*.")
    page = drawn(lambda _: [empty])
    assert page.texts("notice") == ["Nothing is *recorded*."]
    assert page.cards == {}


# The frame


def test_what_means_nothing_is_named_above_all_else(open_page):
    page = open_page("overview", lang="en", country=["XXX", "ECU"], behind="nothing")
    [notice] = page.notices("caveat")
    assert "country=XXX" in notice
    assert "behind=nothing" in notice
    [notice] = open_page("slides", country="XXX", slide="<script>").notices("caveat")
    assert "country=XXX, slide=<script>" in notice


def test_slides_are_offered_where_there_are_any_and_notes_each_in_its_own_language(open_page):
    empty = open_page("documents", country="GTM", priority="P5").hrefs
    whole = open_page("documents").hrefs
    assert not [href for href in empty if href.startswith("files/slides")]
    assert [href for href in empty if href.startswith("files/workbook")]
    notes = [href for href in whole if href.startswith("files/note/all.docx")]
    assert notes and not [href for href in notes if "lang=" in href]


# Marking


def test_the_exercise_is_marked_on_the_page_and_on_each_card():
    language = "es"
    marking = open_board("data", {"lang": language, "dataset": "exercise"}).view.marking
    marked = 0
    for name, query in PLACES:
        page = open_board(name, {"lang": language, "dataset": "exercise", **query})
        assert page.content["marking"] == marking
        assert page.window.startswith(marking)
        for key, one in page.cards.items():
            assert one["marking"] == marking, (name, key)
            marked += 1
    assert marked > 30


@pytest.mark.parametrize(("dataset", "meeting"), [("exercise", "EX-M06"), ("record", "M14")])
def test_no_edition_is_frozen_of_what_everybody_tries_out_or_was_published(
    monkeypatch, dataset, meeting
):
    monkeypatch.setenv("ROADMAP_WRITE", "1")
    monkeypatch.setattr(content, "_kept", content.Cache(content.MOST_KEPT))
    page = open_board("meetings", {"dataset": dataset, "meeting": meeting})
    assert "freeze" not in {one.name for one in page.drawn.controls}


# Numbers come as words, addresses from one place


def numbers(found, path=""):
    """Where numbers stand in a piece of content."""
    if isinstance(found, dict):
        for name, value in found.items():
            yield from numbers(value, f"{path}.{name}")
    elif isinstance(found, list):
        for one in found:
            yield from numbers(one, path)
    elif isinstance(found, int | float) and not isinstance(found, bool):
        yield path


def test_only_charts_tables_and_measures_of_the_layout_are_sent_as_numbers():
    """What is counted is written in Python: a browser could not add it up."""
    for name, query in PLACES:
        page = open_board(name, {"lang": "es", "dataset": "exercise", **query})
        for one in page.cards.values():
            if one["draws"] != "paragraphs":
                one["body"] = None
        heights = {f".rows.columns{deep}.height" for deep in ("", ".parts", ".parts.parts")}
        assert set(numbers(page.content)) <= {".rows.widths", *heights}, name


def test_the_unknown_address_of_the_dashboard_stands_in_addresses_alone():
    found = 0
    for name, query in PLACES:
        for data in ("record", "exercise"):
            page = open_board(name, {"lang": "es", "dataset": data, **query})
            text = page.drawn.json.decode()
            own = text.replace(f"{HERE}/", "").replace("https%3A%2F%2Fhere.invalid%2F", "")
            assert "here.invalid" not in own, name
            found += text.count("here.invalid")
    assert found


def test_a_page_is_kept_for_the_next_reader_with_the_same_choice_and_no_other():
    first = open_board("overview", {"lang": "en", "country": "ECU"}).drawn
    assert open_board("overview", {"country": "ECU", "lang": "en", "nothing": "1"}).drawn is first
    others = [
        {"lang": "es", "country": "ECU"},
        {"lang": "en", "country": "PER"},
        {"lang": "en", "country": "ECU", "behind": "reached"},
        {"lang": "en", "country": ["ECU", "XXX"]},
        {"lang": "en", "country": "ECU", "dataset": "exercise"},
    ]
    contents = [open_board("overview", query).drawn.json for query in others]
    assert len({first.json, *contents}) == len(others) + 1


# What a card shows on request


def test_each_card_has_its_table_and_the_definition_of_its_numbers():
    for name, query in PLACES:
        page = open_board(name, {"lang": "es", "dataset": "exercise", **query})
        last = {
            key: values if isinstance(values, str) else values[-1] for key, values in query.items()
        }
        whole = content_of(page.view, own_of(page.view, last)[0])
        for key, one in page.cards.items():
            table = orjson.loads(on_request.table_of(whole, key))
            answer = orjson.loads(on_request.how_counted(whole, key))
            assert table["columns"], (name, key)
            assert answer["method"]["href"].startswith("method?") == one["foot"]["counted"]
            assert answer["counted"], (name, key)


def test_the_picture_of_a_map_says_what_its_borders_mean_and_no_other_does():
    page = open_board("overview", {"lang": "en"})
    texts = {key: " ".join(one["foot"]["said"]) for key, one in page.cards.items()}
    assert [key for key, words in texts.items() if "imply no position" in words] == ["map"]


def test_an_edition_has_the_definitions_of_its_day():
    page = open_board("overview", {"lang": "es", "edition": "III-EU-CLASI"})
    whole = content_of(page.view, {})
    for key in page.cards:
        assert orjson.loads(on_request.how_counted(whole, key))["counted"]


def test_nothing_is_added_up_before_somebody_asks(monkeypatch):
    """What stands on a page is made for every choice; its arithmetic for few."""
    monkeypatch.setattr(content, "_kept", content.Cache(content.MOST_KEPT))
    monkeypatch.setattr(counted, "equation", lambda *_: pytest.fail("it was added up"))
    for name, query in PLACES:
        if "behind" not in query and name != "slides":  # Notes say what stands behind a slide.
            open_board(name, {"lang": "en", "dataset": "exercise", **query})


@pytest.mark.parametrize("language", words.languages())
def test_arithmetic_stands_above_rows_and_a_long_definition_is_folded_below(language):
    page = open_board("overview", {"lang": language, "country": "ECU"})
    answer = orjson.loads(on_request.how_counted(content_of(page.view, {}), "headline"))
    number = page.metrics[0]
    assert answer["lines"][0].startswith(f"{number} ")
    assert len(answer["rows"]["rows"]) == len(page.view.selection.milestones)
    assert all(row["address"].startswith("actions?") for row in answer["rows"]["rows"])
    assert answer["folded"]


def test_the_rows_of_a_card_whose_table_they_are_are_those_of_its_table():
    page = open_board("overview", {"lang": "en", "priority": "P5"})
    answer = orjson.loads(on_request.how_counted(content_of(page.view, {}), "due"))
    table = orjson.loads(on_request.table_of(content_of(page.view, {}), "due"))
    assert answer["rows"]["rows"] == table["rows"]
