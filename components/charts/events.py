"""What is sent to show milestones as lists of events: what, when, whose, who says so, how sure.

`components.cards.events` fills it, and `frontend/events.js` draws it.
"""

from dataclasses import dataclass

from components.charts.theme import Ink


@dataclass(frozen=True)
class Event:
    """A milestone in a row; its title is that of its action, to whose dossier it leads.

    Attributes:
        word: how it stands, in words.
        when: its day, no more exactly than it is known, or that there is none.
        step: the milestone of that action, whose it is, its priority, and what was answered.
        source, page: who says so by name, and the address of that page; blank without a source.
    """

    ink: Ink
    word: str
    when: str
    title: str
    step: str
    href: str
    source: str
    page: str


@dataclass(frozen=True)
class EventList:
    """The first of some milestones: what they have in common, how many they are, and all of them.

    Attributes:
        id: the figure that counts them.
        title, number: in words; both blank of the only list of a figure.
        events: those shown, in order.
        further, href: the link to all of them in words, and where it leads; blank without one.
    """

    id: str
    title: str
    number: str
    events: tuple[Event, ...]
    further: str
    href: str


@dataclass(frozen=True)
class Events:
    """Lists of milestones that hold something, of which one is seen."""

    label: str
    lists: tuple[EventList, ...]
