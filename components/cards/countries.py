"""What the Countries page says: all of them, and one profile."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from components.cards import counted, feedback, sentence
from components.layout import column, parts, tables
from components.layout.card import Card
from components.layout.column import Column
from components.layout.parts import Expander, Inline, PageParams, Part, PreparedMessage, Text, Tone
from components.view.labels import escape
from components.view.view import View
from data import measures, selection
from data.model import SET_ASIDE, State
from data.records import missing, record, records


def all_countries(view: View) -> Card:
    """One row a country, in alphabetical order: never a ranking."""
    t, dataset = view.t, view.dataset
    names = tables.countries(view)
    listed = measures.explode_by_participant(view.selection.milestones, dataset)
    counts = measures.counts(
        listed[listed["participant_id"].isin(names)], "participant_id", list(names)
    )
    rows, reached = counts.values(), measures.reached_by_group(counts)
    actions = listed.groupby("participant_id")["action_id"].nunique()
    frame = pd.DataFrame(
        {
            t("column.country"): list(names.values()),
            t("column.actions"): [int(actions.get(code, 0)) for code in names],
            t("state.confirmed"): [row[State.CONFIRMED] for row in rows],
            t("state.awaiting"): [row[State.AWAITING] for row in rows],
            t("column.open"): [row["applicable"] - reached[code] for code, row in counts.items()],
            **{t(f"state.{state}"): [row[state] for row in rows] for state in SET_ASIDE},
        },
        index=pd.Index(names),
    )
    return Card(
        "by-country",
        title=t("countries.figures_title"),
        subtitle=t("countries.figures_subtitle"),
        method="counting",
        frame=frame,
        opens="country",
        counted=lambda: counted.of_countries(view, view.selection.milestones, names, reached),
    )


def participant_facts(view: View, code: str) -> list[str]:
    """Kind of participant, membership and presidencies: a sentence each, without its full stop."""
    t, dataset = view.t, view.dataset
    person = record(dataset.participants, "participant_id", code)
    facts = [t(f"group.{person['kind']}")]
    if not missing(person["joined_on"]):
        facts.append(t("countries.joined", when=joining_date(view, person)))
    return facts + [_term(view, term) for term in records(terms(view, code))]


def terms(view: View, code: str) -> pd.DataFrame:
    """The presidencies of a participant: rows of that table."""
    return view.dataset.presidencies[view.dataset.presidencies["participant_id"] == code]


def joining_date(view: View, person: Mapping[str, Any]) -> str:
    """When a state joined, as exactly as it is known."""
    first = view.t.date(person["joined_on"], person["joined_precision"])
    if missing(person["joined_by"]):
        return first
    return view.t(
        "countries.joined_between", first=first, last=view.t.date(person["joined_by"], "month")
    )


def _term(view: View, term: Mapping[str, Any]) -> str:
    first = view.t.date(term["starts_on"], term["starts_precision"])
    if missing(term["ends_on"]):
        return view.t("countries.presidency_open", first=first)
    return view.t(
        "countries.presidency",
        first=first,
        last=view.t.date(term["ends_on"], term["ends_precision"]),
    )


def reached_sentence(view: View, code: str) -> str:
    """What was reached of the milestones of a choice that is about a participant."""
    numbers = measures.numbers(measures.total(view.selection.milestones))
    country = view.t.participant(view.dataset, code)
    return view.t("countries.priority_title", country=country, n=numbers["reached"], **numbers)


def actions_by_priority(view: View) -> tuple[dict[str, int], dict[str, int]]:
    """Actions of the choice by priority, and those of all on its side; no empty priorities."""
    side = "country" if view.filters.country else "eu"
    everyone = selection.choose(view.selection.snapshot, view.filters.with_(**{side: ()}))
    mine, all_of_them = (
        {str(key): int(n) for key, n in chosen.actions["priority_id"].value_counts().items()}
        for chosen in (view.selection, everyone)
    )
    return mine, all_of_them


def agreements(view: View, code: str) -> Card | None:
    """Agreements with EU agencies, by the furthest step in a source; `None` without agreements."""
    t = view.t
    rows = agreement_rows(view, code)
    if rows.empty:
        return None
    columns = [
        column.participant(view, "column.agency"),
        column.action(view, "column.agreement"),
        Column("column.stage", lambda row: furthest(view, row)),
        column.reached_on(view, "column.date"),
        column.source(view),
    ]
    return Card(
        "agreements",
        title=t("countries.agreements_title", n=rows["action_id"].nunique()),
        subtitle=t("countries.agreements_subtitle"),
        method="milestone-states",
        frame=column.table(view, records(rows), columns, "action_id"),
        opens="action",
    )


def agreement_rows(view: View, code: str) -> pd.DataFrame:
    """What `measures.agreements` finds by the cut-off, whatever else was chosen."""
    known = view.selection.snapshot
    return measures.agreements(
        known.dataset.actions[known.index.listed], known.milestones, view.dataset, code
    )


def furthest(view: View, agreement: Mapping[str, Any]) -> str:
    """The furthest step of an agreement, a row of `measures.agreements`, in words."""
    return (
        view.t("countries.no_stage") if missing(agreement["step"]) else tables.step(view, agreement)
    )


def page_title(view: View, _: PageParams) -> str:
    """The name of the one participant that is chosen; blank where it is not one."""
    chosen = view.filters.subjects
    return view.t.participant(view.dataset, chosen[0]) if len(chosen) == 1 else ""


def heading_parts(view: View, code: str) -> list[Part]:
    """What was reached, what else is known in a line, and a message for who knows better."""
    numbers = measures.numbers(measures.total(view.selection.milestones))
    aside = [
        view.t.capitalised(view.t(f"headline.{name}_said", n=numbers[name]))
        for name in SET_ASIDE
        if numbers[name] or name == State.IN_PLACE
    ]
    facts = " · ".join([*aside, *participant_facts(view, code)])
    caption, offer = Text(escape(facts), Tone.CAPTION), reply_part(view, code)
    return [
        Text(escape(sentence.sentence(view)), Tone.TITLE),
        Inline([caption, offer]) if offer else caption,
    ]


def reply_part(view: View, code: str) -> PreparedMessage | None:
    """A message to object to what is shown of a country; `None` for any other participant."""
    if record(view.dataset.participants, "participant_id", code)["kind"] != "state":
        return None
    says = tables.reached_words(view, measures.total(view.selection.milestones))
    return feedback.offer(view, "country", code, view.t.participant(view.dataset, code), says)


def background_parts(view: View, code: str) -> list[Part]:
    """Caveats about a participant, and the sources of its membership and presidencies."""
    person = record(view.dataset.participants, "participant_id", code)
    own_source = [] if missing(person["source_id"]) else [person["source_id"]]
    found: list[Part] = [
        *(
            Text(f"{kind}: {escape(text)}", Tone.CAPTION)
            for kind, text in parts.notes(view, "participants", code)
        ),
        *parts.sources(view, [*terms(view, code)["source_id"].dropna(), *own_source]),
    ]
    return [Expander(view.t("countries.background"), found)] if found else []
