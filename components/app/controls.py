"""What only Streamlit can show, below the board, by the name that layouts have for it."""

from collections.abc import Callable, Mapping

from components.app import documents, editions, slides

CONTROLS: Mapping[str, Callable[..., None]] = {
    "documents": documents.all_documents,
    "freeze": editions.freeze,
    "slides": slides.show_slides,
}
"""Name to what draws it. A new one is added here."""
