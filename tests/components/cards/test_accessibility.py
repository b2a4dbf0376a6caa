"""The statement is right about colours and documents, and names an operator's address."""

import re

import pytest

from components.cards import accessibility, feedback
from components.charts import theme
from components.layout.parts import Text
from components.view import view as views
from data.model import State
from data.text import words

LISTED = {*accessibility.FAILURES, *accessibility.HINDRANCES}
CRITERION = re.compile(r"[1-4]\.\d\.\d{1,2}")


@pytest.mark.parametrize("language", words.languages())
def test_each_line_has_its_words_and_no_words_are_left_over(language):
    catalogue = words.catalogue(language)
    for family in ("accessibility_fails", "accessibility_instead"):
        assert {
            key.partition(".")[2] for key in catalogue if key.startswith(f"{family}.")
        } == LISTED


def test_what_does_not_comply_names_its_criteria():
    for criteria in accessibility.FAILURES.values():
        assert criteria and all(map(CRITERION.fullmatch, criteria))


def test_bars_of_presentations_are_told_apart_by_colour_alone_only_where_the_statement_says_so():
    """On slides of HTML they have patterns: tests/components/charts/test_contrast.py."""
    plain = [State.CONFIRMED, State.AWAITING, State.NOT_DUE, State.NOT_APPLICABLE, State.WITHDRAWN]
    real = [theme.real(theme.look(one).colour) for one in plain]
    alike = [
        (a, b) for at, a in enumerate(real) for b in real[at + 1 :] if theme.contrast(a, b) < 3
    ]
    assert bool(alike) == ("chart_colours" in LISTED)


@pytest.mark.parametrize("contact", ["help@example.org", "", "a@b.org?bcc=c@d.org"])
def test_the_statement_names_the_address_of_the_operator_or_that_there_is_none(
    monkeypatch, contact
):
    monkeypatch.setenv(feedback.VARIABLE, contact)
    view = views.open_view("accessibility", "en", {})
    statement = "\n".join(
        part.markdown for part in accessibility.statement_parts(view) if isinstance(part, Text)
    )
    plain = contact == "help@example.org"
    assert ("mailto:help@example.org" in statement) == plain
    assert (words.words("en")("accessibility.contact_none") in statement) != plain
