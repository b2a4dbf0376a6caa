"""The record by hand: a workbook of all tables, and a form for each of the four usual entries."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import streamlit as st

from components.server.app import acting, entry_forms, returns
from components.view.view import View
from data.round import tables, tables_workbook
from data.round.rounds import Ledger
from data.round.tables import Difference, Given, Rows
from data.round.values import Judgement

WAYS: Mapping[str, Callable[[View, Rows], Given | None]] = {
    "report": entry_forms.report,
    "meeting": entry_forms.meeting,
    "moved": entry_forms.moved,
    "text": entry_forms.text,
}
"""What asks for an entry in a folder with these rows."""
ENTRY = "entry"
"""What was given and not yet taken in, in the session: for which folder and in which way."""


@acting.with_ledger
def draw(view: View, ledger: Ledger) -> None:
    """Ask for a workbook or an entry, show what it would change, and take it in."""
    way = st.segmented_control(
        view.t("entries.way"),
        ["workbook", *WAYS],
        default="workbook",
        required=True,
        format_func=lambda one: view.t(f"entries.{one}"),
    )
    now = tables.rows(ledger.folder)
    if given := _given(view, now, way):
        _compared(view, ledger, now, given)
    returns.every_act(view, ledger)


def _given(view: View, now: Rows, way: str) -> Given | None:
    """What was given in a way, for this folder, until it is taken in or another is given."""
    file = _workbook(view, now) if way == "workbook" else None
    asked = (view.folder, way, file and file.file_id)
    kept = st.session_state.get(ENTRY)
    given = kept[1] if kept and kept[0] == asked else None
    if way in WAYS:
        given = WAYS[way](view, now) or given
    elif file and given is None:
        given = tables_workbook.read(file.name, file.getvalue())
    st.session_state[ENTRY] = (asked, given)
    return given


def _workbook(view: View, now: Rows) -> Any:
    """All tables to take along, and the workbook that came back."""
    t = view.t
    st.markdown(t("entries.workbook_says"))
    made = partial(tables_workbook.write, now, t, fictional=view.dataset.fictional)
    name = view.folder.name
    st.download_button(t("entries.download"), made, f"{name}.xlsx", on_click="ignore")
    return st.file_uploader(t("entries.drop"), key=f"tables-{name}")


def _compared(view: View, ledger: Ledger, now: Rows, given: Given) -> None:
    """What differs, what it does, what is wrong with it, and taking it in."""
    t, found = view.t, tables.differences(now, given)
    if not found and not given.problems:
        st.info(t("entries.same"))
        return
    sure, unsure = ([one for one in found if one.is_sure is sort] for sort in (True, False))
    acting.table(_cells(view, sure), t("entries.differences", n=len(sure)))
    # Named, or the ticks of one file would stand in another.
    names = [one.name for one in unsure]
    ticks, title = f"apart-{hash(tuple(names))}", t("entries.apart", n=len(unsure))
    lines = [_three(view, one) for one in unsure]
    ticked = acting.table(lines, title, t("entries.apart_says"), ticks)
    despite = tuple(names[number] for number in ticked)
    judged = _judged(ledger, given, despite)
    acting.effects(view, judged.effects)
    if judged.problems:
        st.error(t("entries.problems", n=len(judged.problems)))
        said = [problem.sentence(t) for problem in judged.problems]
        st.dataframe({t("problems.message"): said}, hide_index=True, alt=t("problems.message"))
    by = acting.office(view, "entries")
    n = len(judged.changes)
    if st.button(t("entries.take", n=n), type="primary", disabled=not n):
        acting.do(view, partial(_take, view, given, by, despite))


def _judged(ledger: Ledger, given: Given, despite: tuple[str, ...]) -> Judgement:
    """What it would do, worked out once for each state of the folder."""
    asked = (given.sha256, ledger.dataset.fingerprint, despite)
    kept = st.session_state.get("judged")
    if kept is None or kept[0] is not given or kept[1] != asked:
        judged = ledger.judge(given, acting.today(), despite=despite)
        kept = st.session_state["judged"] = (given, asked, judged)
    return kept[2]


def _cells(view: View, found: list[Difference]) -> list[dict[str, str]]:
    """Each cell before and after; of a new row those that are not blank."""
    t = view.t
    return [
        {
            t("field.table"): one.change.table,
            t("field.row_id"): one.change.key,
            t("column.column"): column,
            t("returns.before"): (one.now or {}).get(column, ""),
            t("returns.after"): (one.given or {}).get(column, ""),
        }
        for one in found
        for column in one.columns
        if one.now or (one.given or {}).get(column)
    ]


def _three(view: View, one: Difference) -> dict[str, str]:
    """A row that would be deleted, or moved since it was sent."""
    t = view.t

    def said(row: Mapping[str, str] | None) -> str:
        if row is None:
            return t("entries.not_there")
        return "; ".join(f"{name}: {row[name]}" for name in one.columns if row.get(name))

    return {
        t("field.row_id"): one.name,
        t("entries.sent"): said(one.sent),
        t("entries.now"): said(one.now),
        t("entries.given"): said(one.given),
    }


def _take(view: View, given: Given, by: str, despite: tuple[str, ...]) -> str:
    """Take it in as one act, and forget it."""
    said = acting.take(view, given, acting.today(), by, despite=despite)
    st.session_state.pop(ENTRY, None)
    return said
