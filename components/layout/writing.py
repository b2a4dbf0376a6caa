"""Whether the secretariat may change data here: on a server of its own, and only what is whole."""

import os

from components.layout.parts import PageLink, Part, StreamlitSlot, Text, Tone, notice
from components.view import copies
from components.view.view import View
from data.model import Audience
from data.reading import load

WRITE = "ROADMAP_WRITE"
"""Environment variable; only the value 1 brings the pages that write, and lets files in."""
PLAY = "play"
"""The address that makes a copy of invented data for whoever asks."""


def is_on() -> bool:
    """Whether this server has pages that write."""
    return os.environ.get(WRITE) == "1"


def may_write(view: View) -> bool:
    """Whether the data of a view can be changed: those of today, of a folder not published."""
    if not is_on() or view.edition is not None or is_lost(view):
        return False
    given = load.settings_of(view.folder) or {}
    return given.get("audience", Audience.SECRETARIAT) == Audience.SECRETARIAT


def is_lost(view: View) -> bool:
    """Whether the dataset of the address is not there, such as a copy that was forgotten.

    Others are shown then: what somebody meant for the copy must not reach them.
    """
    return any(value.startswith("dataset=") for value in view.dropped)


def is_own(view: View) -> bool:
    """Whether a reader may change what a view shows here: real data, or a copy of invented data."""
    is_shared = view.dataset.fictional and copies.held(view.folder.name) is None
    return may_write(view) and not is_shared


def copy_note(view: View) -> str:
    """That readers work in a copy of their own, which nobody else sees; blank elsewhere."""
    return view.t("acting.in_copy") if copies.held(view.folder.name) else ""


def place(view: View, slot: StreamlitSlot) -> list[Part]:
    """Return where data are changed; else why not, and for invented ones the way to a copy."""
    t = view.t
    if is_own(view):
        note = copy_note(view)
        return [*([Text(note, Tone.CAPTION)] if note else []), slot]
    if may_write(view):
        return [
            notice(t("acting.copy_says")),
            PageLink(t("acting.copy"), view.address(PLAY, **slot.given)),
        ]
    return [notice(t("acting.lost" if is_lost(view) else "acting.not_here"))]
