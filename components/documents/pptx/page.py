"""One slide of a presentation: each part in its placeholder, in reading order."""

import copy
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_CONNECTOR
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.slide import Slide as Native
from pptx.text.text import _Paragraph
from pptx.util import Emu, Pt

from components.charts import theme
from components.charts.slide_matrix import Matrix
from components.charts.spans import Spans
from components.documents import provenance
from components.documents.deck.slide import BLANKS, Behind, Body, Chart, Line, Number, Slide
from components.documents.pptx import native_charts, native_tables, template, texts
from components.documents.pptx.place import Place
from components.view.view import View

TITLE_SIZES, OPENING_SIZES = (26, 24, 22, 20), (40, 36, 32, 28)
ONE_LINE = (26, 25, 24)
"""Sizes at which a title stays in one line, if it fits."""
SUBTITLE_SIZES, SENTENCE_SIZES = (14, 13, 12), (22, 20, 18, 16, 14)
LINE_SIZES = (24, 22, 20, 18, 16)
"""Points, from the largest that looks well to the smallest that is legible."""
LINE_GAP = 14
CHART_SHARE = 0.6
"""Share of the width that a chart takes beside the actions behind its number."""
BEHIND_SIZES, BEHIND_GAP, BEHIND_LINE = (16, 14, 13, 12), 12, 7
"""Points: sizes of that list, the gap beside it and under its title, the gap under a line."""
FOOT_LINES = 3
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
PRESENTATION = "http://schemas.openxmlformats.org/presentationml/2006/main"
INK, GREY, PRIMARY, AMBER = (
    RGBColor.from_string(theme.office(colour))
    for colour in (theme.TEXT, theme.INK, theme.PRIMARY, theme.DELAYED)
)


class Page:
    """A slide being made, just added to the deck by its layout."""

    def __init__(self, native: Native, slide: Slide, view: View, address: str) -> None:
        self.native, self.slide, self.view, self.address = native, slide, view, address
        # The library's own types know half of what its shapes can do.
        self.shapes: Any = native.shapes
        self.places = template.placeholders(native)
        native._element.cSld.set("name", slide.key)

    @cached_property
    def _layout(self) -> dict[str, Any]:
        return template.placeholders(self.native.slide_layout)

    def fill(self) -> None:
        """Put in title, marking, measure and body, in this order."""
        opening = self.slide.body is None
        self._text("title", self.slide.title, OPENING_SIZES if opening else TITLE_SIZES, bold=True)
        if self.slide.marking:
            self._marking()
        if self.slide.subtitle:
            sizes = SENTENCE_SIZES if opening else SUBTITLE_SIZES
            self._text("subtitle", self.slide.subtitle, sizes)
        else:
            self._remove("subtitle")
        self._body()

    def _text(self, kind: str, text: str, sizes: tuple[int, ...], *, bold: bool = False) -> None:
        """One paragraph in its placeholder, as large as it fits."""
        shape = self.places[kind]
        room = Place.of(shape).points
        fitting, size = texts.fit(text, sizes, room, bold=bold)
        if size == ONE_LINE[0]:
            fits = (one for one in ONE_LINE if texts.lines(text, one, room[0], bold=bold) == 1)
            size = next(fits, size)
        shape.text_frame.text = fitting
        shape.text_frame.paragraphs[0].runs[0].font.size = Pt(size)
        self._describe(shape._element, kind, text)
        self.shapes._spTree.append(shape._element)

    def _remove(self, kind: str) -> None:
        if shape := self.places.get(kind):
            self.shapes._spTree.remove(shape._element)

    def _describe(self, element: Any, kind: str, alt: str) -> None:
        """A name in the reader's language, and the alternative text."""
        element._nvXxPr.cNvPr.set("name", self.view.t(f"shape.{kind}"))
        element._nvXxPr.cNvPr.set("descr", alt)

    def _label(self, text: str, ink: RGBColor, place: Place) -> Any:
        """A line of small bold text in a box of its own."""
        shape = self.shapes.add_textbox(place.left, place.top, place.width, place.height)
        frame = shape.text_frame
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Emu(0)
        frame.word_wrap = False
        frame.paragraphs[0].alignment = PP_ALIGN.CENTER
        texts.run(frame.paragraphs[0], text, texts.LEAST_SIZE, ink, bold=True)
        return shape

    def _marking(self) -> None:
        """Who may see it, or that it is invented, above the title."""
        text, title = self.slide.marking, Place.of(self.places["title"])
        height = Pt(20)
        width = Pt(texts.width(text, texts.LEAST_SIZE, bold=True) + 24)
        top = max(title.top - height - Pt(4), Pt(9))
        shape = self._label(text, INK, Place(title.left, top, width, height))
        shape.fill.solid()
        shape.fill.fore_color.rgb = AMBER
        shape.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        self._describe(shape._element, "marking", text)

    def _body(self) -> None:
        body = self.slide.body
        if body is None:
            return
        place = Place.of(self.places["content"])
        if isinstance(body, tuple) and isinstance(body[0], Line):
            shape, lines = self.places["content"], [line for line in body if isinstance(line, Line)]
            self._lines(shape, lines, place.points, LINE_SIZES, LINE_GAP)
            self.shapes._spTree.append(shape._element)
        else:
            number = self.places["content"].placeholder_format.idx
            self._remove("content")
            whole = place
            if self.slide.behind:
                place = replace(whole, width=int(whole.width * CHART_SHARE))
            frame = self._figure(body, place)
            # As PowerPoint does it: a frame that fills a placeholder names it.
            named = parse_xml(f'<p:ph xmlns:p="{PRESENTATION}" idx="{number}"/>')
            frame._element._nvXxPr.nvPr.append(named)
            if isinstance(body, Spans):
                self._cut_off(body, place)
            if self.slide.behind:
                self._behind(self.slide.behind, whole)

    def _behind(self, behind: Behind, whole: Place) -> None:
        """The actions behind the number, to the right of the chart."""
        width = int(whole.width * (1 - CHART_SHARE)) - Pt(BEHIND_GAP)
        left = whole.left + whole.width - width
        shape = self.shapes.add_textbox(left, whole.top, width, whole.height)
        frame = shape.text_frame
        frame.word_wrap = True
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Emu(0)
        room = replace(whole, width=width).points
        self._lines(shape, behind.lines, room, BEHIND_SIZES, BEHIND_LINE, behind.title)

    def _figure(self, body: Body, place: Place) -> Any:
        """The graphic frame of a body that is no text."""
        slide, t, kind, alt = self.slide, self.view.t, "table", self.slide.alt
        if isinstance(body, Chart):
            kind, foot = "chart", provenance.line(self.view, self.address).split(" · ")
            about = [slide.title, slide.subtitle, *foot]
            frame = native_charts.add(self.shapes, place, body, t.language, about)
            texts.set_language(frame.chart._chartSpace, t.language)
        elif isinstance(body, Matrix):
            frame = native_tables.add(self.shapes, place, body, t("column.country"))
        else:
            numbers = [number for number in body if isinstance(number, Number)]
            kind, frame = "figure", native_tables.figures(self.shapes, place, numbers)
            alt = " ".join(number.words for number in numbers)
        self._describe(frame._element, kind, alt)
        return frame

    def _cut_off(self, chart: Spans, place: Place) -> None:
        """The cut-off as a line over the bars, with its name above."""
        day, label = chart.cut_off
        left, right, top = native_charts.spans_area(chart, place)
        across = left + (right - left) * (day - chart.first).days / (chart.last - chart.first).days
        x = place.left + int(place.width * across)
        upper, lower = place.top + int(place.height * top), place.top + int(place.height * 0.99)
        line = self.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, x, upper, x, lower)
        line.line.color.rgb, line.line.width = PRIMARY, Pt(1.5)
        self._describe(line._element, "text", label)
        width = Pt(texts.width(label, texts.LEAST_SIZE, bold=True) + 8)
        start = min(max(x - width // 2, place.left), place.left + place.width - width)
        above = Place(start, place.top, width, Pt(native_charts.SPANS_LINE))
        self._describe(self._label(label, PRIMARY, above)._element, "text", label)

    def _lines(
        self,
        shape: Any,
        lines: Sequence[Line],
        room: tuple[float, float],
        sizes: Sequence[int],
        gap: int,
        title: str = "",
    ) -> None:
        """A title, if any, and lines after their signs, all of the largest size that fits."""
        width, most = room

        def height_at(size: float) -> float:
            heights = (texts.height(line.text, size, width - 1.6 * size) for line in lines)
            above = texts.height(title, size, width, bold=True) + BEHIND_GAP if title else 0
            return above + sum(height + gap for height in heights)

        size = next((one for one in sizes if height_at(one) <= most), sizes[-1])
        frame, paragraph = shape.text_frame, shape.text_frame.paragraphs[0]
        if title:
            paragraph.space_after = Pt(BEHIND_GAP)
            texts.run(paragraph, title, size, GREY, bold=True)
        for at, line in enumerate(lines):
            paragraph = frame.add_paragraph() if title or at else paragraph
            _bullet(paragraph, line.sign or "•", size)
            paragraph.space_before, paragraph.space_after = Pt(0), Pt(gap)
            texts.run(paragraph, " ".join(BLANKS.split(line.text)), size, INK)
        said = " ".join(filter(None, [title, *(line.text for line in lines)]))
        self._describe(shape._element, "text", said)

    def foot(self, number: int) -> None:
        """The provenance and the slide's number, last in the order of reading."""
        shape, layout = self._copy_from_layout("footer"), self._layout["footer"]
        line, address = self._foot_lines(Place.of(layout).points[0])
        body = shape.find(qn("p:txBody"))
        for old in body.findall(qn("a:p")):
            body.remove(old)
        blank = f'<a:p xmlns:a="{DRAWING}"/>'
        first, second = (_Paragraph(parse_xml(blank), self.native) for _ in range(2))
        body.extend([first._p, second._p])
        texts.run(first, line, texts.LEAST_SIZE)
        link = texts.run(second, address, texts.LEAST_SIZE)
        if self.address.startswith(("https://", "http://")):
            kind = RELATIONSHIP_TYPE.HYPERLINK
            relation = self.native.part.relate_to(self.address, kind, is_external=True)
            link._r.get_or_add_rPr().add_hlinkClick(relation)
        self._describe(shape, "provenance", f"{line} · {self.address}")
        count = self._copy_from_layout("number")
        for text in count.iter(qn("a:t")):
            text.text = str(number)
        self._describe(count, "number", str(number))

    def _foot_lines(self, room: float) -> tuple[str, str]:
        """The provenance without the address, and the address, cut to the lines of the foot."""
        line, of_address = "", texts.lines(self.address, texts.LEAST_SIZE, room)
        for few in provenance.FEW_NAMES:
            line = provenance.line(self.view, "", few)
            if texts.lines(line, texts.LEAST_SIZE, room) + of_address <= FOOT_LINES:
                return line, self.address
        left = max(FOOT_LINES - texts.lines(line, texts.LEAST_SIZE, room), 1)
        box = (room, left * texts.LEAST_SIZE * texts.NOTO.line)
        return line, texts.fit(self.address, (texts.LEAST_SIZE,), box)[0]

    def _copy_from_layout(self, kind: str) -> Any:
        """A placeholder of the layout that python-pptx does not bring to the slide by itself."""
        element = copy.deepcopy(self._layout[kind]._element)
        # Place and style stay those of the layout.
        for inherited in (*element.iter(qn("p:spPr")), *element.iter(qn("a:lstStyle"))):
            for child in list(inherited):
                inherited.remove(child)
        tree = self.shapes._spTree
        code = max(int(code) for code in tree.xpath("//p:cNvPr/@id")) + 1
        element._nvXxPr.cNvPr.set("id", str(code))
        tree.append(element)
        return element

    def add_notes(self) -> None:
        """The speaker's notes, and the language of every run of the slide and of its notes."""
        notes, slide, language = self.native.notes_slide, self.slide, self.view.t.language
        foot = provenance.line(self.view, self.address)
        if notes.notes_text_frame is not None:
            notes.notes_text_frame.text = "\n\n".join([slide.title, *slide.notes, foot])
        for shape in notes.shapes:
            kind = "notes" if shape.has_text_frame else "slide"
            self._describe(shape._element, kind, slide.title)
        for element in (self.native._element, notes._element):
            texts.set_language(element, language)


def _bullet(paragraph: Any, sign: str, size: float) -> None:
    """A sign before a line, its text hanging behind it."""
    properties = paragraph._p.get_or_add_pPr()
    indent, colour = int(Pt(1.6 * size)), theme.office(theme.CONFIRMED)
    properties.set("marL", str(indent))
    properties.set("indent", str(-indent))
    for tag in (
        f'<a:buClr xmlns:a="{DRAWING}"><a:srgbClr val="{colour}"/></a:buClr>',
        f'<a:buFont xmlns:a="{DRAWING}" typeface="+mj-lt"/>',
        f'<a:buChar xmlns:a="{DRAWING}"/>',
    ):
        properties.append(parse_xml(tag))
    properties[-1].set("char", sign)
