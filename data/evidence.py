"""What a report rests on: whose pages state it, and whether that confirms it."""

from enum import StrEnum

import pandas as pd

from data.derived import kept_by_fingerprint
from data.model import Dataset

PARTICIPANT = "participant"
"""The voice of an official page of a participant."""


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
    """What each report rests on, a `Basis` indexed by `report_id`.

    Args:
        evidence: rows of the table of that name.

    Source: METHOD.md, section "Evidence".

    Examples:
        >>> evidence = pd.DataFrame(
        ...     {
        ...         "report_id": ["R1", "R2", "R2", "R3", "R3"],
        ...         "origin": ["Europol", "EFE", "EFE", "EFE", "AFP"],
        ...         "voice": ["participant", "press", "press", "press", "press"],
        ...     }
        ... )
        >>> bases(evidence).to_dict()
        {'R1': 'official', 'R2': 'one_origin', 'R3': 'two_origins'}
    """
    own = (evidence["voice"] == PARTICIPANT).groupby(evidence["report_id"]).any()
    origins = evidence["origin"].str.casefold().groupby(evidence["report_id"]).nunique()
    found = pd.Series(str(Basis.ONE_ORIGIN), index=own.index, dtype="str")
    found[origins >= 2] = str(Basis.TWO_ORIGINS)
    found[own] = str(Basis.OFFICIAL)
    return found


@kept_by_fingerprint(16)
def report_bases(dataset: Dataset) -> pd.Series:
    """`bases` of a dataset, made once."""
    return bases(dataset.evidence)


def confirmations(reports: pd.DataFrame, evidence: pd.DataFrame) -> pd.Series:
    """What `confirmation` holds in an open record, where it is counted from the evidence.

    Returns:
        `confirmed` or `awaiting` on the index of `reports`; missing for a report that does not say
        that a milestone was reached.

    Source: METHOD.md, section "Evidence".
    """
    confirmed = reports["report_id"].map(bases(evidence)).isin(CONFIRMING)
    word = confirmed.map({True: "confirmed", False: "awaiting"}).astype("str")
    return word.where(reports["state"] == "achieved")
