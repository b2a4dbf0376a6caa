"""The deck on a page and in the HTML file: its numbers, its words, and no text as markup."""

import base64
import hashlib
import json
import re
from datetime import date, timedelta
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest

from components.charts.bars import Bars
from components.charts.lines import Lines
from components.charts.matrix import Matrix
from components.documents import imprint
from components.documents.deck import slides
from components.documents.deck.slide import Chart, Line, Number
from components.documents.html import figures, file, projector
from components.view.view import open_view
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
MOST_BYTES = 8_000_000


def deck_parts(language, query):
    """The deck, what is sent of it, and its elements by key."""
    return parts_of(open_view("slides", language, query))


@once
def parts_of(view):
    content = projector.content(view, view.address(SITE))
    root = ElementTree.fromstring(f"<div>{content['slides']}</div>")
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
    alone, among = (made(view, view.address(SITE)) for made in (projector.content, projector.page))
    assert [made["slides"].count("<h1") for made in (alone, among)] == [1, 0]


@pytest.mark.parametrize(("language", "query"), EACH)
def test_each_slide_has_its_message_its_imprint_and_its_marking(language, query):
    view, deck, content, sections = deck_parts(language, query)
    assert content["keys"] == list(sections) == list(deck)
    for key, slide in deck.items():
        assert text(part(sections[key], "title")) == slide.title
        assert text(part(sections[key], "foot")) == imprint.line(view, view.address(SITE))
        assert [text(note) for note in sections[key].iterfind(".//details/p")] == list(slide.notes)
        marking = part(sections[key], "marking")
        assert (text(marking) if marking is not None else "") == slide.marking
        if view.dataset.fictional:
            assert slide.marking == view.marking
    said = imprint.line(view, view.address(SITE))
    assert all(
        one in said
        for one in (view.sentence, view.marking, view.method, language.upper(), view.address(SITE))
    )


@pytest.mark.parametrize(("language", "query"), EACH)
def test_the_numbers_are_those_of_the_deck(language, query):
    view, deck, content, sections = deck_parts(language, query)
    for key, slide in deck.items():
        body = slide.body
        if isinstance(body, Chart):
            assert numbers_of(body, content["charts"][key]["figure"]) == [
                list(series.numbers) for series in body.series if not series.look.hidden
            ]
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


def numbers_of(chart, figure):
    """The numbers of each trace, read back from the figure: milestones, or days."""
    rows = []
    for trace in figure["data"]:
        if isinstance(chart, Lines):
            rows.append(trace["y"][:-1])
        elif isinstance(chart, Bars):
            rows.append([number or 0 for number in trace["x"]])
        else:
            days = dict(zip(trace["y"], trace["x"], strict=True))
            rows.append(
                [days.get(place, 0) // 86_400_000 for place in range(len(chart.categories))]
            )
    return rows


def test_a_bar_over_time_starts_where_the_one_before_it_ends():
    _, deck, content, _ = deck_parts("en", {"dataset": ["exercise"]})
    chart = deck["timeline"].body
    ends = {}
    for trace in content["charts"]["timeline"]["figure"]["data"]:
        for row, base, length in zip(trace["y"], trace["base"], trace["x"], strict=True):
            first = date.fromisoformat(base)
            assert (
                ends.get(row, chart.first + timedelta(days=chart.series[0].numbers[row])) == first
            )
            ends[row] = first + timedelta(days=length // 86_400_000)


@pytest.mark.parametrize(("language", "query"), EACH)
def test_no_letter_of_a_figure_is_smaller_than_the_back_of_the_room_can_read(language, query):
    def sizes(value, inside=""):
        if isinstance(value, dict):
            for name, more in value.items():
                if name in ("size", "minsize") and inside != "pattern":
                    yield more
                yield from sizes(more, name)
        elif isinstance(value, list):
            for more in value:
                yield from sizes(more, inside)

    for chart in deck_parts(language, query)[2]["charts"].values():
        found = list(sizes(chart["figure"]))
        assert found
        assert min(found) >= figures.SMALL >= 24


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


def test_the_policy_lets_our_two_scripts_run_and_nothing_else():
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
    assert len(hashes) == 2
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
    for key in ("product.name", "slides.said"):
        monkeypatch.setitem(view.t._bare, key, evil)
    attacked = Page(file.make(open_view("slides", "en", {"priority": ["P5"]}), SITE).decode())
    assert attacked.tags == usual.tags
    assert [name for name, _ in attacked.attributes] == [name for name, _ in usual.attributes]
    assert [kind for kind, _ in attacked.scripts] == ["application/json", "", "module"]
    assert "<" not in attacked.scripts[0][1]
    assert json.loads(attacked.scripts[0][1])["words"]["said"] == evil


@pytest.mark.parametrize("kind", hostile.TITLES)
def test_data_of_any_title_give_the_same_elements_as_harmless_ones(kind, hostile_titles):
    hostile_titles(kind)
    view = open_view("slides", "en", {})
    page = Page(file.make(view, view.address(SITE)).decode())
    assert page.tags.count("script") == 3
    assert {"img", "iframe", "a", "object", "base", "form"} & set(page.tags) == set()
    assert [name for name, _ in page.attributes if name.startswith("on")] == []
    content = json.loads(page.scripts[0][1])
    deck = {slide.key: slide.body for slide in slides(view) if isinstance(slide.body, Chart)}
    assert content["charts"].keys() == deck.keys()
    for chart in content["charts"].values():
        ticks = chart["figure"]["layout"]["yaxis"].get("ticktext", [])
        assert [tick for tick in ticks if re.search(r"<(?!br>)", tick)] == []


def test_no_two_scripts_of_the_file_have_one_name_as_they_become_one():
    text = "\n".join((file.FRONTEND / name).read_text("utf-8") for name in file.SCRIPTS)
    pattern = r"^(?:export )?(?:async )?(?:const|let|function) +(\w+)"
    names = re.findall(pattern, text, re.MULTILINE)
    assert sorted(names) == sorted(set(names))
