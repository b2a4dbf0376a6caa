"""The filter bar as the board draws it (`frontend/filters.js`): buttons, lists, days and chips."""

from typing import Any

from components.cards.content import UNFILTERED
from components.cards.filter_bar import FilterBar, filter_bar
from components.cards.filter_parts import DayForm, Filter
from components.cards.parts import Own
from components.view.view import View


def of_page(view: View, own: Own) -> dict[str, Any]:
    """The bar of a page; where no filter changes it, only what is looked at."""
    bar = filter_bar(view, own)
    filters: list[dict[str, Any]] = []
    if view.page not in UNFILTERED:
        filters += [_list(one) for one in bar.filters]
        filters.append(_days(bar.period))
    filters.append(_looked_at(bar))
    if bar.context and view.page not in UNFILTERED:
        kind = next(one for one in filters if one["name"] == "kind")
        kind["switch"] = {
            "label": bar.context.label,
            "help": bar.context.help,
            "on": bar.context.on,
            "href": bar.context.address,
        }
    return {
        "label": bar.label,
        "filters": filters,
        "chips": [
            {"label": one.label, "href": one.address, "help": one.remove} for one in bar.chips
        ],
        "clear": {"label": bar.clear_label, "href": bar.clear},
        "summary": "" if view.page in UNFILTERED else bar.summary,
        "search": bar.search,
        "nothing": bar.nothing_found,
    }


def _looked_at(bar: FilterBar) -> dict[str, Any]:
    """The cut-off, and below it the edition, the dataset, and as whom invented data are seen."""
    lists = [one for one in (bar.editions, bar.datasets, bar.clearances) if one]
    others = [
        option.code if one is bar.editions else option.label
        for one in lists
        for option in one.options[1:]
        if option.chosen
    ]
    days = _days(bar.as_of)
    return {
        **days,
        "button": " · ".join([bar.as_of.button, *others]),
        "set": days["set"] or bool(others),
        "lists": [_list(one) for one in lists],
    }


def _list(one: Filter) -> dict[str, Any]:
    """A list of options; its name is its parameter in the address."""
    return {
        "name": one.name,
        "label": one.label,
        "button": one.button,
        "set": bool(one.without),
        "single": not one.several,
        "help": one.help,
        "options": [
            {
                "code": option.code,
                "label": option.label,
                "said": option.said,
                "count": "" if option.count is None else str(option.count),
                "chosen": option.chosen,
                "href": option.address,
                "group": option.group,
            }
            for option in one.options
        ],
    }


def _days(form: DayForm) -> dict[str, Any]:
    """A form of days."""
    return {
        "name": "-".join(field.name for field in form.fields),
        "label": form.label,
        "button": form.button,
        "set": bool(form.without),
        "days": [
            {
                "name": field.name,
                "label": field.label,
                "value": field.value,
                "first": field.first,
                "last": field.last,
                "help": field.help,
                "fixed": field.fixed,
            }
            for field in form.fields
        ],
    }
