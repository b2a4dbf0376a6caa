"""Private names of Streamlit that the pages depend on, in one place.

A test notices when a new version of Streamlit changes them.
"""

from streamlit.runtime.scriptrunner import get_script_run_ctx


def by_history() -> bool:
    """Whether the reader came by the browser's Back or Forward.

    The address then says everything.
    """
    run = get_script_run_ctx()
    return run is not None and run.is_history_navigation


def page_hash() -> str:
    """Streamlit's name of the page that this run is asked for; blank outside a run."""
    run = get_script_run_ctx()
    return run.page_script_hash if run else ""
