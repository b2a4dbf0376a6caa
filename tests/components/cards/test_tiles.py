"""The tiles: the figures of the headline, each leading to its list, with what changed."""

from urllib.parse import parse_qs, urlsplit

import pytest

from components.cards import overview, tiles
from components.charts.theme import Ink
from components.view import totals
from components.view.view import open_view
from data.text import words
from tests.support.opened import own_of, share

LANGUAGES = words.languages()
NO_BREAK = tiles.NO_BREAK


def view(language="en", **query):
    return open_view("overview", language, query)


def led_to(href):
    """The view that a link leads to, and what it asks of the page alone."""
    place = urlsplit(href)
    query = parse_qs(place.query)
    found = open_view(place.path, query["lang"][0], query)
    own, dropped = own_of(found, {name: values[-1] for name, values in query.items()})
    assert not dropped and not found.dropped
    return found, own


def by_name(here, **own):
    return {tile.id: tile for tile in tiles.headline_tiles(here, own).chart.rows}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", overview.RECORD_FIGURES)
def test_the_list_behind_a_tile_of_a_record_has_as_many_rows_as_the_tile_says(language, name):
    here = view(language, country=["PER"])
    tile = by_name(here)[name]
    found, own = led_to(tile.href)
    assert own == {"behind": name}
    assert found.filters == here.filters
    assert len(overview.behind(found, name).table) == int(tile.number)


def test_the_list_behind_a_tile_of_a_plan_is_what_its_number_is_of():
    here = view(dataset=["exercise"])
    numbers = totals.headline(here)
    rows = {}
    for name, tile in by_name(here).items():
        found, own = led_to(tile.href)
        assert found.dataset == here.dataset
        rows[name] = len(overview.behind(found, own["behind"]).table)
    assert rows == {
        "completed": numbers.completed.count,
        "delivered": numbers.delivered.of,
        "range": numbers.completed.of,
        "coverage": numbers.coverage.missing,
    }


def test_a_tile_whose_list_is_open_closes_it():
    open_, other = (by_name(view(), behind="reached")[name] for name in ("reached", "to_come"))
    assert (open_.chosen, other.chosen) == (True, False)
    assert led_to(open_.href)[1] == {}
    assert led_to(other.href)[1] == {"behind": "to_come"}


@pytest.mark.parametrize("query", [{}, {"country": ["COL"]}, {"priority": ["P3"]}], ids=str)
def test_the_change_is_the_number_now_less_that_before_the_last_ministerial(query):
    now, then = (
        totals.headline(view(**query, **more)).by_name for more in ({}, {"as_of": ["2025-03-04"]})
    )
    found = by_name(view(**query))
    for name in ("reached", "to_come", "passed"):
        change = now[name] - then[name]
        written = f"{change:+d}".replace("-", "−") if change else "unchanged"
        assert found[name].below == (
            f"{written} since the ministerial meeting of 5 Mar 2025".replace(
                "5 Mar ", f"5{NO_BREAK}Mar{NO_BREAK}"
            )
        )
    assert found["in_place"].below == found["in_place"].span


def test_on_the_day_of_a_ministerial_the_change_is_since_the_one_before():
    found = by_name(view(as_of=["2025-03-05"]))["to_come"].below
    assert found.endswith("28 Sept 2023".replace(" ", NO_BREAK))


def test_nothing_is_said_of_a_change_before_any_ministerial_nor_of_a_choice_by_status():
    for query in ({"as_of": ["2022-01-01"]}, {"status": ["completed"]}):
        assert all(tile.below == tile.span for tile in by_name(view(**query)).values())


def test_the_bars_count_what_was_reached_in_each_month_and_was_in_place_in_each_year():
    here = view()
    found, numbers = by_name(here), totals.headline(here)
    months, years = found["reached"].spark, found["in_place"].spark
    first, last = here.dataset.period.starts, here.as_of
    assert len(months) == (last.year - first.year) * 12 + last.month - first.month + 1
    assert max(sum(share(piece.width) for piece in bar) for bar in months) == 1
    pieces = [piece for bar in months for piece in bar]
    total = sum(share(piece.width) for piece in pieces)
    confirmed = sum(share(piece.width) for piece in pieces if piece.ink == Ink.CONFIRMED)
    assert confirmed / total == pytest.approx(numbers.confirmed / numbers.reached, abs=1e-3)
    assert found["in_place"].span == "by year, 2010–2025"
    assert len(years) == 16
    assert found["to_come"].spark == found["passed"].spark == ()


def test_where_nothing_was_reached_there_are_no_bars():
    tile = by_name(view(country=["URY"], priority=["P5"]))["reached"]
    assert (tile.number, tile.spark) == ("0", ())
    assert tile.note == "0 confirmed, 0 awaiting a second source"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_tile_of_a_record_says_a_percentage(language):
    card = tiles.headline_tiles(view(language), {})
    assert "%" not in card.alt
    assert all(row.name and row.help for row in card.chart.rows)
