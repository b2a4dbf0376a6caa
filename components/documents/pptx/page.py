"""One slide of a presentation: each part in its placeholder, in reading order."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, cast

from markupsafe import Markup
from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.parts.slide import NotesSlidePart, SlidePart

from components.charts.map import Map
from components.charts.slide_figures import Bars, Matrix
from components.documents import provenance
from components.documents.deck.slide import BLANKS, Grid, Line, Number, Slide, groups_of
from components.documents.pptx import drawings, native_charts, native_tables, paint, template, texts
from components.documents.pptx.place import Place
from components.documents.pptx.texts import Text
from components.view.view import View
from data.model import locales

TITLE_SIZES, OPENING_SIZES = range(28, 11, -2), range(44, 15, -4)
"""Points of titles: those of the layout, and smaller ones for names that have no short form."""
SUBTITLE_SIZE, FACT_SIZE, LEAST = 18, 22, 18
LINE_GAP = 16
"""Points under a line."""
FOOT, MARGIN = 24, 43
"""Points of height of a foot, and beside it, where the layout has none."""
MARKING = 24
"""Points of height of a marking."""
NOTES = {"sldImg": "slide", "body": "notes", "sldNum": "number"}
"""Type of placeholder of notes to its name in `[shape]`."""


class Shape(NamedTuple):
    """A shape of a slide: a text, or a figure.

    Attributes:
        kind: what it is: a key of `[shape]`, which names it.
        place: where it stands; as the size of its texts, that of the layout is said here too, so
            that a slide keeps its order under the layouts of another deck.
        texts: the paragraphs of a text.
        placeholder: attributes that name the one of the layout which it fills; blank for a box.
        paper: what a box is filled with.
        link: the relation that a click opens.
        xml: a figure.
        alt: what it shows, in words.
    """

    kind: str
    place: Place
    texts: Sequence[Text] = ()
    placeholder: Markup = Markup()
    paper: paint.Paint | None = None
    link: str = ""
    xml: Markup = Markup()
    alt: str = ""


def placeholder(shape: Any) -> Markup:
    """The attributes by which a shape of a slide names the placeholder that it fills."""
    known = next(shape._element.iter(qn("p:ph"))).attrib
    return Markup().join(Markup(' {}="{}"').format(*pair) for pair in known.items())


class Layout:
    """A layout of the template: its placeholders, their places, and its colours."""

    def __init__(self, native: Any, size: tuple[int, int]) -> None:
        self.native = native
        scale = size[0] / template.WIDTH
        self.shapes = template.placeholders(native)
        self.places = {kind: Place.of(one, scale) for kind, one in self.shapes.items()}
        self.whole = Place(0, 0, *size, scale)
        self.colours = paint.Theme(native.slide_master)

    def fill(self, kind: str, texts: Sequence[Text], place: Place | None = None) -> Shape:
        """Text where the layout says, or elsewhere; in a box where it has no placeholder."""
        named = placeholder(self.shapes[kind]) if kind in self.shapes else Markup()
        return Shape(kind, place or self.places[kind], texts, named)


class Page:
    """A slide being made, in a layout of the deck."""

    def __init__(self, number: int, slide: Slide, layout: Layout, view: View, address: str) -> None:
        self.number, self.slide, self.layout = number, slide, layout
        self.view, self.address = view, address
        self.language = locales.language(view.t.language).office_tag
        name = PackURI(f"/ppt/slides/slide{number}.xml")
        package, nothing = layout.native.part.package, cast(Any, None)
        self.part: Any = SlidePart(name, CONTENT_TYPE.PML_SLIDE, package, nothing)
        self.part.relate_to(layout.native.part, RELATIONSHIP_TYPE.SLIDE_LAYOUT)

    def add(self, deck: Any) -> None:
        """Write the slide with its notes, and add it to the deck."""
        self.part._element = self._numbered("slide.xml", shapes=list(self._shapes()))
        deck.slides._sldIdLst.add_sldId(deck.part.relate_to(self.part, RELATIONSHIP_TYPE.SLIDE))
        master = deck.part.notes_master_part
        typed = ((one.element.ph.get("type"), one) for one in master.notes_master.placeholders)
        shapes = [(NOTES[kind], placeholder(one)) for kind, one in typed if kind in NOTES]
        name = PackURI(f"/ppt/notesSlides/notesSlide{self.number}.xml")
        made = self._numbered("notes.xml", shapes=shapes)
        notes = NotesSlidePart(name, CONTENT_TYPE.PML_NOTES_SLIDE, self.part.package, made)
        notes.relate_to(master, RELATIONSHIP_TYPE.NOTES_MASTER)
        notes.relate_to(self.part, RELATIONSHIP_TYPE.SLIDE)
        self.part.relate_to(notes, RELATIONSHIP_TYPE.NOTES_SLIDE)

    def _numbered(self, name: str, **values: Any) -> Any:
        """An element from a template, each of its shapes with a number of its own."""
        about = {"slide": self.slide, "t": self.view.t, "lang": self.language}
        made = parse_xml(texts.written(name, **about, **values))
        for code, one in enumerate(made.iter(qn("p:cNvPr")), 1):
            one.set("id", str(code))
        return made

    def _shapes(self) -> Iterator[Shape]:
        """Title, marking, what else must be known, body, foot and number, in this order."""
        opening = self.slide.body is None
        yield self._title(OPENING_SIZES if opening else TITLE_SIZES)
        if self.slide.marking:
            yield self._marking()
        if opening and "subtitle" in self.layout.shapes:
            facts = [Text(fact, FACT_SIZE, None) for fact in self.slide.subtitle.split("\n")]
            yield self.layout.fill("subtitle", facts)
        elif not opening:
            yield from self._content()
        yield self._foot()
        if "number" in self.layout.shapes:
            yield self.layout.fill("number", [Text(str(self.number), texts.FOOT_SIZE)])

    def _title(self, sizes: Sequence[int]) -> Shape:
        """The title, at the largest size that fits."""
        room = self.layout.places["title"].points
        title = " ".join(BLANKS.split(self.slide.title))
        return self.layout.fill("title", [Text(title, texts.fit(title, sizes, room), None)])

    def _marking(self) -> Shape:
        """Who may see it, or that it is invented, in a band over the whole width."""
        whole, title = self.layout.whole, self.layout.places["title"]
        place = whole.part(0, 0, whole.points[0], min(MARKING, title.top / whole.pt(1)))
        ink = self.layout.colours.on(paint.STRONG)
        runs = [Text(self.slide.marking, native_tables.LEAST, ink, bold=True)]
        return Shape("marking", place, runs, paper=paint.STRONG)

    def _content(self) -> Iterator[Shape]:
        """The body, and above it what else must be known; columns leave a line for that."""
        place, under = self.layout.places["content"], self.layout.places.get("subtitle")
        body = self.slide.body if isinstance(self.slide.body, tuple) else ()
        room, text = under or place, self.slide.subtitle or (" " if groups_of(body) else "")
        wide = room.points[0]
        high = texts.height(text, SUBTITLE_SIZE, wide) + LINE_GAP / 4 if text else 0
        above = room.part(0, 0, wide, high)
        if self.slide.subtitle:
            yield self.layout.fill("subtitle", [Text(text, SUBTITLE_SIZE, paint.MUTED)], above)
        top, bottom = above.top + above.height, place.top + place.height
        top = min(top, place.top) if under else top
        place = Place(place.left, top, place.width, bottom - top, place.scale)
        if lines := [line for line in body if isinstance(line, Line)]:
            yield self._lines(lines, place)
        else:
            yield self._figure(place, body)
            for marks, room in drawings.rooms(place, body):
                alt = marks.alt(self.view.t)
                yield Shape("marks", room, xml=drawings.marks_xml(room, marks), alt=alt)

    def _lines(self, lines: Sequence[Line], place: Place) -> Shape:
        """Lines after their signs, all of the largest size that fits."""
        width, most = place.points

        def height_at(size: float) -> float:
            heights = (texts.height(line.words, size, width - texts.SIGN * size) for line in lines)
            return sum(height + LINE_GAP for height in heights)

        size = next((one for one in native_tables.LINE_SIZES if height_at(one) <= most), LEAST)
        signed = ((" ".join(BLANKS.split(line.words)), line.sign or "•") for line in lines)
        runs = [Text(words, size, None, sign=sign, after=LINE_GAP) for words, sign in signed]
        return self.layout.fill("content", runs, place)

    def _figure(self, place: Place, items: Sequence[Any]) -> Shape:
        """A body that is no text, as a map, a chart or a table."""
        t, slide, body, colours = self.view.t, self.slide, self.slide.body, self.layout.colours
        alt, named = slide.alt or slide.title, placeholder(self.layout.shapes["content"])
        if isinstance(body, Map):
            made = drawings.map_xml(place, body, self.language)
            return Shape("map", place, xml=made, alt=alt)
        if isinstance(body, Bars):
            foot = provenance.line(self.view, self.address).split(" · ")
            about = [slide.title, *filter(None, [slide.subtitle]), *foot]
            made = native_charts.add(self.part, place, body, t, colours, about)
            return Shape("chart", place, placeholder=named, xml=made, alt=alt)
        if isinstance(body, Matrix):
            table = native_tables.matrix(place, body, t("deck.grid_key"), colours)
        elif isinstance(body, Grid):
            table = native_tables.grid(place, body)
        elif groups := groups_of(body):
            table = native_tables.groups(place, groups)
        else:
            table = native_tables.figures(place, [one for one in items if isinstance(one, Number)])
        made = texts.written("table.xml", lang=self.language, place=place, table=table)
        high = place.part(0, 0, place.points[0], sum(table.heights))
        return Shape("table", high, placeholder=named, xml=made, alt=alt)

    def _foot(self) -> Shape:
        """The provenance in one line, which reaches from the title to the number."""
        layout, link = self.layout, ""
        place, number, title = (layout.places.get(kind) for kind in ("footer", "number", "title"))
        wide, high = layout.whole.points
        room = layout.whole.part(MARGIN, high - 1.4 * FOOT, wide - 2 * MARGIN, FOOT)
        if place and title:
            right = number.left if number else title.left + title.width
            across = Place(title.left, place.top, right - title.left, place.height, place.scale)
            room = across if right > title.left else place
        size, feet = texts.FOOT_SIZE, list(provenance.feet(self.view))
        own = self.view.t("deck.own") if self.slide.is_own else ""
        run = Text(own or texts.one_line(feet, size, room.points[0]), size, None)
        if self.address.startswith(("https://", "http://")):
            # On the shape, since on the text it would take the colour of links.
            link = self.part.relate_to(self.address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        return layout.fill("footer", [run], room)._replace(link=link)
