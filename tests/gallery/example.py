"""What an example is, and its value as a table and in words."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from components.charts.actions import Actions
from components.charts.agencies import Agencies
from components.charts.bar_rows import BarRows
from components.charts.bars import Bars
from components.charts.events import Events
from components.charts.facts import Facts
from components.charts.lines import Lines
from components.charts.map import Map
from components.charts.matrix import Matrix
from components.charts.spans import Spans
from components.charts.steps import Steps, StepsCell
from components.charts.time_axis import TimeAxis
from components.charts.timeline import Timeline
from components.documents.deck.slide import Slide
from components.layout.card import Card
from data.records import records
from data.text.words import Words

Chart = (
    Actions
    | Agencies
    | Bars
    | BarRows
    | Events
    | Facts
    | Lines
    | Map
    | Matrix
    | Spans
    | Steps
    | TimeAxis
    | Timeline
)


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

    @cached_property
    def table(self) -> pd.DataFrame:
        """Everything that is drawn, in rows."""
        return table(self.value, self.t)

    @cached_property
    def alt(self) -> str:
        """The picture in words: those of the product, where it has some."""
        own = self.value.alt if isinstance(self.value, Card | Slide) else ""
        return own or f"{self.caption} {in_words(self.table)}".strip()


def in_words(rows: pd.DataFrame) -> str:
    """A table in words: each row by its first cell, then what is in the others."""
    sentences = []
    for row in records(rows):
        (_, first), *others = row.items()
        cells = [f"{name} {cell}" for name, cell in others if cell != "" and cell is not None]
        sentences.append(": ".join(filter(None, [str(first), ", ".join(cells)])))
    return "; ".join(sentences)


def table(value: Chart | Card | Slide, t: Words) -> pd.DataFrame:
    """Everything that is drawn, in rows: the numbers and words of the typed value."""
    match value:
        case Card():
            return value.table
        case Slide():
            return _slide(value, t)
        case Bars() | Spans():
            return _series(value, list(value.categories), t)
        case Lines():
            return _series(value, [t.date(month, "month") for month in value.months], t)
        case Matrix():
            names = [column.title for column in value.columns]
            cells = [[row.name, *(cell.label for cell in row.cells)] for row in value.rows]
            return pd.DataFrame(cells, columns=pd.Index([t("column.country"), *names]))
        case Steps():
            names = [country.name for country in value.countries]
            cells = [
                [row.title, *(_said(cell, value) for cell in row.cells), row.reached]
                for row in value.rows
            ]
            columns = [t("column.priority"), *_distinct(names), t("steps.once")]
            return pd.DataFrame(cells, columns=pd.Index(columns))
        case BarRows(layout="stages"):
            rows = [(row.name, row.note, row.label) for row in value.rows]
            return _frame(rows, t, "agency", "stage", "agreement")
        case BarRows(layout="tiles"):
            rows = [(row.name, row.number, row.note, row.below) for row in value.rows]
            return _frame(rows, t, "measure", "count", "meaning", "change")
        case BarRows():
            rows = [(row.name, row.label, row.number) for row in value.rows]
            return _frame(rows, t, "what", "state", "milestones")
        case Timeline():
            rows = [
                (group.title, row.title, ". ".join(line.text for line in row.lines))
                for group in value.groups
                for row in group.rows
            ]
            return _frame(rows, t, "priority", "action", "milestone")
        case Actions():
            rows = [
                (
                    group.title,
                    line.title,
                    line.status,
                    line.said or "; ".join(mark.label for mark in line.marks),
                    line.date,
                )
                for group in value.groups
                for line in group.rows
            ]
            return _frame(rows, t, "group", "action", "status", "milestone", "date")
        case Agencies():
            cells = [[row.name, *(cell.label for cell in row.cells)] for row in value.rows]
            return pd.DataFrame(cells, columns=pd.Index([value.corner, *value.columns]))
        case Map():
            shown = (*value.countries, *value.apart)
            rows = [(one.id, one.label, one.number) for one in shown]
            return _frame(rows, t, "id", "country", "count")
        case TimeAxis():
            rows = [
                (row.title, cell.label, "; ".join(mark.label for mark in cell.marks))
                for row in value.rows
                for cell in row.cells
            ]
            rows += [
                ("", lane.name, one.label)
                for lane in value.lanes
                for one in (*lane.marks, *lane.terms)
            ]
            return _frame(rows, t, "priority", "state", "milestones")
        case Facts():
            rows = [("", value.name.text)]
            rows += [
                (line.about, " · ".join(one.text for one in line.said)) for line in value.facts
            ]
            return _frame(rows, t, "what", "state")
        case Events():
            rows = [(one.when, one.title, one.step, one.word) for one in value.events]
            return _frame(rows, t, "date", "action", "milestone", "state")
    raise TypeError(f"`table` does not say yet how {type(value).__name__} reads")


def _said(cell: StepsCell, chart: Steps) -> str:
    """A cell in words, with what its marks say."""
    marks = [chart.steps[at].label for at in cell.marks]
    return "; ".join(marks) or cell.label


def _distinct(names: list[str]) -> list[str]:
    """Names of columns, with their places where some are the same."""
    same = len(set(names)) < len(names)
    return [f"{name} {at}" for at, name in enumerate(names, 1)] if same else names


def _series(chart: Bars | Lines | Spans, names: list[str], t: Words) -> pd.DataFrame:
    """A row a category, a column a series."""
    columns = {
        series.name: ["" if number is None else t.number(number) for number in series.numbers]
        for series in chart.series
    }
    return pd.DataFrame({chart.unit: names, **columns})


def _slide(slide: Slide, t: Words) -> pd.DataFrame:
    body: Any = slide.body
    if isinstance(body, Chart):
        return table(body, t)
    if not body:
        return _frame([(slide.title, slide.subtitle)], t, "title", "what")
    if hasattr(body[0], "value"):
        rows = [(each.label, f"{each.value} {each.small}".strip(), each.means) for each in body]
        return _frame(rows, t, "measure", "count", "meaning")
    return pd.DataFrame({t("column.what"): [f"{line.sign} {line.text}".strip() for line in body]})


def _frame(rows: list[tuple[str, ...]], t: Words, *columns: str) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=pd.Index([t(f"column.{name}") for name in columns]))
