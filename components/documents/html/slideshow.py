"""The deck as HTML: shown in the file, and to be chosen from on the page."""

from collections.abc import Sequence
from dataclasses import replace

from markupsafe import Markup

from components.documents import provenance
from components.documents.deck import deck, is_key, keys, slides, why_none
from components.documents.deck.slide import Slide
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


CHOSEN = Parameter("slides", _known)
"""The slides that are ticked."""
SHOWN = Parameter("slide", lambda view, key: None if _known(view, key) is None else "")
"""The slide that is shown: of the page it changes nothing."""
FOOT_ROOM = 840
"""Points of width of the foot, without the number of the slide."""


def shown(view: View, address: str, chosen: Sequence[str] = ()) -> Markup:
    """Return the deck of a view, or the chosen slides, with what a script shows them with.

    Its title slide says by which method it was made and where.
    """
    method = view.t("provenance.method", version=view.method)
    deck = [
        one if one.body else replace(one, subtitle=f"{one.subtitle}\n{method} · {address}")
        for one in slides(view, chosen)
    ]
    return markup.show(markup.render(deck, _foot(view), view.t), view.t)


def tiles(view: View, written: str = "") -> SlideTiles | Text:
    """Return the deck of a view to be chosen from, or why there is none.

    Those that are chosen, as `written` in the address, come first where they have an order or words
    of their own.
    """
    return _tiles(view) if not (own := _arranged(view, written)) else _made(view, own)


@memoize
def _tiles(view: View) -> SlideTiles | Text:
    whole = deck(view)
    return _made(view, whole) if whole else notice(why_none(view))


def _arranged(view: View, written: str) -> list[Slide]:
    """The chosen slides, then the others; none where they stand as in the deck."""
    whole, chosen = deck(view), keys(written)
    order = [slide.key for slide in whole]
    if not whole or list(chosen) == [key for key in order if key in chosen]:
        return []
    named = {key.partition(":")[0] for key in chosen}
    return [*slides(view, chosen), *(slide for slide in whole if slide.key not in named)]


def _made(view: View, shown: Sequence[Slide]) -> SlideTiles:
    """Return slides with a box to tick each, the files of the deck, and what shows them."""
    t = view.t
    page = {
        "deck": [one.key for one in deck(view)],
        "files": {form: document_address(view, "slides", form) for form in ("pptx", "html")},
        "names": {one.key: file_stem(view, "slides", [one.key]) for one in shown},
    }
    about = {"styles": markup.styles("slide_tiles.css"), "show": markup.show(Markup(), t)}
    about["tiles"] = markup.render(shown, _foot(view), t, page)
    return SlideTiles(markup.template("choose.html", page=page, t=t, **about))


def _foot(view: View) -> str:
    """Return the provenance in one line: the longest that fits."""
    return texts.one_line([*provenance.feet(view)], texts.FOOT_SIZE, FOOT_ROOM)
