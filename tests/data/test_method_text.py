"""METHOD.md and its translations: each has the same tables, numbers and rules as the code."""

import re

import pytest

from data.measures import FEWEST_FOR_A_SHARE, MOST_MISSING, Stage
from data.model import APPLICABLE, COUNTED, METHOD_VERSION, RULES, SET_ASIDE, Link, State
from data.round.values import Box
from data.status import SERIOUS_DELAY_DAYS
from data.text import words

LANGUAGES = words.languages()
OTHERS = [language for language in LANGUAGES if language != words.FALLBACK]
TABLES = {
    "counting": len(Link),
    "milestone-states": len(State),
    "status": len(RULES),
    "agencies": len(Stage),
    "confirm": len(Box),
}
"""How many rows the table of a section has."""
NUMERALS = {
    "en": ("five", "first four", "first five"),
    "es": ("cinco", "cuatro primeros", "cinco primeros"),
    "pt": ("cinco", "quatro primeiros", "cinco primeiros"),
}
"""How a language says the fewest reports for a share, the links that are counted, and the states
that apply: a new one is added here."""


def numerals(language: str) -> tuple[str, str, str]:
    """The words of a language in its method."""
    assert language in NUMERALS, f"add the words of {language} to NUMERALS"
    return NUMERALS[language]


def sections(language: str) -> dict[str, str]:
    """Anchor to the text of its section."""
    parts = re.split(r"^## .+ \{#([a-z-]+)\}$", words.method(language), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def rows(section: str) -> list[list[str]]:
    """The cells of the rows of a section's table, without its head."""
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_title_says_the_version_of_the_code(language: str) -> None:
    assert words.method(language).splitlines()[0].endswith(f" {METHOD_VERSION}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_table_has_a_row_for_each_word_of_the_code_and_no_cell_is_blank(language: str) -> None:
    found = {anchor: rows(text) for anchor, text in sections(language).items()}
    assert {anchor: len(table) for anchor, table in found.items() if table} == TABLES
    assert all(all(row) for table in found.values() for row in table)
    assert [int(row[0]) for row in found["status"]] == sorted(RULES.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_state_and_a_status_have_the_name_that_the_pages_give_them(language: str) -> None:
    found, names = sections(language), words.catalogue(language)
    assert [row[0] for row in rows(found["milestone-states"])] == [
        names[f"state.{state}"]
        for state in (*APPLICABLE, *SET_ASIDE, State.NOT_APPLICABLE, State.WITHDRAWN)
    ]
    for number, name, _ in rows(found["status"]):
        [status] = [status for status, rule in RULES.items() if rule == int(number)]
        of_record = names.get(f"{words.OPEN}status.{status}")
        assert name == names[f"status.{status}"] + (f" ({of_record})" if of_record else "")


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_has_the_paragraphs_tables_and_numbers_of_the_english(language: str) -> None:
    english, other = sections("en"), sections(language)
    assert list(other) == list(english)
    for anchor, text in english.items():
        assert [block[:2] == "| " for block in other[anchor].split("\n\n")] == [
            block[:2] == "| " for block in text.split("\n\n")
        ], anchor
        assert [len(row) for row in rows(other[anchor])] == [len(row) for row in rows(text)], anchor
        assert re.findall(r"\d+", other[anchor]) == re.findall(r"\d+", text), anchor


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_thresholds_are_those_of_the_code(language: str) -> None:
    found = sections(language)
    assert f" {SERIOUS_DELAY_DAYS} " in found["status"]
    assert re.search(rf"\b{MOST_MISSING:.0%}".replace("%", r"\s?%"), found["headline"])
    fewest, counted, applicable = numerals(language)
    assert FEWEST_FOR_A_SHARE == 5 and fewest in found["headline"]
    assert counted in found["counting"]
    assert list(Link)[:4] == list(COUNTED)
    assert applicable in found["milestone-states"]
    assert list(State)[:5] == list(APPLICABLE)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_definition_has_a_day_a_year_or_a_name_of_the_public_record(language: str) -> None:
    found = sections(language)
    own = re.compile(r"\b20\d\d\b|CLASI")
    assert own.search(found.pop("record"))
    assert [anchor for anchor, text in found.items() if own.search(text)] == []
