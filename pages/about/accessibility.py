"""Accessibility: the standard, what fails today, alternatives, the assessment, and the contact."""

from components.cards import accessibility
from components.cards.parts import Layout, Own, row
from components.view.view import View


def layout(view: View, own: Own) -> Layout:  # noqa: ARG001 - every page takes the same
    """The statement."""
    yield row(*accessibility.statement_parts(view))
