"""How many actions each option of a filter would leave: the numbers beside the options."""

import functools
import operator
from collections.abc import Mapping

import numpy as np

from data.selection import Snapshot, filter_masks, take_mask
from data.selection.filters import LISTS, SIDES, Filters


def actions_by_option(snapshot: Snapshot, filters: Filters) -> Mapping[str, Mapping[str, int]]:
    """How many actions are left where one option stands alone in its filter, the others as chosen.

    Returns:
        Each of `filters.LISTS`, and of it each code to its number of actions. A code that is not
        there leaves none.
    """
    index, passed = snapshot.index, filter_masks(snapshot.index, filters)
    parts = take_mask(index.counts, index.part_action)
    of_status = parts & index.status.any_of(filters.status) if filters.status else None
    mine = index.of_owners(filters.participants) if filters.participants else True
    found = {}
    for name in LISTS:
        masks = [mask for other, mask in passed.items() if other != name]
        rows = functools.reduce(operator.and_, masks, index.listed)
        options = index.status if name == "status" else index.actions[name]
        if name == "status":
            shown = mine & parts & take_mask(rows, index.part_action)
            numbers = [np.count_nonzero(index.with_any(shown & held)) for held in options.held]
        elif of_status is None:
            numbers = options.counts(rows)
        elif name in SIDES:
            [other] = set(SIDES) - {name}
            shared = index.of_owners(getattr(filters, other))
            theirs = [of_status & (shared | index.owner.any_of([code])) for code in options.place]
            pairs = zip(options.held, theirs, strict=True)
            numbers = [np.count_nonzero(rows & held & index.with_any(own)) for held, own in pairs]
        else:
            numbers = options.counts(rows & index.with_any(of_status & mine))
        found[name] = dict(zip(options.place, map(int, numbers), strict=True))
    return found
