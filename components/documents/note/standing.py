"""Where a participant stands: the figures, its milestones by state, and the same by priority."""

from collections.abc import Iterable, Mapping
from typing import Any

from components.charts import theme
from components.documents.note.layout import Bar, Cell, Column, Paragraph, Section, Segment, Table
from components.layout import tables
from components.layout.headline import metrics, too_few
from components.view import totals
from components.view.view import View
from data import measures
from data.measures import RecordHeadline
from data.model import APPLICABLE, OUT, SET_ASIDE, Plan

ACTIONS = 11
"""Share of the width for the number of actions."""
MOST_UPRIGHT = 4
"""Columns of states up to which each is as wide as the longest word of its heading."""


def standing(view: View) -> Section:
    """The figures of the headline, all milestones by state, and the same by priority."""
    t, counts, numbers = view.t, totals.total(view), totals.headline(view)
    small = too_few(view)
    if isinstance(numbers, RecordHeadline) and numbers.reached:
        n = {"confirmed": numbers.confirmed, "awaiting": numbers.awaiting}
        small = t("country_note.reached", **n)
    figures, bar = [_headline(view), *_small([small])], _bar(view, counts)
    out = t.listed(
        f"{t(f'state.{one}')}: {t.number(int(counts[one]))}" for one in OUT if counts[one]
    )
    aside = [tables.set_aside(view, counts), out and t("country_note.out", text=out)]
    blocks = (*figures, *bar, *_small(aside), _by_priority(view, counts))
    return Section(t("country_note.stands"), blocks)


def _small(texts: Iterable[str]) -> list[Paragraph]:
    return [Paragraph(text, style="Small") for text in texts if text]


def _headline(view: View) -> Table:
    """The figures; those of a plan with what stands below them on the page."""
    is_open, found = view.dataset.plan == Plan.OPEN, metrics(view, totals.headline(view))
    columns = tuple(Column(one.label, 100 // len(found)) for one in found)
    small = ("" if is_open or not one.small else f" ({one.small})" for one in found)
    row = tuple(Cell(one.value + rest) for one, rest in zip(found, small, strict=True))
    return Table(view.t("country_note.headline_alt"), columns, (row,), style="Figure")


def _bar(view: View, counts: Mapping[Any, int]) -> list[Bar]:
    """All milestones that count as one bar, a segment for each state that occurs."""
    t, segments = view.t, []
    for state in (one for one in APPLICABLE if counts[one]):
        word, look = t(f"state.{state}"), theme.STATE[state]
        fill = theme.PAPER if look.colour == theme.OPEN else theme.real(look.colour)
        colours = (theme.sign_colour(look.colour), fill, theme.label_colour(fill))
        segments.append(Segment(int(counts[state]), word, look.sign, *colours, look.hatched))
    title = t("country_note.bar", n=int(counts["applicable"]))
    text = ", ".join(f"{part.word} {t.number(part.count)}" for part in segments)
    return [Bar(title, f"{title}: {text}", tuple(segments))] if segments else []


def _by_priority(view: View, total: Mapping[Any, int]) -> Table:
    """Actions and milestones by priority; those set aside have columns of their own."""
    t, titles = view.t, tables.short_titles(view)
    counts = measures.counts(view.selection.milestones, "priority_id", list(titles))
    actions = view.selection.actions["priority_id"].value_counts()
    shown = [state for state in (*APPLICABLE, *SET_ASIDE) if total[state]]
    sums = [] if view.dataset.plan == Plan.OPEN else ["applicable"]
    numbered = [*shown, *sums]
    turned = len(numbered) > MOST_UPRIGHT
    share = 8 if turned else 15
    columns = [
        Column(t("column.priority"), 100 - ACTIONS - share * len(numbered)),
        Column(t("column.actions"), ACTIONS, number=True),
    ]
    for state in shown:
        look, word = theme.STATE[state], t(f"state.{state}")
        colour = theme.sign_colour(look.colour)
        columns.append(Column(word, share, True, look.sign, colour, turned=turned))
    columns += (Column(t(f"column.{one}"), share, number=True, turned=turned) for one in sums)

    def row(name: str, actions: int, numbers: Mapping[Any, int]) -> tuple[Cell, ...]:
        cells = (t.number(int(n)) for n in (actions, *(numbers[one] for one in numbered)))
        return (Cell(name), *map(Cell, cells))

    rows = [row(titles[code], actions.get(code, 0), numbers) for code, numbers in counts.items()]
    rows.append(row(t("country_note.total"), len(view.selection.actions), total))
    alt = t("country_note.priority_alt")
    return Table(alt, tuple(columns), tuple(rows), closes=True, names=0)
