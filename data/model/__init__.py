"""The words of the method as closed sets, and the dataset every measure reads."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from textwrap import shorten

import pandas as pd

from data.model.settings import Audience, Cycle, Licence, Period, Plan, Successor

METHOD_VERSION = "2.1"
"""Changes with any definition or threshold of METHOD.md, and stands on every figure."""


class State(StrEnum):
    """Where a milestone stands; exactly one applies. The order is the order of every legend."""

    CONFIRMED = "confirmed"
    AWAITING = "awaiting"
    NOT_ACHIEVED_DUE = "not_achieved_due"
    NO_REPORT_DUE = "no_report_due"
    NOT_DUE = "not_due"
    IN_PLACE = "in_place"
    BEFORE_OR_SINCE = "before_or_since"
    NOT_APPLICABLE = "not_applicable"
    WITHDRAWN = "withdrawn"


APPLICABLE = (
    State.CONFIRMED,
    State.AWAITING,
    State.NOT_ACHIEVED_DUE,
    State.NO_REPORT_DUE,
    State.NOT_DUE,
)
"""The states that count. The others are in no ratio: set apart, or out by decision."""

SET_ASIDE = (State.IN_PLACE, State.BEFORE_OR_SINCE)
"""The states of a milestone reached before the period, or on a day not known to lie in it."""

REACHED = (State.CONFIRMED, State.AWAITING)
"""The states of a milestone that was reached within the period, confirmed or not yet."""

OPEN = tuple(state for state in APPLICABLE if state not in REACHED)
"""The states of a milestone that counts and has not been reached."""

OUT = (State.NOT_APPLICABLE, State.WITHDRAWN)
"""The states of a milestone that a decision took out."""

ACHIEVED = (*REACHED, *SET_ASIDE)
"""The states of a milestone that is reported as achieved, whenever that was."""


class Status(StrEnum):
    """Where a part of an action stands, by the first rule of METHOD.md that fits."""

    COMPLETED = "completed"
    UNCONFIRMED = "unconfirmed"
    UNDER_WAY = "under_way"
    NOT_STARTED = "not_started"
    DELAYED = "delayed"
    SERIOUSLY_DELAYED = "seriously_delayed"
    NO_REPORT = "no_report"
    IN_PLACE = "in_place"
    BEFORE_OR_SINCE = "before_or_since"
    WITHDRAWN = "withdrawn"


UNCOUNTED = (Status.WITHDRAWN, Status.IN_PLACE, Status.BEFORE_OR_SINCE)
"""The statuses of a part that has no milestone that counts."""

_BY_RULE = (
    *(*UNCOUNTED, Status.COMPLETED, Status.UNCONFIRMED, Status.NO_REPORT, Status.SERIOUSLY_DELAYED),
    *(Status.DELAYED, Status.NOT_STARTED, Status.UNDER_WAY),
)
RULES = {status: number for number, status in enumerate(_BY_RULE, start=1)}
"""The number of the rule that gives each status: the answer to "why this colour"."""


class Link(StrEnum):
    """How an action belongs to the cooperation; the order is the order of every list."""

    ROADMAP = "roadmap"
    BOTH = "both"
    EU = "eu"
    MEMBER_STATE = "member_state"
    REGIONAL = "regional"
    NATIONAL = "national"
    CONTEXT = "context"


COUNTED = (Link.ROADMAP, Link.BOTH, Link.EU, Link.MEMBER_STATE)
"""The links of an action that counts as cooperation; the others are context, never counted."""


class Cell(StrEnum):
    """What a cell of the country x priority matrix says about what was due."""

    UP_TO_DATE = "up_to_date"
    PARTLY = "partly"
    BEHIND = "behind"
    NO_REPORT = "no_report"
    NOTHING_DUE = "nothing_due"


LONGEST_SLUG = 24
"""Characters of the name of a roadmap in names of files."""
RELATED = "related"
"""The series of meetings of others, which every dataset has."""


@dataclass(frozen=True, eq=False)
class Dataset:
    """A dataset that kept the contract.

    Each table is an attribute, too: `dataset.meetings`. Datasets of one fingerprint are equal.

    Attributes:
        name: short name, as in the address (`record`).
        title: language to title.
        horizon: the day up to which the dataset speaks, and the default cut-off.
        fictional: whether it is invented; then every screen and file says so.
        plan: `complete`, an agreed plan of actions, where a ratio means something; or `open`, what
            became public, where only counts do.
        period: the period of the roadmap.
        cycle: how often the meetings come again; `None` where nothing was agreed.
        series: its series of meetings, in their order, each with language to name.
        names: what the roadmap, its sides and its authors are called, each with language to text.
        licence: of the data; `None` where nobody gave one.
        audience: who may see all of it.
        tables: table name to frame, columns and types as in contract.json, indexed by the line of
            its file.
        fingerprint: SHA-256 of every file, the contract and the method version; keys every cache.
        successor: what continues the roadmap; `None` as long as nobody said, and of an edition.
    """

    name: str
    title: Mapping[str, str]
    horizon: date
    fictional: bool
    plan: Plan
    period: Period
    cycle: Cycle | None
    series: Mapping[str, Mapping[str, str]]
    names: Mapping[str, Mapping[str, str]]
    licence: Licence | None
    audience: Audience
    tables: Mapping[str, pd.DataFrame]
    fingerprint: str
    successor: Successor | None = None

    @property
    def main_series(self) -> str:
        """The series of the meetings that steer the roadmap: the first; blank where none is."""
        return next(iter(self.series), "")

    @property
    def all_series(self) -> tuple[str, ...]:
        """Every series of meetings in the order of every list: its own, and last `RELATED`."""
        return tuple(dict.fromkeys((*self.series, RELATED)))

    @cached_property
    def slug(self) -> str:
        """The English name of the roadmap for names of files: words of `a-z`, `0-9`, hyphens."""
        name = re.sub("[^a-z0-9]+", " ", self.names.get("roadmap", self.title)["en"].lower())
        return shorten(name, LONGEST_SLUG, placeholder="").replace(" ", "-") or "roadmap"

    def __getattr__(self, table: str) -> pd.DataFrame:
        try:
            return self.__dict__["tables"][table]
        except KeyError:
            raise AttributeError(table) from None

    def __hash__(self) -> int:
        return hash(self.fingerprint)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Dataset) and other.fingerprint == self.fingerprint
