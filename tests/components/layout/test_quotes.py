"""What participants answered about a milestone, in words."""

from components.layout import quotes
from tests.support.opened import view_of


def test_of_several_answers_the_day_is_said_to_be_that_of_the_last():
    text = quotes.answered(view_of("actions", dataset="exercise"), "EX-A001-mandate")
    names = "Brazil, Costa Rica, Ecuador and Mexico"
    assert text == f"{names}: right as shown, latest answer 12 Oct 2026"
