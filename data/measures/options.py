"""How many actions each option of a filter would leave: the numbers beside the options."""

from collections.abc import Collection, Mapping

import numpy as np

from data.filters import SIDES, Filters, states
from data.selection import Column, SelectionIndex, Snapshot, filter_masks, mask_at, take_mask


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

    def others(name: str) -> np.ndarray:
        """Which actions pass every filter but one, the status aside."""
        masks = [mask for other, mask in passed.items() if other != name]
        return np.logical_and.reduce([index.listed, *masks])

    counted = take_mask(index.counts, index.part_action)
    of_status = counted & index.status.among(filters.status) if filters.status else None
    mine = (
        index.owner.among(filters.participants, missing=True)
        if filters.participants
        else np.ones(len(counted), dtype=bool)
    )
    has_status = (
        np.ones(len(index.listed), dtype=bool)
        if of_status is None
        else mask_at(index.part_action[of_status & mine], len(index.listed))
    )
    codes = {"country": set(states(snapshot.dataset))}
    codes["eu"] = set(index.partner.values) - codes["country"]
    parts = mine & counted & take_mask(others("status"), index.part_action)
    return {
        **{
            name: _by_participant(index, others(name), of_status, getattr(filters, other), names)
            for (name, names), other in zip(codes.items(), reversed(SIDES), strict=True)
        },
        "status": _by_status(index, parts),
        **{
            name: _numbers(column, others(name) & has_status)
            for name, column in index.of_actions.items()
        },
    }


def _numbers(column: Column, rows: np.ndarray) -> dict[str, int]:
    """Code to how many of the rows hold it."""
    held = column.at[rows & (column.at >= 0)]
    return dict(
        zip(column.values, np.bincount(held, minlength=len(column.values)).tolist(), strict=True)
    )


def _by_status(index: SelectionIndex, parts: np.ndarray) -> dict[str, int]:
    """Status to how many actions have such a part: an action once, however many it has."""
    size = len(index.status.values)
    pairs = np.unique(index.part_action[parts] * size + index.status.at[parts])
    numbers = np.bincount(pairs % size, minlength=size) if size else pairs
    return dict(zip(index.status.values, numbers.tolist(), strict=True))


def _by_participant(
    index: SelectionIndex,
    keep: np.ndarray,
    of_status: np.ndarray | None,
    others: Collection[str],
    names: Collection[str],
) -> dict[str, int]:
    """Participant to how many of its actions are left.

    Args:
        index: what a choice is looked up in.
        keep: the actions that pass every other filter, the status aside.
        of_status: the parts of a chosen status; `None` where none is chosen.
        others: the chosen participants of the other side.
        names: the participants that are counted.
    """
    rows = take_mask(keep, index.partner_action)
    if of_status is not None:
        size = len(index.partner.values)
        shared = of_status & index.owner.among(others, missing=True)
        with_shared = mask_at(index.part_action[shared], len(keep))
        place = {code: number for number, code in enumerate(index.partner.values)}
        owners = np.array([*(place.get(code, -1) for code in index.owner.values), -1], dtype=int)
        owner = owners[index.owner.at]
        own = of_status & (owner >= 0)
        rows &= take_mask(with_shared, index.partner_action) | np.isin(
            index.partner_action * size + index.partner.at,
            index.part_action[own] * size + owner[own],
        )
    return {code: n for code, n in _numbers(index.partner, rows).items() if code in names}
