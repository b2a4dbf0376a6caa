"""Accessibility: which standard, what fails today and what to do instead, how it was assessed, where to write."""

from components.app import shell
from components.cards import accessibility
from components.cards.parts import Layout, Own, row
from components.view.view import View


def layout(view: View, own: Own) -> Layout:  # noqa: ARG001 - every page takes the same
    """The statement."""
    yield row(*accessibility.statement_parts(view))


if __name__ == "__main__":  # Streamlit runs this file; the server reads `layout`
    shell.draw(layout, filtered=False)
