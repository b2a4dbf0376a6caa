"""Datasets, states and editions that all readers share, each read or computed once."""

from datetime import date
from pathlib import Path

from components.memory import Kept
from data import editions, load
from data.editions import Edition
from data.model import Dataset
from data.select import Known

MOST_DATASETS = 4
"""Datasets kept in memory, one for each state of their files."""
MOST_DATES = 8
"""Cut-offs kept in memory; each holds the states of every milestone."""
MOST_EDITIONS = 8
"""Editions kept open, and lists of editions; each holds as much as a dataset."""

_datasets: Kept[Dataset] = Kept(MOST_DATASETS)
_states: Kept[Known] = Kept(MOST_DATES)
_editions: Kept[Edition] = Kept(MOST_EDITIONS)
_entries: Kept[list[editions.Entry]] = Kept(MOST_EDITIONS)


def dataset_in(folder: Path | None = None) -> Dataset:
    """The dataset of a folder, read once for each state of its files; the server's own where none is named.

    Raises:
        BadDatasetError: the dataset does not keep the contract.
    """
    folder = folder or load.default_folder()
    return _datasets.get((folder, load.stamp(folder)), lambda: load.load(folder))


def known_on(dataset: Dataset, day: date | None = None) -> Known:
    """A dataset as known on a day; on its horizon where none is given, or a later one."""
    day = min(day or dataset.horizon, dataset.horizon)
    return _states.get((dataset.fingerprint, day), lambda: Known.on(dataset, day))


def as_known_today(live: Dataset, day: date) -> Known:
    """A day with everything that the live data say about it today: late corrections and edits."""
    return _states.get((live.fingerprint, day, "today"), lambda: Known.on(live, day, live.horizon))


def entries_in(folder: Path) -> list[editions.Entry]:
    """The editions of a dataset by cut-off, without those that cannot be read."""
    place = editions.folder_of(folder)
    files = sorted(place.glob(f"*{editions.SUFFIX}"))
    state = tuple((path.name, path.stat().st_mtime_ns) for path in files)
    return _entries.get((place, state), lambda: editions.entries(place)[0])


def edition_of(entry: editions.Entry) -> Edition:
    """An opened edition.

    Raises:
        SealError: it is damaged, altered, or of a form that this software cannot show unchanged.
    """
    return _editions.get((entry.path, entry.path.stat().st_mtime_ns), lambda: editions.open_edition(entry.path))
