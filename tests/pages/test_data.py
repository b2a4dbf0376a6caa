"""The Data page: what counts, the addresses for programs, and what was corrected."""

import shutil
from urllib.parse import parse_qs, urlsplit

import lxml.html
import pytest

from components.cards import revisions
from components.view import stores
from data.reading import load
from data.text import words
from tests.support import small
from tests.support.open_data import unbounded

FORMS = ("JSON", "CSV", "Parquet", "openapi.json")


@pytest.fixture(scope="module")
def client():
    return unbounded()


def links(page):
    """The addresses for programs in their order."""
    return [
        link.get("href")
        for part in page.parts("text")
        for link in lxml.html.fragment_fromstring(part["html"], create_parent="div").iter("a")
        if link.text_content() in FORMS
    ]


@pytest.mark.parametrize("language", ["es"])
def test_the_addresses_for_programs_carry_the_choice_and_are_answered(open_page, client, language):
    query = {"dataset": "exercise", "country": ["ECU", "PER"], "as_of": "2026-03-31"}
    page = open_page("data", lang=language, table="reports", **query)
    found, forms = links(page), ("", ".csv", ".parquet")
    assert [urlsplit(link).path for link in found] == [
        *(
            f"/api/v1/{name}{form}"
            for name in ("measures", "actions", "milestones")
            for form in forms
        ),
        "/api/v1/openapi.json",
        *(f"/api/v1/tables/reports{form}" for form in forms),
    ]
    for link in found:
        parts = urlsplit(link)
        assert client.get(f"{parts.path}?{parts.query}").status_code == 200
    assert "country" not in parse_qs(urlsplit(found[-1]).query), "a table comes whole"
    parameters = parse_qs(urlsplit(found[0]).query)
    assert parameters == {
        "country": ["ECU", "PER"],
        "as_of": ["2026-03-31"],
        "dataset": ["exercise"],
        "lang": [language],
    }
    meta = client.get(found[3]).json()["meta"]
    assert meta["as_of"] == "2026-03-31"
    assert meta["filters"] in "".join(page.texts())


def test_of_many_corrections_the_newest_are_shown(open_page):
    dataset, t = stores.dataset_in(load.FOLDER / "record"), words.words("es")
    number, few = len(dataset.revisions), revisions.NEWEST
    assert number > few
    page = open_page("data", lang="es")
    assert t("revisions.newest_of", n=number, shown=few) in page.titles
    (shown,) = (one for one in page.tables.values() if t("column.says_now") in one.columns)
    assert len(shown.rows) == few


def test_that_nothing_was_corrected_is_said_in_words(open_page, tmp_path, monkeypatch):
    folder = small.write(tmp_path / "small")
    revisions = folder / "revisions.csv"
    revisions.write_text(revisions.read_text("utf-8").splitlines()[0] + "\n", "utf-8")
    monkeypatch.setenv("ROADMAP_DATA", str(folder))
    for language in words.languages():
        page = open_page("data", lang=language)
        assert words.words(language)("data.no_corrections") in "".join(page.texts())


def test_what_only_its_owner_can_say_of_a_dataset_is_not_said_of_one_that_is_not_ours(
    open_page, monkeypatch, tmp_path
):
    def text_of(**query):
        pages = [open_page("data", **query), open_page("actions", action="A001", **query)]
        return " ".join(text for page in pages for text in page.texts())

    ours = (
        "Licence of the data: Creative Commons Attribution 4.0",
        "Author of the summaries: the dashboard team",
        "Title, description and notes: the dashboard team",
    )
    assert [one for one in ours if one in text_of()] == list(ours)
    theirs = shutil.copytree("data/record", tmp_path / "theirs") / "dataset.toml"
    lines = theirs.read_text("utf-8").partition("[licence]")[0].splitlines(keepends=True)
    theirs.write_text("".join(one for one in lines if not one.startswith("authors")), "utf-8")
    monkeypatch.setenv("ROADMAP_DATA", str(tmp_path / "theirs"))
    assert [one for one in ours if one in text_of()] == []
    assert "The licence of these data is not recorded." in text_of()
