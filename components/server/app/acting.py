"""What the pages that write share: which folder they change, and what became of it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import pandas as pd
import streamlit as st

from components.layout import writing
from components.view import copies, stores
from components.view.labels import escape
from components.view.view import View
from data.archive import EditionError
from data.dates import EVERYWHERE
from data.reading.problems import BadDatasetError
from data.round import rounds
from data.round.answers import following
from data.round.rounds import Ledger
from data.round.store import acts
from data.round.store.folder import RoundError
from data.round.tables import Given
from data.round.values import Effect, Return

DONE = "done"
"""What was done last, in the session: said once the page shows it."""
COPY = "copy"
"""The copy of invented data that a session plays with."""


def hold(view: View) -> None:
    """Keep the copy that a view shows for as long as its session lives, or shows another."""
    if copy := copies.held(view.folder.name):
        st.session_state[COPY] = copy


def show_done() -> None:
    """Say what was done last, once."""
    if message := st.session_state.pop(DONE, ""):
        st.info(escape(message))


def with_ledger(draw: Callable[..., None]) -> Callable[..., None]:
    """Wrap what draws a control: say what was done last, and where allowed draw with the ledger."""

    def drawn(view: View, **given: Any) -> None:
        place = st.container()  # always there, or all that is below would be drawn anew
        if view.page != "room":  # There it would push the answers down, which are pressed next.
            with place:
                show_done()
        if not writing.is_own(view):
            return
        try:
            draw(view, Ledger.of(view.folder, stores.dataset_in(view.folder)), **given)
        except RoundError as error:
            st.error(escape(error.sentence(view.t)))

    return drawn


def today(view: View) -> date:
    """The day that is not over everywhere yet, or the last one of the data, which may be later."""
    return max(datetime.now(EVERYWHERE).date(), view.dataset.horizon)


def table(
    lines: Sequence[Mapping[str, object]], title: str, note: str = "", ticks: str = "", **more: Any
) -> list[int]:
    """Show lines under a title with a note; the numbers of those ticked under the name `ticks`.

    Nothing is shown where there is no line; `more` is what `st.dataframe` takes.
    """
    if not lines:
        return []
    st.subheader(title, anchor=False)
    if note:
        st.caption(note)
    if ticks:
        more |= {"on_select": "rerun", "selection_mode": "multi-row", "key": ticks}
    event: Any = st.dataframe(pd.DataFrame(lines), hide_index=True, alt=title, **more)
    return event.selection.rows if ticks else []


def effects(view: View, found: Sequence[Effect]) -> None:
    """Show as a table what changes do to the numbers of milestones by state."""
    t, dataset = view.t, view.dataset
    names = {"all": t("returns.all")}
    names |= {code: t.participant(dataset, code) for code in dataset.participants["participant_id"]}
    lines = [
        {
            t("returns.number"): f"{names.get(one.scope, one.scope)}: {t(f'state.{one.figure}')}",
            t("returns.before"): one.before,
            t("returns.after"): one.after,
        }
        for one in found
    ]
    table(lines, t("returns.effects"))


def take(view: View, came: Return | Given, on: date, is_chosen: bool, named: bool = True) -> str:
    """Take in what came back; say why there is no act, or if it is to be `named`, which one."""
    t = view.t
    act, judged = rounds.take(view.folder, came, on, t("acting.secretariat"), is_chosen)
    if act is None:
        return " ".join(one.sentence(t) for one in judged.problems) or t("returns.nothing")
    return t("returns.taken", act=f"{act.number:04}", hash=act.hash[:16]) if named else ""


def undo(view: View, number: int) -> str:
    """Undo an act, and say by which other, and which dates no longer give way to one of it."""
    t = view.t
    done = acts.undo(view.folder, number, today(view), t("acting.secretariat"))
    left = following.left_aside(stores.dataset_in(view.folder), t)
    return " ".join((t("returns.taken_back", act=f"{number:04}", by=f"{done.number:04}"), *left))


def do(view: View, act: Callable[[], str]) -> None:
    """Act, and show the page anew with what was done; or say why nothing was changed."""
    try:
        with st.spinner(view.t("acting.working")):
            st.session_state[DONE] = act()
    except RoundError as error:
        st.error(escape(error.sentence(view.t)))
    except EditionError as error:
        st.error(escape(view.t(f"edition_problem.{error.code}", **error.details)))
    except BadDatasetError as error:
        st.error("  \n".join(escape(problem.sentence(view.t)) for problem in error.problems))
    else:
        st.rerun()
