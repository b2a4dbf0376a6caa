"""Countries and EU agencies: how far each two have come, as a grid of stages."""

from dataclasses import dataclass

from data.measures import Stage
from data.model import State


@dataclass(frozen=True)
class AgencyCell:
    """A country and an agency.

    Attributes:
        stage: how far they have come.
        words: the stage and its date.
        label: the whole cell in a sentence, with its source.
        state: of the milestone that gives the stage; `None` where nothing was found.
        address: of the dossier of the agreement; blank where nothing was found.
        source: who published it; blank where no source is known.
        source_address: where it was published.
    """

    stage: Stage
    words: str
    label: str
    state: State | None = None
    address: str = ""
    source: str = ""
    source_address: str = ""

    @property
    def rungs(self) -> int:
        """How many stages were reached, from 0 for nothing to 4 for in force."""
        return list(Stage).index(self.stage)


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
        columns: names of the agencies.
        rows: the countries, in the order of the alphabet.
        stages: the words of the stages from the first to the last.
    """

    label: str
    corner: str
    columns: tuple[str, ...]
    rows: tuple[AgencyRow, ...]
    stages: tuple[str, ...]
