"""The deck as one HTML file that loads nothing: it opens from disk like the slides on the page."""

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import orjson

from components.documents import imprint
from components.documents.html import markup, projector
from components.view.view import View

COMPONENTS = Path(__file__).parents[2]
LIBRARY = COMPONENTS / "assets/plotly/plotly-cartesian-4.1.1.min.js"
FONTS = COMPONENTS / "assets/fonts"
FRONTEND = COMPONENTS / "frontend"
POLICY = (
    "default-src 'none'; script-src {scripts}; style-src 'unsafe-inline'; "
    "img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
)
"""Only our two scripts may run, known by their hash, and nothing may be loaded.

Plotly needs `unsafe-inline`, because it writes style elements.
"""


SCRIPTS = ("chart.js", "inks.js", "slide_keys.js", "slide_room.js", "presenter.js", "slides.js")
"""Of the file, in their order: each may use those before it."""


PARTS = "draw, element, press, hands, presenter, shrink, smaller, fitting"
"""What they hand to `open` of the last one."""


def make(view: View, address: str, chosen: Sequence[str] = ()) -> bytes:
    """The deck of a view, or the chosen slides, as a file of HTML; the same view, the same bytes.

    Raises:
        DocumentError: there is no such slide.
    """
    content = projector.content(view, address, chosen)
    page = markup.TEMPLATES.get_template("slides.html").render(
        _files(),
        language=view.t.language,
        title=f"{view.t('product.name')}: {view.sentence}",
        description=imprint.line(view, address),
        slides=content.pop("slides"),
        # A data block ends at the first "</script", and a "<!--" in it would hide that end.
        content=orjson.dumps(content).decode().replace("<", "\\u003c"),
    )
    return page.encode()


@cache
def _files() -> dict[str, str]:
    """What is the same in every deck: scripts with their policy, styles and typeface."""
    library = _inline(LIBRARY.read_text("utf-8"))
    parts = [(FRONTEND / name).read_text("utf-8") for name in SCRIPTS]
    script = _inline("\n".join([*parts, f"open({{ {PARTS} }})\n"]))
    styles = "\n".join((FRONTEND / name).read_text("utf-8") for name in ("chart.css", "slides.css"))
    return {
        "library": library,
        "script": script,
        "styles": styles,
        "font": _encoded((FONTS / "noto-sans.woff2").read_bytes()),
        "signs": _encoded((FONTS / "noto-signs.woff2").read_bytes()),
        "policy": POLICY.format(scripts=" ".join(map(_hash, (library, script)))),
    }


def _inline(script: str) -> str:
    """A script for a script element: what would end the element early is escaped."""
    return script.replace("</script", "<\\/script").replace("<!--", "<\\!--")


def _hash(script: str) -> str:
    return f"'sha256-{_encoded(hashlib.sha256(script.encode()).digest())}'"


def _encoded(data: bytes) -> str:
    return base64.b64encode(data).decode()
