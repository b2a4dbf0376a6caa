"""What comes in by returned sheets, a workbook of all tables or a form: shown, taken in, undone."""

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from components.documents import registry
from components.server import limits
from components.server.app import acting, entry_forms
from components.view.labels import escape
from components.view.view import View
from data.model import Audience
from data.round import messages, receipt, returned, tables, tables_workbook
from data.round import sheet_words as say
from data.round.answers import questions
from data.round.rounds import Ledger
from data.round.store import acts
from data.round.store.acts import Act, Kind
from data.round.tables import Given
from data.round.values import Answer, Judgement, Problem, Return, Sheet
from data.selection import choose
from data.selection.filters import Filters
from data.text import words


@acting.with_ledger
def draw(view: View, ledger: Ledger) -> None:
    """Show what came back or is entered, what it would change, and what was taken in."""
    t = view.t
    way = st.segmented_control(
        t("entries.way"),
        ["files", *entry_forms.WAYS],
        default="files",
        required=True,
        format_func=lambda one: t(f"entries.{one}"),
    )
    if way == "files":
        sheets = _sheets(view, ledger)
        if files := _dropped(view, ledger, sheets):
            # With a number each: of two that are called alike, Streamlit would choose the first.
            named = {n: escape(f"{n + 1} · {_of_file(view, file)}") for n, file in enumerate(files)}
            at = st.radio(
                t("returns.files"),
                list(named),
                format_func=named.__getitem__,  # alike before and after an act, or it jumps
                captions=[_taken_by(view, ledger, file) for file in files],
                key=f"file-{view.folder.name}",
            )
            _one(view, ledger, files[at], sheets)
    elif given := _entered(view, ledger, way):
        _one(view, ledger, given)
    _every_act(view, ledger)


def _sheets(view: View, ledger: Ledger) -> Mapping[str, Sheet]:
    """The sheets of the round of which files come back; none where no round is open."""
    codes = list(dict.fromkeys(act.round for act in reversed(ledger.opened())))
    if len(codes) > 1:
        codes = [st.selectbox(view.t("returns.round"), codes)]
    return ledger.sheets(codes[0]) if codes else {}


def _dropped(view: View, ledger: Ledger, sheets: Mapping[str, Sheet]) -> list[Return | Given]:
    """What the files say that somebody has dropped, each read once in a session."""
    t, name = view.t, view.folder.name

    def book() -> bytes:
        return tables_workbook.write(ledger.rows, t, fictional=view.dataset.fictional)

    st.download_button(t("entries.download"), book, f"{name}.xlsx", on_click="ignore")
    dropped = st.file_uploader(t("returns.drop"), accept_multiple_files=True, key=f"files-{name}")
    kept: dict[Any, list[Return | Given]] = st.session_state.setdefault("read", {})
    about = name, *(sheet.act_hash for sheet in sheets.values())
    for file in dropped:
        if (key := (about, file.file_id)) not in kept:
            kept[key] = returned.read(file.name, file.getvalue(), sheets)
        if len(kept) > limits.MOST_UPLOADS:
            kept.pop(next(iter(kept)))
    # The uploader forgets its files when another page is looked at.
    return [one for (whose, _), found in kept.items() if whose == about for one in found]


def _entered(view: View, ledger: Ledger, way: str) -> Given | None:
    """What was entered last in a form for this folder."""
    kept = st.session_state.setdefault("entered", {})
    if given := entry_forms.WAYS[way](view, ledger.rows):
        kept[view.folder, way] = given
    return kept.get((view.folder, way))


def _of_file(view: View, file: Return | Given) -> str:
    """A file in a line: whose it is, and how much of it was understood."""
    t, facts = view.t, list[str]()
    if isinstance(file, Return) and file.participant:
        name = t.participant(view.dataset, file.participant)
        facts += [name, t("returns.answers", n=len(file.answers))]
    # What is wrong with what was read is known once the file is looked at.
    facts += [t("returns.problems", n=len(file.problems))] if file.problems else []
    return ": ".join(filter(None, (file.file_name, ", ".join(facts))))


def _taken_by(view: View, ledger: Ledger, file: Return | Given) -> str:
    """Which acts took a file in, and how many answers of it each."""
    t, found = view.t, list[str]()
    for act in (act for act in ledger.acts if act.file_hash == file.sha256):
        n = sum(edit[0] == "answers.csv" and edit[2] is not None for edit in act.edits)
        by = t("returns.in_act", act=f"{act.number:04}")
        found.append(f"{by} ({t('returns.answers', n=n)})" if n else by)
    return ", ".join(found)


def _one(
    view: View, ledger: Ledger, file: Return | Given, sheets: Mapping[str, Sheet] = {}
) -> None:
    """What came before and after, its effects, its problems, and what to do."""
    t = view.t
    label, helps = t("returns.received"), t("returns.day_help")
    on = st.date_input(label, acting.today(view), format=t("acting.day_format"), help=helps)
    judged = ledger.judge(file, on)
    if isinstance(file, Return):
        lines = _answers(view, ledger, file, judged)
    else:
        lines = _rows(view, ledger, file)
    if not (lines or judged.problems or judged.changes):
        st.info(t("entries.same"))
    chosen = _ticked(view, file, lines)
    reason = ""
    if isinstance(file, Return):
        for need in file.needs:
            cells = filter(None, (need.what, need.about, need.from_whom, need.by_when))
            st.markdown(escape(f"{t('round.need.title')}: {', '.join(cells)}"))
        if chosen:
            reason = st.text_input(
                t("returns.reason"), max_chars=300, help=t("returns.reason_help")
            ).strip()
    problems, came, is_chosen = [*judged.problems], file, bool(chosen and not reason)
    if reason and isinstance(file, Return):
        rows = [answer for answer in file.answers if answer.milestone in chosen]
        name = file.file_name
        problems += [Problem(name, answer.place, reason, "sent_back") for answer in rows]
        came = file.only({name for name, _ in lines} - chosen)
    elif chosen:
        came = file.only(chosen)
    if problems:
        st.warning("\n".join(f"- {escape(problem.sentence(t))}" for problem in problems))
    taken = ledger.judge(came, on, is_chosen) if chosen else judged
    acting.effects(view, taken.effects)
    if taken.conflicts:
        st.caption(t("returns.left_out", n=len(taken.conflicts)))
    label = "accept_others" if reason else "accept_ticked" if chosen else "accept"
    with st.container(horizontal=True):
        if taken.changes and st.button(t(f"returns.{label}"), type="primary"):
            acting.do(view, partial(acting.take, view, came, on, is_chosen))
        if isinstance(file, Return):
            _message(view, file, sheets, problems)


Lines = list[tuple[str, dict[str, str]]]
"""What can be ticked, by name, each as a line of a table."""


def _ticked(view: View, file: Return | Given, lines: Lines) -> set[str]:
    """The names of the lines of a table that somebody ticks."""
    if not lines:
        return set()
    t, shown = view.t, [line for _, line in lines]
    whose = file.participant if isinstance(file, Return) else ""
    title = t("returns.says", name=t.participant(view.dataset, whose)) if whose else t("act.change")
    wide = dict.fromkeys(shown[0], st.column_config.TextColumn(width="medium"))
    # Named, or the ticks of one file would stand in another.
    key = f"rows-{hash((file.sha256, *(name for name, _ in lines)))}"
    tick = t("returns.tick") if isinstance(file, Return) else t("entries.tick")
    ticked = acting.table(shown, title, tick, key, row_height=96, column_config=wide)
    return {lines[number][0] for number in ticked}


def _answers(view: View, ledger: Ledger, file: Return, judged: Judgement) -> Lines:
    """The answers of a file beside what is said now, by milestone."""
    t, dataset, found = view.t, ledger.dataset, Lines()
    moved = {one.name: one for one in judged.conflicts}
    wrong = {problem.place for problem in judged.problems if isinstance(problem, Problem)}
    for answer in file.answers:
        now, note = questions.known_today(dataset, t, answer.milestone), ""
        if answer.place in wrong:
            note = t("returns.see_below")
        elif one := moved.get(answer.milestone):
            note = t("returns.differs", text=say.said(one.sent, t))
            if isinstance(one.now, Answer):
                note = t("returns.answered", text=say.answered(one.now, t))
        line = {
            t("column.milestone"): f"{now.step} · {now.title}" if now else answer.milestone,
            t("returns.before"): say.said(now, t) if now else "",
            t("returns.after"): say.answered(answer, t),
            t("returns.note"): note,
        }
        found.append((answer.milestone, line))
    return found


def _rows(view: View, ledger: Ledger, given: Given) -> Lines:
    """The rows of tables that came back otherwise, by table and key."""
    t, found = view.t, Lines()
    for one in tables.differences(ledger.rows, given):
        sent, now, after = (
            "; ".join(f"{name}: {row[name]}" for name in one.columns if row.get(name))
            if row
            else t("entries.not_there")
            for row in (one.sent, one.now, one.given)
        )
        line = {
            t("field.row_id"): one.name,
            t("returns.before"): now,
            t("returns.after"): after,
            t("returns.note"): "" if one.now == one.sent else t("returns.differs", text=sent),
        }
        found.append((one.name, line))
    return found


def _message(
    view: View, file: Return, sheets: Mapping[str, Sheet], problems: Iterable[Any]
) -> None:
    """The message with the problems, in the language of whoever sent the file."""
    named = [problem for problem in problems if problem.how != "nothing_to_do"]
    # Of a file that cannot be read, its name may say whose it is.
    whose = [sheets[file.participant]] if file.participant else returned.named(file, sheets)
    if named and whose:
        sheet, kind = whose[0], messages.Kind.PROBLEMS
        mail, name = messages.write(kind, sheet, {}, named), say.file_name(sheet, f"{kind}.eml")
        label = view.t("returns.message", name=view.t.participant(view.dataset, sheet.participant))
        st.download_button(label, mail, name, "message/rfc822")


def _every_act(view: View, ledger: Ledger) -> None:
    """Every act, the last one first, below the choice of one: its receipt and its undoing."""
    t, office = view.t, "acting.secretariat"
    _choice_of_act(view, ledger)
    own = {words.words(language)(office) for language in words.languages()}
    lines = [
        {
            t("returns.act"): f"{act.number:04}",
            t("returns.day"): t.short_date(act.on),
            t("returns.what"): _what(view, act, ledger),
            t("column.by"): t(office) if act.by in own else act.by,
            t("round.receipt.file"): act.file_name,
            t("round.receipt.act"): act.hash[:16],
        }
        for act in reversed(ledger.every)
    ]
    acting.table(lines, t("returns.acts"))


def _choice_of_act(view: View, ledger: Ledger) -> None:
    """The acts that stand, to choose one; of that its receipt with a message, and undoing it."""
    t = view.t
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
    with st.container(horizontal=True):
        if act.kind is Kind.TAKE:
            made, name = partial(_receipt, ledger, act), f"{act.round}-{act.participant}-{chosen}"
            st.download_button(t("returns.receipt"), made, f"{name}.docx", on_click="ignore")
            thanks = partial(_thanks, view, ledger, act, f"{name}.docx")
            st.download_button(t("returns.thanks"), thanks, f"{name}.eml", on_click="ignore")
        if act.kind is not Kind.EDIT and st.button(t("returns.undo", act=chosen)):
            acting.do(view, partial(acting.undo, view, act.number))


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
    seen = view.seen_by(Audience.PARTICIPANTS)
    own = replace(seen, filters=chosen, selection=choose(seen.selection.snapshot, chosen))
    for key, about, parts in (("note", code, ()), ("slides", None, ("headline",))):
        document, language = registry.document(key), sheet.language
        with suppress(*registry.REFUSALS):
            made = registry.make(own, document, document.forms[0], site, about, language, parts)
            attached[made.name] = made.content
    return messages.write(messages.Kind.THANKS, sheet, attached)


def _what(view: View, act: Act, ledger: Ledger) -> str:
    t = view.t
    named = t.participant(view.dataset, act.participant) if act.participant else act.round
    about = f"{act.undoes:04}" if act.undoes else named
    what = t(f"act.{act.kind}", about=about)
    is_undone = act not in ledger.acts and act.kind is not Kind.UNDO
    return f"{what} ({t('returns.undone')})" if is_undone else what
