"""What participants need, as a list that follows the filters of the page."""

from datetime import timedelta

from components.cards.needs import needs
from data.reading import load
from data.round.values import Need
from data.selection.filters import Filters
from tests.support.rounds import CAME, opened, returned, take
from tests.support.shapes import view_of


def test_what_is_needed_is_listed_by_country_priority_and_kind_as_known_on_the_day(tmp_path):
    folder, act = opened(tmp_path)
    assert needs(view_of(load.load(folder))) is None
    own = (Need("A trainer", "A4-held", "Europol", "May"), Need("Money", "P2"))
    take(folder, returned(act, needs=own))
    take(folder, returned(act, by="BRA", needs=(Need("A room", "P1"),)))
    dataset = load.load(folder)

    def listed(day=None, **chosen):
        card = needs(view_of(dataset, filters=Filters(**chosen), day=day))
        return [] if card is None else list(card.table[card.table.columns[1]])

    assert listed() == ["A trainer", "Money", "A room"]
    assert listed(country=("BRA",)) == ["A room"]
    assert listed(priority=("P2",)) == ["Money"]
    assert listed(kind=("infrastructure",)) == ["A trainer"]
    assert listed(day=CAME - timedelta(1)) == []
