"""The page a reader sees instead of numbers when a dataset does not keep the contract."""

import pandas as pd
import streamlit as st

from data.problems import BadDatasetError
from data.words import Words


def show(error: BadDatasetError, t: Words) -> None:
    """All problems as a table, and what to do."""
    st.title(t("problems.title"), anchor=False)
    st.markdown(t("problems.lead", n=len(error.problems)))
    frame = pd.DataFrame(
        {
            t("problems.file"): [problem.file for problem in error.problems],
            t("problems.line"): [str(problem.line) if problem.line else "" for problem in error.problems],
            t("problems.column"): [problem.column for problem in error.problems],
            t("problems.message"): [problem.message(t) for problem in error.problems],
        }
    )
    st.dataframe(frame, hide_index=True, height="content", alt=t("problems.title"))
    st.caption(t("problems.command"))
