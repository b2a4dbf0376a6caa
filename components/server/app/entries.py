"""The record by hand: a workbook of all tables, and a form for each of the four usual entries."""

from collections.abc import Callable, Collection, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from components.server.app import acting, entry_forms, returns
from components.view import stores
from components.view.labels import escape
from components.view.view import View
from data.round import tables, tables_workbook
from data.round.folder import RoundError
from data.round.package import RefusedFileError
from data.round.rounds import Ledger
from data.round.tables import Comparison, Difference, Given, Rows

Ask = Callable[[View, Rows], Given | None]
"""What asks for something of a folder with these rows."""
ENTRY = "entry"
"""What was given and not yet taken in, in the session: for which folder and in which way."""


def draw(view: View) -> None:
    """Ask for a workbook or an entry, show what it would change, and take it in."""
    folder = acting.folder_of(view)
    if folder is None:
        return
    ways: dict[str, Ask] = {
        "workbook": partial(_workbook, folder),
        "report": entry_forms.report,
        "meeting": entry_forms.meeting,
        "moved": entry_forms.moved,
        "text": entry_forms.text,
    }
    way = st.segmented_control(
        view.t("entries.way"),
        list(ways),
        default="workbook",
        required=True,
        format_func=lambda one: view.t(f"entries.{one}"),
    )
    try:
        _entered(view, folder, way, ways[way])
        returns.every_act(view, folder, Ledger.of(folder, stores.dataset_in(folder)))
    except RoundError as error:
        st.error(escape(acting.refusal(view, error)))


def _entered(view: View, folder: Path, way: str, ask: Ask) -> None:
    """Ask in one way, and show what was given until it is taken in or another is given."""
    now = tables.rows(folder)
    given = ask(view, now)
    kept = st.session_state.get(ENTRY)
    if given is None and kept and kept[0] == (folder, way):
        given = kept[1]
    if given is not None:
        st.session_state[ENTRY] = ((folder, way), given)
        _compared(view, folder, now, given)


def _workbook(folder: Path, view: View, _: Rows) -> Given | None:
    """All tables to take along, and the workbook that came back."""
    t = view.t
    st.markdown(t("entries.workbook_says"))
    made = partial(tables_workbook.write, folder, t)
    st.download_button(t("entries.download"), made, f"{folder.name}.xlsx", on_click="ignore")
    file = st.file_uploader(t("entries.drop"), key=f"tables-{folder.name}")
    if file is None:
        st.session_state.pop(ENTRY, None)
        return None
    kept = st.session_state.get("tables-read")
    if kept is None or kept[0] != file.file_id:
        try:
            kept = (file.file_id, tables_workbook.read(file.name, file.getvalue()))
        except RefusedFileError as error:
            st.error(escape(t(f"round.problem.{error.what}", value=error.value)))
            return None
        st.session_state["tables-read"] = kept
    return kept[1]


def _compared(view: View, folder: Path, now: Rows, given: Given) -> None:
    """What differs, what it does, what is wrong with it, and taking it in."""
    t, found = view.t, tables.differences(now, given)
    if not found and not given.problems:
        st.info(t("entries.same"))
        return
    _differences(view, [one for one in found if one.is_sure])
    also = _apart(view, [one for one in found if not one.is_sure])
    compared = _comparison(folder, given, also)
    returns.effects(view, compared.effects)
    if compared.problems:
        st.error(t("entries.problems", n=len(compared.problems)))
        said = [tables.sentence(problem, t) for problem in compared.problems]
        st.dataframe({t("problems.message"): said}, hide_index=True, alt=t("problems.message"))
    by = acting.office(view, "entries")
    n = len(compared.changes)
    is_ready = n > 0 and not compared.problems
    if st.button(t("entries.take", n=n), type="primary", disabled=not is_ready):
        acting.do(view, partial(_take, view, folder, given, by, also))


def _comparison(folder: Path, given: Given, also: tuple[str, ...]) -> Comparison:
    """What it would do, worked out once for each state of the folder."""
    asked = (given, stores.dataset_in(folder).fingerprint, also)
    kept = st.session_state.get("compared")
    if kept is None or kept[0] is not given or kept[1:3] != asked[1:]:
        kept = st.session_state["compared"] = (*asked, tables.compare(folder, given, also))
    return kept[3]


def _differences(view: View, found: Collection[Difference]) -> None:
    """Each cell before and after; of a new row those that are not blank."""
    t = view.t
    lines = [
        {
            t("field.table"): one.table,
            t("field.row_id"): one.key,
            t("column.column"): column,
            t("returns.before"): (one.now or {}).get(column, ""),
            t("returns.after"): (one.given or {}).get(column, ""),
        }
        for one in found
        for column in one.columns
        if one.now or (one.given or {}).get(column)
    ]
    if lines:
        st.subheader(t("entries.differences", n=len(found)), anchor=False)
        st.dataframe(
            pd.DataFrame(lines), hide_index=True, alt=t("entries.differences", n=len(found))
        )


def _apart(view: View, found: Collection[Difference]) -> tuple[str, ...]:
    """Rows that would be deleted, or moved since they were sent; the names of those ticked."""
    t = view.t
    if not found:
        return ()
    names = tuple(one.name for one in found)

    def said(one: Difference, row: Mapping[str, str] | None) -> str:
        if row is None:
            return t("entries.not_there")
        return "; ".join(f"{name}: {row[name]}" for name in one.columns if row.get(name))

    lines = [
        {
            t("field.row_id"): one.name,
            t("entries.sent"): said(one, one.sent),
            t("entries.now"): said(one, one.now),
            t("entries.given"): said(one, one.given),
        }
        for one in found
    ]
    st.subheader(t("entries.apart", n=len(lines)), anchor=False)
    st.caption(t("entries.apart_says"))
    event: Any = st.dataframe(
        pd.DataFrame(lines),
        hide_index=True,
        on_select="rerun",
        selection_mode="multi-row",
        key=f"apart-{hash(names)}",  # or the ticks of one file would stand in another
        alt=t("entries.apart", n=len(lines)),
    )
    return tuple(names[number] for number in event.selection.rows)


def _take(view: View, folder: Path, given: Given, by: str, also: Collection[str]) -> str:
    """Take it in as one act."""
    act, _ = tables.take(folder, given, acting.today(), by, also=also)
    if act:
        st.session_state.pop(ENTRY, None)
    return acting.taken(view, act)
