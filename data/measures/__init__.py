"""The numbers: one function each, defined in METHOD.md. Frames in, frames or values out.

`milestones` are rows of `status.milestone_states`, as a frame or by column. Groups and codes are
given in the order in which they are returned.
"""

from data.measures.by_action import Outlook, outlooks
from data.measures.by_agency import Stage, agencies, agreements, open_agreements, signed_by_agency
from data.measures.by_country import (
    cells,
    explode_by_participant,
    matrix,
    milestones_in_cells,
    reached_by_country,
    times_listed,
)
from data.measures.by_month import (
    OUTCOMES,
    in_place_by_year,
    latest_events,
    months,
    outcomes,
    over_time,
    reached_in_months,
)
from data.measures.counting import Counts, added, counts, statuses, total
from data.measures.headlines import (
    FEWEST_FOR_A_SHARE,
    FIGURES,
    MOST_MISSING,
    OPEN_FIGURES,
    PLAN_FIGURES,
    Grounds,
    Headline,
    Ratio,
    RecordHeadline,
    behind,
    compared,
    grounds,
    headline,
    headline_of,
    is_behind,
    numbers,
    open_in_order,
    reached_by_group,
    sums,
)
from data.measures.options import actions_by_option
