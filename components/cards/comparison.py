"""Two to four participants side by side."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from components.cards import agencies, events, grouped, steps, tiles
from components.layout.card import Card
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
    yield Row([1] * len(views), [list(_column(one, scale)) for one in views], aligned=True)


def _column(view: View, scale: Sequence[Mapping[Any, int]]) -> Iterator[Part]:
    code = view.filters.subjects[0]
    yield Text(escape(view.t.participant(view.dataset, code)), Tone.HEADER)
    cards: tuple[Card | None, ...] = (
        tiles.headline_tiles(view, {}),
        steps.priorities_since(view, scale),
        events.open_milestones(view),
        agencies.of_country(view, code),
    )
    for card in filter(None, cards):
        yield ScopedCard(replace(card, key=f"{card.key}-{code}"), view)


def _alone(view: View, code: str) -> View:
    """The same view of one participant."""
    chosen = view.filters.about(view.dataset, code)
    found = selection.choose(view.selection.snapshot, chosen)
    return replace(view, filters=chosen, selection=found)


def finding(view: View) -> str:
    """What was reached of each, in the order of their names."""
    t, each = view.t, []
    for code in view.filters.subjects:
        numbers = measures.numbers(measures.total(_alone(view, code).selection.milestones))
        each.append(f"{t.participant(view.dataset, code)} {t.number(numbers['reached'])}")
    return t("countries.compared", each=t.listed(each))


def shared(view: View) -> Card:
    """The actions in which all of the compared take part."""
    partners, known = view.dataset.action_participants, view.selection.actions
    compared = partners[partners["participant_id"].isin(view.filters.subjects)]
    taking_part = known["action_id"].map(compared["action_id"].value_counts())
    rows = known[taking_part == len(view.filters.subjects)]
    title = view.t("countries.shared", n=len(rows))
    card = grouped.actions(view, rows, "stage")
    return replace(card, key="shared", title=title, none="" if len(rows) else title)
