"""Accessibility: the standard, what fails today, alternatives, the assessment, and the contact."""

from components.app import shell
from components.cards import accessibility
from components.cards.parts import Layout, Own, row
from components.view.view import View


def layout(view: View, own: Own) -> Layout:  # noqa: ARG001 - every page takes the same
    """The statement."""
    yield row(*accessibility.statement_parts(view))


if __name__ == "__main__":  # Streamlit runs this file; the server reads `layout`
    shell.draw(layout, filtered=False)
