"""The deck as `components/frontend/slides.js` shows it, on the page and in the HTML file."""

from collections.abc import Sequence
from typing import Any

from components.documents import provenance
from components.documents.deck import deck, slides
from components.documents.deck.slide import Slide
from components.documents.html import markup
from components.layout.files import document_address, file_stem
from components.view.view import View

WORDS = ("label", "keys", "notes", "blocked", "last")
"""Words that a script says."""
PAGE_WORDS = ("html", "pptx", "present", "all", "none", "print", "one", "left_out", "nothing")
"""Words of the page on which slides are chosen."""


def content(view: View, address: str, chosen: Sequence[str] = ()) -> dict[str, Any]:
    """The deck of a view, or the chosen slides: the browser asks for nothing else afterwards.

    Returns:
        `keys` of the slides in their order; `slides`, their markup with that of the bar; the
        `words` that a script says.
    """
    return _content(view, address, slides(view, chosen), names_page=True)


def page(view: View, address: str) -> dict[str, Any]:
    """The deck of a view for its page, where slides are chosen.

    Returns:
        What `content` returns, with `leftOut`, a sentence for each slide that would say nothing;
        `files`, ending to the address of the whole deck as a file; `names`, key of a slide to the
        name of a picture of it; and the `words` of the page.
    """
    t, whole = view.t, deck(view)
    files = {form: document_address(view, "slides", form) for form in ("pptx", "html")}
    about = _content(view, address, whole.slides, names_page=False)
    about["words"] |= {name: t(f"slides.{name}") for name in PAGE_WORDS}
    about["words"] |= {name: t(f"board.{name}") for name in ("png", "failed")}
    return {
        **about,
        "leftOut": [one.why for one in whole.left_out],
        "files": files,
        "show": {one.key: t("slides.show", title=one.title) for one in whole.slides},
        "names": {one.key: file_stem(view, "slides", [one.key]) for one in whole.slides},
    }


def _content(
    view: View, address: str, deck: Sequence[Slide], *, names_page: bool
) -> dict[str, Any]:
    made = markup.render(deck, provenance.line(view, address), view.t, names_page=names_page)
    return {
        "keys": [slide.key for slide in deck],
        "slides": markup.frame(made, view.t),
        "words": {name: view.t(f"slides.{name}") for name in WORDS},
    }
