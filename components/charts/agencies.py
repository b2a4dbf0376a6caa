"""Countries and EU agencies: how far each two have come, as a grid of stages."""

from dataclasses import dataclass
from typing import Literal

from data.measures import Stage
from data.model import State

Rung = Literal["reached", "half", "open"]


@dataclass(frozen=True)
class AgencyCell:
    """A country and an agency.

    Attributes:
        words: the stage and its date.
        label: the whole cell in a sentence, with its source.
        rungs: how far they have come on the ladder; none where nothing was found.
        address: of the dossier of the agreement; blank where nothing was found.
        source: who published it; blank where no source is known.
        source_address: where it was published.
    """

    words: str
    label: str
    rungs: tuple[Rung, ...] = ()
    address: str = ""
    source: str = ""
    source_address: str = ""


@dataclass(frozen=True)
class AgencyRow:
    """A country: its name, the address of its profile, and a cell for each agency."""

    name: str
    address: str
    cells: tuple[AgencyCell, ...]


@dataclass(frozen=True)
class Agencies:
    """The grid.

    Attributes:
        label: what it shows.
        corner: what its rows are.
        how: the stages in words.
        columns: names of the agencies.
        rows: the countries, in the order of the alphabet.
    """

    label: str
    corner: str
    how: str
    columns: tuple[str, ...]
    rows: tuple[AgencyRow, ...]


def rungs(stage: Stage, state: State) -> tuple[Rung, ...]:
    """Return each stage as reached, half reached (the last, on one source), or still to come."""
    reached = list(Stage).index(stage)
    last: Rung = "half" if state == State.AWAITING else "reached"
    return tuple(
        "open" if at > reached else last if at == reached else "reached"
        for at in range(1, len(Stage))
    )
