"""Documents: what a reader can take along of this choice, and how to make it."""

from components.app import shell
from components.cards.parts import Layout, Own, control, row
from components.view.view import View


def layout(view: View, own: Own) -> Layout:  # noqa: ARG001 - every page takes the same
    """Every document; that nothing is left of the choice, where that is so."""
    yield row(control("nothing_left") if view.selection.is_empty else None, control("documents"))


if __name__ == "__main__":  # Streamlit runs this file; the server reads `layout`
    shell.draw(layout)
