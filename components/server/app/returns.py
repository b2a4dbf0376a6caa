"""Returned sheets: what was understood, what it would change, taking it in, and undoing it."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from components.server.app import acting
from components.view import stores
from components.view.labels import escape
from components.view.view import View
from data.round import acts, messages, questions, receipt, returned, rounds
from data.round import sheet_words as say
from data.round.acts import Act, Kind
from data.round.folder import RoundError
from data.round.rounds import Ledger
from data.round.values import Answer, Effect, Judgement, Problem, Return, Sheet

MOST_READ = 64
"""Files of a session whose answers are kept: none is read twice."""


def draw(view: View) -> None:
    """Show what came back, and what was taken in."""
    folder = acting.folder_of(view)
    if folder is None:
        return
    try:
        ledger = Ledger.of(folder, stores.dataset_in(folder))
    except RoundError as error:
        st.error(escape(acting.refusal(view, error)))
        return
    codes = list(dict.fromkeys(act.round for act in reversed(ledger.opened())))
    if not codes:
        st.info(view.t("returns.no_round"))
    else:
        is_only = len(codes) == 1
        code = codes[0] if is_only else st.selectbox(view.t("returns.round"), codes)
        _files(view, folder, ledger, ledger.sheets(code))
    every_act(view, folder, ledger)


def _files(view: View, folder: Path, ledger: Ledger, sheets: Mapping[str, Sheet]) -> None:
    """What somebody has dropped: which files, and one of them."""
    t, files = view.t, _dropped(view, sheets)
    if files:
        named = {number: escape(_of_file(view, file)) for number, file in enumerate(files)}
        at = st.radio(t("returns.files"), list(named), format_func=named.__getitem__)
        _one(view, folder, ledger, sheets, files[at])


def _dropped(view: View, sheets: Mapping[str, Sheet]) -> list[Return]:
    """What the files say that somebody has dropped, each read once in a session."""
    dropped = st.file_uploader(view.t("returns.drop"), accept_multiple_files=True, key="returns")
    kept: dict[str, list[Return]] = st.session_state.setdefault("read", {})
    if len(kept) > MOST_READ:
        kept.clear()
    about = next(iter(sheets.values())).act_hash
    found = []
    for file in dropped:
        key = f"{about} {file.file_id}"
        if key not in kept:
            kept[key] = returned.read(file.name, file.getvalue(), sheets)
        found += kept[key]
    return found


def _of_file(view: View, file: Return) -> str:
    """A file in a line: whose it is, and how much of it was understood."""
    t = view.t
    name = t.participant(view.dataset, file.participant) if file.participant else ""
    facts = [t("returns.answers", n=len(file.answers))] if file.participant else []
    if file.problems:
        facts.append(t("returns.problems", n=len(file.problems)))
    return f"{file.file_name}: {', '.join(filter(None, [name, *facts]))}"


def _one(
    view: View, folder: Path, ledger: Ledger, sheets: Mapping[str, Sheet], file: Return
) -> None:
    """One file: its answers before and after, its effects, its problems, and what to do."""
    t = view.t
    left, right = st.columns(2)
    with left:
        on = st.date_input(
            t("returns.received"), acting.today(), format="YYYY-MM-DD", help=t("returns.day_help")
        )
    with right:
        by = acting.office(view, "take")
    judged = ledger.judge(file, on)
    ticked = _answers(view, ledger, file, judged)
    for need in file.needs:
        said = ", ".join(filter(None, (need.what, need.about, need.from_whom, need.by_when)))
        st.markdown(escape(f"{t('round.need.title')}: {said}"))
    effects(view, judged.effects)
    reason = ""
    if ticked:
        reason = st.text_input(t("returns.reason"), max_chars=300, help=t("returns.reason_help"))
    sent_back = [
        file.problem(reason, "sent_back", answer.place) for answer in ticked if reason.strip()
    ]
    problems = [*judged.problems, *sent_back]
    for problem in problems:
        st.warning(escape(messages.sentence(problem, t)))
    with st.container(horizontal=True):
        n = len({one.milestone for one in judged.changes if one.milestone})
        if judged.changes and st.button(t("returns.accept", n=n), type="primary"):
            acting.do(view, partial(_take, view, folder, file, on, by))
        chosen = {answer.milestone for answer in ticked}
        if ticked and st.button(t("returns.accept_ticked", n=len(ticked))):
            acting.do(view, partial(_take, view, folder, file, on, by, chosen))
        told = [problem for problem in problems if problem.how != "nothing_to_do"]
        if told and file.participant in sheets:
            _message(view, sheets[file.participant], told)


def _answers(view: View, ledger: Ledger, file: Return, judged: Judgement) -> list[Answer]:
    """The answers of a file beside what its sheet said and what is said now; those ticked."""
    t = view.t
    if not file.answers:
        return []
    opened = ledger.opened(file.round)[-1]
    sheet = questions.sheet(ledger.dataset, opened, file.participant, language=t.language)
    rows = {row.milestone: row for row in sheet.rows}
    differs = {one.answer.milestone: one.now for one in judged.conflicts}
    wrong = {problem.place for problem in judged.problems}
    st.subheader(t("returns.says", name=sheet.name), anchor=False)
    lines = []
    for answer in file.answers:
        row, now = rows.get(answer.milestone), differs.get(answer.milestone)
        note = t("returns.differs", said=say.said(now, t)) if now else ""
        lines.append(
            {
                t("column.milestone"): f"{row.title}: {row.step}" if row else answer.milestone,
                t("returns.before"): say.said(row, t) if row else "",
                t("returns.after"): say.answered(answer, t),
                t("returns.note"): t("returns.see_below") if answer.place in wrong else note,
            }
        )
    event: Any = st.dataframe(
        pd.DataFrame(lines),
        hide_index=True,
        on_select="rerun",
        selection_mode="multi-row",
        key=f"rows-{file.sha256}",
        row_height=72,
        column_config=dict.fromkeys(lines[0], st.column_config.TextColumn(width="medium")),
        alt=t("returns.says", name=sheet.name),
    )
    st.caption(t("returns.tick"))
    return [file.answers[number] for number in event.selection.rows]


def effects(view: View, found: Sequence[Effect]) -> None:
    """What changes do to the numbers."""
    t, dataset = view.t, view.dataset
    names = {"all": t("returns.all")}
    names |= {code: t.participant(dataset, code) for code in dataset.participants["participant_id"]}
    lines = [
        {
            t("returns.number"): f"{names.get(one.scope, one.scope)}: {t(f'state.{one.figure}')}",
            t("returns.before"): one.before,
            t("returns.after"): one.after,
            t("returns.by_days"): one.by_days,
        }
        for one in found
    ]
    if lines:
        st.subheader(t("returns.effects"), anchor=False)
        st.dataframe(pd.DataFrame(lines), hide_index=True, alt=t("returns.effects"))


def _take(
    view: View, folder: Path, file: Return, on: date, by: str, only: set[str] | None = None
) -> str:
    """Take answers in; those that were ticked, also where the data have moved since."""
    act, _ = rounds.take(folder, file, on, by, only, only or (), waits=False)
    return acting.taken(view, act)


def _message(view: View, sheet: Sheet, problems: Sequence[Problem]) -> None:
    """The message with the problems, in the language of whoever sent the file."""
    mail = messages.write(messages.Kind.PROBLEMS, sheet, {}, problems)
    name = say.file_name(sheet, f"{messages.Kind.PROBLEMS}.eml")
    st.download_button(view.t("returns.message", name=sheet.name), mail, name, "message/rfc822")


def every_act(view: View, folder: Path, ledger: Ledger) -> None:
    """Every act, the last one first, with its receipt and its undoing."""
    t = view.t
    every = acts.read(folder)
    if not every:
        return
    st.subheader(t("returns.acts"), anchor=False)
    frame = pd.DataFrame(
        {
            t("returns.act"): [f"{act.number:04}" for act in every],
            t("returns.day"): [act.on for act in every],
            t("returns.what"): [_what(view, act, ledger) for act in every],
            t("column.by"): [act.by for act in every],
            t("round.receipt.file"): [act.file_name for act in every],
            t("round.receipt.act"): [act.hash[:16] for act in every],
        }
    )
    st.dataframe(frame[::-1], hide_index=True, alt=t("returns.acts"))
    standing = {f"{act.number:04}": act for act in reversed(ledger.acts)}
    chosen = st.selectbox(t("returns.choose"), list(standing), index=None, placeholder="")
    if chosen is None:
        return
    act = standing[chosen]
    by = acting.office(view, "undo")
    with st.container(horizontal=True):
        if act.kind is Kind.TAKE:
            made = partial(_receipt, folder, ledger, act)
            name = f"{act.round}-{act.participant}-{chosen}.docx"
            st.download_button(t("returns.receipt"), made, name, on_click="ignore")
        if act.kind is not Kind.EDIT and st.button(t("returns.undo", act=chosen)):
            day = acting.today()
            acting.do(view, partial(acting.undo, view, folder, act.number, day, by))


def _receipt(folder: Path, ledger: Ledger, act: Act) -> bytes:
    sheet = ledger.sheets(act.round)[act.participant]
    return receipt.write(act, acts.brought(folder, act), sheet)


def _what(view: View, act: Act, ledger: Ledger) -> str:
    """What an act did, in a few words."""
    t = view.t
    named = t.participant(view.dataset, act.participant) if act.participant else act.round
    about = f"{act.undoes:04}" if act.undoes else named
    said = t(f"act.{act.kind}", about=about)
    is_undone = act not in ledger.acts and act.kind is not Kind.UNDO
    return f"{said} ({t('returns.undone')})" if is_undone else said
