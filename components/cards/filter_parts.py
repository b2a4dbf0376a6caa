"""What a filter bar is made of: filters and their options, days, switches and chips.

All are ready to be drawn: words in the reader's language, and relative addresses.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Option:
    """One option of a filter.

    Attributes:
        code: its code; blank for live data.
        label: what it is called.
        said: the same with its number, for a screen reader.
        count: how many actions are left if it stands alone in its filter; `None` where an option
            leaves no actions out.
        chosen: whether it is chosen.
        address: where it leads: to the choice with it, or without it if it is chosen; of a filter
            that takes one option, to that option.
        group: heading under which it stands; blank for none.
    """

    code: str
    label: str
    said: str
    count: int | None
    chosen: bool
    address: str
    group: str = ""


@dataclass(frozen=True)
class Filter:
    """A filter: a button that opens a list of options.

    Attributes:
        name: its parameter in the address.
        label: what it is called.
        button: the label with what is chosen: its one option, or how many.
        options: in the order of the list; those of a group stand together.
        several: whether several options can be chosen.
        none: what it says where nothing is chosen; blank where one option always is.
        without: address of the choice without this filter; blank where nothing is chosen.
        help: what it does; blank where that goes without saying.
    """

    name: str
    label: str
    button: str
    options: Sequence[Option]
    several: bool = True
    none: str = ""
    without: str = ""
    help: str = ""


@dataclass(frozen=True)
class DayField:
    """A day that can be typed.

    Attributes:
        name: its parameter in the address.
        label: what it is called.
        value: the day chosen, as ISO 8601; blank for none.
        first, last: the earliest and the latest that can be chosen, as ISO 8601.
        help: what it does; or why it cannot be chosen.
        fixed: whether it cannot be chosen.
    """

    name: str
    label: str
    value: str
    first: str
    last: str
    help: str
    fixed: bool = False


@dataclass(frozen=True)
class DayForm:
    """A form of days: a button that opens it.

    Attributes:
        label: what it is called.
        button: what the button says: the days chosen, or the label; of the cut-off always the day.
        fields: its days.
        without: address of the choice without these days; blank where none is chosen.
    """

    label: str
    button: str
    fields: Sequence[DayField]
    without: str


@dataclass(frozen=True)
class Switch:
    """Something that is on or off; its address turns it."""

    name: str
    label: str
    help: str
    on: bool
    address: str


@dataclass(frozen=True)
class Chip:
    """One thing that is chosen.

    Attributes:
        label: what it is called.
        address: of the choice without it.
        remove: what the link says to a screen reader.
    """

    label: str
    address: str
    remove: str
