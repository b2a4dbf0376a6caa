"""A country with each EU agency: the furthest stage, in the ink of what it rests on."""

import pytest

from components.cards import agencies
from components.charts.theme import Ink
from components.view.view import open_view
from data import measures
from data.measures import Stage


def card(country, lang="en", **query):
    asked = {"country": [country], **{name: [value] for name, value in query.items()}}
    view = open_view("countries", lang, asked)
    return agencies.of_country(view, country), view


def inks(row):
    """The inks of the stages that were reached."""
    return [ink for ink in row.marks if ink]


@pytest.mark.parametrize("lang", ["en", "es", "pt"])
def test_every_agency_of_the_data_has_a_row_and_its_stage_is_that_of_the_measure(lang):
    made, view = card("ECU", lang)
    bodies = list(agencies._agencies(view))
    grid = measures.agencies(view.selection.known.milestones, view.dataset, ["ECU"], bodies)
    assert [len(inks(row)) for row in made.chart.rows] == [
        list(Stage).index(Stage(stage)) for stage in grid["stage"]
    ]
    assert {len(row.marks) for row in made.chart.rows} == {len(Stage) - 1}


def test_a_stage_has_the_ink_of_what_it_rests_on_and_nothing_found_has_none():
    made, _ = card("ECU")
    rows = {row.name: row for row in made.chart.rows}
    assert inks(rows["Europol"]) == [Ink.AWAITING] * 3
    with_brazil = {row.name: row for row in card("BRA")[0].chart.rows}["Europol"]
    assert inks(with_brazil) == [Ink.CONFIRMED] * 3
    assert set(inks(rows["Eurojust"])) == {Ink.BEFORE}
    assert (inks(rows["Frontex"]), rows["Frontex"].href) == ([], "")
    assert rows["Frontex"].note == "Nothing found"


def test_the_title_says_with_whom_and_how_far():
    assert card("ECU")[0].title == "Agreement signed or in force with EUDA, Eurojust and Europol"
    assert card("PER")[0].title.endswith("; in talks with Europol")
    assert card("GTM")[0].title == "In contact with Eurojust"
    assert card("GTM", as_of="2019-01-01")[0].title == (
        "No agreement or working arrangement with an EU agency is recorded."
    )


def test_a_filter_changes_nothing_of_it():
    assert card("ECU", priority="P6")[0].chart.rows[0].note == card("ECU")[0].chart.rows[0].note


def test_an_agency_has_no_card_of_agencies():
    assert card("EUROPOL")[0] is None


def test_a_body_goes_by_its_initials_only_where_its_name_has_them():
    assert agencies.short("European Union Drugs Agency (EUDA)") == "EUDA"
    assert agencies.short("Europol") == "Europol"
    assert agencies.short("Agency (Lima)") == "Agency (Lima)"


def test_its_table_has_a_row_for_each_agency_with_which_something_was_found():
    made = card("ECU")[0]
    assert made.table.iloc[:, 0].tolist() == [row.name for row in made.chart.rows if row.href]
    nothing = card("GTM", as_of="2019-01-01")[0].table
    assert len(nothing) == 0
    assert list(nothing.columns) == list(made.table.columns)
