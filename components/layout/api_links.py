"""Addresses of the open data for a choice."""

from components.view.view import View

BASE = "/api/v1"
"""Where the open data are, below the address of the dashboard."""
NAMES = ("measures", "actions", "milestones")
"""What the page gives addresses of."""
ENDINGS = {"JSON": "", "CSV": ".csv", "Parquet": ".parquet"}


def links(view: View, answer: str) -> str:
    """Return each form of an answer by the address that gives it for the present choice: Markdown.

    Args:
        view: what the reader is looking at.
        answer: its address without an ending.
    """
    return ", ".join(f"[{form}](<{view.address(answer + end)}>)" for form, end in ENDINGS.items())
