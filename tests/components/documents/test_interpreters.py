"""The interpreters' sheet: the names and numbers of a deck, side by side in every language."""

import io

import docx
import pytest
from docx.oxml.ns import qn

from components.documents import interpreters
from components.documents.deck import names, slides
from components.documents.deck.slide import Group, Number
from components.layout import tables
from components.view.view import in_language, open_view
from data.model import Plan
from data.text import words
from tests.support import shapes

LANGUAGES = words.languages()
CHOICES = [{}, {"country": ["ECU"]}, {"priority": ["P3"]}, {"dataset": ["exercise"]}]


def rows_of(view, *chosen):
    document = docx.Document(io.BytesIO(interpreters.make(view, "", chosen)))
    return [[cell.text for cell in row.cells] for row in document.tables[0].rows]


@pytest.mark.parametrize("choice", CHOICES, ids=str)
def test_every_action_and_number_of_the_storyline_is_there_in_every_language(choice):
    view = open_view("slides", "es", choice)
    head, *rows = rows_of(view)
    assert head[1:] == [words.words(code)("language.name") for code in LANGUAGES]
    texts = [tuple(row[1:]) for row in rows]
    views = [in_language(view, code) for code in LANGUAGES]
    for slide in (one for one in slides(view) if not one.appendix and isinstance(one.body, tuple)):
        for part in slide.body:
            if isinstance(part, Group):
                for line in (line for line in part.lines if line.action):
                    each = tuple(tables.action_names(one)[line.action] for one in views)
                    assert each in texts or len(set(each)) == 1
            if isinstance(part, Number):
                text = f"{part.value} {names.lower_first(part.label)}"
                assert text in {row[LANGUAGES.index("es")] for row in texts}


def test_initials_are_said_in_full():
    texts = [text for row in rows_of(open_view("slides", "pt", {})) for text in row[1:]]
    for full in ("Agencia de la Unión Europea sobre Drogas (EUDA)", "Interna (CLASI)", "Union"):
        assert any(full in text for text in texts)
    assert any(text.endswith(" (EUDA, Eurojust, Europol)") for text in texts)


def test_each_slide_has_its_line_also_where_not_all_has_room():
    view = shapes.view_of(shapes.many(Plan.COMPLETE, 12, 6))
    numbers = {row[0] for row in rows_of(view)[1:]}
    assert numbers == {str(number) for number, _ in enumerate(slides(view), 1)}


def test_names_stand_in_the_order_of_the_slides_that_are_chosen():
    view = open_view("slides", "en", {})
    numbers = [int(row[0]) for row in rows_of(view)[1:]]
    assert numbers == sorted(numbers)
    few = rows_of(view, "headline")
    assert {row[0] for row in few[1:]} == {"1"}
    assert len(few) < len(numbers)


def test_each_column_is_marked_with_its_language():
    document = docx.Document(io.BytesIO(interpreters.make(open_view("slides", "pt", {}), "")))
    cells = document.tables[0].rows[1].cells[1:]
    found = [next(cell._tc.iter(qn("w:lang"))).get(qn("w:val"))[:2] for cell in cells]
    assert found == list(LANGUAGES)
