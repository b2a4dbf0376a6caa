"""What a report rests on: whose pages state it, and whether that confirms it."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any
from urllib.parse import quote as escaped

import pandas as pd

from data.cache import cached_by_fingerprint
from data.model import Dataset
from data.model.records import missing, records

PARTICIPANT = "participant"
"""The voice of an official page of a participant."""
ENDS = 4
"""Words at each end by which a long quote is found on its page."""


class Basis(StrEnum):
    """What a report rests on; the first two confirm it. The order is that of every list."""

    OFFICIAL = "official"
    """An official page of a participant states it."""
    TWO_ORIGINS = "two_origins"
    """Two texts state it that do not come from each other or from one communiqué."""
    ONE_ORIGIN = "one_origin"
    """One text states it, however many pages print it."""


CONFIRMING = (Basis.OFFICIAL, Basis.TWO_ORIGINS)


def bases(evidence: pd.DataFrame) -> pd.Series:
    """What each report in rows of `evidence` rests on, a `Basis` indexed by `report_id`.

    Source: METHOD.md, section "Evidence and cooperation".
    """
    own = (evidence["voice"] == PARTICIPANT).groupby(evidence["report_id"]).any()
    origins = evidence["origin"].str.casefold().groupby(evidence["report_id"]).nunique()
    found = pd.Series(str(Basis.ONE_ORIGIN), index=own.index, dtype="str")
    found[origins >= 2] = str(Basis.TWO_ORIGINS)
    found[own] = str(Basis.OFFICIAL)
    return found


@cached_by_fingerprint(16)
def report_bases(dataset: Dataset) -> Mapping[str, str]:
    """`bases` of a dataset, report to basis; made once."""
    return {str(code): str(basis) for code, basis in bases(dataset.evidence).items()}


def confirmations(reports: pd.DataFrame, evidence: pd.DataFrame) -> pd.Series:
    """What `confirmation` holds in an open record, where it is counted from the evidence.

    Returns:
        `confirmed` or `awaiting` on the index of `reports`; missing for a report that does not say
        that a milestone was reached. One without evidence is `awaiting`.

    Source: METHOD.md, section "Evidence and cooperation".
    """
    confirmed = reports["report_id"].map(bases(evidence)).isin(CONFIRMING)
    word = confirmed.map({True: "confirmed", False: "awaiting"}).astype("str")
    return word.where(reports["state"] == "achieved")


@cached_by_fingerprint(16)
def evidence_of(dataset: Dataset) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    """The rows of evidence of each report: those with a quote first, a participant's before others.

    Within these the order is that of the table.
    """
    found: dict[str, list[dict[str, Any]]] = {}
    for row in records(dataset.evidence):
        found.setdefault(row["report_id"], []).append(row)
    for rows in found.values():
        rows.sort(key=lambda row: (missing(row["quote"]), row["voice"] != PARTICIPANT))
    return found


@cached_by_fingerprint(16)
def best_evidence(dataset: Dataset) -> Mapping[str, Mapping[str, Any]]:
    """The first row of `evidence_of` of each report; only of reports that have a quote."""
    first = ((report, rows[0]) for report, rows in evidence_of(dataset).items())
    return {report: row for report, row in first if not missing(row["quote"])}


def address_of_quote(url: str, quote: str) -> str:
    """The address of a page at a sentence: browsers scroll to it and mark it.

    A long quote is named by its first and last words. Source: the text fragment of the URL
    Fragment Text Directives (WICG).

    Examples:
        >>> address_of_quote("https://example.org/a", "Firmaron el acuerdo, hoy")
        'https://example.org/a#:~:text=Firmaron%20el%20acuerdo%2C%20hoy'
        >>> address_of_quote("https://example.org/a#b", "one two three four five six seven eight x")
        'https://example.org/a#b:~:text=one%20two%20three%20four,six%20seven%20eight%20x'
    """
    words = quote.split()
    ends = [words[:ENDS], words[-ENDS:]] if len(words) > 2 * ENDS else [words]
    # A dash has a meaning of its own there, and `quote` leaves it as it is.
    text = ",".join(escaped(" ".join(end), safe="").replace("-", "%2D") for end in ends)
    return f"{url}{'' if '#' in url else '#'}:~:text={text}"
