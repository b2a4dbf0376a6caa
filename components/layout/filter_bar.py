"""The filter bar: what a reader can choose, with a number beside each option and where it leads.

Every address is relative and whole. An option of a list has none: the browser adds it to the newest
choice, or takes it out, so that two quick clicks count as two.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from components.layout.filter_parts import Filter, FilterBar, FilterDay, FilterOption, Switch, Way
from components.layout.parts import PageParams
from components.view import copies
from components.view.labels import distinct
from components.view.view import View, addressed, query_of
from data import measures
from data.reading import load
from data.selection.filters import (
    DAYS,
    EARLIEST,
    FILTERS,
    LATEST,
    LISTS,
    PERIOD,
    SHOWN,
    SIDES,
    Filters,
    labels,
)
from data.text.words import Words


def filter_bar(
    view: View, params: PageParams, *, filtered: bool = True, most_compared: int = 0
) -> FilterBar:
    """Build the filter bar of a page.

    Args:
        view: what the reader is looking at.
        params: parameters of the address that belong to its page; every link keeps them.
        filtered: whether a filter changes the page; if not, only what is looked at can be chosen.
        most_compared: participants that it shows side by side.
    """
    t, bar = view.t, _Bar(view, params)
    names = [t.participant(view.dataset, code) for code in view.filters.country]
    return FilterBar(
        label=t("filter_bar.label"),
        filters=(*(bar.filters() if filtered else ()), bar.looked_at()),
        chips=tuple(bar.chips()),
        clear=Way(t("filters.clear"), bar.to(Filters()) if query_of(view.filters) else ""),
        summary=_summary(view) if filtered and "q" not in params else "",
        search=t("filter_bar.search"),
        nothing=t("filter_bar.nothing_found"),
        compare=t("countries.compare_with")
        if view.filters.country and len(view.filters.subjects) < most_compared
        else "",
        country=Way(t("filter_bar.country", country=names[0]), view.address("countries"))
        if len(names) == 1 and not most_compared
        else None,
    )


def _summary(view: View) -> str:
    """How many actions are left of how many, in words."""
    t, filters = view.t, view.filters
    bare = Filters(as_of=filters.as_of, context=filters.context)
    whole = view.choosing(bare).selection
    if filters != bare:
        count, n = (int(one.keeps_actions.sum()) for one in (view.selection, whole))
        return t("filter_bar.summary", count=count, n=n)
    return t("filter_bar.actions", n=len(whole.actions))


@dataclass(frozen=True)
class _Bar:
    """The parts of the bar of one page."""

    view: View
    params: PageParams

    def to(self, filters: Filters | None = None, /, **changes: str | Sequence[str] | None) -> str:
        """Relative address of another choice; parameters that are `None` are left out."""
        query = {**self.view.query(filters, **self.params), **changes}
        kept = {name: values for name, values in query.items() if values is not None}
        return addressed(self.view.page, kept)

    def filters(self) -> tuple[Filter, ...]:
        """The lists that have options, with the actions that each would leave, and the period."""
        view = self.view
        counts = measures.actions_by_option(view.selection.snapshot, view.filters)
        lists = (self._filter(name, counts[name]) for name in LISTS)
        return (*(one for one in lists if one.options), self.period())

    def _filter(self, name: str, counts: Mapping[str, int]) -> Filter:
        """The list of a filter of `LISTS`; its button names the one choice, or says how many."""
        t, dataset, one = self.view.t, self.view.dataset, LISTS[name]
        chosen = getattr(self.view.filters, name)
        headings = one.groups(dataset, t) if one.groups else {}
        options = tuple(
            FilterOption(
                code,
                label,
                f"{label}, {t('filter_bar.option', n=counts.get(code, 0))}",
                str(counts.get(code, 0)),
                code in chosen,
                group=headings.get(code, ""),
            )
            for code, label in labels(dataset, t)[name].items()
        )
        text = t.number(len(chosen))
        if len(chosen) == 1:
            text = (one.number or one.label)(dataset, t, chosen[0])
        label = t(f"filters.{name}")
        return Filter(
            name,
            label,
            self._button(label, text if chosen else ""),
            bool(chosen),
            options,
            help=t("filter_bar.sides_help") if name in SIDES else "",
            switch=self.context() if name == "kind" else None,
        )

    def _button(self, label: str, text: str) -> str:
        return self.view.t("filter_bar.chosen", label=label, text=text) if text else label

    def period(self) -> Filter:
        """The period in which something of an action happened."""
        t, filters = self.view.t, self.view.filters
        label = t("filter_bar.period")
        bounds = [
            t(f"filters.said_{name}", day=t.short_date(day))
            for name in PERIOD
            if (day := getattr(filters, DAYS[name].field))
        ]
        fields = tuple(self._day(name, LATEST.isoformat()) for name in PERIOD)
        return self._form(label, self._button(label, ", ".join(bounds)), fields)

    def looked_at(self) -> Filter:
        """The cut-off, and below it the edition and the dataset.

        Its button says what of these is not the first option.
        """
        t, view, editions = self.view.t, self.view, self.editions()
        lists = [one for one in (editions, self.datasets()) if one]
        others = [
            option.code if one is editions else option.label
            for one in lists
            for option in one.options[1:]
            if option.chosen
        ]
        day = t.capitalised(t("filters.said_as_of", day=t.short_date(view.as_of)))
        field = self._day("as_of", view.dataset.horizon.isoformat(), fixed=view.edition is not None)
        form = self._form(t("filters.as_of"), " · ".join([day, *others]), (field,))
        return replace(form, set=form.set or bool(others), lists=lists)

    def _day(self, name: str, last: str, *, fixed: bool = False) -> FilterDay:
        t, day = self.view.t, getattr(self.view.filters, DAYS[name].field)
        horizon = t.date(self.view.dataset.horizon)
        return FilterDay(
            name,
            t(f"filters.{name}"),
            day.isoformat() if day else "",
            EARLIEST.isoformat(),
            last,
            t("filters.pinned") if fixed else t(f"filters.{name}_help", day=horizon),
            fixed,
        )

    def _form(self, label: str, button: str, days: Sequence[FilterDay]) -> Filter:
        name = "-".join(day.name for day in days)
        return Filter(name, label, button, any(day.value for day in days), days=days)

    def context(self) -> Switch | None:
        """Whether what does not count is listed too; `None` where everything counts."""
        t, filters = self.view.t, self.view.filters
        if self.view.selection.snapshot.index.counts.all():
            return None
        address = self.to(context=None if filters.context else SHOWN)
        return Switch(t("filters.context"), t("filters.context_help"), filters.context, address)

    def editions(self) -> Filter | None:
        """Live data and the editions, the newest first; `None` where there are none.

        An edition has its own cut-off, so another one goes, and what was compared with it.
        """
        t, view = self.view.t, self.view
        entries = {entry.name: entry for entry in view.entries}
        labels = {"": t("frame.live")} | {
            name: f"{name} ({t.short_date(entries[name].as_of)})" for name in reversed(entries)
        }
        chosen = view.edition.entry.name if view.edition else ""
        if not entries and not chosen:
            return None
        labels.setdefault(chosen, chosen)

        def to(name: str) -> str:
            return self.to(edition=name or None, as_of=None, before=None)

        return self._one("edition", chosen, labels, to, t("frame.edition_help"))

    def datasets(self) -> Filter | None:
        """The datasets, the default one first; `None` where there is one alone.

        Another one has other editions, actions and meetings, and its own cut-off.
        """
        folders = load.available() | {self.view.folder.name: self.view.folder}
        if len(folders) < 2:
            return None
        default = next(iter(folders))
        titles = {name: _dataset_title(folder, self.view.t) for name, folder in folders.items()}

        def to(name: str) -> str:
            own, code = dict.fromkeys(self.params), None if name == default else name
            return self.to(edition=None, as_of=None, dataset=code, **own)

        return self._one("dataset", self.view.folder.name, distinct(titles), to)

    def _one(
        self,
        name: str,
        chosen: str,
        labels: Mapping[str, str],
        to: Callable[[str], str],
        help: str = "",
    ) -> Filter:
        """A filter that takes one option, and always has one."""
        label = self.view.t(f"frame.{name}")
        options = tuple(
            FilterOption(code, text, text, "", code == chosen, to(code))
            for code, text in labels.items()
        )
        button = self._button(label, labels[chosen])
        return Filter(name, label, button, set=False, options=options, single=True, help=help)

    def chips(self) -> Iterator[Way]:
        """Each value chosen, in the order of the bar, leading to the choice without it."""
        for name, values in query_of(self.view.filters).items():
            for value in values:
                label = self._alone(name, value)
                address = self.to(**{name: [one for one in values if one != value]})
                yield Way(label, address, self.view.t("filter_bar.remove", label=label))

    def _alone(self, name: str, value: str) -> str:
        """What one value of an address is called by itself."""
        dataset, t = self.view.dataset, self.view.t
        if name in LISTS and not LISTS[name].number:
            return labels(dataset, t)[name][value]
        chosen, _ = FILTERS[name].parse([value], [value])
        return t.capitalised(FILTERS[name].phrase(dataset, t, chosen))


def _dataset_title(folder: Path, t: Words) -> str:
    """Title of a dataset from its settings, also of a copy; its folder's name without them."""
    settings = load.settings_of(folder)
    if settings is None:
        return folder.name
    title = t.titled(settings["title"], fictional=settings["fictional"])
    return title if copies.held(folder.name) is None else t("frame.copied", title=title)
