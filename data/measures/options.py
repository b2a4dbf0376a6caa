"""How many actions each option of a filter would leave: the numbers beside the options."""

import functools
import operator
from collections.abc import Mapping

import numpy as np

from data.selection import Snapshot, any_of, filter_masks, take_mask
from data.selection.filters import LISTS, SIDES, Filters


def actions_by_option(snapshot: Snapshot, filters: Filters) -> Mapping[str, Mapping[str, int]]:
    """How many actions are left where one option stands alone in its filter, the others as chosen.

    Args:
        snapshot: the dataset as known on a day.
        filters: what the reader chose; with the context, actions of the context are left too.

    Returns:
        Each of `filters.LISTS`, and of it each code to its number of actions. A
        code that is not there leaves none.
    """
    index, passed = snapshot.index, filter_masks(snapshot.index, filters)
    parts = take_mask(index.counts, index.part_action)
    of_status = parts & any_of(index.status, filters.status) if filters.status else None
    mine = index.of_owners(filters.participants) if filters.participants else True
    found = {}
    for name in LISTS:
        masks = [mask for other, mask in passed.items() if other != name]
        rows = functools.reduce(operator.and_, masks, index.listed)
        if name == "status":
            shown = mine & parts & take_mask(rows, index.part_action)
            left = {code: index.with_any(shown & held) for code, held in index.status.items()}
        elif of_status is None:
            left = {code: rows & held for code, held in index.actions[name].items()}
        elif name in SIDES:
            [other] = set(SIDES) - {name}
            shared = index.of_owners(getattr(filters, other))
            left = {
                code: rows
                & held
                & index.with_any(of_status & (shared | any_of(index.owner, [code])))
                for code, held in index.actions[name].items()
            }
        else:
            rows = rows & index.with_any(of_status & mine)
            left = {code: rows & held for code, held in index.actions[name].items()}
        found[name] = {code: int(np.count_nonzero(kept)) for code, kept in left.items()}
    return found
