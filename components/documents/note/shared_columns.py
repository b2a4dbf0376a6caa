"""Columns and cells that the tables of a country note share."""

from collections.abc import Sequence

from components.charts import theme
from components.documents.note.layout import Cell, Column, Paragraph, Row, Table
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
    total: int,
    *,
    names: int = 0,
) -> tuple[Table, *tuple[Paragraph, ...]]:
    """Return a list and, where rows are left out, a line that says how many.

    Its columns are those `named` by their keys in `[column]`, with their shares, then the sources.
    """
    columns = (
        *(Column(view.t(f"column.{name}"), share) for name, share in named),
        Column(view.t("column.source"), SOURCE_SHARE),
    )
    table = Table(alt, columns, tuple(rows), names=names)
    return table, *rest(view, total - len(rows))


def rest(view: View, left_out: int) -> tuple[Paragraph, ...]:
    """Return a line that says how many rows of a list are left out; none where none is."""
    return (
        (Paragraph(view.t("country_note.rest", n=left_out), style="Small"),) if left_out > 0 else ()
    )


def state_cell(state: str, words: str) -> Cell:
    """A cell of some words with the sign and the colour of a state."""
    return Cell(words, theme.STATE[State(state)].sign, theme.sign(theme.STATE[State(state)].colour))


def citation(code: object) -> Cell:
    """The cell of a source; empty where the code is missing."""
    return Cell("", sources=() if missing(code) else (str(code),))
