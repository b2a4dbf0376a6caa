"""Opening a round on the page of the meeting that it prepares, and taking its sheets along."""

from datetime import timedelta
from functools import partial
from pathlib import Path

import streamlit as st

from components.cards import meetings, readiness
from components.server.app import acting
from components.view.view import View
from data.archive import packed
from data.meetings import MeetingStatus
from data.model.records import by_code
from data.round import rounds
from data.round.answers.questions import asked
from data.round.rounds import Ledger
from data.round.values import SHEETS

WEEKS = timedelta(weeks=3)
"""How long a round is open unless somebody says otherwise."""


@acting.with_ledger
def draw(view: View, ledger: Ledger, meeting: str) -> None:
    """Each round before a meeting with its sheets; before one to come, a form to open another."""
    t = view.t
    for row in readiness.rounds_before(view, meeting):
        code = row["round_id"]
        place = ledger.folder / SHEETS / code
        if place.is_dir():
            label, name = t("opening.sheets", round=code), f"{code}.zip"
            st.download_button(label, partial(_sheets, view, place), name, on_click="ignore")
    row = by_code(view.dataset, "meetings")[meeting]
    if row["status"] != MeetingStatus.HELD:
        label = t("opening.title", meeting=meetings.title(view, row))
        with st.expander(label, expanded=view.page == "room"):
            _form(view, ledger, meeting)


def _sheets(view: View, place: Path) -> bytes:
    """The sheets and messages of a round as one file, the first of which says what they are."""
    files = {path.name: path.read_bytes() for path in sorted(place.iterdir())}
    return packed({"README.txt": view.t("opening.zip_says").encode(), **files})


def _form(view: View, ledger: Ledger, meeting: str) -> None:
    """Until when, about what, and who would then be asked; nothing is written before the button."""
    t, today, priorities = view.t, acting.today(view), by_code(view.dataset, "priorities")
    with st.columns(2)[0]:
        until = st.date_input(
            t("round.deadline"), today + WEEKS, today, format=t("acting.day_format"), key="until"
        )
        scope = st.multiselect(
            t("opening.scope"), list(priorities), placeholder=t("opening.all"), key="scope"
        )
        silence = st.checkbox(t("opening.silence"), key="silence", help=t("round.silence_says"))
        return_to = st.text_input(t("round.return_to"), max_chars=100, key="return-to")
    questions, _ = asked(view.dataset, scope)
    numbers = {t.participant(view.dataset, code): len(own) for code, own in questions.items()}
    rows = sorted(numbers.items(), key=lambda one: t.sorting(one[0]))
    lines = [{t("column.participant"): name, t("readiness.asked"): n} for name, n in rows]
    acting.table(lines, t("readiness.asked"))
    label = t("opening.open", n=len(questions), questions=t.number(sum(numbers.values())))

    def opened() -> str:
        row = rounds.row_of(view.dataset, meeting, until, today, scope, silence)
        act = rounds.open_round(view.folder, row, t("acting.secretariat"), return_to.strip())
        return t("opening.done", round=act.round, act=f"{act.number:04}")

    # After an act it is another button, so that pressed twice it opens one round.
    if st.button(label, f"open-{len(ledger.every)}", type="primary", disabled=not questions):
        acting.do(view, opened)
