"""Two to four participants side by side."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from components.cards import agencies, counted, events, steps, tiles
from components.layout import tables
from components.layout.card import Card, Counted
from components.layout.page import Row
from components.layout.parts import Part, ScopedCard, Text, Tone
from components.view.labels import escape
from components.view.view import View
from data import measures, selection

MOST_COMPARED = 4
"""Participants side by side."""


def side_by_side(view: View) -> Iterator[Row]:
    """Those compared, a column each: name, figures, priorities in one scale, what is due, stages.

    The same stands in one line for all, so that it can be compared.
    """
    views = [_alone(view, code) for code in view.filters.subjects]
    scale = [row for one in views for row in steps.counts_by_priority(one).values()]
    yield Row([list(_column(one, scale)) for one in views], [1] * len(views), aligned=True)


def _column(view: View, scale: Sequence[Mapping[Any, int]]) -> Iterator[Part]:
    code = view.filters.subjects[0]
    yield Text(escape(view.t.participant(view.dataset, code)), Tone.HEADER)
    cards = (
        _figures(view),
        steps.priorities_since(view, scale),
        events.open_milestones(view),
        agencies.of_country(view, code),
    )
    for card in cards:
        if card:
            yield _seen(card, view)


def _figures(view: View) -> Card:
    """The figures without what changed and how they came about: as narrow as a column."""
    card = tiles.headline_tiles(view, {})
    short = tuple(
        replace(row, label=row.label.removesuffix(f". {row.below}"), below="", spark=(), span="")
        for row in card.chart.rows
    )
    return replace(card, chart=replace(card.chart, rows=short))


def _alone(view: View, code: str) -> View:
    """The same view of one participant."""
    chosen = view.filters.about(view.dataset, code)
    found = selection.choose(view.selection.snapshot, chosen)
    return replace(view, filters=chosen, selection=found)


def _seen(card: Card, view: View) -> Part:
    """A card of one participant, by a name of its own."""
    return ScopedCard(replace(card, key=f"{card.key}-{view.filters.subjects[0]}"), view)


def compare(view: View) -> Card:
    """Two to four participants side by side, in the order of their names."""
    t, known = view.t, view.selection.snapshot
    rows, totals = {}, {}
    for code in view.filters.subjects:
        chosen = selection.choose(known, view.filters.about(view.dataset, code))
        name = t.participant(view.dataset, code)
        totals[name] = measures.total(chosen.milestones)
        per_priority = chosen.actions["priority_id"].value_counts()
        rows[name] = {
            t("column.actions"): t.number(len(chosen.actions)),
            **{
                about: cells[0] if isinstance(cells[0], str) else t.number(cells[0])
                for about, cells in tables.headline_columns(view, [totals[name]]).items()
            },
            **{
                t("countries.actions_under", title=title): t.number(
                    int(per_priority.get(priority, 0))
                )
                for priority, title in tables.priority_titles(
                    view, view.filters.priority or None
                ).items()
            },
        }
    shared = _common_actions(view)
    frame = pd.DataFrame(rows).rename_axis(t("column.measure")).reset_index()
    return Card(
        "compare",
        title=t("countries.compare_title", countries=t.listed(rows)),
        subtitle=t("countries.compare_subtitle", n=len(shared), shared=len(shared)),
        method="counting",
        frame=frame,
        counted=lambda: Counted(
            [
                line
                for name, row in totals.items()
                for line in counted.sums(view, row, ["reached", "applicable"], of=name)
            ]
        ),
    )


def _common_actions(view: View) -> set[str]:
    """Actions in which all of the compared take part."""
    partners = view.dataset.action_participants
    each = [
        set(partners.loc[partners["participant_id"] == code, "action_id"])
        for code in view.filters.subjects
    ]
    return set.intersection(*each) & set(view.selection.actions["action_id"])
