"""The tiles: the figures of the headline, each leading to its list, with what changed."""

from dataclasses import replace
from functools import partial

from components.cards import overview, tiles
from data.model import Plan
from tests.support import build, shapes
from tests.support.opened import led_to, view_of

NO_BREAK = tiles.NO_BREAK
view = partial(view_of, "overview")


def by_name(here, **own):
    return {tile.id: tile for tile in tiles.headline_tiles(here, own).chart.rows}


def test_a_tile_whose_list_is_open_closes_it():
    open_, other = (by_name(view(), behind="reached")[name] for name in ("reached", "to_come"))
    assert (open_.chosen, other.chosen) == (True, False)
    assert led_to(open_.href)[1] == {}
    assert led_to(other.href)[1] == {"behind": "to_come"}


def test_on_the_day_of_a_ministerial_the_change_is_since_the_one_before():
    found = by_name(view(as_of=["2025-03-05"]))["to_come"].below
    assert found.endswith("28 Sept 2023".replace(" ", NO_BREAK))


def test_nothing_is_said_of_a_change_before_any_ministerial_nor_of_a_choice_by_status():
    for query in ({"as_of": ["2022-01-01"]}, {"status": ["completed"]}):
        assert all(tile.below == tile.span for tile in by_name(view(**query)).values())


def test_the_range_says_what_it_counts_beyond_the_confirmed():
    text = by_name(view(dataset="exercise"))["range"].below
    assert text == "+18 awaiting confirmation, +20 with date passed, no report"
    early = by_name(view(dataset="exercise", as_of=["2025-06-01"]))
    expected = "+7 awaiting confirmation (3 of them due), +31 with date passed, no report"
    assert early["range"].below == expected
    assert early["delivered"].note == "no %: reports missing, 7 overdue"


def test_where_nothing_was_reached_there_are_no_bars():
    tile = by_name(view(country=["URY"], priority=["P5"]))["reached"]
    assert (tile.number, tile.spark) == ("0", ())
    assert tile.note == "0 confirmed, 0 awaiting a second source"


def test_lines_of_ministerial_meetings_are_explained_where_there_are_any():
    due = build.milestone("M1", "A1", "2025-03-10")
    held = build.dataset([build.action("A1", "ECU")], [due], plan=Plan.OPEN)
    without = replace(held, tables={**held.tables, "meetings": held.meetings.head(0)})
    foot = [overview.over_time(here).subtitle for here in (view(), shapes.view_of(without))]
    assert [text.endswith("Dashed lines: ministerial meetings.") for text in foot] == [True, False]
