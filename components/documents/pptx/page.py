"""One slide of a presentation: each part in its placeholder, in reading order."""

import copy
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.slide import Slide as Native

from components.charts.bars import Bars
from components.charts.map import Map
from components.charts.slide_matrix import Matrix
from components.documents import provenance
from components.documents.deck.slide import BLANKS, Body, Grid, Group, Line, Number, Slide
from components.documents.pptx import (
    native_charts,
    native_map,
    native_tables,
    paint,
    template,
    texts,
)
from components.documents.pptx.place import Place
from components.documents.pptx.texts import Text
from components.view.view import View

TITLE_SIZES, OPENING_SIZES = (28, 26, 24, 22), (44, 40, 36, 32)
"""Points of titles: those of the layout, and smaller ones for names that have no short form."""
SUBTITLE_SIZE, FACT_SIZE, LEAST = 18, 22, 18
LINE_GAP, SUBTITLE_HEIGHT = 16, 52
"""Points under a line; of two lines under a title where the layout has no place for them."""
FOOT, MARGIN = 24, 43
"""Points of height of a foot, and beside it, where the layout has none."""
PRESENTATION = "http://schemas.openxmlformats.org/presentationml/2006/main"


class Page:
    """A slide being made, just added to the deck by its layout."""

    def __init__(
        self, native: Native, slide: Slide, view: View, address: str, size: tuple[int, int]
    ) -> None:
        self.native, self.slide, self.view, self.address = native, slide, view, address
        self.size, self.scale = size, size[0] / template.WIDTH
        # The library's own types know half of what its shapes can do.
        self.shapes: Any = native.shapes
        self.places = template.placeholders(native)
        native._element.cSld.set("name", slide.key)

    @cached_property
    def _layout(self) -> dict[str, Any]:
        return template.placeholders(self.native.slide_layout)

    @property
    def _is_ours(self) -> bool:
        """Whether the layout has our sizes."""
        return self.native.slide_layout.name in template.OUR_LAYOUTS

    def _place(self, shape: Any) -> Place:
        return Place.of(shape, self.scale)

    def fill(self) -> None:
        """Put in title, marking, what else must be known, and body, in this order."""
        opening = self.slide.body is None
        self._title(OPENING_SIZES if opening else TITLE_SIZES)
        if self.slide.marking:
            self._marking()
        if opening:
            self._facts()
        else:
            self._body()
        for shape in list[Any](self.native.placeholders):
            if shape.has_text_frame and not shape.text_frame.text:
                self.shapes._spTree.remove(shape._element)

    def _title(self, sizes: Sequence[int]) -> None:
        """The title, at the size of the layout unless it needs a smaller one."""
        shape = self.places["title"]
        room, text = self._place(shape).points, " ".join(BLANKS.split(self.slide.title))
        fitting, size = texts.fit(text, sizes, room, bold=True)
        shape.text_frame.text = fitting
        if size != sizes[0] or not self._is_ours:
            shape.text_frame.paragraphs[0].runs[0].font.size = self._place(shape).pt(size)
        self._name(shape._element, "title")

    def _facts(self) -> None:
        """The facts of the cover, a line each."""
        shape = self.places.get("subtitle")
        if shape is None:
            return
        size = 0 if self._is_ours else FACT_SIZE
        facts = [Text(fact, size, None) for fact in self.slide.subtitle.split("\n")]
        texts.write(self._place(shape), shape.text_frame, facts)
        self._name(shape._element, "subtitle")

    def _content(self) -> Place:
        """The room of the body: that of what stands under the title too, where nothing does."""
        place = self._place(self._layout["content"])
        under = self._layout.get("subtitle")
        if self.slide.subtitle:
            if under is not None:
                self._subtitle(self.places["subtitle"])
                return place
            wide = place.points[0]
            self._subtitle(self._box(place.part(0, 0, wide, SUBTITLE_HEIGHT)))
            return place.part(0, SUBTITLE_HEIGHT, wide, place.points[1] - SUBTITLE_HEIGHT)
        if under is None:
            return place
        return Place(
            place.left, under.top, place.width, place.top + place.height - under.top, self.scale
        )

    def _subtitle(self, shape: Any) -> None:
        said = [Text(self.slide.subtitle, SUBTITLE_SIZE, paint.MUTED)]
        texts.write(self._place(shape), shape.text_frame, said)
        self._name(shape._element, "subtitle")

    def _body(self) -> None:
        body, place = self.slide.body, self._content()
        if isinstance(body, tuple) and isinstance(body[0], Line):
            self._lines([line for line in body if isinstance(line, Line)], place)
            return
        element, kind = self._figure(body, place)
        self.shapes._spTree.append(element)
        for code, one in enumerate(element.iter(qn("p:cNvPr")), self.shapes._next_shape_id):
            one.set("id", str(code))
        element._nvXxPr.cNvPr.set("descr", self.slide.alt or self.slide.title)
        self._name(element, kind)
        if kind != "map":
            # As PowerPoint does it: a frame that fills a placeholder names it.
            number = self.places["content"].placeholder_format.idx
            named = parse_xml(f'<p:ph xmlns:p="{PRESENTATION}" idx="{number}"/>')
            element._nvXxPr.nvPr.append(named)

    def _figure(self, body: Body | None, place: Place) -> tuple[Any, str]:
        """The element of a body that is no text, and its kind."""
        t, slide = self.view.t, self.slide
        colours = paint.Theme(self.native.slide_layout.slide_master)
        match body:
            case Map():
                return native_map.element(place, body), "map"
            case Matrix():
                corner = t("column.priority")
                return native_tables.matrix(place, body, corner, colours), "table"
            case Grid():
                return native_tables.grid(place, body), "table"
            case Bars():
                foot = provenance.line(self.view, self.address).split(" · ")
                about = [slide.title, *filter(None, [slide.subtitle]), *foot]
                part = self.native.part
                return native_charts.element(part, place, body, t, colours, about), "chart"
        items = body or ()
        if groups := [one for one in items if isinstance(one, Group)]:
            return native_tables.groups(place, groups), "table"
        numbers = [one for one in items if isinstance(one, Number)]
        return native_tables.figures(place, numbers), "table"

    def _name(self, element: Any, kind: str) -> None:
        """A name in the reader's language."""
        element._nvXxPr.cNvPr.set("name", self.view.t(f"shape.{kind}"))

    def _box(self, place: Place) -> Any:
        """A box of text without margins, for what has no placeholder."""
        shape = self.shapes.add_textbox(place.left, place.top, place.width, place.height)
        frame = shape.text_frame
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        frame.word_wrap = True
        return shape

    def _marking(self) -> None:
        """Who may see it, or that it is invented, above the title."""
        text, title = self.slide.marking, self._place(self.places["title"])
        height, width = 24, texts.width(text, native_tables.LEAST, bold=True) + 24
        shape = self._box(title.part(0, -height - 3, width, height))
        shape.top, frame = max(shape.top, 0), shape.text_frame
        frame.word_wrap, frame.vertical_anchor = False, MSO_ANCHOR.MIDDLE
        said = [Text(text, native_tables.LEAST, bold=True)]
        texts.write(title, frame, said, "ctr")
        shape.fill.solid()
        shape.fill.fore_color.theme_color = MSO_THEME_COLOR.ACCENT_1
        shape.fill.fore_color.brightness = paint.PALE.lighter
        self._name(shape._element, "marking")

    def _lines(self, lines: Sequence[Line], place: Place) -> None:
        """Lines after their signs, all of the largest size that fits."""
        shape = self.places["content"]
        shape.left, shape.top, shape.width, shape.height = (
            *(place.left, place.top),
            *(place.width, place.height),
        )
        width, most = place.points

        def height_at(size: float) -> float:
            heights = (texts.height(line.words, size, width - texts.SIGN * size) for line in lines)
            return sum(height + LINE_GAP for height in heights)

        size = next((one for one in native_tables.LINE_SIZES if height_at(one) <= most), LEAST)
        said = [
            Text(line.words, size, None, sign=line.sign or "•", after=LINE_GAP) for line in lines
        ]
        texts.write(place, shape.text_frame, said)
        self._name(shape._element, "text")

    def foot(self, number: int) -> None:
        """The provenance in one line and the slide's number, last in the order of reading."""
        shape = self._foot()
        place = self._place(shape)
        own = self.view.t("deck.own") if self.slide.is_own else ""
        said = own or self._foot_line(place.points[0])
        size = 0 if self._is_ours else texts.FOOT_SIZE
        texts.write(place, shape.text_frame, [Text(said, size, None)])
        if self.address.startswith(("https://", "http://")):
            # On the shape, since on the text it would take the colour of links.
            shape.click_action.hyperlink.address = self.address
        self._name(shape._element, "provenance")
        if (layout := self._layout.get("number")) is not None:
            count = self._copy(layout)._element
            for text in count.iter(qn("a:t")):
                text.text = str(number)
            self._name(count, "number")

    def _foot(self) -> Any:
        """The foot: of another layout it reaches from the left of the title to the number."""
        layout, title = self._layout.get("footer"), self._layout["title"]
        if layout is None:
            whole = Place(0, 0, *self.size, self.scale)
            wide, high = whole.points
            return self._box(whole.part(MARGIN, high - 1.4 * FOOT, wide - 2 * MARGIN, FOOT))
        shape, number = self._copy(layout), self._layout.get("number")
        right = number.left if number is not None else title.left + title.width
        if not self._is_ours and right > title.left:
            shape.left, shape.width = title.left, right - title.left
            shape.top, shape.height = layout.top, layout.height
        return shape

    def _foot_line(self, room: float) -> str:
        """The provenance, with as many names of each filter as there is room for."""
        lines, size = list(provenance.feet(self.view)), texts.FOOT_SIZE
        fitting = (line for line in lines if texts.lines(line, size, room) == 1)
        return next(fitting, lines[-1])

    def _copy(self, layout: Any) -> Any:
        """A placeholder of the layout that python-pptx does not bring to the slide by itself."""
        element = copy.deepcopy(layout._element)
        # Place and style stay those of the layout.
        for inherited in (*element.iter(qn("p:spPr")), *element.iter(qn("a:lstStyle"))):
            for child in list(inherited):
                inherited.remove(child)
        tree = self.shapes._spTree
        code = max(int(code) for code in tree.xpath("//p:cNvPr/@id")) + 1
        element._nvXxPr.cNvPr.set("id", str(code))
        tree.append(element)
        return self.shapes[-1]

    def add_notes(self) -> None:
        """The speaker's notes, and the language of every run of the slide and of its notes."""
        notes, language = self.native.notes_slide, self.view.t.language
        if notes.notes_text_frame is not None:
            notes.notes_text_frame.text = "\n\n".join(self.slide.notes)
        for shape in notes.shapes:
            self._name(shape._element, "notes" if shape.has_text_frame else "slide")
        for element in (self.native._element, notes._element):
            texts.set_language(element, language)
