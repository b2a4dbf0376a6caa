"""Cards in pages of other sites: which sites may show them, and the line that does it."""

import os
import re
from html import escape

from components.layout.card import Card
from components.layout.parts import HERE, PageParams
from components.view.view import View, addressed

ROOT = "embed"
"""Where single cards are, below the address of the dashboard."""
SETTING = "ROADMAP_EMBED"
SITE = re.compile(
    r"(?:https://)?(?:\*\.)?(?:[a-z0-9][a-z0-9-]*\.)+[a-z][a-z0-9-]*(?::\d{1,5})?/?"
    r"|http://(?:localhost|127\.0\.0\.1)(?::\d{1,5})?/?"
)
"""A name, or its address over HTTPS, also for all names below one; HTTP on this machine alone."""
LAST_PORT = 65_535
SIZE = (640, 560)
"""Pixels of the frame in another page, until its author sets others."""
SIZES = {"steps": (1080, 560), "agencies": (960, 960), "timeaxis": (960, 660)}
"""Kind of card to its pixels, where it is wider or longer: nothing has to be scrolled in it."""


def hosts() -> tuple[str, ...]:
    """The sites that may show a card, as a browser takes them; none unless some are named."""
    return _sites(os.environ.get(SETTING, ""))[0]


def refused() -> list[str]:
    """The values of the setting that name no site."""
    return _sites(os.environ.get(SETTING, ""))[1]


def _sites(setting: str) -> tuple[tuple[str, ...], list[str]]:
    """The sites that a setting names, and the values that name none."""
    sites, others = [], []
    for value in dict.fromkeys(filter(None, map(str.strip, setting.lower().split(",")))):
        name = value.rstrip("/")
        port = name.rpartition(":")[2]
        if SITE.fullmatch(value) and not (port.isdecimal() and int(port) > LAST_PORT):
            sites.append(name if "://" in name else f"https://{name}")
        else:
            others.append(value)
    return tuple(sites), others


def line(view: View, params: PageParams, card: Card, kind: str) -> str:
    """The HTML that shows a card of a kind in a page of another site, with this choice."""
    address = addressed(f"{HERE}/{ROOT}/{view.page}/{card.key}", {**view.query(), **params})
    width, height = SIZES.get(kind, SIZE)
    return (
        f'<iframe src="{escape(address)}" title="{escape(card.title)}" '
        f'width="{width}" height="{height}" style="max-width: 100%" loading="lazy"></iframe>'
    )
