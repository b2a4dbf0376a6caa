"""The drawing of a layout: each kind of part, each tone of a text and each shape of a card."""

from typing import get_args

import pandas as pd
import pytest

from components.app import controls, drawing
from components.cards.card import Card, Shape
from components.cards.parts import (
    Control,
    FileLink,
    Fold,
    PageLink,
    Part,
    Row,
    Seen,
    Side,
    Text,
    Tone,
    Turn,
)
from components.view.labels import escape


@pytest.fixture
def draw(open_page, monkeypatch):
    """Draw the parts that a function makes of a view, in place of those of the Overview."""

    def run(parts):
        real = drawing.draw
        monkeypatch.setattr(
            drawing, "draw", lambda view, own, _: real(view, own, [Row([parts(view)])])
        )
        return open_page("overview", lang="en")

    return run


def card(key, shape=Shape.READING, **more):
    frame = more.pop("frame", pd.DataFrame({"Name": [f"cell of {key}"], "Number": [3]}))
    return Card(key, f"Title of {key}", "Subtitle", "headline", frame, shape=shape, **more)


def values(elements):
    return [element.value for element in elements]


def test_each_kind_of_part_is_drawn(draw, monkeypatch):
    asked = []
    monkeypatch.setitem(controls.CONTROLS, "probe", lambda _, **more: asked.append(more))
    made = {
        Text: lambda _: Text("a text"),
        PageLink: lambda view: PageLink("method", "a page", view.query()),
        Turn: lambda _: Turn("a turn", "q", "x"),
        FileLink: lambda _: FileLink("a file", "files/a.csv", "a_file"),
        Fold: lambda _: Fold("a fold", [Text("in a fold")]),
        Side: lambda _: Side([Text("left"), Text("right")]),
        Control: lambda _: Control("probe", {"about": "a control"}),
        Seen: lambda view: Seen(card("seen"), view),
        Card: lambda _: card("own"),
    }
    assert set(made) == set(get_args(Part))
    app = draw(lambda view: [make(view) for make in made.values()])
    texts = values(app.markdown)
    assert {"a text", "in a fold", "left", "right"} <= set(texts)
    assert "a page" in [link.proto.label for link in app.get("page_link")]
    assert "a turn" in [button.label for button in app.button]
    assert "a file" in [link.proto.label for link in app.get("link_button")]
    assert "a fold" in [fold.label for fold in app.expander]
    assert asked == [{"about": "a control"}]
    assert {"Title of seen", "Title of own"} <= set(values(app.subheader))


def test_each_tone_is_drawn_as_its_own_element(draw):
    elements = {
        Tone.TITLE: "title",
        Tone.HEADER: "header",
        Tone.SUBHEADER: "subheader",
        Tone.BODY: "markdown",
        Tone.CAPTION: "caption",
        Tone.FRAMED: "markdown",
        Tone.NOTICE: "info",
        Tone.CAVEAT: "warning",
        Tone.REFUSED: "error",
    }
    assert set(elements) == set(Tone)
    app = draw(lambda _: [Text(f"tone {tone}", tone) for tone in Tone])
    for tone, element in elements.items():
        assert f"tone {tone}" in values(getattr(app, element)), tone


def test_each_shape_of_a_table_is_drawn(draw):
    def shapes(view):
        t = view.t
        report = {
            "confidence": "high",
            "about": "Ecuador",
            "known_on": "1 May 2025",
            "source": "https://example.org/a",
            "publisher": "Publisher",
            "dated_on": "2025",
            "milestone": "Step",
            "said": "A report",
            "note": "",
        }
        reports = pd.DataFrame([{t(f"column.{name}"): cell for name, cell in report.items()}])
        decisions = pd.DataFrame(
            {t("column.decision"): ["A decision"], t("column.priority"): ["A priority"]},
            index=[None],
        )
        return [
            card("reading"),
            card("listing", Shape.LISTING),
            card("reports", Shape.REPORTS, frame=reports),
            card("decisions", Shape.DECISIONS, frame=decisions),
        ]

    app = draw(shapes)
    assert [title for title in values(app.subheader) if title.startswith("Title of ")] == [
        f"Title of {shape}" for shape in Shape
    ]
    assert app.table[0].value.iloc[0, 0] == "cell of reading"
    assert app.dataframe[0].value.iloc[0, 0] == "cell of listing"
    text = " ".join(values(app.markdown))
    assert "A report" in text and "A decision" in text


def test_a_card_without_rows_says_so_in_place_of_its_table(draw):
    empty = card("empty", frame=pd.DataFrame({"Name": []}), none="Nothing is recorded.")
    app = draw(lambda _: [empty])
    assert escape("Nothing is recorded.") in values(app.info)
    assert "Title of empty" not in values(app.subheader)
