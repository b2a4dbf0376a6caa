"""The presentation: numbers of charts and workbooks, footers, reading order, and that all fits."""

import io
from functools import cache

import openpyxl
import pytest
from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.oxml.ns import qn
from pptx.util import Emu

from components.charts.slide_figures import Bars, CountryRow, Matrix, MatrixCell
from components.documents import pptx
from components.documents.deck import appendix, slides
from components.documents.pptx import native_tables, page, template
from components.documents.pptx.place import Place
from components.view.view import open_view
from tests.support import hostile
from tests.support.fit import check_that_everything_fits
from tests.support.turns import by_turns

ADDRESS = "https://roadmap.example.org/slides"
CHOICES = {
    "record": {},
    "much chosen": {
        "country": ["ECU", "BRA", "PER", "COL", "CRI", "PAN", "EU", "EUROPOL"],
        "status": ["completed", "under_way", "not_started", "delayed", "no_report"],
        "kind": ["agreement", "operation", "training", "meeting", "plan", "assessment"],
        "from": ["2020-01-01"],
        "to": ["2026-05-01"],
        "as_of": ["2026-05-01"],
    },
    "exercise": {"dataset": ["exercise"]},
}

EACH = by_turns(CHOICES)
"""Each choice in one language, the record in all: what a choice shows is the same in each."""


def each(*names):
    """Parameters of the tests of some choices."""
    pairs = [pair for pair in EACH if pair[0] in names]
    return pytest.mark.parametrize(("choice", "language"), pairs)


@cache
def make_deck(language="en", choice="record"):
    """The deck, and its file opened again."""
    view = open_view("slides", language, CHOICES[choice])
    content = pptx.make(view, view.address(ADDRESS))
    return slides(view), Presentation(io.BytesIO(content))


def charts_of(presentation):
    """Slide name to the chart on it."""
    pairs = ((slide, shape) for slide in presentation.slides for shape in slide.shapes)
    return {one._element.cSld.get("name"): shape.chart for one, shape in pairs if shape.has_chart}


def parts_of(slide):
    """The XML of a slide and of its charts."""
    return [slide._element, *(one.chart._chartSpace for one in slide.shapes if one.has_chart)]


def links_of(slide):
    return [one.target_ref for one in slide.part.rels.values() if one.is_external]


def workbook(chart):
    return openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))


@each(*CHOICES)
def test_a_chart_and_its_workbook_have_the_numbers_of_the_slide(language, choice):
    deck, presentation = make_deck(language, choice)
    bodies = {slide.key: slide.body for slide in deck if isinstance(slide.body, Bars)}
    found = charts_of(presentation)
    assert bodies.keys() == found.keys()
    for key, chart in found.items():
        body, cells = bodies[key], workbook(chart)["Sheet1"].iter_cols(values_only=True)
        columns = {column[0]: column[1:] for column in cells}
        # A name may take two lines.
        assert " ".join(columns.pop(None)).split() == " ".join(body.categories).split()
        shown = {one.name: tuple(one.values) for one in chart.plots[0].series}
        assert shown == columns
        before = tuple(-number for number in body.in_place)
        expected = [one.numbers for one in body.series] + ([before] if any(before) else [])
        assert list(shown.values()) == expected


@each(*CHOICES)
def test_figures_have_words_for_those_who_cannot_see_them_and_texts_are_read_once(language, choice):
    deck, presentation = make_deck(language, choice)
    for slide, native in zip(deck, presentation.slides, strict=True):
        shapes = list(native.shapes)
        alts = {shape.name: shape._element._nvXxPr.cNvPr.get("descr") or "" for shape in shapes}
        assert shapes[0] == native.shapes.title
        assert tuple(one.placeholder_format.type.name for one in shapes[-2:]) == FOOT_TYPES
        assert len({shape.shape_id for shape in shapes}) == len(shapes)
        figures = [shape for shape in shapes if is_figure(shape)]
        is_text = slide.body is None or isinstance(slide.body, tuple)
        assert all(10 < len(alts[shape.name]) <= 250 for shape in figures)
        assert bool(figures) or is_text
        texts = [shape for shape in shapes if shape.has_text_frame]
        assert not any(alts[shape.name] for shape in texts)


SIZE = template.WIDTH, template.WIDTH * 9 // 16
FOOT_TYPES = ("FOOTER", "SLIDE_NUMBER")


def is_figure(shape):
    return shape.has_chart or shape.has_table or shape.shape_type == MSO_SHAPE_TYPE.GROUP


@each(*CHOICES)
def test_all_stands_in_placeholders_of_the_layout_in_colours_of_the_theme(language, choice):
    _, presentation = make_deck(language, choice)
    for native in presentation.slides:
        free = [shape for shape in native.shapes if not shape.is_placeholder]
        kinds = {shape.shape_type for shape in free}
        assert kinds <= {MSO_SHAPE_TYPE.GROUP, MSO_SHAPE_TYPE.TEXT_BOX, MSO_SHAPE_TYPE.LINE}
        parts = parts_of(native)
        assert not [one for part in parts for one in part.iter(qn("a:srgbClr"))]
        assert [one for part in parts for one in part.iter(qn("a:schemeClr"))] or not free


def test_the_slides_are_parted_into_the_storyline_and_the_appendix():
    deck, presentation = make_deck()
    element = presentation.part._element
    sections = [one for one in element.iter() if one.tag.endswith("}section")]
    sizes = [sum(1 for one in part.iter() if one.tag.endswith("}sldId")) for part in sections]
    assert sizes == [sum(not one.appendix for one in deck), sum(one.appendix for one in deck)]
    assert element.find(qn("p:notesMasterIdLst")) is not None


@pytest.mark.parametrize(("language", "tag"), [("en", "en-GB"), ("es", "es-CO"), ("pt", "pt-BR")])
def test_the_language_of_every_run_is_set(language, tag):
    _, presentation = make_deck(language, "record")
    assert presentation.core_properties.language == tag
    for slide in presentation.slides:
        for part in (*parts_of(slide), slide.notes_slide._element):
            runs = [run for kind in ("a:r", "a:fld") for run in part.iter(qn(kind))]
            tags = [run.find(qn("a:rPr")).get("lang") for run in runs]
            tags += [properties.get("lang") for properties in part.iter(qn("a:defRPr"))]
            assert set(tags) == {tag}


LEAST, FOOT, TITLES, BIG = 16, 12, (28, 30), 120
"""Points on a slide that is 13.33 inches wide: 16 are 32 px on a screen of 1920 x 1080."""


@each(*CHOICES)
def test_titles_numbers_and_labels_can_be_read_from_the_back_of_a_room(choice, language):
    deck, presentation = make_deck(language, choice)
    assert Emu(presentation.slide_width).pt == pytest.approx(960, abs=0.1)
    for slide, native in zip(deck, presentation.slides, strict=True):
        figures = [shape for shape in native.shapes if is_figure(shape)]
        parts = [shape._element for shape in figures]
        parts += [shape.chart._chartSpace for shape in figures if shape.has_chart]
        given = [one.get("sz", "") for part in parts for one in part.iter()]
        sizes = [int(size) / 100 for size in given if size.isdigit()]
        assert min(sizes, default=LEAST) >= LEAST
        if slide.key == "headline":
            assert max(sizes) >= BIG
        for shape in native.shapes:
            if shape.has_text_frame:
                is_foot = shape.is_placeholder and shape.placeholder_format.type.name in FOOT_TYPES
                least = FOOT if is_foot else LEAST
                runs = [run for part in shape.text_frame.paragraphs for run in part.runs]
                assert all(run.font.size.pt >= least for run in runs)
        if slide.body is not None:
            # Said on the slide, which may be pasted into a deck with larger titles.
            runs = native.shapes.title.text_frame.paragraphs[0].runs
            assert {run.font.size.pt for run in runs} == {TITLES[0]}


@each(*CHOICES)
def test_nothing_that_the_room_reads_is_cut(choice, language):
    _, presentation = make_deck(language, choice)
    for native in presentation.slides:
        for element in native._element.iter(qn("a:t")):
            assert "…" not in (element.text or "")
        for shape in native.shapes:
            if shape.has_chart:
                names = [str(name) for name in shape.chart.plots[0].categories]
                assert not [name for name in names if "…" in name]


@each(*CHOICES)
def test_nothing_overlaps_and_nothing_overflows(language, choice):
    check_that_everything_fits(make_deck(language, choice)[1])


def test_a_grid_of_many_states_and_priorities_with_long_names_stays_above_the_foot():
    layout = page.Layout(template.layout_of(template.load(), template.CONTENT), SIZE)
    row = CountryRow("República Democrática del Congo", (MatrixCell(1, "1", "one"),) * 12)
    whole = Matrix(("10 Digital identity and exchange of data",) * 12, (row,) * 54)
    under, body = layout.places["subtitle"], layout.places["content"]
    # The place of the subtitle is free.
    place = Place(body.left, under.top, body.width, body.top + body.height - under.top)
    for part in appendix._parts(whole):
        table = native_tables.matrix(place, part, "Milestones " * 9, layout.colours)
        assert sum(table.heights) <= place.points[1] + 0.01


@pytest.fixture(params=by_turns(hostile.TITLES), ids="-".join)
def renamed(request, hostile_titles):
    kind, language = request.param
    hostile_titles(kind)
    view = open_view("slides", language, {"country": ["ECU"]})
    return kind, view, Presentation(io.BytesIO(pptx.make(view, view.address(ADDRESS))))


def test_titles_as_short_long_or_hostile_as_allowed_fit_and_stay_text(renamed):
    kind, view, presentation = renamed
    check_that_everything_fits(presentation)
    texts = "\n".join(
        text.text or "" for slide in presentation.slides for text in slide._element.iter(qn("a:t"))
    )
    if kind == "markup":
        assert '<script>alert("1")</script>' in texts
    for slide in presentation.slides:
        assert links_of(slide) == [view.address(ADDRESS)]
    for chart in charts_of(presentation).values():
        cells = [cell for sheet in workbook(chart) for row in sheet.iter_rows() for cell in row]
        assert not [cell.value for cell in cells if cell.data_type == "f" or cell.hyperlink]


def test_an_address_that_is_none_of_the_web_is_text():
    view = open_view("slides", "en", {"priority": ["P5"]})
    presentation = Presentation(io.BytesIO(pptx.make(view, "javascript:alert(1)")))
    assert not [link for slide in presentation.slides for link in links_of(slide)]


def test_the_parts_of_each_element_come_in_the_order_that_the_standard_sets():
    """LibreOffice forgives it; PowerPoint offers to repair the file."""
    shown = (
        "showLegendKey showVal showCatName showSerName showPercent showBubbleSize showLeaderLines"
    )
    label = f"numFmt spPr txPr dLblPos {shown} showLeaderLines"
    axis = (
        "axId scaling delete axPos majorGridlines title numFmt majorTickMark minorTickMark"
        " tickLblPos spPr txPr crossAx crosses"
    )
    orders = {
        "a:pPr": "lnSpc spcBef spcAft buClr buSzPct buFont buNone buChar tabLst defRPr",
        "a:tcPr": "lnL lnR lnT lnB noFill solidFill pattFill",
        "c:catAx": f"{axis} auto lblAlgn lblOffset tickLblSkip noMultiLvlLbl",
        "c:valAx": f"{axis} crossBetween majorUnit",
        "c:dLbls": f"dLbl {label}",
        "c:dLbl": f"idx delete layout tx {label}",
        "c:legend": "legendPos legendEntry layout overlay spPr txPr",
    }
    orders = {qn(name): order.split() for name, order in orders.items()}
    seen = set()
    for slide in make_deck("es", "exercise")[1].slides:
        for part in parts_of(slide):
            for element in part.iter(*orders):
                names = [etree.QName(child).localname for child in element]
                places = [orders[element.tag].index(name) for name in names]
                assert places == sorted(places), (element.tag, names)
                seen.add(element.tag)
    assert seen == set(orders)
