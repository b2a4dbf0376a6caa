"""Colour, sign and order of each state and status, decided once for every page and document.

On a page, colours are the placeholders that Streamlit's renderer replaces by the ten chart colours of
`.streamlit/config.toml`, so that a figure follows the light and the dark theme without a rerun. A document
has no renderer: it takes the colour that stands behind the placeholder in a palette.
"""

import textwrap
from typing import Any

from data.changes import Change
from data.model import Cell, State, Status

CONFIRMED, AWAITING, LATE, SILENT, OPEN, NOT_APPLICABLE, WITHDRAWN, DELAYED, ANNOUNCED, INK = (
    f"#{number:06d}" for number in range(1, 11)
)

LIGHT = (
    "#0b3d91",
    "#7fb0e8",
    "#a8261c",
    "#8a93a3",
    "#d9e0eb",
    "#b9ad97",
    "#5f6673",
    "#e9a400",
    "#6b4fa0",
    "#33415c",
)
DARK = (
    "#3a6fd8",
    "#b3d2fb",
    "#cf4338",
    "#8f9bb0",
    "#3a4763",
    "#857a66",
    "#b4bccb",
    "#f2b93b",
    "#c3adf4",
    "#c8d2e4",
)
"""The ten colours in the order of the placeholders; `.streamlit/config.toml` has the same, and a test holds it to that."""

BEFORE = "#9fb0cc"
"""The colour of what was in place before, in both schemes: Streamlit's renderer knows ten placeholders, and all are taken."""

STATE_COLOUR = {
    State.CONFIRMED: CONFIRMED,
    State.AWAITING: AWAITING,
    State.NOT_ACHIEVED_DUE: LATE,
    State.NO_REPORT_DUE: SILENT,
    State.NOT_DUE: OPEN,
    State.IN_PLACE: BEFORE,
    State.NOT_APPLICABLE: NOT_APPLICABLE,
    State.WITHDRAWN: WITHDRAWN,
}
STATE_SIGN = {
    State.CONFIRMED: "●",
    State.AWAITING: "◐",
    State.NOT_ACHIEVED_DUE: "▲",
    State.NO_REPORT_DUE: "?",
    State.NOT_DUE: "○",
    State.IN_PLACE: "·",
    State.NOT_APPLICABLE: "–",
    State.WITHDRAWN: "×",
}
STATUS_COLOUR = {
    Status.COMPLETED: CONFIRMED,
    Status.UNCONFIRMED: AWAITING,
    Status.UNDER_WAY: ANNOUNCED,
    Status.NOT_STARTED: OPEN,
    Status.DELAYED: DELAYED,
    Status.SERIOUSLY_DELAYED: LATE,
    Status.NO_REPORT: SILENT,
    Status.IN_PLACE: BEFORE,
    Status.WITHDRAWN: WITHDRAWN,
}
STATUS_SIGN = {
    Status.COMPLETED: "●",
    Status.UNCONFIRMED: "◐",
    Status.UNDER_WAY: "◔",
    Status.NOT_STARTED: "○",
    Status.DELAYED: "△",
    Status.SERIOUSLY_DELAYED: "▲",
    Status.NO_REPORT: "?",
    Status.IN_PLACE: "·",
    Status.WITHDRAWN: "×",
}
CELL_SIGN = {
    Cell.UP_TO_DATE: "●",
    Cell.PARTLY: "◐",
    Cell.BEHIND: "▲",
    Cell.NO_REPORT: "?",
    Cell.NOTHING_DUE: "",
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

BESIDE = {State.IN_PLACE, Status.IN_PLACE}
"""Said beside a figure of bars and drawn in none: what lay before the roadmap is no part of its progress."""

HATCHED = {State.NO_REPORT_DUE, Status.NO_REPORT}
"""Drawn with stripes: nobody knows, which is neither good nor bad."""

STRIPES = {"shape": "/", "size": 7, "solidity": 0.3, "fillmode": "replace", "fgopacity": 0.55}
CROSSED = {
    "shape": "x",
    "size": 7,
    "solidity": 0.2,
    "fillmode": "overlay",
    "fgcolor": "#000000",
    "fgopacity": 0.55,
}
"""The second tells not achieved from confirmed where colours are not seen: in grey both are equally dark."""

PALE = {AWAITING, OPEN, NOT_APPLICABLE, DELAYED, BEFORE}
"""Colours too near to that of a page, light or dark, to show where a bar ends: these bars have an outline."""

BLACK = "#000000"
NUMBER_COLOUR = {AWAITING: BLACK, NOT_APPLICABLE: BLACK, SILENT: INK}
"""Colours of a number in a bar; in others Plotly takes white or dark grey, which it chooses by the colour of the bar."""

FEW = 8
"""Below this many, an axis of counts has a tick at each."""

SEPARATORS = {"en": ".,", "es": ",.", "pt": ",."}


def real(colour: str, palette: tuple[str, ...] = LIGHT) -> str:
    """The colour that stands behind a placeholder."""
    return colour if colour == BEFORE else palette[int(colour.removeprefix("#")) - 1]


def marker(mark: State | Status) -> dict[str, Any]:
    """How a bar of this state or status is filled."""
    colour = colour_of(mark)
    if mark in HATCHED:
        return {"color": colour, "line": {"color": colour, "width": 1}, "pattern": STRIPES}
    if colour == LATE:
        return {"color": colour, "pattern": CROSSED}
    return (
        {"color": colour, "line": {"color": SILENT, "width": 1}}
        if colour in PALE
        else {"color": colour}
    )


def number(mark: State | Status) -> dict[str, Any]:
    """How a number in a bar of this state or status is written; blank where Plotly's own choice can be read."""
    colour = NUMBER_COLOUR.get(colour_of(mark))
    return {"insidetextfont": {"color": colour}} if colour else {}


def colour_of(mark: State | Status) -> str:
    """The colour of a state or status."""
    return STATE_COLOUR[mark] if isinstance(mark, State) else STATUS_COLOUR[mark]


def layout(language: str, **more: Any) -> dict[str, Any]:
    """The layout every figure starts from: small margins, legend above, no drag that hides data."""
    base: dict[str, Any] = {
        "margin": {"l": 8, "r": 16, "t": 36, "b": 8},
        "separators": SEPARATORS.get(language, ".,"),
        "showlegend": True,  # Plotly leaves the legend of a single series out: its colour would have no word
        "legend": legend(),
        "hoverlabel": {"align": "left"},
        "dragmode": False,
        "bargap": 0.35,
        "font": {"size": 14},
    }
    return base | more


def counted(most: int, **more: Any) -> dict[str, Any]:
    """An axis of counts up to `most`, from zero, with a tick at whole numbers only.

    Plotly would put ticks at halves where counts are small, and their labels, rounded, would say a number twice.
    """
    step = {"dtick": 1} if most < FEW else {}
    return {"rangemode": "tozero", "fixedrange": True, "tickformat": ",d", **step, **more}


def legend() -> dict[str, Any]:
    """The legend, over the whole width at the top; the top margin makes room for it."""
    return {
        "orientation": "h",
        "xref": "container",
        "x": 0,
        "yref": "container",
        "y": 1,
        "yanchor": "top",
        "traceorder": "normal",
    }


def plain(text: str) -> str:
    """Text as Plotly must get it so that no part of it is read as markup."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def wrapped(text: str, width: int = 34) -> str:
    """A label broken into lines, so that long names leave room for the bars."""
    return "<br>".join(plain(line) for line in textwrap.wrap(text, width))
