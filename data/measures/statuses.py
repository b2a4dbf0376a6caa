"""Parts of actions by status."""

from collections.abc import Sequence

import pandas as pd

from data.measures.headlines import Ratio
from data.model import UNCOUNTED, Status


def statuses(parts: pd.DataFrame, by: str, groups: Sequence[str]) -> pd.DataFrame:
    """Count parts by status in each group.

    Args:
        parts: rows of `status.part_statuses`.
        by: column to group on.
        groups: every group to report, in order, including those with no part.

    Returns:
        One row per group, indexed by `by`, one column per `Status` (parts).
    """
    table = pd.crosstab(parts[by], parts["status"])
    return table.reindex(index=pd.Index(groups, name=by), columns=list(Status), fill_value=0)


def parts_completed(parts: pd.DataFrame) -> Ratio:
    """Parts that are completed, of those that apply.

    Parts withdrawn, not applicable, in place before or of a day not known leave both sides.

    Args:
        parts: rows of `status.part_statuses`.

    Source: METHOD.md, section "Status of a part".
    """
    counted = parts.loc[~parts["status"].isin(UNCOUNTED), "status"]
    return Ratio(
        int((counted == Status.COMPLETED).sum()),
        len(counted),
        int((counted == Status.NO_REPORT).sum()),
    )
