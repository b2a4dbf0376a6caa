"""The numbers: one function each, defined in METHOD.md. Frames in, frames or values out."""

from data.measures.by_action import Outlook, outlooks
from data.measures.by_agency import (
    Stage,
    agencies,
    agreement_stages,
    agreements,
    open_agreements,
    signed,
)
from data.measures.by_country import (
    cells,
    explode_by_participant,
    matrix,
    reached_by_country,
    steps,
)
from data.measures.by_month import (
    in_place_by_year,
    latest_events,
    months,
    over_time,
    reached_in_months,
)
from data.measures.counting import Counts, added, counts, total
from data.measures.grounds import Grounds, grounds
from data.measures.headlines import (
    FEWEST_FOR_A_SHARE,
    FIGURES,
    MOST_MISSING,
    Ends,
    Headline,
    Ratio,
    RecordHeadline,
    behind,
    compared,
    headline,
    headline_change,
    headline_of,
    is_behind,
    most_and_fewest,
    numbers,
    reached_by_group,
    record_headline,
)
from data.measures.options import actions_by_option
from data.measures.statuses import parts_completed, statuses
from data.measures.sums import Sum, sums, times_listed

__all__ = [
    "FEWEST_FOR_A_SHARE",
    "FIGURES",
    "MOST_MISSING",
    "Counts",
    "Ends",
    "Grounds",
    "Headline",
    "Outlook",
    "Ratio",
    "RecordHeadline",
    "Stage",
    "Sum",
    "actions_by_option",
    "added",
    "agencies",
    "agreement_stages",
    "agreements",
    "behind",
    "cells",
    "compared",
    "counts",
    "explode_by_participant",
    "grounds",
    "headline",
    "headline_change",
    "headline_of",
    "in_place_by_year",
    "is_behind",
    "latest_events",
    "matrix",
    "months",
    "most_and_fewest",
    "numbers",
    "open_agreements",
    "outlooks",
    "over_time",
    "parts_completed",
    "reached_by_country",
    "reached_by_group",
    "reached_in_months",
    "record_headline",
    "signed",
    "statuses",
    "steps",
    "sums",
    "times_listed",
    "total",
]
