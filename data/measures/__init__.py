"""The numbers: one function each, defined in METHOD.md. Frames in, frames or values out.

Examples in the docstrings are run by tests/data/test_measures_examples.py.
"""

from data.measures.by_action import Outlook, outlooks
from data.measures.by_agency import (
    Stage,
    agencies,
    agreement_stages,
    agreements,
    open_agreements,
    signed,
)
from data.measures.by_country import listing, matrix
from data.measures.by_month import latest_events, over_time
from data.measures.counting import counts, total
from data.measures.headlines import (
    FEWEST_FOR_A_SHARE,
    FIGURES,
    MOST_MISSING,
    Headline,
    Ratio,
    RecordHeadline,
    behind,
    headline,
    headline_of,
    numbers,
    record_headline,
)
from data.measures.statuses import parts_completed, statuses

__all__ = [
    "FEWEST_FOR_A_SHARE",
    "FIGURES",
    "MOST_MISSING",
    "Headline",
    "Outlook",
    "Ratio",
    "RecordHeadline",
    "Stage",
    "agencies",
    "agreement_stages",
    "agreements",
    "behind",
    "counts",
    "headline",
    "headline_of",
    "latest_events",
    "listing",
    "matrix",
    "numbers",
    "open_agreements",
    "outlooks",
    "over_time",
    "parts_completed",
    "record_headline",
    "signed",
    "statuses",
    "total",
]
