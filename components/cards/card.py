"""A figure or table with everything that belongs to it, and the same as a file. Knows no Streamlit."""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

import pandas as pd

from components.view import choice
from components.view.view import View
from data.measures import Headline, Ratio, RecordHeadline
from data.model import Clearance

ROOM = {3: None, 5: 320, 7: 190, 99: 150}
"""Number of columns up to which a long text gets so many pixels, so that the columns after it can be seen; the cell opens whole."""
CHARACTER = 6
"""About the width of a character of a table, in pixels."""
WIDE_CHARACTER, MARGIN = 7.5, 18
"""Width in pixels that a text of a table never outgrows, a character, and what stands on both sides of it."""
MEASURED = 9
"""How many first rows the browser measures, and the last, to size a column by itself."""
LONGEST_STEM = 130
"""Characters of a file name before its ending; Windows takes 260 with all folders above it."""
LONGEST_CHOICE, LONGEST_NAME, LONGEST_DATASET = 60, 32, 20
"""Characters of a file name for the choice, for what it is called after, and for the dataset."""
MARK = 8
"""Characters that tell apart what was cut."""
UNSAFE = re.compile(r"[^A-Za-z0-9.+_-]")
RECORD_FIGURES = ("reached", "to_come", "passed", "in_place")
"""The figures of the headline of an open record, in their order."""


T = TypeVar("T")


class Shape(StrEnum):
    """How a table is shown."""

    READING = "reading"
    """Short, to be read from top to bottom: cells wrap, addresses become links."""
    LISTING = "listing"
    """Long, to be sorted and searched."""
    REPORTS = "reports"
    """Each row a paragraph: a report, as it was made."""
    DECISIONS = "decisions"
    """Each row a paragraph: a decision of a meeting."""


@dataclass(frozen=True)
class Card:
    """A figure or table with everything that belongs to it, ready to be shown.

    Attributes:
        key: name of the card, unique on the page; also names the downloaded file.
        title: the finding, in a sentence.
        subtitle: the measure and its unit.
        method: anchor in the method where it is defined.
        frame: the numbers as a table: columns and cells in the reader's words; where a row can
            be chosen, indexed by its code; or what makes it once somebody asks for it.
        chart: the figure, a value of `components.charts`.
        alt: the figure in words.
        shape: how a table is shown.
        opens: of a table whose rows lead on: what they are (`action`, `meeting`, `country`,
            `priority`); blank where rows lead nowhere.
        metrics: of the headline, its figures.
        note: what stands beneath them; blank where nothing does.
        none: what a page says instead of a table without any row; its file has the columns alone.
    """

    key: str
    title: str
    subtitle: str
    method: str
    frame: pd.DataFrame | Callable[[], pd.DataFrame]
    chart: Any = None
    alt: str = ""
    shape: Shape = Shape.READING
    opens: str = ""
    metrics: Sequence["Metric"] = ()
    note: str = ""
    none: str = ""

    @cached_property
    def table(self) -> pd.DataFrame:
        """The numbers as a table."""
        return self.frame() if callable(self.frame) else self.frame

    def rendered(self, medium: str, render: Callable[[], T]) -> T:
        """What a medium makes of the card, by the medium's name: once for a card that is kept."""
        if medium not in self._rendered:
            self._rendered[medium] = render()
        return self._rendered[medium]

    @cached_property
    def _rendered(self) -> dict[str, Any]:
        return {}

    @cached_property
    def links(self) -> list[str]:
        """Columns of the table that hold addresses."""
        return [
            str(name)
            for name, cells in self.table.items()
            if _first(cells).startswith(("https://", "http://"))
        ]

    @cached_property
    def narrowed(self) -> dict[str, int]:
        """Columns that cannot size themselves: name to width in pixels.

        A long text would take the room of the columns after it; one further down than the browser measures would be cut.
        """
        width = next(width for most, width in ROOM.items() if len(self.table.columns) <= most)
        if width is None:
            return {}
        found = {}
        for name, cells in self.table.items():
            longest, measured = (
                _longest(cells),
                max(_longest(cells.iloc[:MEASURED]), _longest(cells.iloc[-1:])),
            )
            if name not in self.links and longest * CHARACTER > width:
                found[str(name)] = width
            elif name not in self.links and longest > max(measured, len(str(name))):
                found[str(name)] = min(width, round(longest * WIDE_CHARACTER) + MARGIN)
        return found


def _longest(cells: pd.Series) -> int:
    """Characters of the longest text of a column."""
    return max((len(cell) for cell in cells if isinstance(cell, str)), default=0)


def _first(cells: pd.Series) -> str:
    """The first text of a column that is not blank."""
    return next((cell for cell in cells if isinstance(cell, str) and cell), "")


class Metric(NamedTuple):
    """One of the four figures of the headline in words.

    Attributes:
        name: completed, delivered, range or coverage; on an open record reached, to_come, passed or in_place.
        label: what it is called.
        value: the figure.
        small: what stands beneath it, if anything.
    """

    name: str
    label: str
    value: str
    small: str | None


def metrics(view: View, numbers: Headline | RecordHeadline) -> list[Metric]:
    """The four figures of the headline, in the order in which they always stand together."""
    t = view.t
    if isinstance(numbers, RecordHeadline):
        found = numbers.by_name
        return [
            Metric(
                name,
                t(f"headline.{name}"),
                t.number(found[name]),
                t(f"headline.{name}_small", **found),
            )
            for name in RECORD_FIGURES
        ]
    between = t("headline.between", low=numbers.low, high=numbers.high)
    cells = [
        ("completed", *_metric(view, numbers.completed)),
        ("delivered", *_metric(view, numbers.delivered)),
        ("range", between, t("headline.out_of", of=numbers.completed.of)),
        ("coverage", _metric(view, numbers.coverage)[0], _on_time(view, numbers)),
    ]
    return [Metric(name, t(f"headline.{name}"), value, small) for name, value, small in cells]


def _metric(view: View, value: Ratio) -> tuple[str, str | None]:
    """A ratio as a large count and, where the method allows one, a small percentage."""
    if not value.of:
        return "–", view.t("headline.nothing_due")
    counts = view.t("headline.of", count=value.count, of=value.of)
    return counts, None if value.share is None else view.t.percent(value.share)


def _on_time(view: View, numbers: Headline) -> str | None:
    """Beneath the coverage: how many reports were on time, where there are rounds; else the percentage."""
    if numbers.on_time is None:
        return _metric(view, numbers.coverage)[1]
    return view.t("headline.on_time", count=numbers.on_time.count, of=numbers.on_time.of)


def headline_table(view: View, numbers: Headline | RecordHeadline) -> pd.DataFrame:
    """The figures of the headline as a table."""
    t = view.t
    if isinstance(numbers, RecordHeadline):
        told = numbers.by_name.items()
        return pd.DataFrame(
            [(t(f"headline.{name}"), number) for name, number in told],
            columns=[t("column.measure"), t("column.count")],
        )
    rows = [
        (t("headline.completed"), numbers.completed.count, numbers.completed.of),
        (t("headline.delivered"), numbers.delivered.count, numbers.delivered.of),
        (t("headline.range_low"), numbers.low, numbers.completed.of),
        (t("headline.range_high"), numbers.high, numbers.completed.of),
        (t("headline.coverage"), numbers.coverage.count, numbers.coverage.of),
    ]
    if numbers.on_time:
        rows.append((t("headline.on_time_long"), numbers.on_time.count, numbers.on_time.of))
    return pd.DataFrame(rows, columns=[t("column.measure"), t("column.count"), t("column.of")])


def file_stem(view: View, name: str, own: Iterable[str] = ()) -> str:
    """Name of a file that a reader takes away, without its ending: it says what is inside once it is out of the browser.

    Marking, name, choice in codes, cut-off or edition, and language, in characters that every system takes.

    Args:
        view: what the reader is looking at.
        name: what the file is called after.
        own: what the reader chose on one page alone, such as an action.
    """
    chosen = choice.query(view.filters.with_(as_of=None))
    said = [
        *own,
        *(
            "+".join(values) if key in choice.LISTS else f"{key}-{values[0]}"
            for key, values in chosen.items()
        ),
    ]
    state = (
        f"edition-{view.edition.entry.name}"
        if view.edition
        else f"as-known-{view.as_of.isoformat()}"
    )
    before, after = ["eu-clasi", *_marks(view), _safe(name, LONGEST_NAME)], [state, view.t.language]
    room = min(LONGEST_CHOICE, LONGEST_STEM - len("_".join([*before, "", *after])))
    return "_".join([*before, *([_safe("_".join(said), room)] if said else []), *after])


def _marks(view: View) -> Iterator[str]:
    """Whose data, where they are not the default dataset's, and for whom: an invented dataset says that it is one."""
    if view.dataset.fictional:
        yield "EXERCISE"
    elif "dataset" in view.where:
        yield _safe(view.folder.name, LONGEST_DATASET)
    if view.clearance != Clearance.PUBLIC:
        yield str(view.clearance)


def _safe(text: str, most: int) -> str:
    """A text as it may stand in a file name; what was changed or cut ends in a mark of the whole, so that two never meet."""
    safe = UNSAFE.sub("-", text)
    if safe == text and len(text) <= most:
        return text
    return f"{safe[: most - MARK - 1]}-{hashlib.sha256(text.encode()).hexdigest()[:MARK]}"
