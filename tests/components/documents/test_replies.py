"""What participants answered stands in the country note and on slides that name what is open."""

import pytest

from components.documents.deck import slides
from components.documents.deck.slide import Group
from components.documents.note import note
from components.layout import quotes
from data.reading import load
from data.round.values import Answer, Box
from data.selection.filters import Filters
from tests.support.rounds import opened, returned, take
from tests.support.shapes import view_of

DISPUTED, CONFIRMED = "A4-in_force", "A4-held"


@pytest.fixture
def view(tmp_path):
    folder, act = opened(tmp_path)
    against = Answer(DISPUTED, Box.NOT_RIGHT, remark="Falta el Senado")
    take(folder, returned(act, against, Answer(CONFIRMED, Box.RIGHT)))
    return view_of(load.load(folder), "es", filters=Filters(country=("ARG",)))


def test_the_slide_of_what_is_open_says_who_disputes_it(view):
    groups = [
        one
        for slide in slides(view)
        for one in (slide.body if isinstance(slide.body, tuple) else ())
        if isinstance(one, Group)
    ]
    asides = [line.aside for group in groups for line in group.lines]
    text = quotes.answered(view, DISPUTED)
    assert "Argentina" in text
    assert [aside for aside in asides if aside.endswith(text)]


def test_the_note_says_who_confirms_and_gives_the_words_of_who_disputes(view):
    content = note.content(view, "ARG", "")
    tables = [block for part in content.sections for block in part.blocks if block.kind == "table"]
    cells = " ".join(cell.text.lower() for one in tables for row in one.rows for cell in row)
    for milestone in (DISPUTED, CONFIRMED):
        assert quotes.reply(view, milestone).lower() in cells
    assert "argentina: “falta el senado”" in cells
