"""The Data page: tables of the contract and their files, open data, conflicts, corrections."""

from collections.abc import Iterator

from components.cards import counted, overview, revisions
from components.layout import column, parts
from components.layout.card import Card, Counted
from components.layout.column import Column
from components.layout.files import API
from components.layout.parts import HERE
from components.view.labels import escape, in_line
from components.view.view import View
from data import contract
from data.model.records import records

TABLE = parts.Parameter("table", lambda _, name: name if name in contract.tables() else None)
"""The table that is shown."""


def _links(view: View, answer: str) -> str:
    """Each form of an answer of the open data, by its address for the present choice: Markdown."""
    forms = {"JSON": "", "CSV": ".csv", "Parquet": ".parquet"}
    addresses = {form: view.address(f"{HERE}{API}/{answer}{end}") for form, end in forms.items()}
    return ", ".join(f"[{form}](<{address}>)" for form, address in addresses.items())


def dataset_facts(view: View) -> str:
    """Origin of the data, cut-off, number of rows, and unless invented the licence: Markdown."""
    t, dataset = view.t, view.dataset
    kinds = dataset.sources["kind"].value_counts().items()
    text = ", ".join(f"{t(f'source_kind.{kind}')} {t.number(int(n))}" for kind, n in kinds)
    facts = t(
        "data.facts_fictional" if dataset.fictional else "data.facts",
        title=t.dataset(dataset),
        day=t.date(dataset.horizon),
        actions=len(dataset.actions),
        reports=len(dataset.reports),
        sources=len(dataset.sources),
        kinds=f" ({text})" if text else "",
    )
    return facts if dataset.fictional else f"{facts} {rights(view)}"


def rights(view: View) -> str:
    """Who wrote the texts of the dataset, if it says so, and how its data may be used, in words."""
    t, licence = view.t, view.dataset.licence
    authors = f"{t('data.authors')} " if "authors" in view.dataset.names else ""
    used = t("data.licence", title=licence.title) if licence else t("data.no_licence")
    return f"{authors}{used}"


def page_sentence(view: View, _: parts.PageParams) -> str:
    """What `dataset_facts` says, as plain text."""
    return dataset_facts(view).replace("**", "")


def conflicts(view: View) -> Card | None:
    """Conflicts between sources and caveats, with what is shown; `None` where there are none.

    What the dataset as a whole cannot say is not among them (`overview.limits`).
    """
    t, notes = view.t, view.dataset.notes[view.dataset.notes["kind"] != "limit"]
    if notes.empty:
        return None
    columns = [
        Column("column.kind", lambda row: t(f"note.{row['kind']}")),
        Column(
            "column.about",
            lambda row: f"{t.contract(row['about_table'], '_title')} {row['about_id']}",
        ),
        column.content(view, "column.note", "notes", "text"),
    ]
    title = t("data.conflicts", n=len(notes))
    kinds = {kind: t(f"note.{kind}") for kind in notes["kind"].unique()}
    return Card(
        "conflicts",
        title,
        t("data.conflicts_subtitle"),
        "evidence",
        column.table(view, records(notes), columns),
        counted=lambda: Counted([counted.by_kind(view, title, notes["kind"], kinds)]),
    )


def about_parts(view: View) -> Iterator[parts.Part]:
    """What the dataset is; folded, its limits and conflicts, addresses for programs, corrections.

    That nothing was corrected is said.
    """
    t, every = view.t, len(view.dataset.actions)
    counts = len(view.unfiltered.selection.actions)
    yield parts.Text(escape(t("data.finding", n=every, counted=counts)), parts.Tone.TITLE)
    corrected, different = revisions.of_dataset(view), conflicts(view)
    none = "" if corrected else f" {t('data.no_corrections')}"
    yield parts.Text(f"{dataset_facts(view)}{none}", parts.Tone.CAPTION)
    cards = (parts.Expander(one.title, [one]) for one in (different, corrected) if one)
    answers = ("measures", "actions", "milestones")
    lines = [f"{t(f'api_address.{name}')}: {_links(view, name)}" for name in answers]
    lines.append(f"{t('data.api_described')}: [openapi.json](<{HERE}{API}/openapi.json>)")
    addresses = [
        parts.Text(t("data.api_says", choice=escape(view.describe()))),
        parts.bullets(lines),
        parts.Text(t("data.api_in_excel"), parts.Tone.CAPTION),
    ]
    api = parts.Expander(t("data.api"), addresses)
    yield parts.Inline([*overview.limits_parts(view), *cards, api])


def table_parts(view: View, name: str) -> list[parts.Part]:
    """One table of the dataset: what a row is, its files, its columns."""
    texts = view.t.contract
    ways = (
        f"**{title}**" if one == name else f"[{title}](<{view.address(view.page, table=one)}>)"
        for one in contract.tables()
        for title in [texts(one, "_title")]
    )
    listed = view.t("data.rows", n=len(view.dataset.tables[name]))
    files = _links(view.unfiltered, f"tables/{name}")
    return [
        parts.Text(f"{view.t('data.choose')}: {in_line(ways)}", parts.Tone.CAPTION),
        parts.Text(f"{escape(texts(name, '_description'))} {listed}: {files}"),
        columns_card(view, name),
    ]


def columns_card(view: View, table: str) -> Card:
    """The columns of a table: type, whether required, what is allowed, and what each means."""
    t, fields = view.t, contract.tables()[table].fields
    columns = [
        Column("column.column", lambda row: t(f"field.{row['name']}")),
        column.stored("column.in_files", "name"),
        Column("column.type", lambda row: t(f"type.{row['type']}")),
        column.yes_or_no(view, "column.required", "required"),
        Column("column.allowed", lambda row: ", ".join(row["constraints"].get("enum", []))),
        Column("column.meaning", lambda row: t.contract(table, row["name"])),
    ]
    names = ("name", "type", "required", "constraints")
    rows = [{name: getattr(one, name) for name in names} for one in fields]
    return Card(
        "columns",
        t("data.columns", n=len(fields)),
        t.contract(table, "_title"),
        "evidence",
        column.table(view, rows, columns),
    )
