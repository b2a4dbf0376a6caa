"""The search by its address: JSON in the reader's language, bounded, and kept nowhere."""

import pytest

from components.cards import actions
from components.server import board_route
from components.server.limits import LIMITS, LONGEST_QUERY, Limit, Window
from data.reading.problems import BadDatasetError
from data.text import words
from tests.components.server.conftest import SECRET


@pytest.fixture(autouse=True)
def _uncounted(monkeypatch):
    monkeypatch.setitem(LIMITS, "search", Limit(2))


def titles(answer):
    """The titles of an answer, by the name of their group."""
    return {
        group["name"]: [one["title"] for one in group["found"]] for group in answer.json()["groups"]
    }


def test_an_answer_has_groups_with_names_and_addresses_and_says_how_many(served):
    answer = served.get("/search?text=colmbia&lang=es")
    assert answer.status_code == 200
    sentence, groups = answer.json()["said"], answer.json()["groups"]
    assert sentence == "12 resultados"
    assert titles(answer)["Países del CLASI"] == ["Colombia"]
    assert groups[0]["found"][0]["address"] == "countries?country=COL&lang=es"
    assert groups[1]["more"]["address"] == "actions?lang=es&q=colmbia"


def test_the_choice_of_the_page_stays_in_what_is_found_and_the_rest_of_its_address_is_ignored(
    served,
):
    answer = served.get("/search?text=peru&lang=pt&priority=P5&status=none&q=x&action=A001&more=1")
    (first, *_) = answer.json()["groups"]
    assert first["found"][0]["address"] == "countries?country=PER&priority=P5&lang=pt"


@pytest.mark.parametrize("text", ["zzzzzzzz", "", "%20", "%00", "%ff", "%3C%22%3E"])
def test_where_nothing_is_found_a_sentence_says_so(served, text):
    answer = served.get(f"/search?text={text}&lang=en")
    assert answer.json() == {"said": words.words("en")("search.nothing"), "groups": []}


@pytest.mark.parametrize("language", words.languages())
def test_a_refusal_is_in_the_readers_language(served, monkeypatch, language):
    t, longest = words.words(language), actions.LONGEST_SEARCH
    assert served.get(f"/search?lang={language}&text={'á' * longest}").status_code == 200
    for address in (
        f"/search?lang={language}&text={'á' * (longest + 1)}",
        f"/search?lang={language}&text=a&q={'x' * LONGEST_QUERY}",
    ):
        answer = served.get(address)
        assert answer.status_code == 414
        assert answer.json()["error"]["message"] == t("search.too_long", most=longest)
    monkeypatch.setitem(LIMITS, "search", Limit(2, Window(1, 60)))
    answers = [served.get(f"/search?lang={language}&text=peru") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 429]
    assert answers[1].json()["error"]["message"] == t("search.too_often")
    assert int(answers[1].headers["retry-after"]) > 0


def test_a_broken_dataset_is_a_sentence_and_no_line_of_what_was_asked(served, monkeypatch, lines):
    def broken(*_):
        raise BadDatasetError([])

    monkeypatch.setattr(board_route, "open_view", broken)
    answer = served.get(f"/search?lang=es&text={SECRET}")
    assert answer.status_code == 503
    assert answer.json()["error"]["message"] == words.words("es")("search.unanswered")
    assert lines == []


def test_an_answer_is_kept_nowhere_listed_nowhere_and_read_by_no_other_site(served):
    for address in ("/search?text=peru", f"/search?text={'x' * 300}"):
        headers = served.get(address, headers={"origin": "https://elsewhere.example"}).headers
        assert headers["cache-control"] == "no-store"
        assert headers["x-robots-tag"] == "noindex"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert "access-control-allow-origin" not in headers


def test_the_language_is_that_of_the_address_or_of_the_browser(served):
    for address, browser, language in (
        ("/search?text=peru&lang=pt", "es", "pt"),
        ("/search?text=peru", "es-PE", "es"),
        ("/search?text=peru", "fr", "en"),
    ):
        answer = served.get(address, headers={"accept-language": browser})
        assert answer.headers["content-language"] == language


def test_only_reading_is_answered_and_nothing_is_logged(served, lines):
    assert served.post("/search?text=peru").status_code == 405
    assert served.head("/search?text=peru").status_code == 200
    assert served.get(f"/search?text={SECRET}").status_code == 200
    assert lines == []
