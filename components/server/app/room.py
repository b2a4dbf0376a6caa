"""The room: a round's questions on the projector; each tick is an act, undone by one key."""

from collections.abc import Mapping
from functools import partial

import streamlit as st

from components.server.app import acting
from components.view.labels import NO_BREAK, escape
from components.view.view import View
from data.dates import PERIODS
from data.model import APPLICABLE
from data.model.records import records
from data.round import conclusions
from data.round import sheet_words as say
from data.round.answers.judge import numbers
from data.round.answers.questions import known_today
from data.round.rounds import Ledger, agreed, ticks
from data.round.store.rows import first_day, written
from data.round.values import DATED, Answer, Box, Known, Sheet

PLACE, START, PRESSES = "room-place", "room-start", "room-countries"
"""In the session: which question is asked; the dataset when the page was opened; how often a
country was pressed."""
Answers = Mapping[tuple[str, str], Answer]
"""Participant and milestone to what was answered."""


@acting.with_ledger
def draw(view: View, ledger: Ledger) -> None:
    """Ask one question of a round and take its answer; below it stand all countries asked.

    Beside the answers, on a phone below them, stand undoing, the conclusions and the numbers.
    """
    t = view.t
    if not (sheets := ledger.sheets(language=t.language)):
        return
    by_name = sorted(sheets.values(), key=lambda one: t.sorting(one.name))
    questions = [(sheet, row) for sheet in by_name for row in sheet.questions]
    at = st.session_state.get(PLACE, 0) % len(questions)
    sheet, row = questions[at]
    rows = ledger.dataset.answers[ledger.dataset.answers["round_id"] == sheet.round]
    given = {
        (one["participant_id"], one["milestone_id"]): Answer.of(written("answers", one))
        for one in records(rows)
    }
    # What the pages say now, which may not be what the sheet says.
    on_record = say.said(known_today(ledger.dataset, t, row.milestone) or row, t)
    done = ticks(ledger.acts, sheet.round)
    last = done[-1] if done else None
    whose = t.participant(ledger.dataset, last.participant) if last else ""
    left, right = st.columns([5, 3], gap="small")
    with left:
        _question(view, sheet, row, on_record, given)
    with right:
        with st.container(horizontal=True):
            if last and st.button(t("room.undo"), shortcut="u"):
                acting.do(view, lambda: f"{whose}: {acting.undo(view, last.number)}")
            made, name = partial(conclusions.write, ledger.dataset, sheet), f"{sheet.round}.docx"
            st.download_button(t("round.conclusions.title"), made, name, on_click="ignore")
        with st.container(horizontal=True):
            for key, place in {"left": at - 1, "right": at + 1}.items():
                label = t(f"room.{key}")
                st.button(label, shortcut=key, width="stretch", on_click=_go, args=[place])
        _numbers(view, ledger, sheet)
        if (sent := say.said(row, t)) != on_record:
            st.caption(escape(t("room.on_sheet", text=sent)))
        if last:
            act = f"{last.number:04}"
            st.caption(escape(t("room.agreed", name=whose, act=act, n=len(done))))
        acting.show_done()
    _countries(view, questions, given, sheet.participant)


def _question(view: View, sheet: Sheet, row: Known, on_record: str, given: Answers) -> None:
    """A question, what is `on_record` with its sentence, and the five answers by keys."""
    t, every = view.t, sheet.questions
    st.caption(t("room.question", name=sheet.name, n=every.index(row) + 1, of=len(every)))
    st.header(escape(f"{row.title}: {row.step}"), anchor=False)
    st.markdown(escape(f"{t('round.says')} {on_record}"))
    if row.quote:
        st.markdown(f"> “{escape(row.quote)}”")
        st.caption(escape(say.source(row, t)))
    key = f"room-{sheet.participant}-{row.milestone}"
    day, precision, words_of_it = st.columns([2, 2, 4], vertical_alignment="bottom")
    with day:
        on = st.date_input(t("room.date"), None, format=t("acting.day_format"), key=f"{key}-on")
    with precision:
        known = st.selectbox(
            t("round.head.precision"),
            ["day", *PERIODS],
            format_func=lambda one: t(f"round.precision.{one}"),
            key=f"{key}-precision",
        )
    with words_of_it:
        head = t("round.head.remark")
        remark = st.text_input(
            head,
            max_chars=500,
            key=f"{key}-remark",
            placeholder=head,
            label_visibility="collapsed",
        )
    before = given.get((sheet.participant, row.milestone))
    for number, box in enumerate(Box, start=1):
        is_it = before is not None and before.box is box
        label = say.answered(before, t) if is_it and before else t(f"round.box.{box}")
        dated = (first_day(on, known), known) if on and box in DATED else (None, "")
        answer = Answer(row.milestone, box, *dated, remark=remark.strip())
        is_pressed = st.button(
            escape(label),
            key=f"{key}-{box}",
            type="primary" if is_it else "secondary",
            shortcut=str(number),
            width="stretch",
        )
        if is_pressed and answer != before:
            came = agreed(sheet, answer)
            acting.do(view, partial(acting.take, view, came, acting.today(view), True, False))


def _numbers(view: View, ledger: Ledger, sheet: Sheet) -> None:
    """The numbers of all and of one; as both ends are counted today, answers alone move them."""
    t, dataset, today = view.t, ledger.dataset, acting.today(view)
    start = st.session_state.setdefault(f"{START}-{sheet.act_hash}", dataset)
    was, now = (numbers(one, today) for one in (start, dataset))
    scopes = {"all": t("returns.all"), sheet.participant: sheet.name}
    lines = [["", *map(escape, scopes.values())], ["---", *["--:"] * len(scopes)]]
    for state in APPLICABLE:
        pairs = [(was[scope, state], now[scope, state]) for scope in scopes]
        cells = [f":gray[{a}{NO_BREAK}→]{NO_BREAK}**{b}**" if a != b else str(b) for a, b in pairs]
        lines.append([t(f"state.{state}"), *cells])
    st.markdown("\n".join(f"| {' | '.join(line)} |" for line in lines))
    st.caption(t("filters.said_as_of", day=t.date(today)))


def _countries(view: View, asked: list[tuple[Sheet, Known]], given: Answers, who: str) -> None:
    """Every country with a mark for each of its questions; each leads to its first one."""
    names, first = dict[str, str](), dict[str, int]()
    for at, (sheet, row) in enumerate(asked):
        code = sheet.participant
        first.setdefault(code, at)
        mark = "●" if (code, row.milestone) in given else "○"
        names[code] = names.get(code, f"{sheet.name} ") + mark
    # Drawn anew after each press, or it would keep the arrows, and lose its mark by a second one.
    presses = st.session_state.get(PRESSES, 0)
    key = f"{PRESSES}-{who}-{presses}"

    def pressed() -> None:
        st.session_state[PRESSES] = presses + 1
        _go(first[st.session_state[key] or who])

    st.pills(
        view.t("room.countries"),
        list(names),
        default=who,
        format_func=names.__getitem__,
        key=key,
        on_change=pressed,
    )


def _go(place: int) -> None:
    st.session_state[PLACE] = place
