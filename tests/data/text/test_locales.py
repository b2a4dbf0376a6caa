"""Facts about languages: those of the file, and the defaults for a new catalogue."""

import shutil
import tomllib
from datetime import date

import pytest

from data.model import locales
from data.reading import load, settings
from data.text import words
from tests.support import small

CACHED = (words.languages, words.catalogue, words.words)


@pytest.fixture
def french(monkeypatch, tmp_path):
    """The catalogues with one for French beside them, which says what the English one says."""
    for path in words.FOLDER.glob("*.toml"):
        shutil.copy(path, tmp_path)
    shutil.copy(words.FOLDER / "en.toml", tmp_path / "fr.toml")
    monkeypatch.setattr(words, "FOLDER", tmp_path)
    for cached in CACHED:
        cached.cache_clear()
    yield words.Words("fr")
    for cached in CACHED:
        cached.cache_clear()


def test_a_catalogue_adds_a_language_and_the_file_of_facts_is_none(french):
    assert words.languages() == ("en", "es", "fr", "pt")
    assert french("state.confirmed") == words.Words("en")("state.confirmed")


def test_a_language_without_facts_writes_dates_and_numbers_as_it_is_used_to(french):
    assert french.date(date(2026, 6, 4)) == "4 juin 2026"
    assert french.date(date(2026, 8, 1), "month") == "août 2026"
    assert french.date(date(2026, 4, 1), "quarter") == "T2 2026"
    assert french.narrow_date(date(2026, 4, 1), "quarter") == "T2 2026"
    assert french.number(12345.6) == "12\u202f345,6"
    assert french.percent(0.45) == "45\xa0%"
    assert french.listed(["a", "b", "c"]) == "a, b et c"
    assert (french.facts.separators, french.facts.cell_separator) == (",\u202f", ";")
    assert french.facts.office_tag == "fr-FR"


def test_a_dataset_without_a_title_in_a_new_language_is_shown_by_its_english_title(
    french, tmp_path
):
    dataset = load.load(small.write(tmp_path / "small"))
    assert french.dataset(dataset).startswith(dataset.title["en"])


def test_every_dataset_gives_its_title_in_the_languages_that_the_file_requires():
    assert locales.required() == ("en", "es", "pt")
    content = (small.HERE / "dataset.toml").read_text("utf-8")
    for language in locales.required():
        lines = [line for line in content.splitlines() if not line.startswith(f"{language} = ")]
        _, problems = settings.parse("\n".join(lines).encode())
        assert [(problem.column, problem.code) for problem in problems] == [
            (name, "missing_text") for name in ("title", "series.joint", "series.own")
        ]


def test_the_file_gives_facts_of_languages_that_have_a_catalogue_and_no_default_twice():
    facts = tomllib.loads(locales.FILE.read_text("utf-8"))
    assert facts.keys() <= set(words.languages())
    for code, table in facts.items():
        assert str(locales.language(code).locale) == table["locale"]


@pytest.mark.parametrize(
    ("code", "office", "separator"),
    [("en", "en-GB", ","), ("es", "es-CO", ";"), ("pt", "pt-BR", ";")],
)
def test_office_programs_know_a_language_by_tag_number_and_separator(code, office, separator):
    known = locales.language(code)
    assert known.office_tag == office
    assert known.cell_separator == separator
    assert locales.language("es").cell_number == "240A"


def test_a_locale_that_windows_does_not_know_has_no_number():
    assert locales.language("eo").cell_number == ""
