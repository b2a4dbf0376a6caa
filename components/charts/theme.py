"""Colour, sign and order of each state and status, decided once for every page and document.

A colour is one of the ten chart colours of `.streamlit/config.toml`, by its name. A page has a
variable of its styles for it, which follows the light and the dark theme. A document takes the
colour that stands behind the name in a palette.
"""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from data.changes import Change
from data.model import State, Status

NAMES = (
    *("confirmed", "awaiting", "late", "silent", "open"),
    *("not-applicable", "withdrawn", "delayed", "announced", "ink"),
)
CONFIRMED, AWAITING, LATE, SILENT, OPEN = NAMES[:5]
NOT_APPLICABLE, WITHDRAWN, DELAYED, ANNOUNCED, INK = NAMES[5:]

CONFIG = Path(__file__).parents[2] / ".streamlit/config.toml"
SETTINGS = tomllib.loads(CONFIG.read_text("utf-8"))["theme"]
"""What Streamlit is given: typeface, corners, and the colours of both schemes."""
LIGHT, DARK = (tuple(SETTINGS[scheme]["chartCategoricalColors"]) for scheme in ("light", "dark"))
"""The ten colours in the order of their names."""

PRIMARY, TEXT, SOFT, RULE, PAPER = (
    SETTINGS["light"][f"{name}Color"]
    for name in ("primary", "text", "secondaryBackground", "border", "background")
)
"""Titles and links, letters, surfaces, lines and the page in the light scheme: what documents are
printed in."""

BEFORE, PALE = "before", "#9fb0cc"
"""The name of an eleventh, of what was in place before, and what it is in both schemes."""


class Ink(StrEnum):
    """What a mark or a piece of a bar says; the order is that of legends and of bars."""

    CONFIRMED = "confirmed"
    AWAITING = "awaiting"
    LATE = "late"
    SILENT = "silent"
    OPEN = "open"
    BEFORE = "before"
    EITHER = "either"


@dataclass(frozen=True)
class Look:
    """How numbers of one kind are drawn, in any medium.

    Attributes:
        colour: one of `NAMES`, or `BEFORE`.
        sign: what stands for it where there is no colour.
        ink: of its mark in the figures of `inks.css`; `None` where it has none.
        hatched: with stripes: nobody knows, which is neither good nor bad.
        dashed: as a line of dashes.
    """

    colour: str
    sign: str = ""
    ink: Ink | None = None
    hatched: bool = False
    dashed: bool = False


STATE = {
    State.CONFIRMED: Look(CONFIRMED, "●", Ink.CONFIRMED),
    State.AWAITING: Look(AWAITING, "◐", Ink.AWAITING),
    State.NOT_ACHIEVED_DUE: Look(LATE, "▲", Ink.LATE),
    State.NO_REPORT_DUE: Look(SILENT, "?", Ink.SILENT, hatched=True),
    State.NOT_DUE: Look(OPEN, "○", Ink.OPEN),
    State.IN_PLACE: Look(BEFORE, "·", Ink.BEFORE),
    State.BEFORE_OR_SINCE: Look(BEFORE, "±", Ink.EITHER, hatched=True),
    State.NOT_APPLICABLE: Look(NOT_APPLICABLE, "–"),
    State.WITHDRAWN: Look(WITHDRAWN, "×"),
}
STATUS = {
    Status.COMPLETED: Look(CONFIRMED, "●"),
    Status.UNCONFIRMED: Look(AWAITING, "◐"),
    Status.UNDER_WAY: Look(ANNOUNCED, "◔"),
    Status.NOT_STARTED: Look(OPEN, "○"),
    Status.DELAYED: Look(DELAYED, "△"),
    Status.SERIOUSLY_DELAYED: Look(LATE, "▲"),
    Status.NO_REPORT: Look(SILENT, "?", hatched=True),
    Status.IN_PLACE: Look(BEFORE, "·"),
    Status.BEFORE_OR_SINCE: Look(BEFORE, "±", hatched=True),
    Status.WITHDRAWN: Look(WITHDRAWN, "×"),
}
CHANGE_SIGN = {
    Change.ACHIEVED: "●",
    Change.REVERSAL: "↺",
    Change.REPORTED: "◌",
    Change.NEWLY_DUE: "?",
    Change.MOVED: "→",
    Change.PLAN: "±",
    Change.CORRECTION: "✎",
    Change.METHOD: "§",
}
LINE = {
    "confirmed": Look(CONFIRMED),
    "reached": Look(AWAITING),
    "announced": Look(ANNOUNCED, dashed=True),
}

PAGE = {
    "primary": PRIMARY,
    "ink": TEXT,
    "muted": LIGHT[NAMES.index(INK)],
    "soft": SOFT,
    "line": RULE,
}
"""The same by the names that the templates of documents have for them."""

LEAST_FOR_SIGNS, LEAST_FOR_TEXT = 3.0, 4.5
"""Contrast that signs and text need (WCAG 2.2, 1.4.11 and 1.4.3)."""


def look(mark: State | Status) -> Look:
    """How a state or status is drawn."""
    return STATE[mark] if isinstance(mark, State) else STATUS[mark]


def real(colour: str, palette: tuple[str, ...] = LIGHT) -> str:
    """The colour behind a name of `NAMES`, as `#rrggbb`; any other text as it is."""
    named = dict(zip((*NAMES, BEFORE), (*palette, PALE), strict=True))
    return named.get(colour, colour)


def sign_colour(name: str) -> str:
    """The colour of a sign on white; a muted one where its own would be too pale to be seen."""
    colour = real(name)
    return colour if contrast(colour, PAPER) >= LEAST_FOR_SIGNS else real(INK)


def label_colour(colour: str) -> str:
    """The colour of a text on a surface, given as `#rrggbb`: white where it can be read."""
    return PAPER if contrast(colour, PAPER) >= LEAST_FOR_TEXT else TEXT


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, given as `#rrggbb`, from 1 to 21 (WCAG 2.2)."""
    dark, bright = sorted((_luminance(one), _luminance(other)))
    return (bright + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    """Relative luminance, from 0 to 1 (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
