"""Countries and EU agencies: how far each two have come, as a grid of stages."""

from dataclasses import dataclass

from components.charts.theme import Ink
from data.measures import Stage
from data.model import State


@dataclass(frozen=True)
class AgencyCell:
    """A country and an agency: the stage with its date, and both in a sentence with its source.

    Where something was found it has a mark for each stage, the address of the dossier of the
    agreement, and the code of the milestone on which the stage rests.
    """

    words: str
    label: str
    marks: tuple[Ink, ...] = ()
    address: str = ""
    milestone: str = ""


@dataclass(frozen=True)
class AgencyRow:
    """A country: its name, the address of its profile, and a cell for each agency."""

    name: str
    address: str
    cells: tuple[AgencyCell, ...]


@dataclass(frozen=True)
class Agencies:
    """The grid: the agencies, and the countries in the order of the alphabet.

    Attributes:
        corner: what its rows are.
        columns: of each agency its name, how many agreements it has, and the address of their list.
        note: with which agencies nothing was found, and which countries negotiate another
            agreement with one; blank where there are none.
    """

    label: str
    corner: str
    note: str
    columns: tuple[AgencyCell, ...]
    rows: tuple[AgencyRow, ...]


def marks(stage: Stage, state: State | None = None) -> tuple[Ink, ...]:
    """Return a mark for each stage but `Stage.NONE`: reached, or still to come.

    The last reached is `AWAITING` if its milestone's state is: one source says so. When it was
    reached makes no difference: signed is signed, before the roadmap or since.
    """
    reached = list(Stage).index(stage)
    last = Ink.AWAITING if state == State.AWAITING else Ink.CONFIRMED
    before = (Ink.CONFIRMED,) * (reached - 1)
    return (*before, *([last] if reached else []), *(Ink.OPEN,) * (len(Stage) - 1 - reached))
