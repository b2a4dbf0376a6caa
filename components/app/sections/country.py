"""Parts of the Countries page: choosing, one profile, and up to four side by side."""

import streamlit as st

from components.app import drawing, filters, mount
from components.app.sections import lists, reply
from components.cards import countries, tables
from components.frontend import map
from components.view.labels import escape
from components.view.view import View
from data import measures
from data.records import missing, record, records


def choose(view: View) -> None:
    """The map; a click adds a country to the choice or takes it out. Without any country there is none."""
    chart = countries.on_map(view)
    if not chart.countries:
        drawing.empty(view.t("matrix.no_country"))
        return
    chosen = mount.countries("map", map.drawn(chart))
    if unseen := [view.t.participant(view.dataset, code) for code in map.not_drawn(chart)]:
        st.caption(escape(view.t("map.not_drawn", n=len(unseen), names=view.t.listed(unseen))))
    if chosen:
        now = [code for code in view.filters.country if code != chosen]
        filters.write(country=now if chosen in view.filters.country else [*now, chosen])
        st.rerun()


def all_of_them(view: View) -> None:
    """One row a country, in alphabetical order: never a ranking."""
    if opened := drawing.listing(view, countries.all_of_them(view), view.t("countries.opens")):
        filters.write(country=[opened])
        st.rerun()


def profile(view: View, code: str) -> None:
    """Membership, presidencies and caveats of one participant."""
    t, dataset = view.t, view.dataset
    person = record(dataset.participants, "participant_id", code)
    st.header(escape(t.participant(dataset, code)), anchor=False)
    st.markdown(escape(". ".join(countries.facts(view, code))) + ".")
    notes = dataset.notes[
        (dataset.notes["about_table"] == "participants") & (dataset.notes["about_id"] == code)
    ]
    for note in records(notes):
        kind = t(f"note.{note['kind']}")
        st.caption(
            f"{kind}: {escape(view.content('notes', note['note_id'], 'text', note['text']))}"
        )
    found = [
        *countries.terms(view, code)["source_id"].dropna(),
        *([] if missing(person["source_id"]) else [person["source_id"]]),
    ]
    drawing.sources(view, list(dict.fromkeys(found)))
    if person["kind"] == "state":
        says = tables.how_far(view, measures.total(view.selection.milestones))
        reply.show(view, about="country", code=code, title=t.participant(dataset, code), says=says)


def by_priority(view: View, code: str) -> None:
    """The participant's milestones by priority, beside the number of actions of all."""
    drawing.figure(view, countries.by_priority(view, code))


def agreements(view: View, code: str) -> None:
    """Agreements with EU agencies, by the furthest step that a source shows."""
    if card := countries.agreements(view, code):
        lists.opening_action(view, card)
    else:
        drawing.empty(view.t("countries.no_agreement"))


def agencies(view: View) -> None:
    """Who works with which EU agency, and how far."""
    if card := countries.agencies(view):
        drawing.reading(view, card)


def compare(view: View) -> None:
    """Two to four participants side by side, in the order of their names."""
    drawing.reading(view, countries.compare(view))
