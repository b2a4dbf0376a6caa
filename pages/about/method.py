"""Method: the definition of every number, in the reader's language."""

from components.cards import method
from components.cards.parts import Layout, Own, row
from components.view.view import View


def layout(view: View, own: Own) -> Layout:
    """The whole method, or one section of it."""
    yield row(*method.section_parts(view, own.get("section")))
