"""Documents of datasets of unusual shapes.

Worlds of each shape pass through all documents in tests/test_worlds.py.
"""

import io

import docx
import pytest

from components.documents import DocumentError, calendar, offered
from components.documents.note import note, pdf
from components.documents.note import word as note_word
from data.model import Plan
from tests.support import shapes
from tests.support.notes import pages_of, words_of
from tests.support.opened import view_of

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
    text = words_of(note_word.write(content))
    assert "Two lines" in text and "A B" in text
    assert "Two lines" in " ".join(pages_of(pdf.write(content))[0].split())
    events = calendar.make(view, SITE).replace(b"\r\n ", b"")
    assert all(b":" in line for line in events.splitlines())


def test_where_the_fonts_lack_a_letter_there_is_word_alone_and_the_list_says_why():
    view = shapes.view_of(shapes.other_scripts(), "es")
    content = note.content(view, "ECU", SITE)
    with pytest.raises(DocumentError, match="no_letters"):
        pdf.write(content)
    assert shapes.SCRIPTS[0] in words_of(note_word.write(content))
    usual = shapes.view_of(shapes.whole(Plan.OPEN), "es")
    for seen, formats in ((view, {"docx"}), (usual, {"docx", "pdf"})):
        notes = [one for one in offered.table(seen).files if one.each]
        links = [option for one in notes for files in (one, *one.each) for option in files.links]
        assert {option.href.partition("?")[0].rpartition(".")[2] for option in links} == formats
        assert all((seen.t("documents.no_pdf") in one.says) == (len(formats) == 1) for one in notes)


def test_the_note_of_a_chosen_country_stands_before_all_documents():
    first, *_, last = offered.table(view_of("documents", country="BRA")).files
    assert (first.label, last.label) == ("Country note: Brazil", "Country note: others")
    assert "Brazil" not in [one.label for one in last.each]
