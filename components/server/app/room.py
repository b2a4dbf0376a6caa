"""The room: a round's questions on the projector; each tick is an act, undone by one key."""

from collections.abc import Mapping
from datetime import date
from functools import partial

import streamlit as st

from components.server.app import acting
from components.view.labels import escape
from components.view.view import View
from data.dates import PERIODS
from data.model import State
from data.records import records
from data.round import conclusions
from data.round import sheet_words as say
from data.round.folder import RoundError
from data.round.judge import numbers
from data.round.rounds import Ledger, tick, ticks
from data.round.rows import first_day, written
from data.round.values import DATED, Answer, Box, Known, Sheet
from data.text import words

PLACE, START, PROBLEMS = "room-place", "room-start", "room-problems"
"""In the session: which question of whom is asked; the numbers when it began; what was refused."""
SHOWN = (State.CONFIRMED, State.AWAITING, State.NOT_DUE, State.NO_REPORT_DUE)
Answers = Mapping[tuple[str, str], Answer]
"""Participant and milestone to what was answered."""


@acting.with_ledger
def draw(view: View, ledger: Ledger) -> None:
    """Ask one question, with the answers and what they do to the numbers beside it."""
    if not ledger.opened():
        st.info(view.t("returns.no_round"))
        return
    sheets, code = ledger.sheets(language=view.t.language), ledger.opened()[-1].round
    rows = ledger.dataset.answers[ledger.dataset.answers["round_id"] == code]
    given = {
        (row["participant_id"], row["milestone_id"]): Answer.of(written("answers", row))
        for row in records(rows)
    }
    who, at = st.session_state.get(PLACE, ("", 0))
    who = who if who in sheets else next(iter(sheets))
    sheet = sheets[who]
    at %= len(sheet.questions)
    left, right = st.columns([2, 1], gap="large")
    with left:
        _question(view, sheet, at, given)
    with right:
        _numbers(view, ledger, sheet)
        _undo(view, ledger, code)
        _steps(view, list(sheets), who, at)
    _countries(view, sheets, given, who)
    _conclusions(view, ledger, sheet)


def _question(view: View, sheet: Sheet, at: int, given: Answers) -> None:
    """A question, what is on record with its sentence, and the five answers by their keys."""
    t, row = view.t, sheet.questions[at]
    st.caption(t("room.question", name=sheet.name, n=at + 1, of=len(sheet.questions)))
    st.header(escape(f"{row.title}: {row.step}"), anchor=False)
    st.markdown(escape(f"{t('round.says')} {say.said(row, t)}"))
    if row.quote:
        st.markdown(f"> “{escape(row.quote)}”  \n> {escape(say.source(row, t))}")
    key = f"room-{sheet.participant}-{row.milestone}"
    day, precision, words_of_it = st.columns([2, 2, 4])
    with day:
        on = st.date_input(t("room.date"), None, format="YYYY-MM-DD", key=f"{key}-on")
    with precision:
        known = st.selectbox(
            t("round.head.precision"),
            ["day", *PERIODS],
            format_func=lambda one: t(f"round.precision.{one}"),
            key=f"{key}-precision",
        )
    with words_of_it:
        remark = st.text_input(t("round.head.remark"), max_chars=500, key=f"{key}-remark")
    before = given.get((sheet.participant, row.milestone))
    for number, box in enumerate(Box, start=1):
        is_it = before is not None and before.box is box
        label = say.answered(before, t) if is_it and before else t(f"round.box.{box}")
        dated = (first_day(on, known), known) if on and box in DATED else (None, "")
        answer = Answer(row.milestone, box, *dated, remark=remark.strip())
        st.button(
            escape(label),
            key=f"{key}-{box}",
            type="primary" if is_it else "secondary",
            shortcut=str(number),
            width="stretch",
            on_click=_tick,
            args=(view, sheet, answer),
        )
    for said in st.session_state.pop(PROBLEMS, ()):
        st.warning(escape(said))


def _tick(view: View, sheet: Sheet, answer: Answer) -> None:
    """Record a tick; what cannot be recorded is said once the page is drawn."""
    t = view.t
    try:
        by = t("acting.secretariat")
        _, judged = tick(view.folder, sheet, answer, _day(view), by)
        said = [one.sentence(t) for one in judged.problems]
    except RoundError as error:
        said = [acting.refusal(view, error)]
    st.session_state[PROBLEMS] = said


def _day(view: View) -> date:
    return max(acting.today(), view.dataset.horizon)


def _numbers(view: View, ledger: Ledger, sheet: Sheet) -> None:
    """The numbers now, and by how much they moved since the page was opened."""
    t, now = view.t, numbers(ledger.dataset, ledger.dataset.horizon)
    start = st.session_state.setdefault(f"{START}-{sheet.act_hash}", now)
    scopes = {"all": t("returns.all"), sheet.participant: sheet.name}
    for place, (scope, name) in zip(st.columns(2), scopes.items(), strict=True):
        with place:
            st.subheader(escape(name), anchor=False)
            for state in SHOWN:
                number, first = now[scope, state], start[scope, state]
                st.metric(t(f"state.{state}"), number, number - first or None, "off")


def _undo(view: View, ledger: Ledger, code: str) -> None:
    """The last tick, and its undoing."""
    t, done = view.t, ticks(ledger.acts, code)
    if not done:
        return
    last = done[-1]
    name = t.participant(ledger.dataset, last.participant)
    st.caption(escape(t("room.agreed", name=name, act=f"{last.number:04}", n=len(done))))
    if st.button(t("room.undo"), shortcut="u"):
        by = t("acting.secretariat")
        acting.do(view, partial(acting.undo, view, last.number, _day(view), by))


def _steps(view: View, codes: list[str], who: str, at: int) -> None:
    """The next question, the one before, and the next country, each by an arrow."""
    following = codes[(codes.index(who) + 1) % len(codes)]
    steps = {"right": (who, at + 1), "left": (who, at - 1), "down": (following, 0)}
    for key, place in steps.items():
        label = view.t(f"room.{key}")
        st.button(label, shortcut=key, width="stretch", on_click=_go, args=place)


def _countries(view: View, sheets: Mapping[str, Sheet], given: Answers, who: str) -> None:
    """Every country with a mark for each of its questions."""

    def named(code: str) -> str:
        return f"{sheets[code].name} {''.join(map(partial(mark, code), sheets[code].questions))}"

    def mark(code: str, row: Known) -> str:
        return "●" if (code, row.milestone) in given else "○"

    st.pills(
        view.t("room.countries"),
        list(sheets),
        default=who,
        format_func=named,
        key=f"room-countries-{who}",
        on_change=lambda: _go(st.session_state[f"room-countries-{who}"] or who, 0),
    )


def _go(who: str, at: int) -> None:
    st.session_state[PLACE] = (who, at)


def _conclusions(view: View, ledger: Ledger, sheet: Sheet) -> None:
    """The draft of conclusions, in each language."""
    with st.container(horizontal=True):
        for language in words.languages():
            made = partial(_draft, ledger, sheet, language)
            name = f"{sheet.round}-{language}.docx"
            label = f"{view.t('round.conclusions.title')} ({language.upper()})"
            st.download_button(label, made, name, on_click="ignore")


def _draft(ledger: Ledger, sheet: Sheet, language: str) -> bytes:
    """The draft in a language, for which the sheets are made only once it is asked for."""
    own = ledger.sheets(sheet.round, language)[sheet.participant]
    return conclusions.write(ledger.dataset, own)
