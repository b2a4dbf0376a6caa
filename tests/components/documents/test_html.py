"""The deck on a page and in the HTML file: its numbers, its words, and no text as markup."""

import base64
import hashlib
import json
import re
from datetime import date, timedelta
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest

from components.charts.lines import Lines
from components.charts.slide_matrix import Matrix
from components.charts.spans import Spans
from components.documents import provenance
from components.documents.deck import slides
from components.documents.deck.slide import Chart, Line, Number
from components.documents.html import figures, file, slideshow
from components.view.view import open_view
from data.text.words import words
from tests.support import hostile
from tests.support.once import once
from tests.support.turns import by_turns

SITE = "https://roadmap.example.org/slides"
CHOICES = {
    "record": {},
    "Ecuador": {"country": ["ECU"]},
    "edition": {"edition": ["III-EU-CLASI"]},
    "exercise": {"dataset": ["exercise"]},
}
EACH = [
    pytest.param(language, CHOICES[name], id=f"{name}-{language}")
    for name, language in by_turns(CHOICES)
]
"""Each choice in one language, the record in all."""
MOST_BYTES = 1_000_000


def deck_parts(language, query):
    """The deck, what is sent of it, and its elements by key."""
    return parts_of(open_view("slides", language, query))


@once
def parts_of(view):
    content = slideshow.content(view, view.address(SITE))
    root = part(ElementTree.fromstring(f"<div>{content['slides']}</div>"), "slides")
    return (
        view,
        {slide.key: slide for slide in slides(view)},
        content,
        {section.attrib["id"]: section for section in root},
    )


def text(element):
    return "".join(element.itertext())


def part(section, name):
    return section.find(f".//*[@class='{name}']")


def test_a_file_has_a_heading_of_its_own_and_on_the_page_a_slide_is_under_that_of_the_page():
    view = open_view("slides", "en", {})
    alone, among = (made(view, view.address(SITE)) for made in (slideshow.content, slideshow.page))
    assert [made["slides"].count("<h1") for made in (alone, among)] == [1, 0]


@pytest.mark.parametrize(("language", "query"), EACH)
def test_each_slide_has_its_message_its_imprint_and_its_marking(language, query):
    view, deck, content, sections = deck_parts(language, query)
    assert content["keys"] == list(sections) == list(deck)
    for key, slide in deck.items():
        assert text(part(sections[key], "title")) == slide.title
        assert text(part(sections[key], "foot")) == provenance.line(view, view.address(SITE))
        assert [text(note) for note in sections[key].iterfind(".//details/p")] == list(slide.notes)
        marking = part(sections[key], "marking")
        assert (text(marking) if marking is not None else "") == slide.marking
        if view.dataset.fictional:
            assert slide.marking == view.marking
    said = provenance.line(view, view.address(SITE))
    assert all(
        one in said
        for one in (view.sentence, view.marking, view.method, language.upper(), view.address(SITE))
    )


@pytest.mark.parametrize(("language", "query"), EACH)
def test_the_numbers_are_those_of_the_deck(language, query):
    view, deck, _, sections = deck_parts(language, query)
    for key, slide in deck.items():
        body = slide.body
        if isinstance(body, Chart):
            assert said_of(sections[key]) == expected(body, view.t)
            rows = [
                [cell.text or "" for cell in row.iterfind("td")]
                for row in sections[key].iterfind(".//tbody/tr")
            ]
            assert rows == [
                [view.t.number(series.numbers[place]) for series in body.series]
                for place in range(len(body.categories))
            ]
        elif isinstance(body, Matrix):
            cells = [
                [text(cell) for cell in row.iterfind("td")]
                for row in sections[key].iterfind(".//tbody/tr")
            ]
            assert cells == [
                [f"{cell.count}{cell.sign}{cell.word}" for cell in row.cells] for row in body.rows
            ]
        elif body and isinstance(body[0], Number):
            assert [text(cell) for cell in sections[key].iterfind(".//dd[@class='value']")] == [
                f"{one.value} {one.small}".strip() for one in body if isinstance(one, Number)
            ]
        elif body:
            assert [text(line) for line in sections[key].iterfind(".//li")] == [
                f"{line.sign}{line.text}" for line in body if isinstance(line, Line)
            ]


def pieces_of(section):
    """What each piece of a figure says, and where it begins and ends, in per cent of its room."""
    for piece in section.iterfind(".//i"):
        at, width = (float(one) for one in re.findall(r"([\d.e-]+)%", piece.attrib["style"]))
        yield piece.attrib["title"], at, at + width


def said_of(section):
    return [said for said, _, _ in pieces_of(section)]


def expected(chart, t):
    """What the pieces of a chart must say: each number, or the days."""
    if isinstance(chart, Lines):
        return [
            " ".join(
                [
                    t.short_date(month, "month"),
                    *(f"{one.name}: {t.number(one.numbers[place])}" for one in chart.series),
                ]
            )
            for place, month in enumerate(chart.months)
        ]
    said, spans = [], isinstance(chart, Spans)
    for place, name in enumerate(chart.categories):
        day = chart.first if spans else None
        for one in chart.series:
            number = one.numbers[place] or 0
            shown = t.number(number)
            if spans:
                first, day = day, day + timedelta(days=number)
                shown = f"{t.date(first)} – {t.date(day - timedelta(days=1))}"
            if number and not one.look.hidden:
                said.append(f"{name} {one.name}: {shown}")
    return said


def test_bars_are_as_long_as_their_numbers_and_each_piece_begins_where_the_last_one_ends():
    _, deck, _, sections = deck_parts("en", {"dataset": ["exercise"]})
    for key in ("priorities", "timeline"):
        found, body = iter(pieces_of(sections[key])), deck[key].body
        whole = figures.TOP * max(body.totals) if key == "priorities" else None
        whole = whole or (body.last - body.first).days
        for place in range(len(body.categories)):
            begun = 0
            for series in body.series:
                number = series.numbers[place] or 0
                if number and not series.look.hidden:
                    _, at, end = next(found)
                    assert (at, end) == pytest.approx(
                        (100 * begun / whole, 100 * (begun + number) / whole), abs=0.02
                    )
                begun += number
        assert next(found, None) is None


@pytest.mark.parametrize(
    ("whole", "ticks"), [(1.03, "0 1"), (8, "0 2 4 6 8"), (95, "0 20 40 60 80")]
)
def test_an_axis_of_counts_has_few_whole_numbers(whole, ticks):
    assert [tick.label for tick in figures._counts(whole, words("en"))] == ticks.split()


@pytest.mark.parametrize(
    ("first", "last", "ticks"),
    [
        (date(2026, 6, 1), date(2026, 6, 4), ["Jun 2026"]),
        (date(2026, 6, 2), date(2026, 6, 4), ["Jun 2026"]),
        (date(2025, 11, 15), date(2026, 2, 1), ["Dec 2025", "Jan 2026", "Feb 2026"]),
        (date(2024, 3, 1), date(2026, 3, 1), ["Jul 2024", "Jan 2025", "Jul 2025", "Jan 2026"]),
        (date(2019, 3, 1), date(2026, 3, 1), ["2020", "2022", "2024", "2026"]),
    ],
)
def test_an_axis_of_time_names_months_or_years(first, last, ticks):
    assert [tick.label for tick in figures._time(first, last, words("en"))] == ticks


# ---- the file


class Page(HTMLParser):
    """Elements and attributes as a browser reads them."""

    def __init__(self, source):
        super().__init__()
        self.tags, self.attributes, self.scripts, self.open = [], [], [], False
        self.feed(source)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs
        if tag == "script":
            self.scripts.append((dict(attrs).get("type", ""), ""))
        self.open = tag == "script"

    def handle_data(self, data):
        if self.open:
            kind, before = self.scripts[-1]
            self.scripts[-1] = (kind, before + data)

    def handle_endtag(self, tag):
        self.open = self.open and tag != "script"


@pytest.mark.parametrize(("language", "query"), EACH)
def test_the_file_is_one_small_file_of_the_same_bytes_that_asks_for_nothing(language, query):
    view = open_view("slides", language, query)
    made = file.make(view, view.address(SITE))
    assert len(made) < MOST_BYTES
    page = Page(made.decode())
    asking = [
        (name, value)
        for name, value in page.attributes
        if name in ("src", "href", "srcset", "action", "data", "poster") and value
    ]
    assert asking == []
    assert ("lang", language) in page.attributes
    assert page.tags.count("title") == 1
    styles = made.decode().split("</style>")[0]
    assert set(re.findall(r"url\((data:[a-z0-9/]+|[^)]*)", styles)) == {"data:font/woff2"}


def test_the_policy_lets_our_script_run_and_nothing_else():
    view = open_view("slides", "en", {})
    page = Page(file.make(view, view.address(SITE)).decode())
    policy = next(
        value
        for name, value in page.attributes
        if name == "content" and value and "script-src" in value
    )
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    hashes = {
        f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"
        for kind, code in page.scripts
        if "json" not in kind
    }
    assert rules["default-src"] == "'none'"
    assert set(rules["script-src"].split()) == hashes
    assert len(hashes) == 1
    assert set(rules) == {
        "default-src",
        "script-src",
        "style-src",
        "img-src",
        "font-src",
        "base-uri",
        "form-action",
    }


EVIL = [
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "]]>",
    '" onload="x',
    "<img src=x onerror=x>",
    "&lt;b&gt;",
    "\u2028=1+1",
]


@pytest.mark.parametrize("evil", EVIL)
def test_what_a_text_holds_stays_text_in_the_markup_and_in_the_data(evil, monkeypatch):
    """A value for two words: one in title, heading and description, one in a slide and the data."""
    view = open_view("slides", "en", {"priority": ["P5"]})
    usual = Page(file.make(view, SITE).decode())
    for key in ("product.name", "slides.said", "slides.blocked"):
        monkeypatch.setitem(view.t._bare, key, evil)
    attacked = Page(file.make(open_view("slides", "en", {"priority": ["P5"]}), SITE).decode())
    assert attacked.tags == usual.tags
    assert [name for name, _ in attacked.attributes] == [name for name, _ in usual.attributes]
    assert [kind for kind, _ in attacked.scripts] == ["application/json", "module"]
    assert "<" not in attacked.scripts[0][1]
    assert json.loads(attacked.scripts[0][1])["words"]["blocked"] == evil


@pytest.mark.parametrize("kind", hostile.TITLES)
def test_data_of_any_title_give_the_same_elements_as_harmless_ones(kind, hostile_titles):
    hostile_titles(kind)
    view = open_view("slides", "en", {})
    page = Page(file.make(view, view.address(SITE)).decode())
    assert page.tags.count("script") == 2
    assert {"img", "iframe", "a", "object", "base", "form"} & set(page.tags) == set()
    assert [name for name, _ in page.attributes if name.startswith("on")] == []


def test_no_two_scripts_of_the_file_have_one_name_as_they_become_one():
    text = "\n".join((file.markup.FRONTEND / name).read_text("utf-8") for name in file.SCRIPTS)
    pattern = r"^(?:export )?(?:async )?(?:const|let|function) +(\w+)"
    names = re.findall(pattern, text, re.MULTILINE)
    assert sorted(names) == sorted(set(names))
