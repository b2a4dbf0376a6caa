"""The deck as one HTML file that loads nothing: it opens from disk like the slides on the page."""

import base64
import hashlib
from collections.abc import Sequence
from functools import cache

from components.documents import fonts, provenance
from components.documents.html import markup, slideshow
from components.documents.templates import TEMPLATES
from components.view.view import View

POLICY = (
    "default-src 'none'; script-src {script}; style-src 'unsafe-inline'; "
    "img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
)
"""Only our script may run, known by its hash, and nothing may be loaded.

Bars and axes have their places by styles of elements, hence `unsafe-inline`.
"""
SCRIPTS = ("presenter.js", "slideshow.js")
"""Of the file, which become one: `open` of the last is handed what the first exports."""
BEGIN = "open({ presenter })\n"


def make(view: View, address: str, chosen: Sequence[str] = ()) -> bytes:
    """The deck of a view, or the chosen slides, as a file of HTML; the same view, the same bytes.

    Raises:
        DocumentError: there is no such slide.
    """
    page = TEMPLATES.get_template("html/slides.html").render(
        files(),
        language=view.t.language,
        title=f"{view.t('product.name')}: {view.describe()}",
        description=provenance.line(view, address),
        show=slideshow.shown(view, address, chosen),
    )
    return page.encode()


@cache
def files() -> dict[str, str]:
    """What is the same in every deck: script with its policy, styles and typeface."""
    parts = [(markup.FRONTEND / name).read_text("utf-8") for name in SCRIPTS]
    script = _inline("\n".join([*parts, BEGIN]))
    digest = _encoded(hashlib.sha256(script.encode()).digest())
    return {
        "script": script,
        "styles": markup.styles(),
        "font": _encoded((fonts.FOLDER / "noto-sans.woff2").read_bytes()),
        "signs": _encoded((fonts.FOLDER / "noto-signs.woff2").read_bytes()),
        "policy": POLICY.format(script=f"'sha256-{digest}'"),
    }


def _inline(script: str) -> str:
    """A script for a script element: what would end the element early is escaped."""
    return script.replace("</script", "<\\/script").replace("<!--", "<\\!--")


def _encoded(data: bytes) -> str:
    return base64.b64encode(data).decode()
