"""The examples: cards of pages and slides, in every state that the dashboard can show."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import dashboard
from components.charts.actions import Actions
from components.charts.agencies import Agencies
from components.charts.bar_rows import BarRows
from components.charts.events import Events
from components.charts.lines import Lines
from components.charts.map import Map
from components.charts.slide_figures import Bars, Matrix
from components.charts.steps import Steps
from components.charts.time_axis import TimeAxis
from components.documents.deck import slides
from components.documents.deck.slide import Slide
from components.layout.card import Card
from components.server.board import content
from components.server.board.content import SentCard
from components.view.view import View, open_view
from data.model import Dataset, Plan
from data.text.words import Words
from tests.support import shapes
from tests.support.opened import content_of, own_of

Chart = Actions | Agencies | Bars | BarRows | Events | Lines | Map | Matrix | Steps | TimeAxis
LONG = (
    "A title that is much longer than a bar on any screen, because five working groups wrote it "
    "together and none of them wanted to leave out a word",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "<b>Signs</b> & words that look like markup",
)
INVENTED: Mapping[str, Callable[[], Dataset]] = {
    "record": lambda: shapes.whole(Plan.OPEN),
    "long": lambda: shapes.renamed(shapes.whole(Plan.COMPLETE), LONG),
    "many": lambda: shapes.many(Plan.OPEN, 20, 20),
}
"""Datasets of which few pages are drawn: what the exercise, a plan of 16 countries, has not."""
OF_INVENTED = ("overview", "priorities", "timeline")
OF_EXERCISE = {
    "overview": ("overview", {"behind": "due"}),
    "chosen": ("overview", {"country": ["ECU", "BRA"]}),
    "priorities": ("priorities", {}),
    "priority": ("priorities", {"priority": ["P1"]}),
    "countries": ("countries", {}),
    "country": ("countries", {"country": ["ECU"]}),
    "agencies": ("agencies", {}),
    "actions": ("actions", {}),
    "grouped": ("actions", {"group": "stage"}),
    "dossier": ("actions", {"action": "EX-A007"}),
    "timeline": ("timeline", {}),
    "meetings": ("meetings", {}),
    "meetings-before": ("meetings", {"as_of": "2026-01-01"}),
    "meeting": ("meetings", {"meeting": "EX-M12"}),
}
"""Name to page and query."""


@dataclass(frozen=True)
class Example:
    """A card of a page, or a slide.

    Attributes:
        key: its element on the page is called so.
        value: what is drawn.
        sent: a card as the board is sent it.
        t: words of the reader's language, and of its plan.
    """

    key: str
    value: Card | Slide
    t: Words
    sent: SentCard | None = None

    @property
    def chart(self) -> Chart | None:
        """The figure of a card, or the body of a slide."""
        found: Any = self.value.chart if isinstance(self.value, Card) else self.value.body
        return found if isinstance(found, Chart) else None


def examples(language: str = "en") -> list[Example]:
    """Every example, new each time they are asked for."""
    found = [one for name, view, query in _views(language) for one in _cards(name, view, query)]
    view = open_view("slides", language, {"dataset": ["exercise"]})
    found += [Example(f"slide-{one.key}", one, view.t) for one in slides(view)]
    return found


def _views(language: str) -> Iterator[tuple[str, View, dict[str, str]]]:
    """Name to a view, and what its address says for the page alone."""
    for name, (page, query) in OF_EXERCISE.items():
        chosen = {key: [value] if isinstance(value, str) else value for key, value in query.items()}
        view = open_view(page, language, {"dataset": ["exercise"], **chosen})
        yield f"exercise-{name}", view, {key: values[-1] for key, values in chosen.items()}
    for name, dataset in INVENTED.items():
        for page in OF_INVENTED:
            view = shapes.view_of(dataset(), language, page=page)
            yield f"{name}-{page}", view, {}


def _cards(name: str, view: View, query: dict[str, str]) -> Iterator[Example]:
    own, _ = own_of(view, query)
    for card in content_of(view, own).cards:
        alone = content.alone(dashboard.PAGES[view.page], view, query, card.key)
        [[part]] = alone.shown.rows[0].columns if alone else [[None]]
        if isinstance(part, SentCard):
            key = f"{name}-{card.key}"
            sent = replace(part, key=f"card-{key}")
            yield Example(key, card, view.t, sent)
