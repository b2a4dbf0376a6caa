"""Templates of what the server sends as HTML; Jinja escapes every text."""

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    lstrip_blocks=True,
    trim_blocks=True,
    undefined=StrictUndefined,
)


def render(name: str, **values: Any) -> Markup:
    """Return a template filled with values, ready to stand in another one."""
    return Markup(TEMPLATES.get_template(name).render(values))


def as_block(json: bytes) -> Markup:
    """JSON as it stands in a page: a block ends at "</script", and "<!--" would hide that end."""
    return Markup(json.replace(b"<", b"\\u003c").decode())
