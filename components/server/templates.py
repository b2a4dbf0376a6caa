"""Templates of what the server sends as HTML, whose every text Jinja escapes, and of settings."""

import shlex
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

FOLDER = Path(__file__).parent
TEMPLATES = Environment(
    loader=FileSystemLoader([FOLDER / "templates", FOLDER / "deploy"]),
    autoescape=select_autoescape(("html", "svg", "xml")),
    lstrip_blocks=True,
    trim_blocks=True,
    undefined=StrictUndefined,
)


def _quoted(path: Path) -> str:
    """A path as it stands between quotation marks in the settings of nginx."""
    return str(path.resolve()).replace("\\", "\\\\").replace('"', '\\"')


TEMPLATES.filters |= {"path": _quoted, "word": shlex.quote}


def render(name: str, **values: Any) -> Markup:
    """Return a template filled with values, ready to stand in another one."""
    return Markup(TEMPLATES.get_template(name).render(values))


def as_block(json: bytes) -> Markup:
    """JSON as it stands in a page: a block ends at "</script", and "<!--" would hide that end."""
    return Markup(json.replace(b"<", b"\\u003c").decode())
