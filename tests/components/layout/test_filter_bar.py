"""The filter bar: every link leads to the choice that it names, and every number is its own."""

from itertools import pairwise
from urllib.parse import parse_qs

import pytest

from components.layout.filter_bar import filter_bar
from components.view import stores
from components.view import view as views
from components.view.view import query_of
from data.reading import load
from data.selection import filters

CHOICES = {
    "nothing": {},
    "both sides": {"country": ["ECU", "PER"], "eu": ["EUROJUST"], "status": ["completed"]},
    "days": {"from": ["2025-01-01"], "as_of": ["2026-02-26"], "priority": ["P5"]},
    "context": {"context": ["1"], "kind": ["training", "agreement"]},
    "edition": {"edition": ["III-EU-CLASI"], "country": ["ECU"]},
    "exercise": {"dataset": ["exercise"], "priority": ["P1"]},
}
OWN = {"behind": "reached"}


def view_of(query, language="en", page="overview"):
    return views.open_view(page, language, query)


def opened(address):
    """The view that an address of the bar opens, and what it says for its page."""
    page, _, parameters = address.partition("?")
    query = parse_qs(parameters, keep_blank_values=True, strict_parsing=True)
    params = {name: query[name][0] for name in query if name in OWN}
    return views.open_view(page, query["lang"][0], query), params


def looked_at(query, language="en"):
    """The cut-off with its lists."""
    return filter_bar(view_of(query, language), OWN).filters[-1]


def single(name):
    """One of these lists; `None` where there is none such."""
    return lambda query: next((one for one in looked_at(query).lists if one.name == name), None)


@pytest.mark.parametrize("query", CHOICES.values(), ids=CHOICES)
def test_an_option_says_whether_it_is_chosen_and_what_it_leaves(query):
    view = view_of(query)
    for one in filter_bar(view, OWN).filters[: len(filters.LISTS)]:
        chosen = getattr(view.filters, one.name)
        assert [option.code for option in one.options] == view.allowed[one.name]
        assert {option.code for option in one.options if option.chosen} == set(chosen)
        for option in [*one.options[:3], *one.options[-1:]]:
            alone = query_of(view.filters.with_(**{one.name: (option.code,)}))
            left = view_of({**alone, **{key: [value] for key, value in view.where.items()}})
            assert int(option.count) == len(left.selection.listed)
            assert option.said.startswith(f"{option.label}, {option.count} action")


@pytest.mark.parametrize("query", CHOICES.values(), ids=CHOICES)
def test_each_chip_takes_out_what_it_names_and_clear_takes_out_all_of_them(query):
    view = view_of(query)
    bar = filter_bar(view, OWN)
    chosen = query_of(view.filters)
    assert len(bar.chips) == sum(len(values) for values in chosen.values())
    rest = []
    for chip in bar.chips:
        without, params = opened(chip.href)
        rest += [query_of(without.filters)]
        assert (without.where, params) == (view.where, OWN)
        assert chip.label in chip.help
    for name, values in chosen.items():
        for value in values:
            left = [one for one in values if one != value]
            assert {**chosen, name: left} in [{**one, name: one.get(name, [])} for one in rest]
    assert bool(bar.clear.href) == bool(chosen)
    if chosen:
        cleared, params = opened(bar.clear.href)
        assert (query_of(cleared.filters), cleared.where, params) == ({}, view.where, OWN)


def test_another_dataset_drops_edition_and_cut_off_and_keeps_the_filters():
    query = {"dataset": ["exercise"], "as_of": ["2026-02-26"]}
    found = single("dataset")({**query, "status": ["completed"]})
    assert [option.code for option in found.options] == list(load.available())
    assert [option.code for option in found.options if option.chosen] == ["exercise"]
    record, _ = opened(found.options[0].href)
    assert (record.folder.name, record.filters.as_of) == ("record", None)
    assert record.filters.status == ("completed",)


def test_another_dataset_drops_what_names_something_of_this_one():
    bar = filter_bar(view_of({}), {"action": "a value"})
    [found] = [one for one in bar.filters[-1].lists if one.name == "dataset"]
    assert all("action=" not in option.href for option in found.options)


def test_an_edition_drops_the_earlier_state_that_changes_are_counted_from():
    bar = filter_bar(view_of({}, page="changes"), {"before": "M14"})
    [found] = [one for one in bar.filters[-1].lists if one.name == "edition"]
    assert all("before=" not in option.href for option in found.options)


def test_an_edition_drops_the_cut_off_and_live_data_are_the_first_option():
    found = single("edition")({"as_of": ["2026-02-26"], "country": ["ECU"]})
    entries = [entry.name for entry in stores.entries_in(view_of({}).folder)]
    assert [option.code for option in found.options] == ["", *reversed(entries)]
    assert [option.chosen for option in found.options] == [True, *(False for _ in entries)]
    for option in found.options:
        leads, _ = opened(option.href)
        assert leads.dropped == []
        assert (leads.edition.entry.name if leads.edition else "") == option.code
        assert (leads.filters.as_of, leads.filters.country) == (None, ("ECU",))


def test_the_context_is_a_switch_where_there_is_any():
    def switch(query):
        [kind] = [one for one in filter_bar(view_of(query), OWN).filters if one.name == "kind"]
        return kind.switch

    off, on = switch({}), switch({"context": ["1"]})
    assert (off.on, on.on) == (False, True)
    assert opened(off.href)[0].filters.context and not opened(on.href)[0].filters.context
    everything_counts = view_of(CHOICES["exercise"]).selection.snapshot.index.counts.all()
    assert (switch(CHOICES["exercise"]) is None) == everything_counts


def test_the_eu_side_stands_in_groups_that_are_not_torn_apart():
    eu = filter_bar(view_of({}), {}).filters[1]
    groups = [option.group for option in eu.options]
    assert all(groups)
    changes = [after for before, after in pairwise(groups) if before != after]
    assert len(changes) == len(set(groups)) - 1
