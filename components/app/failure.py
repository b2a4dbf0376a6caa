"""The page a reader sees instead of numbers when a dataset or an edition cannot be shown."""

import pandas as pd
import streamlit as st

from components.view.labels import escape
from data.archive import EditionError
from data.problems import BadDatasetError
from data.text.words import Words


def show_problems(error: BadDatasetError, t: Words) -> None:
    """All problems as a table, and what to do."""
    st.title(t("problems.title"), anchor=False)
    st.markdown(t("problems.lead", n=len(error.problems)))
    frame = pd.DataFrame(
        {
            t("problems.file"): [problem.file for problem in error.problems],
            t("problems.line"): [
                str(problem.line) if problem.line else "" for problem in error.problems
            ],
            t("problems.column"): [problem.column for problem in error.problems],
            t("problems.message"): [problem.message(t) for problem in error.problems],
        }
    )
    st.dataframe(frame, hide_index=True, height="content", alt=t("problems.title"))
    st.caption(t("problems.command"))


def show_edition(error: EditionError, t: Words) -> None:
    """Why an edition is refused, and the way to the live data."""
    st.title(t("problems.title"), anchor=False)
    reason = t(f"edition_problem.{error.code}", **error.details)
    st.error(escape(t("frame.edition_refused", part=error.part, reason=reason)))
    st.button(t("frame.leave_edition"), on_click=_leave_edition, type="primary")


def _leave_edition() -> None:
    st.query_params.pop("edition")
