"""What a filter bar is made of, ready to be drawn: words of the reader's language, addresses."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class FilterOption:
    """One option of a filter.

    Attributes:
        code: its code; blank for live data.
        label: what it is called.
        said: the same with its number, for a screen reader.
        count: how many actions are left if it stands alone in its filter; blank where an option
            leaves no actions out.
        chosen: whether it is chosen.
        href: where an option leads that is the only one of its filter; blank in a list of which
            several can be chosen: the browser adds it to the choice, or takes it out.
        group: heading under which it stands; blank for none.
    """

    code: str
    label: str
    said: str
    count: str
    chosen: bool
    href: str = ""
    group: str = ""


@dataclass(frozen=True)
class FilterDay:
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
class Switch:
    """Something that is on or off; its address turns it."""

    label: str
    help: str
    on: bool
    href: str


@dataclass(frozen=True)
class Filter:
    """A button that opens a list of options, or a form of days.

    Attributes:
        name: its parameter in the address; of several days all of them.
        label: what it is called.
        button: the label with what is chosen: its one option, or how many.
        set: whether anything is chosen.
        options: in the order of the list; those of a group stand together.
        single: whether one option can be chosen, and always is.
        help: what it does; blank where that goes without saying.
        days: the days of a form.
        lists: further lists in it.
        switch: a switch below its options.
    """

    name: str
    label: str
    button: str
    set: bool
    options: Sequence[FilterOption] = ()
    single: bool = False
    help: str = ""
    days: Sequence[FilterDay] = ()
    lists: Sequence["Filter"] = ()
    switch: Switch | None = None


@dataclass(frozen=True)
class Way:
    """A link, and what it says to a screen reader where that is more than its label."""

    label: str
    href: str
    help: str = ""


@dataclass(frozen=True)
class FilterBar:
    """Everything that a reader can choose on any page.

    Attributes:
        label: what the bar is called, also where it is one button.
        filters: the lists, the period, and the cut-off with edition and dataset.
        chips: each thing that is chosen, in the order of the bar, leading to the choice without it.
        clear: the way to no restriction; its address is blank where there is none.
        summary: how many actions are left; blank where no filter changes the page.
        search, nothing: words of a list.
        compare: words of a button by which a country is compared with another one; blank where
            that cannot be.
        country: the way to the page of the one country chosen; `None` where that is not it.
    """

    label: str
    filters: Sequence[Filter]
    chips: Sequence[Way]
    clear: Way
    summary: str
    search: str
    nothing: str
    compare: str = ""
    country: Way | None = None
