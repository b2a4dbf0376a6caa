"""The deck as HTML: shown in the file, and to be chosen from on the page."""

from collections.abc import Sequence

from markupsafe import Markup

from components.documents import provenance
from components.documents.deck import deck, is_key, keys, slides
from components.documents.html import markup
from components.documents.pptx import texts
from components.layout.files import document_address, file_stem
from components.layout.parts import Parameter, SlideTiles, Text, notice
from components.view.memo import memoize
from components.view.view import View


def _known(view: View, written: str) -> str | None:
    """The keys of slides that an address names, unless one means nothing."""
    named = keys(written)
    return ",".join(named) if all(is_key(view, key) for key in named) else None


CHOSEN = Parameter("slides", _known, in_files=False)
"""The slides that are ticked."""
SHOWN = Parameter(
    "slide", lambda view, key: None if _known(view, key) is None else "", in_files=False
)
"""The slide that is shown: of the page it changes nothing."""
FOOT_ROOM = 840
"""Points of width of the foot, without the number of the slide."""


def shown(view: View, address: str, chosen: Sequence[str] = ()) -> Markup:
    """Return the deck of a view, or the chosen slides, with what a script shows them with."""
    foot = _foot(view, address)
    return markup.show(markup.render(slides(view, chosen), foot, view.t), view.t)


@memoize
def tiles(view: View) -> SlideTiles | Text:
    """Return the deck of a view to be chosen from, or why there is none."""
    t, whole = view.t, deck(view)
    if not whole.slides:
        return notice(" ".join(one.why for one in whole.left_out))
    page = {
        "files": {form: document_address(view, "slides", form) for form in ("pptx", "html")},
        "names": {one.key: file_stem(view, "slides", [one.key]) for one in whole.slides},
    }
    return SlideTiles(
        markup.template(
            "choose.html",
            styles=markup.styles("slide_tiles.css"),
            tiles=markup.render(whole.slides, _foot(view), t, page),
            left_out=whole.left_out,
            show=markup.show(Markup(), t),
            page=page,
            t=t,
        )
    )


def _foot(view: View, address: str = "") -> str:
    """Return the provenance in one line: the longest that fits, with the address if it does."""
    lines = [*provenance.feet(view)]
    fitting = [" · ".join(filter(None, [lines[0], address])), *lines]
    one = (line for line in fitting if texts.lines(line, texts.FOOT_SIZE, FOOT_ROOM) == 1)
    return next(one, lines[-1])
