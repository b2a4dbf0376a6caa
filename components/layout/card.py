"""A figure or table with everything that belongs to it. Knows no Streamlit."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import pandas as pd


@dataclass(frozen=True, eq=False)
class SortableTable:
    """A table some columns of which have an order that is not that of their words.

    Attributes:
        frame: the table.
        order: column to a key for each row, all of one type: dates as `data.dates.iso` writes them,
            blank where there is none; or whole numbers, such as the place of a state in its order.
        marked: columns whose cells begin with the sign of a state: a page draws its mark.
        publishers: column of addresses to whose each is.
    """

    frame: pd.DataFrame
    order: Mapping[str, Sequence[str | int]] = field(default_factory=dict)
    marked: frozenset[str] = frozenset()
    publishers: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def drop_empty_columns(self, *names: str) -> "SortableTable":
        """The same without columns that are blank, or have one value that is `said`, if any row."""
        filled = ~(self.frame.isna() | (self.frame == "")).all()
        same = self.frame.columns.isin(names) & self.frame.apply(pd.Series.duplicated)[1:].all()
        kept = self.frame.loc[:, (filled & ~same) | self.frame.empty]
        order = {name: keys for name, keys in self.order.items() if name in kept}
        return replace(self, frame=kept, order=order)


@dataclass(frozen=True)
class Line:
    """A line of the arithmetic behind a card.

    Attributes:
        text: the line in words: a number, and those that it is the sum of.
        whole, parts: the same as numbers; a line that only says something has none.
    """

    text: str
    whole: int | None = None
    parts: tuple[int, ...] = ()


@dataclass(frozen=True)
class Counted:
    """Where the numbers of a card come from.

    Attributes:
        lines: the arithmetic, the number that a reader sees first on top.
        rows: the rows that the numbers count; `None` where they are the card's own table.
    """

    lines: Sequence[Line]
    rows: "Card | None" = None


@dataclass(frozen=True)
class Card:
    """A figure or table with everything that belongs to it, ready to be shown.

    Attributes:
        key: name of the card, unique on the page; also names the downloaded file.
        title: the finding, in a sentence.
        subtitle: the measure and its unit.
        method: anchor in the method where it is defined.
        frame: the numbers as a table: columns and cells in the reader's words; where a row can
            be chosen, indexed by its code; with the order of its columns where that is not the
            order of their words; or what makes it once somebody asks for it.
        chart: the figure, a value of `components.charts`.
        alt: in words, a figure whose marks have none.
        paragraphs: makes the paragraphs in Markdown that stand in place of the table; `None` where
            the table stands.
        opens: of a table whose rows lead on: what they are (`action`, `meeting`, `country`,
            `priority`); blank where rows lead nowhere.
        hint: what can be pressed, for the page alone: not for a picture or a document.
        none: what a page says in place of a table without rows, blank where the table has some;
            the file of such a table has the columns alone.
        counted: makes what says where the numbers come from, once somebody asks for it; `None`
            where there is nothing to add up.
    """

    key: str
    title: str
    subtitle: str
    method: str
    frame: pd.DataFrame | SortableTable | Callable[[], pd.DataFrame | SortableTable]
    chart: Any = None
    alt: str = ""
    paragraphs: Callable[[], Iterable[str]] | None = None
    opens: str = ""
    hint: str = ""
    none: str = ""
    counted: Callable[[], Counted] | None = None

    @property
    def table(self) -> pd.DataFrame:
        """The numbers as a table, without what is known of its columns."""
        return self.sortable.frame

    @cached_property
    def sortable(self) -> SortableTable:
        """The numbers as a table, with what is known of its columns; made once."""
        made = self.frame() if callable(self.frame) else self.frame
        return made if isinstance(made, SortableTable) else SortableTable(made)
