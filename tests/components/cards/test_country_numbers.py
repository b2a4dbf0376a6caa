"""The map of the Overview: numbers of countries that a click proves, and no ranking."""

from functools import partial

import pytest

from components.cards import steps
from components.view import totals
from tests.support.opened import led_to, view_of

view = partial(view_of, "overview")


@pytest.mark.parametrize("query", [{}, {"priority": ["P3"]}], ids=str)
def test_the_number_of_a_country_is_what_the_page_says_once_it_is_chosen(query):
    for country in steps.on_map(view(**query)).chart.countries:
        chosen, _ = led_to(country.href)
        assert chosen.filters.country == (country.id,)
        numbers = totals.headline(chosen)
        assert int(country.number) == numbers.reached
        if numbers.reached:
            assert f"{numbers.confirmed} confirmed, {numbers.awaiting} awaiting" in country.label


def test_numbers_stay_when_a_country_is_chosen_and_its_link_takes_it_out():
    alone, two = steps.on_map(view()).chart, steps.on_map(view(country=["ECU", "PER"])).chart
    assert [one.number for one in two.countries] == [one.number for one in alone.countries]
    found = {one.id: one for one in two.countries}
    assert {code for code, one in found.items() if one.chosen} == {"ECU", "PER"}
    assert led_to(found["ECU"].href)[0].filters.country == ("PER",)
    assert set(led_to(found["CHL"].href)[0].filters.country) == {"CHL", "ECU", "PER"}


def test_the_title_says_in_how_many_countries():
    titles = {
        "Milestones reached in 16 countries": {},
        "No milestone reached in any country": {"as_of": ["2020-01-01"]},
    }
    for title, query in titles.items():
        assert steps.on_map(view(**query)).title == title
    some = steps.on_map(view(priority=["P5"]))
    reached = sum(one.number != "0" for one in some.chart.countries)
    assert 0 < reached < 16
    assert some.title == f"Milestones reached in {reached} countries"
