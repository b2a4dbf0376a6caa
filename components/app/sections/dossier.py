"""One action: what it is, who takes part, how far it is, what was said when, and why its status is what it is."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from components.app import drawing, shell
from components.app.sections import reply
from components.cards import dossier as findings
from components.cards import revisions, tables
from components.view.labels import escape
from components.view.view import View
from data.model import COUNTED
from data.records import missing, record, records

RELATED = 5


def show(view: View, code: str) -> None:
    """The dossier of an action that exists."""
    action = record(view.dataset.actions, "action_id", code)
    _back(view)
    _head(view, code, action)
    if not findings.is_listed(view, code):
        st.info(view.t("dossier.not_yet", day=view.t.date(view.as_of)))
        drawing.stay(view.t("dossier.without_cut_off"), "as_of")
        return
    drawing.reading(view, findings.participants(view, code))
    drawing.reading(view, findings.ladder(view, code))
    _statements(view, code)
    _why(view, code, action)
    _history(view, code)
    _corrections(view, code)
    _sources(view, code)
    title = view.content("actions", code, "title", action["title"])
    reply.show(view, about="action", code=code, title=title, says=findings.status_words(view, code))
    _related(view, code, action)


def _back(view: View) -> None:
    with shell.beside_menu(view):
        drawing.stay(view.t("dossier.back"), "action", icon=":material/arrow_back:")


def _head(view: View, code: str, action: Mapping[str, Any]) -> None:
    t = view.t
    st.title(escape(view.content("actions", code, "title", action["title"])), anchor=False)
    when = t.date(action["starts_on"], action["starts_precision"])
    if not missing(action["ends_on"]) and action["ends_on"] != action["starts_on"]:
        when = t(
            "dossier.period", first=when, last=t.date(action["ends_on"], action["ends_precision"])
        )
    facts = [
        code,
        tables.priority_titles(view)[action["priority_id"]],
        t(f"kind.{action['kind']}"),
        t(f"link.{action['link']}"),
        when,
        t("dossier.confidence", level=t(f"confidence.{action['confidence']}")),
        t("filters.said_as_of", day=t.date(view.as_of)),
        t.dataset(view.dataset),
        view.state,
    ]
    st.caption(escape(" · ".join(filter(None, facts))))
    if action["link"] not in COUNTED:
        st.info(t("dossier.context"))
    if isinstance(action["description"], str):
        st.markdown(escape(view.content("actions", code, "description", action["description"])))
    translated = t.is_translated(view.dataset, "actions", code, "title")
    st.caption(t("dossier.summary" if translated else "dossier.untranslated"))
    notes = view.dataset.notes
    for note in records(notes[(notes["about_table"] == "actions") & (notes["about_id"] == code)]):
        st.warning(
            f"{t('note.' + note['kind'])}: {escape(view.content('notes', note['note_id'], 'text', note['text']))}"
        )


def _statements(view: View, code: str) -> None:
    """What others say about a step than the report that decides it: beside it, never in its place."""
    if card := findings.statements(view, code):
        drawing.reading(view, card)


def _corrections(view: View, code: str) -> None:
    """Who denied taking part, and what of this action's rows was corrected."""
    t = view.t
    denials = view.dataset.denials
    for row in records(denials[denials["action_id"] == code]):
        key = f"{code}/{row['participant_id']}"
        said = t(
            "dossier.denied",
            who=t.participant(view.dataset, row["participant_id"]),
            text=view.content("denials", key, "text", row["text"]),
        )
        st.warning(escape(said))
        drawing.sources(view, [row["source_id"]])
    if card := revisions.of_row(view, "actions", code):
        drawing.reading(view, card)


def _why(view: View, code: str, action: Mapping[str, Any]) -> None:
    """The rule that gives each part its status, with the inputs of that rule."""
    t = view.t
    if action["link"] not in COUNTED:
        return
    parts = view.selection.known.parts
    st.subheader(t("dossier.why"), anchor=False)
    for part in sorted(
        records(parts[parts["action_id"] == code]), key=lambda part: tables.by_owner(view, part)
    ):
        st.markdown(escape(findings.reason(view, part)))
        if part["stalled"]:
            st.caption(escape(t("dossier.stalled", day=t.date(part["moved_on"]))))
    st.page_link(
        "pages/about/method.py", label=t("card.method"), query_params=view.query(section="status")
    )


def _history(view: View, code: str) -> None:
    """Every report known by the cut-off, newest first, as it was made."""
    card, t = findings.history(view, code), view.t

    def draw() -> None:
        for report in records(card.table):
            about = ", ".join(
                filter(
                    None,
                    [
                        report[t("column.about")],
                        t("dossier.confidence", level=report[t("column.confidence")]),
                    ],
                )
            )
            known = t("dossier.known", day=report[t("column.known_on")])
            link = (
                f"[{escape(report[t('column.publisher')])}](<{report[t('column.source')]}>)"
                if report[t("column.source")]
                else ""
            )
            when, step = escape(report[t("column.dated_on")]), escape(report[t("column.milestone")])
            said, note = escape(report[t("column.said")]), escape(report[t("column.note")])
            st.markdown(f"**{when}** · {step}: {said}  \n{note}")
            st.markdown(f":small[{' · '.join(filter(None, [escape(about), escape(known), link]))}]")

    drawing.drawn(view, card, draw)


def _sources(view: View, code: str) -> None:
    st.subheader(view.t("dossier.sources"), anchor=False)
    links = view.dataset.action_sources
    drawing.sources(
        view, list(links.loc[links["action_id"] == code].sort_values("position")["source_id"])
    )


def _related(view: View, code: str, action: Mapping[str, Any]) -> None:
    """Actions of the same kind and priority that share a participant from CLASI, the nearest in date first."""
    t, dataset = view.t, view.dataset
    states = dataset.participants.loc[dataset.participants["kind"] == "state", "participant_id"]
    partners = dataset.action_participants[
        dataset.action_participants["participant_id"].isin(states)
    ]
    mine = partners.loc[partners["action_id"] == code, "participant_id"]
    shared = set(partners.loc[partners["participant_id"].isin(mine), "action_id"]) - {code}
    rows = dataset.actions[
        dataset.actions["action_id"].isin(shared)
        & (dataset.actions["priority_id"] == action["priority_id"])
    ]
    if rows.empty:
        return
    apart = (rows["starts_on"] - action["starts_on"]).abs()
    same = rows["kind"] != action["kind"]
    nearest = (
        rows.assign(same=same, apart=apart)
        .sort_values(["same", "apart"], kind="stable")
        .head(RELATED)
    )
    st.subheader(t("dossier.related"), anchor=False)
    titles = tables.action_titles(view)
    for related in nearest["action_id"]:
        drawing.stay(f"{related}  {titles[related]}", "action", related)
