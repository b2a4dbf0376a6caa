"""Columns and cells that the tables of a country note share."""

from collections.abc import Sequence

from components.charts import theme
from components.documents.note.layout import Cell, Column, Row, Table
from components.view.view import View
from data.model import State
from data.records import missing

SOURCE_SHARE = 9
"""Share of the width that numbers of sources take."""


def list_of(
    view: View,
    alt: str,
    named: Sequence[tuple[str, int]],
    rows: Sequence[Row],
    *,
    names: int = 0,
) -> Table:
    """Return a list.

    Its columns are those `named` by their keys in `[column]`, with their shares, then the sources.
    """
    columns = (
        *(Column(view.t(f"column.{name}"), share) for name, share in named),
        Column(view.t("column.source"), SOURCE_SHARE),
    )
    return Table(alt, columns, tuple(rows), names=names)


def state_cell(state: str, words: str) -> Cell:
    """A cell of some words with the sign and the colour of a state."""
    return Cell(words, theme.STATE[State(state)].sign, theme.sign(theme.STATE[State(state)].colour))


def citation(code: object) -> Cell:
    """The cell of a source; empty where the code is missing."""
    return Cell("", sources=() if missing(code) else (str(code),))
