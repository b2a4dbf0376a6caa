"""Complete the HTML of a page: texts for its head and body, and early requests for its files.

Streamlit would ask for these files only when it needs them, one after the other.
"""

import functools
from html import escape

from components.frontend import assets
from components.server.prerender import head
from components.server.prerender.timely import PageTexts
from components.server.streamlit_internals import (
    FIRST_MODULE,
    FONT_LINK,
    IMPORTED_SCRIPT,
    INDEX,
    NAMED_FILE,
    NOSCRIPT,
    OWN_TAGS,
    PARTS,
    SCRIPTS,
)
from data import words

WAITING, CHART = assets.FRONTEND / "waiting.js", assets.FRONTEND / "chart.js"
FONT = "assets/fonts/noto-sans.woff2"


def complete(html: bytes, language: str, texts: PageTexts) -> bytes:
    """Streamlit's page with our head and body, our early requests, and the script for waiting."""
    before, found, after = OWN_TAGS.sub(b"", FONT_LINK.sub(b"", html, count=1)).partition(
        FIRST_MODULE
    )
    if not found:
        return html
    last = _rest() + _waiting(language) + b"</head>"
    after = NOSCRIPT.sub(
        lambda part: part[1] + texts.body.encode() + part[2],
        after.replace(b"</head>", last, 1),
        count=1,
    )
    return before + (texts.head + head.icons(language)).encode() + _start() + found + after


@functools.cache
def _start() -> bytes:
    return f'<script src="./{assets.address(assets.FRONTEND / "start.js")}"></script>\n'.encode()


@functools.cache
def _rest() -> bytes:
    links = [f'<link rel="preload" href="./{font()}" as="font" type="font/woff2" crossorigin>']
    links += [
        f'<link rel="modulepreload" crossorigin href="./static/js/{name}">' for name in scripts()
    ]
    links += [
        f'<link rel="modulepreload" href="./{assets.address(CHART)}">',
        f'<script defer src="./{assets.SOURCE}"></script>',
    ]
    return "\n".join(links).encode()


@functools.cache
def _waiting(language: str) -> bytes:
    """A script that shows why there is no connection; Streamlit would leave the page white."""
    t = words.words(language)
    texts = " ".join(f'data-{name}="{escape(t(f"server.{name}"))}"' for name in ("full", "gone"))
    return f'<script defer src="./{assets.address(WAITING)}" {texts}></script>\n'.encode()


def font() -> str:
    """The address of the typeface, as `.streamlit/config.toml` must name it."""
    return assets.address(assets.COMPONENTS / FONT)


@functools.cache
def scripts() -> tuple[str, ...]:
    """Names of the scripts behind `PARTS`, with what they import."""
    found: dict[str, None] = {}
    waiting = [path.name for part in PARTS for path in SCRIPTS.glob(f"{part}.*.js")]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = None
            waiting += IMPORTED_SCRIPT.findall((SCRIPTS / name).read_text("utf-8"))
    return tuple(found)


def first_files() -> list[str]:
    """Addresses of the scripts and styles of a first visit, all of which are sent compressed."""
    named = [f"/static/{name}" for name in NAMED_FILE.findall(INDEX.read_text("utf-8"))]
    ours = [
        assets.address(path).partition("?")[0]
        for path in (assets.FRONTEND / "start.js", CHART, assets.LIBRARY)
    ]
    return [*named, *(f"/static/js/{name}" for name in scripts()), *(f"/{path}" for path in ours)]
