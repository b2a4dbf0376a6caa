"""Returned sheets: what was understood, what it would change, taking it in, and undoing it."""

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial

import streamlit as st

from components.documents import registry
from components.server import limits
from components.server.app import acting
from components.server.seen_by import seen_by
from components.view.labels import escape
from components.view.view import View
from data.model import Audience
from data.round import acts, messages, questions, receipt, returned
from data.round import sheet_words as say
from data.round.acts import Act, Kind
from data.round.rounds import Ledger
from data.round.values import Answer, Judgement, Problem, Return, Sheet
from data.selection import choose
from data.selection.filters import Filters

MOST_READ = limits.MOST_UPLOADS
"""Files whose answers a session keeps: all that it may hold, so that none is read twice."""


@acting.with_ledger
def draw(view: View, ledger: Ledger) -> None:
    """Show what came back, and what was taken in."""
    codes = list(dict.fromkeys(act.round for act in reversed(ledger.opened())))
    if not codes:
        st.info(view.t("returns.no_round"))
    else:
        is_only = len(codes) == 1
        code = codes[0] if is_only else st.selectbox(view.t("returns.round"), codes)
        _files(view, ledger, ledger.sheets(code))
    every_act(view, ledger)


def _files(view: View, ledger: Ledger, sheets: Mapping[str, Sheet]) -> None:
    """What somebody has dropped: which files, and one of them."""
    t, files = view.t, _dropped(view, sheets)
    if files:
        named = {n: escape(_of_file(view, ledger, file)) for n, file in enumerate(files)}
        at = st.radio(t("returns.files"), list(named), format_func=named.__getitem__)
        _one(view, ledger, sheets, files[at])


def _dropped(view: View, sheets: Mapping[str, Sheet]) -> list[Return]:
    """What the files say that somebody has dropped, each read once in a session."""
    dropped = st.file_uploader(view.t("returns.drop"), accept_multiple_files=True, key="returns")
    kept: dict[str, list[Return]] = st.session_state.setdefault("read", {})
    if len(kept) > MOST_READ:
        kept.clear()
    about = next(iter(sheets.values())).act_hash
    for file in dropped:
        key = f"{about} {file.file_id}"
        if key not in kept:
            kept[key] = returned.read(file.name, file.getvalue(), sheets)
    # The uploader forgets its files when another page is looked at.
    return [one for key, files in kept.items() if key.startswith(about) for one in files]


def _of_file(view: View, ledger: Ledger, file: Return) -> str:
    """A file in a line: whose it is, how much of it was understood, and which act took it in."""
    t = view.t
    name = t.participant(view.dataset, file.participant) if file.participant else ""
    facts = [t("returns.answers", n=len(file.answers))] if name else []
    # What is wrong with what was read is known once the file is looked at.
    facts += [t("returns.problems", n=len(file.problems))] if file.problems else []
    facts += [
        t("returns.in_act", act=f"{act.number:04}")
        for act in ledger.acts
        if act.file_hash == file.sha256
    ]
    return f"{file.file_name}: {', '.join(filter(None, [name, *facts]))}"


def _one(view: View, ledger: Ledger, sheets: Mapping[str, Sheet], file: Return) -> None:
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
    reason = ""
    if ticked:
        reason = st.text_input(t("returns.reason"), max_chars=300, help=t("returns.reason_help"))
    chosen, is_sent = {answer.milestone for answer in ticked}, bool(reason.strip())
    others = {answer.milestone for answer in file.answers} - chosen
    sent_back = [file.problem(reason, "sent_back", answer.place) for answer in ticked if is_sent]
    problems = [*judged.problems, *sent_back]
    for problem in problems:
        st.warning(escape(problem.sentence(t)))
    # Those that were ticked are taken also where the data have moved since.
    despite = chosen if ticked and not is_sent else set[str]()
    came = file.only(others if is_sent else chosen) if ticked else file
    taken = ledger.judge(came, on, despite) if ticked else judged
    acting.effects(view, taken.effects)
    if taken.conflicts:
        st.caption(t("returns.left_out", n=len(taken.conflicts)))
    label = "accept_others" if is_sent else "accept_ticked" if ticked else "accept"
    with st.container(horizontal=True):
        n = len({one.milestone for one in taken.changes if one.milestone})
        if taken.changes and st.button(t(f"returns.{label}", n=n), type="primary"):
            acting.do(view, partial(acting.take, view, came, on, by, despite=despite))
        told = [problem for problem in problems if problem.how != "nothing_to_do"]
        # Of a file that cannot be read, its name may say whose it is.
        whose = [sheets[file.participant]] if file.participant else returned.named(file, sheets)
        if told and whose:
            _message(view, whose[0], told)


def _answers(view: View, ledger: Ledger, file: Return, judged: Judgement) -> list[Answer]:
    """The answers of a file beside what is said now; those ticked."""
    if not file.answers:
        return []
    t, dataset = view.t, ledger.dataset
    moved = {one.name: one for one in judged.conflicts}
    wrong = {problem.place for problem in judged.problems}
    lines = []
    for answer in file.answers:
        row, note = questions.shown(dataset).get(answer.milestone), ""
        now = questions.known(dataset, t, row, questions.said(row)) if row else None
        if answer.place in wrong:
            note = t("returns.see_below")
        elif one := moved.get(answer.milestone):
            note = t("returns.differs", said=say.said(one.sent, t))
            if isinstance(one.now, Answer):
                note = t("returns.answered", said=say.answered(one.now, t))
        elif answer.milestone in judged.aside:
            note = t("returns.aside")
        lines.append(
            {
                t("column.milestone"): f"{now.step} · {now.title}" if now else answer.milestone,
                t("returns.before"): say.said(now, t) if now else "",
                t("returns.after"): say.answered(answer, t),
                t("returns.note"): note,
            }
        )
    title = t("returns.says", name=t.participant(dataset, file.participant))
    wide = dict.fromkeys(lines[0], st.column_config.TextColumn(width="medium"))
    ticked = acting.table(
        lines, title, t("returns.tick"), f"rows-{file.sha256}", row_height=72, column_config=wide
    )
    return [file.answers[number] for number in ticked]


def _message(view: View, sheet: Sheet, problems: Sequence[Problem]) -> None:
    """The message with the problems, in the language of whoever sent the file."""
    mail = messages.write(messages.Kind.PROBLEMS, sheet, {}, problems)
    name = say.file_name(sheet, f"{messages.Kind.PROBLEMS}.eml")
    st.download_button(view.t("returns.message", name=sheet.name), mail, name, "message/rfc822")


def every_act(view: View, ledger: Ledger) -> None:
    """Every act, the last one first, with its receipt and its undoing."""
    t = view.t
    lines = [
        {
            t("returns.act"): f"{act.number:04}",
            t("returns.day"): act.on,
            t("returns.what"): _what(view, act, ledger),
            t("column.by"): act.by,
            t("round.receipt.file"): act.file_name,
            t("round.receipt.act"): act.hash[:16],
        }
        for act in reversed(ledger.every)
    ]
    acting.table(lines, t("returns.acts"))
    standing = {f"{act.number:04}": act for act in reversed(ledger.acts)}
    if not standing:
        return
    chosen = st.selectbox(
        t("returns.choose"),
        list(standing),
        index=None,
        placeholder="",
        format_func=lambda number: f"{number}: {_what(view, standing[number], ledger)}",
    )
    if chosen is None:
        return
    act = standing[chosen]
    by = acting.office(view, "undo")
    with st.container(horizontal=True):
        if act.kind is Kind.TAKE:
            made, name = partial(_receipt, ledger, act), f"{act.round}-{act.participant}-{chosen}"
            st.download_button(t("returns.receipt"), made, f"{name}.docx", on_click="ignore")
            thanks = partial(_thanks, view, ledger, act, f"{name}.docx")
            st.download_button(t("returns.thanks"), thanks, f"{name}.eml", on_click="ignore")
        if act.kind is not Kind.EDIT and st.button(t("returns.undo", act=chosen)):
            acting.do(view, partial(acting.undo, view, act.number, acting.today(), by))


def _receipt(ledger: Ledger, act: Act) -> bytes:
    sheet = ledger.sheets(act.round)[act.participant]
    return receipt.write(act, acts.brought(ledger.folder, act), sheet)


def _thanks(view: View, ledger: Ledger, act: Act, name: str) -> bytes:
    """The message of thanks: the receipt, and the note and the slide about the participant.

    They hold what participants may see; one that would then have nothing to show is left out.
    """
    sheet, code = ledger.sheets(act.round)[act.participant], act.participant
    attached, site = {name: _receipt(ledger, act)}, os.environ.get(registry.SITE, "").rstrip("/")
    chosen = Filters().about(view.dataset, code)
    seen = seen_by(view, Audience.PARTICIPANTS)
    own = replace(seen, filters=chosen, selection=choose(seen.selection.snapshot, chosen))
    for key, about, parts in (("note", code, ()), ("slides", None, ("headline",))):
        document, language = registry.document(key), sheet.language
        with suppress(*registry.REFUSALS):
            made = registry.make(own, document, document.forms[0], site, about, language, parts)
            attached[made.name] = made.content
    return messages.write(messages.Kind.THANKS, sheet, attached)


def _what(view: View, act: Act, ledger: Ledger) -> str:
    """What an act did, in a few words."""
    t = view.t
    named = t.participant(view.dataset, act.participant) if act.participant else act.round
    about = f"{act.undoes:04}" if act.undoes else named
    said = t(f"act.{act.kind}", about=about)
    is_undone = act not in ledger.acts and act.kind is not Kind.UNDO
    return f"{said} ({t('returns.undone')})" if is_undone else said
