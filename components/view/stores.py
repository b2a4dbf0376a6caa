"""Datasets, states and editions that all readers share, each read or computed once.

If the data of a running server become invalid, the last valid state is shown, with the time and
the problems (`trouble_of`). `ROADMAP_STRICT=1` shows nothing instead.
"""

import os
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from components.view import copies
from data import editions
from data.cache import Cache
from data.editions import Edition
from data.model import Audience, Dataset
from data.reading import folder as files
from data.reading import load
from data.reading.problems import BadDatasetError, Problem
from data.selection import Snapshot, filters
from data.text import words
from data.text.words import Words

MOST_DATASETS = 4
"""Datasets kept in memory, one for each state of their files."""
MOST_DATES = 8
"""Cut-offs kept in memory; each holds the states of every milestone."""
MOST_EDITIONS = 8
"""Editions kept open, and lists of editions; each holds as much as a dataset."""
MOST_WORDS = 16
"""Words kept in memory, one for each language and edition, or names of a default dataset."""
STRICT = "ROADMAP_STRICT"
"""Environment variable: with `1`, bad data take the pages down as they do at a start."""
MTIME_RESOLUTION = 0.05
"""Seconds in which a file system may give two writes one time; younger files are read again."""


def default_words(language: str) -> Words:
    """The words of a page that shows no data: the names are those of the default dataset."""
    given = load.settings_of(load.default_folder())
    if given is None:
        return words.words(language)
    own = words.names(given["title"], given.get("names", {}), given.get("series", {}), language)
    return _words.get((language, *own.items()), lambda: Words(language, names=own))


@dataclass(frozen=True)
class DegradedState:
    """Why the data of a folder are not shown as they are now.

    Attributes:
        since: when it was found, in UTC, to the second.
        problems: what is wrong.
    """

    since: datetime
    problems: list[Problem]

    def sentence(self, t: Words) -> str:
        """Since when and why, in one or two sentences."""
        first, n = self.problems[0].sentence(t), len(self.problems)
        day, time = t.date(self.since.date()), f"{self.since:%H:%M}"
        return t("problems.degraded", n=n, day=day, time=time, first=first)


_read: Cache[Dataset | BadDatasetError] = Cache(MOST_DATASETS)
_states: Cache[Snapshot] = Cache(MOST_DATES)
_editions: Cache[Edition] = Cache(MOST_EDITIONS)
_entries: Cache[list[editions.Entry]] = Cache(MOST_EDITIONS)
_words: Cache[Words] = Cache(MOST_WORDS)
_good: dict[Path, Dataset] = {}
_troubles: dict[Path, DegradedState] = {}
_lock = threading.Lock()
report: Callable[..., object] | None = None
"""Is called when trouble with data begins and ends: with `dataset_refused` or `dataset_recovered`,
the name of the `folder`, and how many `problems` there are."""


def dataset_in(folder: Path | None = None) -> Dataset:
    """The dataset of a folder (default: the server's own), read once for each state of its files.

    If its files no longer keep the contract, this is the last valid state.

    Raises:
        BadDatasetError: the dataset does not keep the contract, and there is no valid state since
            this process started; with `ROADMAP_STRICT=1` also if there is one.
    """
    folder = folder or load.default_folder()
    state, written = files.seen(folder)
    is_young = abs(time.time() - written) < MTIME_RESOLUTION
    again = int(time.monotonic() / MTIME_RESOLUTION) if is_young else None
    result = _read.get((folder, state, again), lambda: _attempt(folder))
    if isinstance(result, Dataset):
        _end_trouble(folder, result)
        return result
    good = _begin_trouble(folder, result)
    if good is None or os.environ.get(STRICT) == "1":
        raise BadDatasetError(result.problems)
    return good


def today_in(folder: Path) -> Dataset | None:
    """`dataset_in` for a reader of an edition, who can do without: `None` where that raises."""
    try:
        return dataset_in(folder)
    except BadDatasetError:
        return None


def trouble_of(folder: Path | None = None) -> DegradedState | None:
    """Why the last `dataset_in` could not show a folder's data; `None` if it could."""
    return _troubles.get(folder or load.default_folder())


def _attempt(folder: Path) -> Dataset | BadDatasetError:
    try:
        return load.load(folder)
    except BadDatasetError as error:
        return error.with_traceback(None)


def _end_trouble(folder: Path, dataset: Dataset) -> None:
    """Keep a good state, and end the trouble where there was any."""
    with _lock:
        if copies.held(folder.name) is None:
            _good[folder] = dataset
        ended = _troubles.pop(folder, None)
    if ended and report:
        report("dataset_recovered", folder=folder.name, problems=len(ended.problems))


def _begin_trouble(folder: Path, error: BadDatasetError) -> Dataset | None:
    """Keep why a state is bad, and since when; returns the last good one."""
    with _lock:
        good, before = _good.get(folder), _troubles.get(folder)
        now = datetime.fromtimestamp(int(time.time()), UTC)
        _troubles[folder] = DegradedState(before.since if before else now, error.problems)
    if before is None and report:
        report("dataset_refused", folder=folder.name, problems=len(error.problems))
    return good


def snapshot_on(dataset: Dataset, day: date | None = None) -> Snapshot:
    """A dataset as known on a day; on its horizon where none is given, or a later one."""
    day = min(day or dataset.horizon, dataset.horizon)
    return _states.get((dataset.fingerprint, day), lambda: Snapshot.on(dataset, day))


def as_known_today(live: Dataset, day: date) -> Snapshot:
    """A day with everything that the live data say about it today: late corrections and edits."""
    key = live.fingerprint, day, "today"
    return _states.get(key, lambda: Snapshot.on(live, day, live.horizon))


def entries_in(folder: Path) -> list[editions.Entry]:
    """The editions of a dataset by cut-off, without those that cannot be read.

    One that is not for the readers of the folder is not listed.
    """
    place, audience = editions.folder_of(folder), load.audience_of(folder)
    return _entries.get(
        (place, audience, files.stat_key(place, editions.SUFFIX)),
        lambda: [one for one in editions.entries(place)[0] if audience.may_see(one.marking)],
    )


def edition_of(entry: editions.Entry) -> Edition:
    """An opened edition, for the audience of the dataset's folder in which it lies.

    Raises:
        EditionError: it is damaged, altered, deleted by now, or of a form that this software cannot
            show unchanged.
    """
    path, audience = entry.path, load.audience_of(entry.path.parents[1])
    return _editions.get((path, files.state(path), audience), lambda: _opened(path, audience))


def _opened(path: Path, audience: Audience) -> Edition:
    edition = editions.open_edition(path)
    dataset = replace(edition.snapshot.dataset, audience=audience)
    return replace(edition, snapshot=replace(edition.snapshot, dataset=dataset))


def place_of(query: Mapping[str, Sequence[str]]) -> tuple[Path, Edition | None, list[str]]:
    """The folder and the edition that an address asks for, and which of the two are unknown.

    Those as `parameter=value`; without a known dataset the folder is the first one.

    Raises:
        EditionError: the file of that name is no edition, or was altered.
    """
    dropped = []
    folders = load.available()
    chosen, name = (query[key][-1] if query.get(key) else None for key in filters.SOURCE_PARAMS)
    copy = copies.held(chosen or "")
    if chosen is not None and chosen not in folders and copy is None:
        dropped.append(f"dataset={chosen}")
    default = next(iter(folders.values()))
    folder = copy.folder if copy else folders.get(chosen or "", default)
    if name is None:
        return folder, None, dropped
    entry = next((one for one in entries_in(folder) if one.name == name), None)
    if entry is None:
        if path := editions.path_of(editions.folder_of(folder), name):
            editions.entry(path)  # A file that is no edition says why.
        dropped.append(f"edition={name}")
    return folder, edition_of(entry) if entry else None, dropped


def words_in(language: str, dataset: Dataset, edition: Edition | None) -> Words:
    """The words in which a dataset is shown, those of an edition where it has its own."""
    if edition is None:
        return words.words_of(dataset, language)
    own, key = edition.catalogues[language], (edition.entry.checksum, language)
    return _words.get(key, lambda: words.frozen_words(dataset, language, own))
