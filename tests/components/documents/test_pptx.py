"""The presentation: numbers of charts and workbooks, footers, reading order, and that all fits."""

import io
from functools import cache

import openpyxl
import pytest
from lxml import etree
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Emu

from components.charts.bars import BarRow, Bars
from components.charts.slide_matrix import Matrix
from components.documents import pptx
from components.documents.deck import slides
from components.documents.deck.slide import Chart
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
    return {
        slide._element.cSld.get("name"): shape.chart
        for slide in presentation.slides
        for shape in slide.shapes
        if shape.has_chart
    }


def workbook(chart):
    return openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))


@each(*CHOICES)
def test_every_shape_has_words_for_those_who_cannot_see_it_and_the_title_comes_first(
    language, choice
):
    deck, presentation = make_deck(language, choice)
    for slide, native in zip(deck, presentation.slides, strict=True):
        shapes = list(native.shapes)
        assert [
            shape.name for shape in shapes if not shape._element._nvXxPr.cNvPr.get("descr")
        ] == []
        assert shapes[0] == native.shapes.title
        assert [shape.placeholder_format.type.name for shape in shapes[-2:]] == [
            "FOOTER",
            "SLIDE_NUMBER",
        ]
        assert len({shape.shape_id for shape in shapes}) == len(shapes)
        figures = [shape for shape in shapes if shape.has_chart or shape.has_table]
        assert len(figures) == (
            (not isinstance(slide.body, tuple) and slide.body is not None)
            or slide.key == "headline"
        )
        if isinstance(slide.body, Chart | Matrix):
            assert figures[0]._element._nvXxPr.cNvPr.get("descr") == slide.alt


@pytest.mark.parametrize(("language", "tag"), [("en", "en-GB"), ("es", "es-ES"), ("pt", "pt-BR")])
def test_the_language_of_every_run_is_set(language, tag):
    _, presentation = make_deck(language, "record")
    assert presentation.core_properties.language == tag
    for slide in presentation.slides:
        parts = [
            slide._element,
            slide.notes_slide._element,
            *(shape.chart._chartSpace for shape in slide.shapes if shape.has_chart),
        ]
        for part in parts:
            runs = [run for kind in ("a:r", "a:fld") for run in part.iter(qn(kind))]
            spoken = [run.find(qn("a:rPr")).get("lang") for run in runs]
            spoken += [properties.get("lang") for properties in part.iter(qn("a:defRPr"))]
            assert set(spoken) == {tag}


@each(*CHOICES)
def test_no_text_is_smaller_than_24_pixels_on_a_projector(choice, language):
    _, presentation = make_deck(language, choice)
    assert Emu(presentation.slide_width).pt == pytest.approx(960, abs=0.1), (
        "1920 px are 960 pt, so 24 px are 12 pt"
    )
    for slide in presentation.slides:
        parts = [
            slide._element,
            *(shape.chart._chartSpace for shape in slide.shapes if shape.has_chart),
        ]
        sizes = [
            int(element.get("sz"))
            for part in parts
            for element in part.iter()
            if element.get("sz", "").isdigit()
        ]
        assert min(sizes) >= 1200
        for shape in slide.shapes:
            if shape.has_text_frame:
                runs = [run for paragraph in shape.text_frame.paragraphs for run in paragraph.runs]
                assert all(run.font.size is not None for run in runs)


@each(*CHOICES)
def test_nothing_overlaps_and_nothing_overflows(language, choice):
    check_that_everything_fits(make_deck(language, choice)[1])


@pytest.fixture(params=by_turns(hostile.TITLES), ids="-".join)
def renamed(request, hostile_titles):
    kind, language = request.param
    hostile_titles(kind)
    view = open_view("slides", language, {"country": ["ECU"]})
    return kind, view, Presentation(io.BytesIO(pptx.make(view, view.address(ADDRESS))))


def test_titles_as_short_long_or_hostile_as_allowed_fit_and_stay_text(renamed):
    kind, view, presentation = renamed
    check_that_everything_fits(presentation)
    said = "\n".join(
        shape.text_frame.text
        for slide in presentation.slides
        for shape in slide.shapes
        if shape.has_text_frame
    )
    if kind == "markup":
        assert '<script>alert("1")</script>' in said
        assert "=HYPERLINK" in said
    for slide in presentation.slides:
        links = [
            relation.target_ref for relation in slide.part.rels.values() if relation.is_external
        ]
        assert links == [view.address(ADDRESS)]
    for chart in charts_of(presentation).values():
        cells = [
            cell
            for sheet in workbook(chart)
            for row in sheet.iter_rows()
            for cell in row
            if cell.value is not None
        ]
        assert not [cell.value for cell in cells if cell.data_type == "f" or cell.hyperlink]


def test_a_name_that_starts_like_a_formula_is_text_in_the_embedded_workbook():
    names = ("=1+1", '=HYPERLINK("http://x","y")', "@SUM(A1)")
    body = Bars("kind", tuple(BarRow(name, name, 0) for name in names), (), "")
    from components.documents.pptx import native_charts

    book = openpyxl.load_workbook(io.BytesIO(native_charts._workbook(body, ["=2+2"])))
    assert [(cell.value, cell.data_type) for cell in book["Sheet1"]["A"][1:]] == [
        (name, "s") for name in body.categories
    ]
    assert [(cell.value, cell.data_type) for cell in book["About"]["A"]] == [("=2+2", "s")]


def test_an_address_that_is_none_of_the_web_is_text():
    view = open_view("slides", "en", {"priority": ["P5"]})
    presentation = Presentation(io.BytesIO(pptx.make(view, "javascript:alert(1)")))
    assert not [
        relation
        for slide in presentation.slides
        for relation in slide.part.rels.values()
        if relation.is_external
    ]


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
        "a:pPr": "lnSpc spcBef spcAft buClr buSzPct buFont buNone buChar defRPr",
        "a:tcPr": "lnL lnR lnT lnB noFill solidFill pattFill",
        "c:dateAx": f"{axis} auto lblOffset baseTimeUnit majorUnit majorTimeUnit",
        "c:catAx": f"{axis} auto lblAlgn lblOffset noMultiLvlLbl",
        "c:valAx": f"{axis} crossBetween majorUnit",
        "c:dLbls": f"dLbl {label}",
        "c:dLbl": f"idx delete layout tx {label}",
        "c:legend": "legendPos legendEntry layout overlay spPr txPr",
    }
    orders = {qn(name): order.split() for name, order in orders.items()}
    seen = set()
    for slide in make_deck("es", "exercise")[1].slides:
        for part in [
            slide._element,
            *(shape.chart._chartSpace for shape in slide.shapes if shape.has_chart),
        ]:
            for element in part.iter(*orders):
                names = [etree.QName(child).localname for child in element]
                places = [orders[element.tag].index(name) for name in names]
                assert places == sorted(places), (element.tag, names)
                seen.add(element.tag)
    assert seen == set(orders)
