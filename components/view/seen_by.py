"""A view of what an audience alone may see: for what leaves the server by itself or by mail."""

from dataclasses import replace

from components.view import stores
from components.view.view import View
from data.cache import cached_by_fingerprint
from data.model import Audience, Dataset
from data.selection import choose
from data.visibility import visible_rows


def seen_by(view: View, audience: Audience) -> View:
    """The same view without the rows that an audience may not see, and marked for it."""
    if audience.may_see(view.dataset.audience):
        return view
    dataset = _left(view.dataset, audience)
    snapshot = stores.snapshot_on(dataset, view.as_of)
    return replace(view, dataset=dataset, selection=choose(snapshot, view.filters))


@cached_by_fingerprint(8)
def _left(dataset: Dataset, audience: Audience) -> Dataset:
    name = f"{dataset.fingerprint}-{audience}"
    return replace(visible_rows(dataset, audience), fingerprint=name)
