"""The forms of the four usual entries, each field by what the contract says of its column."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import streamlit as st

from components.layout.tables import action_titles, step
from components.server.app import acting
from components.view.view import View
from data import contract
from data.model.records import records
from data.round import entries
from data.round.store.rows import first_day, key_of
from data.round.tables import Given, Rows
from data.text import words

FORMS: Mapping[str, Mapping[str, str]] = {
    "report": {
        "reports": "milestone_id participant_id state confidence achieved_on achieved_precision "
        "note",
        "evidence": "quote quote_language origin voice",
    },
    "meeting": {
        "decisions": "meeting_id text",
        "meetings": "title series body level starts_on ends_on precision city confidence outcome",
    },
    "moved": {"date_changes": "milestone_id kind moved_to precision decision_id reason"},
}
"""What is asked in a form beside its source: columns of tables."""
SOURCE = "url title publisher published_on language kind"
CODES: Mapping[str, str] = {
    "reports.state": "said",
    "reports.confidence": "confidence",
    "meetings.confidence": "confidence",
    "meetings.level": "meeting_level",
    "evidence.voice": "voice",
    "sources.kind": "source_kind",
    "date_changes.kind": "entries.moved_kind",
}
"""Where the words of a column's codes stand."""
LABELS = {"meeting_id": "entries.meeting_id", "text": "entries.decided"}
"""What the columns of a decision are called."""
LONG = ("note", "outcome", "reason", "quote", "text")
"""Texts that get a field of several lines."""
STATES = ("achieved", "announced", "not_achieved")
TITLED = ("actions", "frameworks", "meetings", "milestones", "priorities")
"""Tables whose titles can be translated, also where nothing is translated yet."""


def _entry(way: str, view: View, now: Rows) -> Given | None:
    """Ask for an entry with its source, which the contract judges; `None` unless it is sent."""
    t = view.t
    with st.form(way):
        fields = {table: _ask(view, way, table, names) for table, names in FORMS[way].items()}
        st.caption(t("entries.source"))
        there = _ask(view, f"{way}-source", "reports", "source_id")
        new = _ask(view, way, "sources", SOURCE)
        day = st.date_input(
            t("field.known_on"), None, format=t("acting.day_format"), help=t("entries.known_help")
        )
        if not st.form_submit_button(t("entries.look"), type="primary"):
            return None
    known_on = day or new.get("published_on") or acting.today(view)
    source = new if new.get("publisher") else there.get("source_id", "")
    return entries.entered(now, view.dataset.plan, known_on, fields, source)


def text(view: View, now: Rows) -> Given | None:
    """Ask for a translation of a text that is there; `None` unless it is sent."""
    t, fields = view.t, {(row["table"], row["field"]) for row in now["texts"].values()}
    there = {
        (table, key, field): row[field]
        for table, field in sorted(fields | {(one, "title") for one in TITLED})
        for key, row in now[table].items()
        if row[field]
    }
    table, row, field = st.selectbox(
        t("field.row_id"),
        list(there),
        format_func=lambda one: f"{there[one][:90]} ({', '.join(one)})",
        key="text-row",
    )
    spoken = [code for code in words.languages() if code != words.FALLBACK]
    language = st.selectbox(t("field.language"), spoken, key="text-language")
    cells = {"table": table, "row_id": row, "field": field, "language": language}
    before = now["texts"].get(key_of("texts", cells), {}).get("text", "")
    after = st.text_area(t("field.text"), before, key=f"text-{'-'.join(cells.values())}").strip()
    if not st.button(t("entries.look"), type="primary") or not after:
        return None
    asked = {"texts": {**cells, "text": after}}
    return entries.entered(now, view.dataset.plan, acting.today(view), asked)


WAYS: Mapping[str, Callable[[View, Rows], Given | None]] = {
    **{way: partial(_entry, way) for way in FORMS},
    "text": text,
}
"""What asks for an entry in a folder with these rows."""


def _ask(view: View, form: str, table: str, names: str) -> dict[str, Any]:
    """Ask for cells of a table, two beside each other; those that are blank are left out."""
    given, fields = {}, names.split()
    for first in range(0, len(fields), 2):
        for place, name in zip(st.columns(2), fields[first : first + 2], strict=False):
            with place:
                given[name] = _field(view, table, name, f"{form}-{table}-{name}")
    cells = {name: value for name, value in given.items() if value not in (None, "")}
    for field in contract.tables()[table].fields:
        if field.precision in fields and field.name in cells:
            precision = cells.setdefault(field.precision, "day")
            cells[field.name] = first_day(cells[field.name], precision)
    return cells


def _field(view: View, table: str, name: str, key: str) -> Any:
    """Ask for a cell by a widget with the name, the type and the codes of its column."""
    t, field = view.t, contract.tables()[table].field(name)
    label = t(LABELS[name] if table == "decisions" else f"field.{name}")
    more: dict[str, Any] = {"key": key, "help": t.contract(table, name)}
    if options := _options(view, table, name):
        labels = {code: f"{text} ({code})" if len(code) > 2 else text for code, text in options}
        more |= {"format_func": lambda code: labels.get(code, code), "placeholder": ""}
        return st.selectbox(label, list(labels), index=None, **more)
    if field.type == "date":
        return st.date_input(label, None, format=t("acting.day_format"), **more)
    draws = st.text_area if name in LONG else st.text_input
    return (draws(label, **more) or "").strip()


def _options(view: View, table: str, name: str) -> Sequence[tuple[str, str]]:
    """The codes among which somebody chooses, with their words; none for a free text."""
    t, own = view.t, contract.tables()[table]
    if name == "series":
        return [(code, t(f"meeting_series.{code}")) for code in view.dataset.all_series]
    if codes := own.field(name).constraints.get("enum"):
        kind = "round.precision" if name.endswith("precision") else CODES[f"{table}.{name}"]
        return [(code, t(f"{kind}.{code}")) for code in (STATES if name == "state" else codes)]
    targets = {column: target for column, target, _ in own.foreign_keys}
    return list(_named(view, targets[name]).items()) if name in targets else []


def _named(view: View, table: str) -> dict[str, str]:
    """Code to name of each row of a table that others name."""
    dataset, t = view.dataset, view.t
    frame, key = dataset.tables[table], contract.tables()[table].primary_key[0]
    if table == "participants":
        return {code: t.participant(dataset, code) for code in frame[key]}
    if table == "milestones":
        titles = action_titles(view)
        return {
            row[key]: f"{titles.get(row['action_id'], row['action_id'])}: {step(view, row)}"
            for row in records(frame)
        }
    named = {"sources": "publisher", "decisions": "text"}.get(table, "title")
    return {row[key]: str(row[named])[:90] for row in records(frame)}
