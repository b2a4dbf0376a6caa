"""A country with each EU agency: the furthest stage, in the ink of what it rests on."""

from urllib.parse import parse_qs, urlsplit

from components.cards import agencies
from tests.support.opened import view_of


def card(country, **query):
    return agencies.of_country(view_of("countries", country=country, **query), country)


def test_the_title_says_with_whom_and_how_far():
    assert card("ECU").title == "Agreement signed or in force with EUDA, Eurojust and Europol"
    assert card("PER").title.endswith("; in talks with Europol")
    assert card("GTM").title == "In contact with Eurojust"
    assert card("GTM", as_of="2019-01-01").none.startswith("No signed agreement, talks, liaison")


def test_it_obeys_the_filters():
    assert card("ECU", priority="P6").none
    assert [one.words for one in card("ECU", eu="EUROPOL").chart.columns] == ["Europol"]


def test_a_country_has_its_row_alone_and_each_stage_the_milestone_that_it_rests_on():
    [row] = card("ECU").chart.rows
    assert row.name == "Ecuador"
    assert all(cell.milestone and cell.marks for cell in row.cells)


def test_the_head_of_an_agency_leads_to_as_many_agreements_as_it_says():
    view = view_of("agencies")
    for head in agencies.grid(view).chart.columns:
        query = parse_qs(urlsplit(head.address).query)
        found = view_of("actions", eu=query["eu"], kind=query["kind"]).selection.listed
        assert head.label.startswith(f"{len(found)} action")
    assert head.label == "10 actions on agreements, any stage"


def test_a_country_that_negotiates_anew_is_named_below_the_grid():
    said = agencies.grid(view_of("agencies")).chart.note
    assert said.endswith("beside the one signed or in force: Mexico with Europol.")
    assert "Mexico" not in agencies.grid(view_of("agencies", as_of="2022-01-01")).chart.note


def test_an_agency_has_no_card_of_agencies():
    assert card("EUROPOL") is None


def test_a_body_goes_by_its_initials_only_where_its_name_has_them():
    assert agencies.short("European Union Drugs Agency (EUDA)") == "EUDA"
    assert agencies.short("Europol") == "Europol"
    assert agencies.short("Agency (Lima)") == "Agency (Lima)"
