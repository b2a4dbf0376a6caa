"""What participants need, as a list that follows the filters of the page."""

from datetime import timedelta

import pytest

from components.cards.needs import needs
from data import publish
from data.model import Audience
from data.reading import load
from data.round.store import acts
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


@pytest.mark.parametrize("audience, number", [(Audience.PARTICIPANTS, 1), (Audience.PUBLIC, 0)])
def test_what_is_needed_is_for_participants_and_not_for_everybody(tmp_path, audience, number):
    folder, act = opened(tmp_path)
    settings = folder / "dataset.toml"
    settings.write_text(f'audience = "secretariat"\n{settings.read_text("utf-8")}', "utf-8")
    acts.keep(folder, CAME, "secretariat")
    take(folder, returned(act, needs=(Need("A trainer for the joint centre", "A4-held"),)))
    publish.publish(folder, tmp_path / "shown", audience)
    seen = load.load(tmp_path / "shown")
    assert len(seen.needs) == number and (needs(view_of(seen)) is None) == (number == 0)
    assert ("A trainer" in (tmp_path / "shown" / "needs.csv").read_text("utf-8")) == bool(number)
