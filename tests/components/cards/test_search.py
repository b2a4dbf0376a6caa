"""Search everywhere: in every language at once, forgiving, and nothing that was not known."""

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

import dashboard
from components.cards import actions, search
from components.layout import tables
from data.matching import words_of
from data.model.records import by_code, missing, records
from data.text import words
from tests.support.opened import view_of

KNOWN = {
    "country": ("Ecuador", "countries", {"country": ["ECU"]}),
    "agency": ("Europol", "agencies", {"eu": ["EUROPOL"]}),
    "eu_side": ("Germany", "actions", {"eu": ["DEU"]}),
    "priority": ("Security of ports", "priorities", {"priority": ["P5"]}),
    "action": ("Europol-Ecuador working arrangement", "actions", {"action": ["A009"]}),
    "meeting": ("III EU-CLASI ministerial", "meetings", {"meeting": ["M14"]}),
    "definition": ("Awaiting confirmation", "method", {"section": ["milestone-states"]}),
    "page": ("Accessibility", "accessibility", {}),
}

PAGES = tuple(dashboard.PAGES)


def find(text, language="en", most=search.MOST, **query):
    return search.find(view_of("overview", language, **query), text, PAGES, most)


def codes(text, name="action", **options):
    """The codes of what a text finds, in order."""
    found = (parse_qs(urlsplit(one.address).query) for one in find(text, **options))
    return [query[name][0] for query in found if name in query]


@pytest.mark.parametrize("language", words.languages())
@pytest.mark.parametrize("kind", search.KINDS)
def test_each_kind_is_found_by_its_name_and_opens_what_it_names(kind, language):
    name, page, params = KNOWN[kind]
    best = find(name, language)[0]
    address = urlsplit(best.address)
    assert (best.kind, address.path) == (kind, page)
    assert parse_qs(address.query) == {**params, "lang": [language]}


@pytest.mark.parametrize("language", words.languages())
@pytest.mark.parametrize(
    "typed",
    ["working arrangement ecuador", "acuerdo de trabajo ECUADOR", "acordo de trabalho Equador"],
)
def test_a_reader_of_any_language_finds_words_of_every_language(typed, language):
    assert "A009" in codes(typed, language=language)


@pytest.mark.parametrize(
    ("typed", "country"),
    [("Brasil", "BRA"), ("brazil", "BRA"), ("Brazl", "BRA"), ("méxico", "MEX"), ("mexico", "MEX"),
     ("Panamà", "PAN"), ("Equador", "ECU"), ("ECU", "ECU"), ("Republica Dominicana", "DOM")],
)  # fmt: skip
def test_a_country_comes_first_however_it_is_written(typed, country):
    assert codes(typed, "country", language="es")[0] == country


@pytest.mark.parametrize(
    ("typed", "language", "first"),
    [("slides ecu", "en", ["slides", "countries"]), ("mexico panama", "es", ["countries"] * 2)],
)
def test_of_several_words_one_may_name_a_page_or_a_country(typed, language, first):
    best = find(typed, language)[: len(first)]
    assert [urlsplit(one.address).path for one in best] == first


def test_an_action_is_found_by_publisher_and_title_of_a_source():
    view = view_of("actions", "pt", context="1")
    sources = by_code(view.dataset, "sources")
    for row in records(view.dataset.action_sources.iloc[::25]):
        source = sources[row["source_id"]]
        for text in (source["publisher"], source["title"]):
            assert missing(text) or row["action_id"] in set(
                actions.matching(view, text)["action_id"]
            ), text


def test_the_list_of_actions_finds_by_the_same_rule():
    view = view_of("actions", "es", context="1")
    for typed in ("agencis", "working arrangement", "operaçoes", "abc color", "nada de nada"):
        everywhere = [one for one in search.find(view, typed, PAGES, 500) if one.kind == "action"]
        listed = set(actions.matching(view, typed)["action_id"])
        assert {parse_qs(urlsplit(one.address).query)["action"][0] for one in everywhere} == listed


@pytest.mark.parametrize("typed", ["policia nacional", "working arangement", "EUROPOL colombia"])
def test_a_list_says_where_it_found_words_that_a_title_lacks_and_marks_them_all(typed):
    view = view_of("actions", "es", context="1")
    rows = actions.matching(view, typed)["action_id"]
    found = actions.where_found(view, typed, rows)
    holds = actions.texts(view).places(typed)
    every = range(len(words_of(typed)))
    for code in rows:
        title = {word for word, *_ in holds(tables.action_titles(view)[code])}
        marked = {holds(run)[0][0] for run in found.get(code, ())[1::2]}
        assert title | marked == {*every}
        assert (code in found) == (title != {*every})
    assert actions.where_found(view, " ", rows) == {}


def test_where_words_were_found_says_whose_service_it_is_and_in_which_language_a_title_is():
    view = view_of("actions", "es")
    found = actions.where_found(view, "policia nacional", ["A016"])["A016"]
    assert found == ["Hallado en: España: ", "Policía", " ", "Nacional", " (Servicio u organismo)"]
    found = actions.where_found(view, "working arrangement", ["A009"])["A009"]
    assert "".join(found) == "Hallado en: Europol-Ecuador working arrangement (Título, inglés)"
    found = actions.where_found(view, "europol colombia", ["A092"])["A092"]
    assert " … " in "".join(found)
    assert len("".join(found)) < 200
    details = [one.detail for one in search.find(view, "guardia civil colombia ecuador", PAGES)]
    assert any("Hallado en: " in detail for detail in details)


def test_a_blank_search_finds_nothing_and_leaves_the_list_whole():
    view = view_of("actions")
    assert search.find(view, "  ", PAGES) == []
    assert len(actions.matching(view, "  ")) == len(view.selection.listed)


def test_what_is_found_stands_by_kind_and_every_kind_has_its_turn():
    found = find("europol")
    kinds = [one.kind for one in found]
    assert kinds == sorted(kinds, key=kinds.index)
    assert kinds[0] == "agency"
    assert {"action", "meeting"} <= set(kinds)
    assert len(found) == search.MOST
    assert len({one.address for one in found}) == len(found)


def test_the_rest_of_a_choice_stays_in_the_address_and_does_not_hide_anything():
    chosen = find("Peru", priority="P5", country="ECU", as_of="2025-06-01")[0].address
    assert parse_qs(urlsplit(chosen).query) == {
        "country": ["PER"],
        "priority": ["P5"],
        "as_of": ["2025-06-01"],
        "lang": ["en"],
    }
    assert "A009" in codes("working arrangement ecuador", priority="P5")


def test_all_actions_with_the_words_are_offered_where_more_are_listed_than_found():
    view = view_of("overview")
    found = search.find(view, "europol", PAGES)
    more = search.more_actions(view, "europol", found)
    listed = actions.matching(view, "europol")
    assert parse_qs(urlsplit(more.address).query)["q"] == ["europol"]
    assert str(len(listed)) in more.title
    assert search.more_actions(view, "A009", search.find(view, "A009", PAGES)) is None


def test_what_was_not_known_by_the_cut_off_is_not_found():
    early, late = date(2024, 1, 31), date(2026, 6, 4)
    assert codes("A171", as_of=str(late)) == ["A171"]
    assert codes("A171", as_of=str(early)) == []
    assert codes("IV CLASI ministerial summit", "meeting", as_of=str(early)) == []


def test_a_source_published_after_the_cut_off_finds_nothing():
    day = date(2024, 1, 31)
    view = view_of("overview", as_of=str(day))
    later = {
        code: row["published_on"].date() > day
        for code, row in by_code(view.dataset, "sources").items()
        if not missing(row["published_on"]) and not missing(row["title"])
    }
    assert set(later.values()) == {True, False}
    for code, is_later in later.items():
        assert (not actions.published(view, [code])) == is_later
    typed = (
        "La UE y Ecuador acuerdan intercambiar datos contra el crimen organizado y el terrorismo"
    )
    assert "A001" in codes(typed)
    assert codes(typed, as_of=str(day)) == []


def test_what_was_decided_and_came_of_a_meeting_is_found_once_it_was_held():
    typed = "dismantle high-risk criminal networks"
    assert "M14" in codes(typed, "meeting")
    assert codes(typed, "meeting", as_of="2025-03-04") == []


def test_context_is_found_and_says_that_it_does_not_count():
    found = [one for one in find("A012") if one.kind == "action"]
    assert [one.detail.split(" · ")[0] for one in found] == ["Context (not counted)"]


def test_a_dataset_is_searched_alone_and_an_edition_as_it_was():
    assert codes("EX-A010", dataset="exercise") == ["EX-A010"]
    assert "EX-A010" not in codes("EX-A010")
    assert codes("A171", edition="III-EU-CLASI") == []
    assert codes("A001", edition="III-EU-CLASI") == ["A001"]
    (found,) = find("A001", edition="III-EU-CLASI")
    assert "edition=III-EU-CLASI" in found.address


def test_there_are_words_for_every_kind_and_every_page_is_found():
    view = view_of("overview")
    assert set(search.index(view, PAGES)) == set(search.KINDS)
    assert set(search.index(view, PAGES)["page"]) == set(PAGES)
    assert all(view.t(f"search_kind.{kind}") for kind in search.KINDS)


@pytest.mark.parametrize(("typed", "language"), [("puertos", "es"), ("portos", "pt")])
def test_words_that_belong_together_are_found_by_each_other(typed, language):
    assert "P5" in codes(typed, "priority", language=language)


@pytest.mark.parametrize("language", words.languages())
def test_the_beginning_of_a_page_leads_to_it_before_an_action_of_the_same_beginning(language):
    for typed, page in {"doc": "documents", "agenci": "agencies"}.items():
        assert urlsplit(find(typed, language)[0].address).path == page


@pytest.mark.parametrize("language", words.languages())
def test_initials_lead_to_the_agreements_of_an_agency_before_one_of_them(language):
    assert find("euda", language)[0].address == f"agencies?eu=EUDA&lang={language}"
