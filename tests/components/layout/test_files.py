"""Names of downloaded files: marking, selection, day and language, valid on every system."""

import re
from dataclasses import replace
from datetime import date
from urllib.parse import parse_qs, urlsplit

from hypothesis import given, settings
from hypothesis import strategies as st

from components.documents import registry
from components.layout import files
from components.layout.files import LONGEST_STEM, file_stem
from components.server import request_limit
from components.view import view as views
from data.model import Status
from data.selection.filters import Filters

LISTS = {
    "country": ["ECU", "PER", "BRA"],
    "eu": ["EU", "EUROPOL"],
    "priority": ["P1", "P5"],
    "status": [str(one) for one in Status],
    "kind": ["agreement", "operation"],
}
DAYS = st.none() | st.dates(date(2024, 1, 1), date(2026, 12, 31))
CHOICES = st.builds(
    Filters,
    **{
        name: st.lists(st.sampled_from(codes), unique=True).map(
            lambda found, codes=codes: tuple(c for c in codes if c in found)
        )
        for name, codes in LISTS.items()
    },
    since=DAYS,
    until=DAYS,
    context=st.booleans(),
)
PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+_-]*[A-Za-z0-9+]")


@given(
    one=st.tuples(CHOICES, st.text(max_size=300)), other=st.tuples(CHOICES, st.text(max_size=300))
)
@settings(max_examples=100, deadline=None)
def test_different_choices_have_different_names_that_every_system_takes(one, other):
    view = views.open_view("overview", "es", {})
    names = [
        file_stem(replace(view, filters=filters), "priorities", [own] if own else [])
        for filters, own in (one, other)
    ]
    assert (names[0].casefold() == names[1].casefold()) == (one == other)
    for name in names:
        assert len(name) <= LONGEST_STEM
        assert PLAIN.fullmatch(name)


def test_the_longest_name_of_a_file_has_at_most_150_characters(tmp_path):
    view = views.open_view("overview", "es", {"edition": ["III-EU-CLASI"]})
    entry = replace(view.edition.entry, name="E" * 40)
    everything = Filters(
        country=tuple(view.allowed["country"]), status=tuple(view.allowed["status"])
    )
    folder = tmp_path / ("Carpeta con un nombre muy largo " * 5)
    view = replace(
        view, filters=everything, folder=folder, edition=replace(view.edition, entry=entry)
    )
    stem = file_stem(view, "x" * 90, ["y" * 90])
    assert len(f"{stem}.parquet") <= 150
    assert PLAIN.fullmatch(stem)


def test_a_name_says_what_was_chosen():
    chosen = {"country": ["ECU", "PER"], "priority": ["P5"], "status": ["under_way"]}
    view = views.open_view("overview", "es", {**chosen, "as_of": ["2026-03-01"]})
    name = "eu-clasi-roadmap_priorities_ECU+PER_P5_under_way_as-known-2026-03-01_es"
    assert file_stem(view, "priorities") == name
    other = views.open_view("overview", "en", {"dataset": ["exercise"], "from": ["2026-01-01"]})
    name = "eu-clasi-roadmap_EXERCISE_secretariat_workbook_from-2026-01-01_as-known-2026-10-15_en"
    assert file_stem(other, "workbook") == name


def test_a_long_name_of_a_roadmap_is_cut_between_words():
    known = views.open_view("overview", "en", {}).dataset
    for name, slug in {
        "Continental Health Roadmap": "continental-health",
        "海洋": "roadmap",
    }.items():
        assert replace(known, names={"roadmap": {"en": name}}).slug == slug


def test_what_no_filter_changes_is_not_named_after_one():
    view = views.open_view("data", "en", {"country": ["ECU"]})
    package, note = registry.document("package"), registry.document("note")
    names = [
        registry.file_name(view, package, package.forms[0]),
        registry.file_name(view, note, note.forms[0], "PER"),
    ]
    assert names == [
        "eu-clasi-roadmap_package_as-known-2026-06-04_en.zip",
        "eu-clasi-roadmap_country-note_PER_as-known-2026-06-04_en.docx",
    ]


def test_an_address_names_everything_that_was_chosen():
    view = views.open_view("actions", "pt", {"country": ["ECU", "PER"], "dataset": ["exercise"]})
    address = files.file_address(view, "actions/actions.csv", q="la paz & más")
    assert parse_qs(urlsplit(address).query) == {
        "country": ["ECU", "PER"],
        "dataset": ["exercise"],
        "lang": ["pt"],
        "q": ["la paz & más"],
    }
    assert not address.startswith("/")
    assert f"/{files.ROOT}/" == request_limit.FILES
