"""Documents of datasets of unusual shapes.

Worlds of each shape pass through all documents in tests/test_worlds.py.
"""

import io

import docx

from components.documents import calendar
from components.documents.note import note, pdf
from components.documents.note import word as note_word
from data.model import Plan
from tests.support import shapes
from tests.support.notes import bare, pages_of, words_of

SITE = "https://roadmap.example.org"


def test_a_line_in_a_title_ends_no_heading_row_or_line():
    view = shapes.view_of(shapes.lines_in_titles())
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
    told = calendar.make(view, SITE).replace(b"\r\n ", b"")
    assert all(b":" in line for line in told.splitlines())


def test_the_pdf_says_at_its_head_when_its_fonts_lack_a_letter_and_the_word_file_has_it():
    view = shapes.view_of(shapes.other_scripts(), "es")
    content = note.content(view, "ECU", SITE)
    said = view.t("country_note.unshown")
    assert bare(said) in bare(pages_of(pdf.write(content))[0])
    assert said not in words_of(note_word.write(content))
    assert shapes.SCRIPTS[0] in words_of(note_word.write(content))
    usual = note.content(shapes.view_of(shapes.whole(Plan.OPEN), "es"), "ECU", SITE)
    assert usual.unshown == ""
    assert bare(said) not in bare("".join(pages_of(pdf.write(usual))))
