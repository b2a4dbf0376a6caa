"""What the pages that write share: which folder they change, and what became of it."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import streamlit as st

from components.layout import writing
from components.view import copies
from components.view.labels import escape
from components.view.view import View
from data.dates import EVERYWHERE
from data.reading.problems import BadDatasetError
from data.round import acts
from data.round.acts import Act
from data.round.folder import RoundError

DONE = "done"
"""What was done last, in the session: said once the page shows it."""
COPY = "copy"
"""The copy of invented data that a session plays with."""


def hold(view: View) -> None:
    """Keep the copy that a view shows for as long as its session lives, or shows another."""
    if copy := copies.take(view.folder.name):
        st.session_state[COPY] = copy


def folder_of(view: View) -> Path | None:
    """Say what was done last, and return the folder to change; `None` where that is not allowed."""
    if said := st.session_state.pop(DONE, ""):
        st.success(escape(said))
    return view.folder if writing.is_own(view) else None


def today() -> date:
    """The day that is not over everywhere yet."""
    return datetime.now(EVERYWHERE).date()


def office(view: View, key: str) -> str:
    """Ask in what office somebody acts; names of persons stand nowhere."""
    t = view.t
    asked = st.text_input(
        t("acting.by"), t("acting.secretariat"), 80, key=f"{key}-by", help=t("acting.by_help")
    )
    return asked.strip() or t("acting.secretariat")


def refusal(view: View, error: RoundError) -> str:
    """Why nothing was changed, in a sentence."""
    return view.t(f"round.refused.{error.code}", **error.values)


def taken(view: View, act: Act | None) -> str:
    """What taking something in did: the number of the act and its hash, or nothing."""
    if act is None:
        return view.t("returns.nothing")
    return view.t("returns.taken", act=f"{act.number:04}", hash=act.hash[:16])


def undo(view: View, folder: Path, number: int, on: date, by: str) -> str:
    """Undo an act, and say by which other."""
    done = acts.undo(folder, number, on, by)
    return view.t("returns.taken_back", act=f"{number:04}", by=f"{done.number:04}")


def do(view: View, act: Callable[[], str]) -> None:
    """Act, and show the page anew with what was done; or say why nothing was changed."""
    try:
        st.session_state[DONE] = act()
    except RoundError as error:
        st.error(escape(refusal(view, error)))
    except BadDatasetError as error:
        st.error(escape(str(error)))
    else:
        st.rerun()
