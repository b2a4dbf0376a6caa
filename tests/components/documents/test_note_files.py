"""Country notes as files: the same content in Word and PDF, accessible, marked."""

import io
from concurrent.futures import ThreadPoolExecutor

import docx
import pytest
from docx.oxml.ns import qn
from fontTools.ttLib import TTFont
from pypdf import PdfReader

from components.charts import theme
from components.documents import DocumentError, fonts, registry
from components.documents.note import note
from components.documents.note import pdf as note_pdf
from components.documents.note import word as note_word
from components.documents.note.layout import Bar, Items, Paragraph, Table
from components.view.view import in_language
from data.text import words
from tests.support import shapes
from tests.support.notes import (
    ADDRESS,
    MONSTERS,
    bar,
    bare,
    blocks,
    pages_of,
    view,
    with_titles,
    words_of,
)
from tests.support.readings import shipped

LANGUAGES = words.languages()
CASES = [("record", "EU", "en"), ("exercise", "ARG", "es")]
IDS = ["-".join(case) for case in CASES]


@pytest.fixture(scope="module", params=CASES, ids=IDS)
def note_and_files(request):
    """A note with its two files."""
    dataset, code, language = request.param
    seen = view(dataset, language)
    content = note.content(seen, code, ADDRESS)
    makers = (note_word.make_docx, note_pdf.make_pdf)
    return seen, content, *(make(seen, code, ADDRESS) for make in makers)


def every_text(content):
    """Every text of a note, in its order."""
    yield from (content.title, content.subtitle)
    for block in [*content.lead, *blocks(content)]:
        if isinstance(block, Paragraph):
            yield block.text
        elif isinstance(block, Items):
            yield from block.texts
        elif hasattr(block, "rows"):
            yield from (
                f"{cell.sign}{cell.text}" for row in block.rows for cell in row if cell.text
            )
        else:
            yield from (f"{part.word}{part.count}" for part in block.segments)
    yield from (section.heading for section in content.sections)
    yield from (source.text for source in content.sources)


def test_both_files_say_everything_that_the_content_says(note_and_files):
    """Law 6 for files: each number and word of the content is in both, whole."""
    _, content, word, pdf = note_and_files
    in_word, in_pdf = bare(words_of(word)), bare("".join(pages_of(pdf)))
    for text in every_text(content):
        assert bare(text) in in_word
        assert bare(text) in in_pdf


def tags(element, found=None):
    """Kinds of the elements in a PDF's tree of structure, with those that have alternative text."""
    found = [] if found is None else found
    if isinstance(element, dict):
        if "/S" in element:
            found.append((element["/S"], element.get("/Alt")))
        children = element.get("/K", [])
        for child in children if isinstance(children, list) else [children]:
            tags(child.get_object() if hasattr(child, "get_object") else child, found)
    return found


def test_the_pdf_is_tagged_and_says_its_title_language_and_standard(note_and_files):
    """Read with pypdf; typst refuses what breaks a rule of PDF/UA-1 that a machine can check."""
    _, content, _, pdf = note_and_files
    reader = PdfReader(io.BytesIO(pdf))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712 - an object of pypdf
    assert root["/Lang"] == content.locale
    assert reader.metadata.title == content.title
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712
    assert "<pdfuaid:part>1</pdfuaid:part>" in reader.xmp_metadata.rdf_root.toxml()
    found = tags(root["/StructTreeRoot"])
    kinds = [kind for kind, _ in found]
    tables = sum(isinstance(block, Table) for block in blocks(content))
    assert kinds.count("/H1") == 1
    assert kinds.count("/H2") == len(content.sections) + 1
    assert kinds.count("/Table") == kinds.count("/THead") == tables
    assert [alt for kind, alt in found if kind == "/Figure"] == [bar(content).alt]


def test_the_pdf_needs_no_font_of_the_computer_and_no_colour_alone(note_and_files):
    _, content, _, pdf = note_and_files
    pages = PdfReader(io.BytesIO(pdf)).pages
    held = [font for page in pages for font in page["/Resources"]["/Font"].values()]
    fonts = {str(font.get_object()["/BaseFont"]).split("+")[-1] for font in held}
    ours = ("Sans-Regular", "Sans-Bold", "SansSymbols2-Regular", "SansMath-Regular")
    assert fonts <= {f"Noto{name}" for name in ours}
    for part in bar(content).segments:
        assert part.sign and part.word
        assert bare(f"{part.sign}{part.word}{part.count}") in bare("".join(pages_of(pdf)))


def test_the_word_file_has_real_headings_tables_language_and_alternative_text(note_and_files):
    _, content, word, _ = note_and_files
    document = docx.Document(io.BytesIO(word))
    headed = [one for one in document.paragraphs if one.style.name.startswith("Heading")]
    assert [(one.style.name[-1], one.text) for one in headed] == [
        ("1", content.title),
        *[("2", section.heading) for section in content.sections],
        ("2", content.sources_heading),
    ]
    [tag] = document.styles.element.iter(qn("w:lang"))
    assert tag.get(qn("w:val")) == content.locale
    assert not list(document.element.body.iter(qn("w:lang")))
    about = document.core_properties
    assert [about.title, about.language] == [content.title, content.locale]
    assert [about.category, str(about.created.date())] == [content.marking, content.as_of]
    expected = [block for block in blocks(content) if isinstance(block, Table | Bar)]
    for made_table, whole in zip(document.tables, expected, strict=True):
        assert made_table._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val")) == whole.alt
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in made_table.rows)
        heads = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in made_table.rows]
        assert heads == ([False] if whole == bar(content) else [True, *[False] * len(whole.rows)])
    links = [(one.get(qn("r:id")), one) for one in document.element.body.iter(qn("w:hyperlink"))]
    found = {document.part.rels[code].target_ref: link.text for code, link in links if code}
    assert found == {source.url: source.text for source in content.sources}


def test_the_settings_of_a_word_file_stand_in_the_order_that_word_asks_for():
    made = docx.Document(io.BytesIO(note_word.make_docx(view(), "ECU", ADDRESS)))
    names = [one.tag.rpartition("}")[2] for one in made.settings.element]
    assert names.index("defaultTabStop") < names.index("autoHyphenation")


def test_no_total_of_a_word_file_stands_alone_on_its_page():
    made = docx.Document(io.BytesIO(note_word.make_docx(view(), "ECU", ADDRESS)))
    total = view().t("country_note.total")
    table = next(one for one in made.tables if one.rows[-1].cells[0].text == total)
    firsts = [row.cells[0].paragraphs[0]._p for row in table.rows]
    held = [one.find(".//" + qn("w:keepNext")) is not None for one in firsts]
    assert held == [True, *[False] * (len(held) - 4), True, True, False]


def test_the_bar_of_the_word_file_is_cells_that_anybody_can_change(note_and_files):
    """Each part is as wide as its share of the whole, with its number where there is room."""
    _, content, word, _ = note_and_files
    whole = sum(part.count for part in bar(content).segments)
    document = docx.Document(io.BytesIO(word))
    assert not document.inline_shapes
    cells = next(one for one in document.tables if len(one.rows) == 1).rows[0].cells
    assert len(cells) == len(bar(content).segments)
    for cell, part in zip(cells, bar(content).segments, strict=True):
        wide = int(cell._tc.tcPr.find(qn("w:tcW")).get(qn("w:w")))
        assert wide == pytest.approx(note_word.WIDTH * part.count / whole, abs=1)
        assert cell.text in (str(part.count), "")


@pytest.mark.parametrize("title", MONSTERS.values(), ids=MONSTERS)
def test_a_title_of_any_kind_stays_text(title):
    seen = shapes.view_of(with_titles(shipped("exercise"), title), "es")
    content = note.content(seen, "COL", ADDRESS)
    word = note_word.write(content)
    assert bare(title) in bare(words_of(word))
    if fonts.unknown(title):
        with pytest.raises(DocumentError, match="no_letters"):
            note_pdf.write(content)
    else:
        pdf = note_pdf.write(content)
        assert bare(title) in bare("".join(pages_of(pdf)))
        assert b"evil.example)" not in pdf
    document = docx.Document(io.BytesIO(word))
    links = [one for one in document.part.rels.values() if one.is_external]
    assert not [one for one in links if "evil" in one.target_ref]
    assert not list(document.element.body.iter(qn("w:fldSimple"), qn("w:instrText")))


def made_by_the_registry(seen, code):
    one = registry.document("note")
    return registry.make(seen, one, one.form("pdf"), "", code)


def test_each_note_is_in_its_participants_own_language_and_says_so_in_its_name():
    seen = view("exercise", "pt")
    codes = registry.document("note").participants(seen)
    assert len(codes) == 17
    files = {code: made_by_the_registry(seen, code) for code in ("ARG", "BRA", codes[-1])}
    day = "as-known-2026-10-15"
    assert [file.name for file in files.values()] == [
        f"eu-clasi-roadmap_EXERCISE_secretariat_country-note_{code}_{day}_{language}.pdf"
        for code, language in zip(files, ("es", "pt", "en"), strict=True)
    ]
    assert PdfReader(io.BytesIO(files["ARG"].content)).trailer["/Root"]["/Lang"] == "es-CO"


def test_many_readers_at_once_get_the_same_files_as_one():
    contents = [note.content(view(), code, ADDRESS) for code in ("ECU", "GTM")] * 3
    alone = [note_pdf.write(content) for content in contents[:2]] * 3
    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(note_pdf.write, contents)) == alone


def test_the_last_page_of_a_pdf_is_not_nearly_empty():
    seen = view()
    for code in note.participants(seen):
        translated = in_language(seen, registry.document("note").language(code))
        *_, last = pages_of(note_pdf.make_pdf(translated, code, ADDRESS))
        assert len(last.splitlines()) > 10, code


def test_the_fonts_have_every_sign_and_letter_that_a_page_can_show():
    texts = "".join("".join(words.catalogue(language).values()) for language in LANGUAGES)
    looks = (*theme.STATE.values(), *theme.STATUS.values())
    signs = "".join([*(look.sign for look in looks), *theme.CHANGE_SIGN.values()])
    assert fonts.unknown((texts + signs).replace("\n", "")) == set()
    bold = TTFont(fonts.FOLDER / "noto-sans-bold.ttf").getBestCmap()
    regular = TTFont(fonts.FOLDER / "noto-sans-regular.ttf").getBestCmap()
    assert regular.keys() == bold.keys()


def test_signs_and_labels_of_documents_can_be_seen():
    for look in theme.STATE.values():
        assert theme.contrast(theme.sign_colour(look.colour), theme.PAPER) >= 3
    assert theme.label_colour(theme.real(theme.CONFIRMED)) == theme.PAPER
    assert theme.label_colour(theme.real(theme.OPEN)) == theme.TEXT
