"""Complete the HTML of a page: texts for its head and body, and early requests for its files.

Streamlit would ask for these files only when it needs them, one after the other.
"""

import functools
from html import escape

import orjson

from components.frontend import assets
from components.server.prerender import head
from components.server.prerender.timely import PageTexts
from components.server.streamlit_internals import (
    EARLY,
    ENTRY,
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

WAITING = assets.FRONTEND / "waiting.js"
FONT = "assets/fonts/noto-sans.woff2"


def complete(html: bytes, language: str, texts: PageTexts) -> bytes:
    """Streamlit's page with our head and body, and the script for waiting.

    With first content, Streamlit's scripts are asked for once that is drawn (`start.js`).
    """
    before, found, after = OWN_TAGS.sub(b"", FONT_LINK.sub(b"", html, count=1)).partition(
        FIRST_MODULE
    )
    if not found:
        return html
    rest, begin = found + after, b""
    if texts.first:
        begin = texts.first.encode() + _later(rest)
        rest = EARLY.sub(b"", ENTRY.sub(b"", rest, count=1))
        rest = rest.replace(b"</head>", _font() + _waiting(language) + b"</head>", 1)
    else:
        rest = rest.replace(b"</head>", _font() + _rest() + _waiting(language) + b"</head>", 1)
    # What is drawn first comes first: on a slow line the texts would keep it waiting.
    body = texts.body.encode()
    rest = NOSCRIPT.sub(lambda part: part[1] + begin + part[2] + body + part[3], rest, count=1)
    return before + (texts.head + head.icons(language)).encode() + _start() + rest


@functools.cache
def _start() -> bytes:
    address = assets.address(assets.FRONTEND / "start.js")
    return f'<script src="./{address}" data-font="{font()}"></script>\n'.encode()


def _font() -> bytes:
    return (
        f'<link rel="preload" href="./{font()}" as="font" type="font/woff2" crossorigin'
        ' fetchpriority="low">'.encode()
    )


@functools.cache
def _rest() -> bytes:
    links = [
        f'<link rel="modulepreload" crossorigin href="./static/js/{name}">' for name in scripts()
    ]
    return "\n".join(links).encode()


@functools.lru_cache(maxsize=4)
def _later(html: bytes) -> bytes:
    """What begins Streamlit, as `start.js` takes it."""
    entry = ENTRY.search(html)
    files = [name.decode() for name in EARLY.findall(html)]
    files += [f"static/js/{name}" for name in scripts()]
    later = {"entry": entry[1].decode() if entry else "", "files": files}
    return b'<script type="application/json" id="later">%b</script>' % orjson.dumps(later)


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
        for path in (*assets.FRONTEND.glob("*.js"), *assets.FRONTEND.glob("*.css"), assets.LIBRARY)
    ]
    return [*named, *(f"/static/js/{name}" for name in scripts()), *(f"/{path}" for path in ours)]
