"""What the Countries page says of one participant, and of two to four side by side."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from components.cards import agencies, events, feedback, grouped, overview, steps, tiles
from components.layout import parts, tables
from components.layout.card import Card
from components.layout.page import Row, row
from components.view import totals
from components.view.labels import escape, in_line
from components.view.view import View
from data import measures
from data.model import OPEN, REACHED, State
from data.model.records import missing, record, records

MOST_COMPARED = 4
"""Participants side by side."""


def finding(view: View) -> str:
    """In how many countries milestones were reached, are open, overdue, and without a report."""
    counts = steps.counts_by_country(view, view.selection.milestones).values()
    late, silent = (State.NOT_ACHIEVED_DUE,), (State.NO_REPORT_DUE,)
    figures = {"reached": REACHED, "open": OPEN, "overdue": late, "passed": silent}
    numbers = {
        name: sum(any(row[state] for state in states) for row in counts)
        for name, states in figures.items()
    }
    return view.t("countries.finding", **numbers)


def participant_facts(view: View, code: str) -> list[str]:
    """Kind of participant, membership and presidencies: a sentence each, without its full stop.

    That a country is one is said before something else alone.
    """
    kind = record(view.dataset.participants, "participant_id", code)["kind"]
    facts = _membership_facts(view, code)
    return [view.t(f"group.{kind}"), *facts] if facts or kind != "state" else []


def _membership_facts(view: View, code: str) -> list[str]:
    """When a participant joined, and its presidencies."""
    person = record(view.dataset.participants, "participant_id", code)
    joined = not missing(person["joined_on"])
    facts = [view.t("countries.joined", when=joining_date(view, person))] if joined else []
    return [*facts, *(_term(view, term) for term in records(terms(view, code)))]


def terms(view: View, code: str) -> pd.DataFrame:
    """The presidencies of a participant: rows of that table, in its order, of any day."""
    return view.dataset.presidencies[view.dataset.presidencies["participant_id"] == code]


def joining_date(view: View, person: Mapping[str, Any]) -> str:
    """When a state joined, as exactly as it is known, or between which dates."""
    first = view.t.date(person["joined_on"], person["joined_precision"])
    if missing(person["joined_by"]):
        return first
    last = view.t.date(person["joined_by"], "month")
    return view.t("countries.joined_between", first=first, last=last)


def _term(view: View, term: Mapping[str, Any]) -> str:
    first = view.t.date(term["starts_on"], term["starts_precision"])
    if missing(term["ends_on"]):
        return view.t("countries.presidency_open", first=first)
    last = view.t.date(term["ends_on"], term["ends_precision"])
    return view.t("countries.presidency", first=first, last=last)


def agreement_rows(view: View, code: str) -> pd.DataFrame:
    """The agreements of a participant by the cut-off (`measures.agreements`), in any choice."""
    known = view.selection.snapshot
    actions = known.dataset.actions[known.index.listed]
    return measures.agreements(actions, known.milestones, view.dataset, code)


def furthest(view: View, agreement: Mapping[str, Any]) -> str:
    """The furthest step of a row of `measures.agreements` in words; else what is awaited."""
    if not missing(agreement["step"]):
        return tables.step(view, agreement)
    known = view.selection.snapshot.milestones
    mine = known[(known["action_id"] == agreement["action_id"]) & known["state"].isin(OPEN)]
    awaited = (tables.awaited(view, one) for one in records(mine.head(1)))
    return next(awaited, view.t("countries.no_stage"))


def page_title(view: View, _: parts.PageParams) -> str:
    """The name of the one participant that is chosen; blank where it is not one."""
    chosen = view.filters.subjects
    return view.t.participant(view.dataset, chosen[0]) if len(chosen) == 1 else ""


def heading_parts(view: View, code: str, params: parts.PageParams) -> list[parts.Part]:
    """What was reached, the lists of it, what else is known, and a message for who knows better."""
    # Among links nobody needs to read that a country is one.
    is_country = code in tables.every_country(view)
    known = _membership_facts(view, code) if is_country else participant_facts(view, code)
    listed = in_line([overview.lists_line(view, params), *map(escape, known)])
    title = parts.Text(escape(overview.sentence(view)), parts.Tone.TITLE)
    line = (parts.Text(listed, parts.Tone.CAPTION), reply_part(view, code))
    return [title, parts.Inline([one for one in line if one])]


def reply_part(view: View, code: str) -> parts.PreparedMessage | None:
    """A message to object to what is shown of a country; `None` for any other participant."""
    if record(view.dataset.participants, "participant_id", code)["kind"] != "state":
        return None
    text = tables.reached_words(view, totals.total(view))
    return feedback.offer(view, "country", code, view.t.participant(view.dataset, code), text)


def background_parts(view: View, code: str) -> list[parts.Part]:
    """Caveats about a participant and sources of its membership and presidencies, folded if any."""
    person = record(view.dataset.participants, "participant_id", code)
    own_source = [] if missing(person["source_id"]) else [person["source_id"]]
    found: list[parts.Part] = [
        *parts.notes(view, "participants", code, parts.Tone.CAPTION),
        *parts.sources(view, [*terms(view, code)["source_id"].dropna(), *own_source]),
    ]
    return [parts.Expander(view.t("countries.background"), found)] if found else []


def side_by_side(view: View) -> Iterator[Row]:
    """Those compared, a column each: name, figures, priorities in one scale, what is due, stages.

    The same stands in one line for all, so that it can be compared.
    """
    views = [_alone(view, code) for code in view.filters.subjects]
    if len(views) > 2:
        yield row(figures(view))
    scale = [row for one in views for row in steps.counts_by_priority(one).values()]
    yield Row([1] * len(views), [list(_column(one, scale)) for one in views], aligned=True)


def figures(view: View) -> Card:
    """The milestones of those compared, a column each: for a screen too narrow for their tiles."""
    t, who = view.t, view.t("column.country")
    names = {code: t.participant(view.dataset, code) for code in view.filters.subjects}
    rows = tables.milestones_by_group(view, _totals(view), names, who).set_index(who).T
    table = rows.rename_axis(index=t("column.measure"), columns=None).reset_index()
    title = t("countries.compare", names=t.listed(names.values()))
    return Card("figures", title, "", "milestone-states", table)


def _column(view: View, scale: Sequence[Mapping[Any, int]]) -> Iterator[parts.Part]:
    """The name of the one participant of a view, and its cards, with keys of their own."""
    code = view.filters.subjects[0]
    yield parts.Text(escape(view.t.participant(view.dataset, code)), parts.Tone.HEADER)
    cards: tuple[Card | None, ...] = (
        tiles.headline_tiles(view, {}),
        steps.priorities_since(view, scale),
        events.open_milestones(view),
        agencies.of_country(view, code),
    )
    for card in filter(None, cards):
        yield parts.ScopedCard(replace(card, key=f"{card.key}-{code}"), view)


def _alone(view: View, code: str) -> View:
    return view.choosing(view.filters.about(view.dataset, code))


def _totals(view: View) -> measures.Counts:
    return {code: totals.total(_alone(view, code)) for code in view.filters.subjects}


def compared(view: View) -> str:
    """What each participant of the choice reached, and what is open of it, in a sentence."""
    t = view.t

    def of_each(states: Sequence[State]) -> str:
        return t.listed(
            f"{t.participant(view.dataset, code)} {t.number(sum(row[state] for state in states))}"
            for code, row in _totals(view).items()
        )

    return t("countries.compared", reached=of_each(REACHED), open=of_each(OPEN))


def side_by_side_part(view: View) -> parts.PageLink | None:
    """The way to those chosen side by side; `None` where they are one, or too many."""
    t, chosen = view.t, view.filters.subjects
    if not 1 < len(chosen) <= MOST_COMPARED:
        return None
    names = t.listed(t.participant(view.dataset, code) for code in chosen)
    return parts.PageLink(t("countries.compare", names=names), view.address("countries"))


def shared(view: View) -> Card:
    """The actions in which all of the compared take part."""
    partners, known = view.dataset.action_participants, view.selection.actions
    compared = partners[partners["participant_id"].isin(view.filters.subjects)]
    taking_part = known["action_id"].map(compared["action_id"].value_counts())
    rows = known[taking_part == len(view.filters.subjects)]
    title = view.t("countries.shared", n=len(rows))
    card = grouped.actions(view, rows, "stage")
    return replace(card, key="shared", title=title, none="" if len(rows) else title)
