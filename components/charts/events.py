"""Milestones as a list of events: what, when, and how sure that is."""

from dataclasses import dataclass

from components.charts.theme import Ink


@dataclass(frozen=True)
class Event:
    """A milestone in a line.

    Attributes:
        ink: of its mark.
        word: how it stands, in words.
        when: its day, no more exactly than it is known, or that there is none.
        title: its action.
        step: the milestone of that action.
        href: address of the dossier of the action.
    """

    ink: Ink
    word: str
    when: str
    title: str
    step: str
    href: str


@dataclass(frozen=True)
class Further:
    """A link to a whole list, of which only the first events are shown."""

    label: str
    href: str


@dataclass(frozen=True)
class Events:
    """The first of some milestones, and where all of them are.

    Attributes:
        label: what the list holds.
        events: those shown, in order.
        further: links to all of them.
        none: what is said where there are none.
    """

    label: str
    events: tuple[Event, ...]
    further: tuple[Further, ...]
    none: str
