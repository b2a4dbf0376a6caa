"""Any address is read without an error; what has no meaning is left out and named."""

import time
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from components.cards import change_starts
from components.view import stores
from components.view import view as views
from components.view.view import parse_filters, query_of
from data.reading import load
from data.selection import filters
from data.selection.filters import Filters
from data.text import words

RECORD = stores.dataset_in(load.FOLDER / "record")
ALLOWED = filters.options(RECORD, words.words("en"))
GOOD = "ECU EUROPOL P5 under_way agreement 2025-01-01 record exercise III-EU-CLASI en"
ODD = "ecu P05 2025-1-1 20250101 2025-W01-1 ２０２５-01-01 0000-00-00 10000-01-01 -2025-01-01"
BAD = "../../etc/passwd|..|/|\\\\host\\share|con|%00|\0|\r\nSet-Cookie: a=b|<script>|{t.__class__}"
ANY = st.text(max_size=40) | st.sampled_from(
    [*GOOD.split(), *ODD.split(), *BAD.split("|"), "' OR 1=1 --", "𝟚𝟘𝟚𝟝-01-01"]
)
NAMES = (*filters.FILTERS, *filters.SOURCE_PARAMS)
QUERIES = st.dictionaries(
    st.sampled_from(NAMES) | st.text(max_size=10), st.lists(ANY, max_size=4), max_size=6
)
MANY = settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))


@MANY
@given(QUERIES)
def test_every_value_is_used_or_named_and_never_both(query):
    found, dropped = parse_filters(query, ALLOWED)
    for name in filters.LISTS:
        values = set(query.get(name, []))
        used = set(getattr(found, name))
        assert used == values & set(ALLOWED[name])
        assert {left_out for left_out in dropped if left_out.startswith(f"{name}=")} == {
            f"{name}={value}" for value in values - used
        }
    for name, one in filters.DAYS.items():
        day = getattr(found, one.field)
        if day:
            assert isinstance(day, date)
            assert [value for value in query[name] if value][-1] == day.isoformat()
        elif any(query.get(name, [])):
            assert f"{name}={[value for value in query[name] if value][-1]}" in dropped
    assert parse_filters(query_of(found), ALLOWED) == (found, [])


def test_no_side_takes_the_other_and_a_day_left_blank_is_no_day():
    ends = {"from": ["2026-01-01"], "to": ["2025-01-01"]}
    assert parse_filters(ends, ALLOWED)[1] == ["to=2025-01-01"]
    assert parse_filters({"country": ["EUROPOL"]}, ALLOWED)[1] == ["country=EUROPOL"]
    assert parse_filters({"eu": ["ECU"]}, ALLOWED)[1] == ["eu=ECU"]
    assert parse_filters({"from": [""], "to": [""], "as_of": [""]}, ALLOWED) == (Filters(), [])


def test_countries_and_the_eu_side_are_two_lists():
    people = RECORD.participants
    kinds = dict(zip(people["participant_id"], people["kind"], strict=True))
    assert {kinds[code] for code in ALLOWED["country"]} == {"state"}
    assert len(ALLOWED["country"]) == 16
    groups = [filters.GROUPS.index(kinds[code]) for code in ALLOWED["eu"]]
    assert groups == sorted(groups) and 0 not in groups
    assert set(ALLOWED["eu"]) <= set(RECORD.action_participants["participant_id"])


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({}, "All priorities, all countries, as known on"),
        ({"country": ["ECU"]}, "All priorities, Ecuador, as known on"),
        (
            {"country": ["ECU"], "eu": ["EUROJUST", "EUROPOL"]},
            "All priorities, Ecuador, EU side: Eurojust and Europol, as known on",
        ),
        (
            {"context": ["1"]},
            f"All priorities, all countries, {words.words('en')('filters.said_context')}",
        ),
        ({"eu": ["EUROPOL"]}, "All priorities, all countries, EU side: Europol, as known on"),
    ],
    ids=str,
)
def test_a_choice_is_said_with_each_side_for_itself(chosen, expected):
    assert views.open_view("overview", "en", chosen).describe().startswith(expected)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(QUERIES)
def test_any_address_opens_a_view_of_what_is_offered(query):
    view = views.open_view("overview", "en", query)
    assert view.folder in load.available().values()
    assert view.edition is None or view.edition.entry.name == query["edition"][-1]
    assert view.as_of <= view.dataset.horizon


def test_a_day_after_the_last_one_is_that_and_an_address_says_another_choice_once():
    view = views.open_view("overview", "en", {"country": ["ECU"], "as_of": ["2100-01-01"]})
    assert view.as_of == view.selection.snapshot.known_by == view.dataset.horizon
    assert view.address("actions", country="PER", as_of="") == "actions?country=PER&as_of=&lang=en"


def test_a_hundred_thousand_values_cost_nothing():
    query = {name: [f"x{number}" for number in range(100_000)] for name in filters.FILTERS}
    began = time.process_time()
    _, dropped = parse_filters(query, ALLOWED)
    assert time.process_time() - began < 0.5
    assert len(dropped) <= (views.MOST_VALUES + 1) * len(filters.FILTERS)
    assert "country=... (100000)" in dropped


@MANY
@given(ANY)
def test_any_earlier_state_is_one_of_those_offered_or_a_day_or_none(code):
    view = views.open_view("changes", "en", {})
    offered = change_starts.start_options(view)
    start = change_starts.find_start(view, code, offered)
    assert start is None or code in offered or start.day.isoformat() == code


@pytest.mark.parametrize(
    "name", ["nothing", "iii-eu-clasi", "../III-EU-CLASI", "III-EU-CLASI.edition.zip"]
)
def test_a_name_of_no_edition_opens_live_data_and_is_named(name):
    view = views.open_view("overview", "en", {"edition": [name]})
    assert view.edition is None
    assert f"edition={name}" in view.dropped
