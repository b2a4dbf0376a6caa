"""Documents of datasets of unusual shapes.

Worlds of each shape pass through all documents in tests/test_worlds.py.
"""

import io
from functools import cache

import docx
import pytest

from components.documents import registry
from components.documents.note import note, pdf
from components.documents.note import word as note_word
from data.model import Plan
from data.text import words
from tests.support import shapes
from tests.support.notes import bare, pages_of, words_of

SITE = "https://roadmap.example.org"


@cache
def view_of(shape, language="en"):
    return shapes.view_of(shapes.SHAPES[shape](Plan.OPEN), language)


def make(view, key, ending, code=None):
    one = registry.document(key)
    return registry.make(
        view, one, one.form(ending), SITE, code, view.t.language if code else None
    ).content


def test_a_line_in_a_title_ends_no_heading_row_or_line():
    view = view_of("lines in titles")
    content = note.content(view, "ECU", SITE)
    word = docx.Document(io.BytesIO(note_word.write(content)))
    assert [
        one
        for one in word.element.body.iter()
        if one.tag.endswith("}br") and one.getparent().getnext() is None
    ] == []
    said = words_of(note_word.write(content))
    assert "Two lines" in said and "A B" in said
    assert "Two lines" in " ".join(pages_of(pdf.write(content))[0].split())
    calendar = make(view, "calendar", "ics").replace(b"\r\n ", b"")
    assert all(b":" in line for line in calendar.splitlines())


@pytest.mark.parametrize("language", words.languages())
def test_the_pdf_says_at_its_head_when_its_fonts_lack_a_letter_and_the_word_file_has_it(language):
    view = view_of("other scripts", language=language)
    content = note.content(view, "ECU", SITE)
    said = view.t("country_note.unshown")
    assert bare(said) in bare(pages_of(pdf.write(content))[0])
    assert said not in words_of(note_word.write(content))
    assert shapes.SCRIPTS[0] in words_of(note_word.write(content))
    usual = note.content(shapes.view_of(shapes.whole(Plan.OPEN), language), "ECU", SITE)
    assert usual.unshown == ""
    assert bare(said) not in bare("".join(pages_of(pdf.write(usual))))


def test_a_note_without_a_limit_has_no_heading_without_anything_under_it():
    for shape in shapes.SHAPES:
        view = view_of(shape)
        for code in note.participants(view):
            assert all(section.blocks for section in note.content(view, code, SITE).sections), shape
