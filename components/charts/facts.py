"""Facts: a list of what is known of one thing, a line each, with links to more."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Said:
    """A text, and where it leads; a blank address is no link."""

    text: str
    address: str = ""


@dataclass(frozen=True)
class Fact:
    """A line: what it is about, and what is known of that, as one text or several links."""

    about: str
    said: tuple[Said, ...]


@dataclass(frozen=True)
class Facts:
    """What is known of one thing.

    Attributes:
        name: what it is called, and where that leads.
        facts: a line each, in order.
    """

    name: Said
    facts: tuple[Fact, ...]
