"""The private names of Streamlit that the pages depend on are still there and mean the same."""

import inspect

from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.testing.v1 import AppTest

from components.app import script_run


def test_outside_a_run_there_is_no_page_and_no_history():
    assert script_run.page_hash() == ""
    assert not script_run.by_history()


def test_within_a_run_the_page_has_a_hash_and_no_history():
    def script():
        import streamlit as st

        from components.app import script_run

        st.text(f"{bool(script_run.page_hash())} {script_run.by_history()}")

    assert AppTest.from_function(script).run().text[0].value == "True False"


def test_streamlit_still_marks_a_run_by_the_history():
    """`reset` takes the mark from the browser's message."""
    from streamlit.runtime.scriptrunner_utils.script_run_context import ScriptRunContext

    assert get_script_run_ctx() is None
    assert "is_history_navigation" in inspect.signature(ScriptRunContext.reset).parameters
