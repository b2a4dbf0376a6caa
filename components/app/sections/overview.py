"""Parts of the Overview: what has been reached, where, and what comes next."""

import streamlit as st

from components.app import drawing, filters, mount
from components.app.sections import lists
from components.cards import meetings, overview, tables
from components.view.labels import escape
from components.view.view import View

BEHIND = "behind"
"""Parameter of the address: the number of the headline whose milestones are listed."""


def headline(view: View) -> None:
    """The four figures of the whole choice, and the milestones behind the one that the reader asks for."""
    drawing.headline(view, overview.headline(view))
    figures, asked = overview.figures(view), st.query_params.get(BEHIND)
    if asked is not None and asked not in figures:
        filters.leave_out(BEHIND, asked, view.t)
        asked = None
    st.session_state[BEHIND] = asked
    label = view.t("behind.choose")
    st.pills(
        label,
        list(figures),
        format_func=figures.__getitem__,
        key=BEHIND,
        on_change=_write_behind,
        wrap=True,
    )
    if asked:
        lists.opening_action(view, overview.behind(view, asked))


def _write_behind() -> None:
    figure = st.session_state[BEHIND]
    filters.chosen(**{BEHIND: [figure] if figure else []})


def reached_over_time(view: View) -> None:
    """Milestones reached by month against those announced."""
    if card := overview.over_time(view):
        drawing.figure(view, card)
    else:
        drawing.empty(view.t("overview.nothing_dated"))


def priorities(view: View) -> None:
    """The priorities, stacked by the state of their milestones."""
    drawing.figure(view, overview.priorities(view))


def country_matrix(view: View) -> None:
    """The country x priority matrix, and what its signs mean; that no country is a partner, where none is."""
    if not tables.countries(view):
        drawing.empty(view.t("matrix.no_country"))
        return
    card = overview.matrix(view)

    def draw() -> None:
        mount.matrix(view, card.key, drawing.sent(view, card).content)
        st.caption(escape(card.alt))

    drawing.drawn(view, card, draw)


def latest(view: View) -> None:
    """The newest milestones reached, each opening its action."""
    if card := overview.latest(view):
        lists.opening_action(view, card)
    else:
        drawing.empty(view.t("overview.no_events"))


def next_meeting(view: View) -> None:
    """The next meeting after the cut-off, and how sure it is."""
    t, meeting = view.t, overview.next_meeting(view)
    st.subheader(t("overview.next_title"), anchor=False)
    if meeting is None:
        st.markdown(t("overview.next_none"))
        return
    title, outcome = (
        view.content("meetings", meeting["meeting_id"], name, meeting[name])
        for name in ("title", "outcome")
    )
    day = t.date(meeting["starts_on"], meeting["precision"])
    when = t("overview.next_when", when=day, status=t(f"meeting_status.{meeting['status']}"))
    st.markdown(f"**{escape(title)}**  \n{escape(when)}\n\n:small[{escape(outcome)}]")
    drawing.sources(view, meetings.source(meeting))


def limits(view: View) -> None:
    """What the dataset cannot say, as far as its notes tell."""
    if told := overview.limits(view):
        with st.expander(view.t("limits.title")):
            st.markdown("\n".join(f"- {escape(text)}" for text in told))
