"""What an example is."""

from dataclasses import dataclass
from typing import Any

from components.charts.actions import Actions
from components.charts.agencies import Agencies
from components.charts.bar_rows import BarRows
from components.charts.bars import Bars
from components.charts.events import Events
from components.charts.lines import Lines
from components.charts.map import Map
from components.charts.slide_matrix import Matrix
from components.charts.steps import Steps
from components.charts.time_axis import TimeAxis
from components.documents.deck.slide import Slide
from components.layout.card import Card
from data.text.words import Words

Chart = Actions | Agencies | Bars | BarRows | Events | Lines | Map | Matrix | Steps | TimeAxis


@dataclass(frozen=True)
class Example:
    """A value in one state.

    Attributes:
        key: name of its function; its element on the page and its pictures are called so.
        caption: what state it is in, in English.
        value: what is drawn.
        t: words of the reader's language, and of its plan.
    """

    key: str
    caption: str
    value: Chart | Card | Slide
    t: Words

    @property
    def chart(self) -> Chart | None:
        """The figure: itself, that of a card, or the body of a slide."""
        value: Any = self.value
        if isinstance(value, Card):
            value = value.chart
        elif isinstance(value, Slide):
            value = value.body
        return value if isinstance(value, Chart) else None

    @property
    def alt(self) -> str:
        """The picture in words: those of the product, where it has some."""
        return getattr(self.value, "alt", "") or self.caption
