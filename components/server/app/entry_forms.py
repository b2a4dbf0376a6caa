"""The forms of the four usual entries, each field by what the contract says of its column."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import streamlit as st

from components.layout.tables import action_titles, step
from components.server.app import acting
from components.view.view import View
from data import contract
from data.records import records
from data.round import entries
from data.round.rows import first_day, key_of
from data.round.tables import Given, Rows
from data.text import words

WORDS: Mapping[str, str] = {
    "reports.state": "said",
    "reports.confidence": "confidence",
    "meetings.confidence": "confidence",
    "meetings.level": "meeting_level",
    "evidence.voice": "voice",
    "sources.kind": "source_kind",
    "date_changes.kind": "entries.moved_kind",
}
"""Where the words of a column's codes stand."""
LONG = ("note", "outcome", "reason", "quote")
"""Texts that get a field of several lines."""
STATES = ("achieved", "announced", "not_achieved")
SOURCE = ("url", "title", "publisher", "published_on", "language", "kind")
PRINTED = ("quote", "quote_language", "origin", "voice")
MEETING = ("title", "series", "body", "level", "starts_on", "ends_on", "precision", "city")


TITLED = ("actions", "frameworks", "meetings", "milestones", "priorities")
"""Tables whose titles can be translated, also where nothing is translated yet."""


def report(view: View, now: Rows) -> Given | None:
    """A report with its source and sentence."""
    form = _Form(view, "report")
    with st.form(form.name):
        cells = form.ask("reports", "milestone_id", "participant_id", "state", "confidence")
        cells |= form.ask("reports", "achieved_on", "achieved_precision", "note")
        source = form.source()
        printed = form.ask("evidence", *PRINTED)
        day = form.day(source)
        sent = form.sent(cells, "milestone_id", "state", "confidence")
    if not sent:
        return None
    return entries.report(now, view.dataset.plan, day, cells, source, printed)


def meeting(view: View, now: Rows) -> Given | None:
    """A meeting that was held, and what it decided."""
    form, t = _Form(view, "meeting"), view.t
    with st.form(form.name):
        code = form.ask("decisions", "meeting_id").get("meeting_id", "")
        st.caption(t("entries.meeting_help"))
        cells = form.ask("meetings", *MEETING, "confidence", "outcome")
        decided = st.text_area(t("entries.decided"), help=t("entries.decided_help"))
        source = form.source()
        day = form.day(source)
        sent = form.sent(cells, "starts_on", "confidence")
    if not sent:
        return None
    code = code or f"M-{cells['starts_on']:%Y%m%d}"
    lines = [line.strip() for line in decided.splitlines() if line.strip()]
    decisions = [{"text": line, "confidence": cells["confidence"]} for line in lines]
    return entries.meeting(now, day, code, cells, source, decisions)


def moved(view: View, now: Rows) -> Given | None:
    """A date that was moved."""
    form = _Form(view, "moved")
    with st.form(form.name):
        cells = form.ask("date_changes", "milestone_id", "kind", "moved_to", "precision")
        cells |= form.ask("date_changes", "decision_id", "reason")
        source = form.source()
        day = form.day(source)
        sent = form.sent(cells, "milestone_id", "kind", "moved_to")
    return entries.moved(now, day, cells, source) if sent else None


def text(view: View, now: Rows) -> Given | None:
    """A translation: the text as it is, and as it should be."""
    t, known = view.t, {(row["table"], row["field"]) for row in now["texts"].values()}
    titled = (one for one in TITLED if any(row["title"] for row in now[one].values()))
    known |= {(one, "title") for one in titled}
    table = st.selectbox(t("field.table"), sorted({one for one, _ in known}), key="text-table")
    fields = sorted(field for one, field in known if one == table)
    field = st.selectbox(t("column.column"), fields, key="text-field")
    rows = [key for key, row in now[table].items() if row[field]]
    row = st.selectbox(
        t("field.row_id"),
        rows,
        key="text-row",
        format_func=lambda key: f"{now[table][key][field]} ({key})",
    )
    spoken = [code for code in words.languages() if code != words.FALLBACK]
    language = st.selectbox(t("field.language"), spoken, key="text-language")
    cells = {"table": table, "row_id": row, "field": field, "language": language}
    before = now["texts"].get(key_of("texts", cells), {}).get("text", "")
    after = st.text_area(t("field.text"), before, key=f"text-{'-'.join(cells.values())}").strip()
    if not st.button(t("entries.look"), type="primary") or not after:
        return None
    return entries.translated(now, {**cells, "text": after})


class _Form:
    """The fields of a form: each has the name, the type and the codes of its column."""

    def __init__(self, view: View, name: str) -> None:
        self.view, self.name = view, name

    def ask(self, table: str, *names: str) -> dict[str, Any]:
        """Ask for cells of a table in two columns; those that are blank are left out."""
        given, places = {}, st.columns(2)
        for number, name in enumerate(names):
            with places[number % 2]:
                given[name] = self._field(table, name)
        cells = {name: value for name, value in given.items() if value not in (None, "")}
        for field in contract.tables()[table].fields:
            if field.precision in names and field.name in cells:
                precision = cells.setdefault(field.precision, "day")
                cells[field.name] = first_day(cells[field.name], precision)
        return cells

    def day(self, source: str | Mapping[str, Any]) -> date:
        """Ask on which day it became known: that of its source, if nobody says another."""
        t, key = self.view.t, self._key("day")
        given = st.date_input(
            t("field.known_on"), None, format="YYYY-MM-DD", key=key, help=t("entries.known_help")
        )
        published = None if isinstance(source, str) else source.get("published_on")
        return given or published or acting.today()

    def source(self) -> str | dict[str, Any]:
        """Ask for a source: one that is there, or a new one."""
        st.caption(self.view.t("entries.source"))
        there = self.ask("reports", "source_id")
        new = self.ask("sources", *SOURCE)
        return new if new.get("publisher") else there.get("source_id", "")

    def sent(self, cells: Mapping[str, Any], *needed: str) -> bool:
        """Whether it was sent with all that it cannot do without."""
        t = self.view.t
        if not st.form_submit_button(t("entries.look"), type="primary"):
            return False
        if lacking := [t(f"field.{name}") for name in needed if name not in cells]:
            st.error(t("entries.needed", names=t.listed(lacking)))
        return not lacking

    def _key(self, name: str) -> str:
        return f"{self.name}-{name}"

    def _field(self, table: str, name: str) -> Any:
        t, key = self.view.t, self._key(f"{table}-{name}")
        field = contract.tables()[table].field(name)
        label, helps = t(f"field.{name}"), t.contract(table, name)
        options = self._options(table, name)
        if options:
            said = {code: f"{text} ({code})" if len(code) > 2 else text for code, text in options}
            shown = {"format_func": lambda code: said.get(code, code), "placeholder": ""}
            return st.selectbox(label, list(said), index=None, key=key, help=helps, **shown)
        if field.type == "date":
            return st.date_input(label, None, format="YYYY-MM-DD", key=key, help=helps)
        draws = st.text_area if name in LONG else st.text_input
        most = field.constraints.get("maxLength")
        return draws(label, max_chars=most, key=key, help=helps).strip()

    def _options(self, table: str, name: str) -> list[tuple[str, str]]:
        """The codes among which somebody chooses, with their words; none for a free text."""
        t, dataset = self.view.t, self.view.dataset
        field = contract.tables()[table].field(name)
        if name == "series":
            return [(code, t(f"meeting_series.{code}")) for code in dataset.all_series]
        if name.endswith("precision"):
            return [(code, t(f"round.precision.{code}")) for code in field.constraints["enum"]]
        if codes := field.constraints.get("enum"):
            shown = STATES if name == "state" else codes
            return [(code, t(f"{WORDS[f'{table}.{name}']}.{code}")) for code in shown]
        targets = {column: target for column, target, _ in contract.tables()[table].foreign_keys}
        return list(_named(self.view, targets[name]).items()) if name in targets else []


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
