"""The dossier of an action: where it stands and why, its milestones, and what sources say."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from components.cards import counted, feedback, meetings, overview
from components.charts import theme
from components.layout import column, parts, quotes, reached_dates, tables
from components.layout.card import Card, Counted, SortableTable
from components.layout.column import Row
from components.view.labels import escape, in_line
from components.view.view import View, addressed
from data import dates, measures, status
from data.model import COUNTED, OPEN, Plan, State, Status
from data.model.records import by_code, missing, record, records
from data.selection.filters import Filters

LEFT = {"completes": (*OPEN, State.AWAITING), "undated": (State.BEFORE_OR_SINCE,)}
"""What is left to be known of an action, in `[dossier]`, to the states of its milestones."""
RELATED = 5
"""Related actions that a dossier names."""
ACTION = parts.one_of("actions", "action", "dossier.back")
"""The action whose dossier is shown."""


def page_title(view: View, params: parts.PageParams) -> str:
    """The title of the action; blank where none is asked for."""
    return tables.action_titles(view)[params[ACTION.name]] if ACTION.name in params else ""


def page_sentence(view: View, params: parts.PageParams) -> str:
    """How far the action is and who takes part in it; without one, what the choice reached."""
    if ACTION.name not in params:
        return overview.choice_sentence(view, params)
    code, who = params[ACTION.name], view.dataset.action_participants
    own = who.loc[who["action_id"] == code, "participant_id"]
    names = [view.t.participant(view.dataset, one) for one in own]
    return ". ".join(filter(None, [standing(view, code), view.t.listed(names)])) + "."


def standing(view: View, code: str) -> str:
    """The statuses of an action's parts and its numbers, which on an open record say the statuses.

    There the sign of the status is enough, where all parts have one.
    """
    known, own = view.selection.snapshot.milestones, _parts(view, code)
    row = measures.total(known[known["action_id"] == code])
    text = view.t.capitalised(tables.reached_words(view, row))
    key = "dossier.ladder" if text else "dossier.no_step"
    reached = view.t(key, text=text, **measures.numbers(row))
    if view.dataset.plan == Plan.OPEN:
        statuses = {Status(part["status"]) for part in own}
        sign = theme.STATUS[statuses.pop()].sign if len(statuses) == 1 else ""
        return in_line([sign, reached], " ")
    return ". ".join(filter(None, [status_words(view, code), reached]))


def milestone_parts(view: View, code: str) -> list[parts.Part]:
    """Where an action stands and its milestones; those of many participants as one table first."""
    whole, own = ladder(view, code), by_participant(view, code)
    shown = [own, parts.Expander(whole.title, [whole])] if own else [whole]
    return [*moved_parts(view, code), *shown]


def ladder(view: View, code: str) -> Card:
    """The milestones of an action, a row each; of a single part also where it stands, and why.

    Rows name the participant unless all are shared; a column that says nothing is left out.
    """
    mine = _milestones(view, code)
    rows = sorted(records(mine), key=lambda row: tables.by_owner(view, row))
    columns = [
        *column.owners(view, rows),
        column.milestone(view),
        column.state(view),
        column.reply(view),
        column.reached_on(view),
        column.due_on(view),
        column.date(view, "workbook.expected_on", "expected_on", "expected_precision"),
        *column.evidence(view),
    ]
    whole = view.t("counted.of_action", n=len(mine))
    title, subtitle = whole, ""
    if len(_parts(view, code)) < 2:
        title, subtitle = standing(view, code), " ".join(_reasons(view, code, rows))
    return Card(
        "ladder",
        title,
        subtitle,
        "status",
        column.table(view, rows, columns).drop_empty_columns(),
        counted=lambda: Counted([counted.by_state(view, whole, mine)]),
    )


def by_participant(view: View, code: str) -> Card | None:
    """Where each participant stands with its own part of an action; `None` of a single part.

    Those of whom the same is to be said share a row: status, each milestone with its state and
    its day, and what each answered about them, where anybody was asked.
    """
    t = view.t
    own = sorted(_parts(view, code), key=lambda part: tables.by_owner(view, part))
    if len(own) < 2:
        return None
    rows = records(_milestones(view, code))
    cells, answers = dict[str, dict[str, str]](), defaultdict[str, list[str]](list)
    for row in rows:
        day = reached_dates.reached_or_planned(view, row)
        state = ", ".join(filter(None, [tables.state_words(view, row["state"]), day]))
        cells.setdefault(tables.step(view, row), {})[row["part_id"]] = state
        answers[row["part_id"]] += filter(None, [quotes.reply(view, row["milestone_id"])])
    who, reply = t("column.participant"), t("column.reply")
    frame = pd.DataFrame(
        {
            who: [tables.owner(view, part) for part in own],
            t("column.status"): [
                ". ".join([t(f"status.{part['status']}"), *_stalled(view, part)]) for part in own
            ],
            **{step: [of.get(part["part_id"], "") for part in own] for step, of in cells.items()},
            reply: ["; ".join(answers[part["part_id"]]) for part in own],
        }
    )
    alike = frame.groupby([*frame.columns.drop([who, reply])], sort=False)
    named = alike[who].agg(lambda names: f"{t.listed(names)} ({len(names)})".removesuffix(" (1)"))
    texts = alike[reply].agg(lambda replies: "; ".join(filter(None, replies)))
    shared = pd.concat([named, texts], axis="columns").reset_index()[frame.columns]
    table = SortableTable(shared, marked=frozenset(cells)).drop_empty_columns()
    reasons = " ".join(_reasons(view, code, rows))
    return Card("parts", standing(view, code), reasons, "status", table)


def _milestones(view: View, code: str) -> pd.DataFrame:
    """The milestones of an action as known on the cut-off, with the dates first agreed.

    `moved_days` is how much later the date in force is; missing where either is.
    """
    known = view.selection.snapshot.milestones
    mine = known[known["action_id"] == code].sort_values("position", kind="stable")
    agreed = view.dataset.milestones[["milestone_id", "agreed_on", "agreed_precision"]]
    rows = mine.merge(agreed, on="milestone_id")
    first = dates.period_end(rows["agreed_on"], rows["agreed_precision"])
    return rows.assign(moved_days=(rows["due_on"] - first).dt.days)


def moved_parts(view: View, code: str) -> list[parts.Text]:
    """Each date that was moved, once: first agreed, in force, days apart, who decided it, source.

    Participants are named where the date of a milestone was not moved alike for all.
    """
    t, rows = view.t, records(_milestones(view, code))
    steps = Counter(tables.step(view, row) for row in rows)
    moves = view.dataset.date_changes
    moves = moves[(moves["kind"] == "in_force") & (moves["known_on"] <= pd.Timestamp(view.as_of))]
    moves = records(moves.sort_values("known_on", kind="stable"))
    last = {move["milestone_id"]: move for move in moves}
    moved = defaultdict[tuple[str, ...], list[Row]](list)
    for row in rows:
        if missing(row["moved_days"]) or not row["moved_days"]:
            continue
        move = last[row["milestone_id"]]
        first, now = (
            escape(t.short_date(row[f"{name}_on"], row[f"{name}_precision"]))
            for name in ("agreed", "planned")
        )
        decision = by_code(view.dataset, "decisions")[move["decision_id"]]
        by = escape(meetings.name(view, by_code(view.dataset, "meetings")[decision["meeting_id"]]))
        address = view.address("meetings", meeting=decision["meeting_id"])
        day, days = escape(t.short_date(move["known_on"])), int(row["moved_days"])
        sign = "+" if days > 0 else "\N{MINUS SIGN}"
        facts = (
            f"{t('column.agreed_on')}: {first}",
            f"{t('dossier.in_force')}: {now} ({t('dossier.moved', n=abs(days), sign=sign)})",
            f"{t('dossier.decided')}: [{by}](<{address}>), {day}",
            quotes.of_source(view, move["source_id"]).link,
        )
        moved[tables.step(view, row), *facts].append(row)
    shown = []
    for (step, *facts), own in moved.items():
        of_some = len(own) < steps[step]
        whose = escape(t.listed(tables.owner(view, row) for row in own)) if of_some else ""
        shown.append(parts.Text(in_line([f"**{escape(step)}**", whose, *facts])))
    return shown


def _parts(view: View, code: str) -> list[dict[str, Any]]:
    """The parts of an action: rows of `status.part_statuses`, each with its code."""
    rows = view.selection.snapshot.parts
    return records(rows[rows["action_id"] == code].reset_index())


def _reasons(view: View, code: str, rows: Sequence[Row]) -> Iterator[str]:
    """Why an action has its status, each rule once, and what would complete it."""
    t, own = view.t, _parts(view, code)
    yield from dict.fromkeys(reason_for_status(view, part) for part in own)
    for key, states in LEFT.items():
        if steps := [tables.step(view, row) for row in rows if row["state"] in states]:
            yield t(f"dossier.{key}", n=len(steps), steps=t.listed(dict.fromkeys(steps)))
    if not any(row["state"] in states for row in rows for states in LEFT.values()):
        yield t("dossier.nothing_left" if own else "dossier.no_status")
    if len(own) == 1:
        yield from _stalled(view, own[0])


def _stalled(view: View, part: Mapping[str, Any]) -> list[str]:
    """That a part has not moved for long; nothing where it has."""
    day = view.t.date(part["moved_on"])
    return [view.t("dossier.stalled", day=day)] if part["stalled"] else []


def is_listed(view: View, code: str) -> bool:
    """Whether an action was known by the cut-off."""
    actions = view.dataset.actions["action_id"]
    return code in set(actions[view.selection.snapshot.index.listed])


def status_words(view: View, code: str) -> str:
    """The statuses of an action's parts in words; blank of one without milestones."""
    rows = view.selection.snapshot.parts
    counts = rows.loc[rows["action_id"] == code, "status"].value_counts().to_dict()
    return tables.count_statuses(view, counts)


def reason_for_status(view: View, part: Mapping[str, Any]) -> str:
    """The rule that gives a part its status, a row of `status.part_statuses`, in words."""
    name, days = part["status"], status.SERIOUS_DELAY_DAYS
    meaning = view.t(f"rule.{name}", days=days)
    named = view.t(f"status.{name}")
    return view.t("dossier.because", status=named, meaning=meaning, rule=int(part["rule"]))


def heading_parts(view: View, code: str) -> Iterator[parts.Part]:
    """Title and facts of an action, and that it does not count where that is so.

    A date that was moved is in `moved_parts`.
    """
    t, action = view.t, record(view.dataset.actions, "action_id", code)
    facts = [
        code,
        tables.priority_titles(view)[action["priority_id"]],
        t(f"kind.{action['kind']}"),
        t(f"link.{action['link']}"),
        "" if moved_parts(view, code) else reached_dates.span(view, action),
        t("dossier.confidence", level=t(f"confidence.{action['confidence']}")),
        t("filters.said_as_of", day=t.date(view.as_of)),
        t.dataset(view.dataset),
        view.edition_text,
    ]
    yield parts.Text(escape(tables.action_titles(view)[code]), parts.Tone.TITLE)
    yield parts.Text(escape(in_line(facts)), parts.Tone.CAPTION)
    if action["link"] not in COUNTED:
        yield parts.Text(t("dossier.context"), parts.Tone.NOTICE)


def marking_parts(view: View, code: str) -> Iterator[parts.Part]:
    """The way to mark an action for follow-up, or to take the mark off; and to all marked."""
    t, marked = view.t, set(view.filters.marked)
    chosen = view.filters.with_(marked=tuple(sorted(marked ^ {code})))
    label = t("dossier.unmark" if code in marked else "dossier.mark")
    yield parts.PageLink(label, addressed("actions", view.query(chosen, action=code)))
    if marked:
        links = view.dataset.actions.set_index("action_id")["link"]
        context = not links[list(marked)].isin(COUNTED).all()
        alone = Filters(marked=view.filters.marked, as_of=view.filters.as_of, context=context)
        label = t("dossier.marked", n=len(marked))
        yield parts.PageLink(label, addressed("actions", view.query(alone)))


def about_parts(view: View, code: str) -> Iterator[parts.Part]:
    """What an action is, who wrote that, and what makes it less sure."""
    described = record(view.dataset.actions, "action_id", code)["description"]
    if isinstance(described, str):
        yield parts.Text(escape(view.content("actions", code, "description", described)))
        yield from parts.author(view, "actions", code)
    yield from parts.notes(view, "actions", code)


def not_yet_parts(view: View, code: str) -> list[parts.Part]:
    """The sentence that an action was not known by the cut-off, and a link to see it anyway."""
    query = view.query(view.filters.with_(as_of=None), action=code)
    return [
        parts.Text(view.t("dossier.not_yet", day=view.t.date(view.as_of)), parts.Tone.NOTICE),
        parts.PageLink(view.t("dossier.without_cut_off"), addressed("actions", query)),
    ]


def participant_parts(view: View, code: str) -> list[parts.Part]:
    """A way to reply; who takes part, each with role and service and a link to its profile."""
    t, dataset = view.t, view.dataset
    links = dataset.action_participants
    rows = records(links[links["action_id"] == code])
    roles = list(dict.fromkeys(row["role"] for row in rows))
    lines = []
    for row in sorted(rows, key=lambda row: (roles.index(row["role"]), tables.by_owner(view, row))):
        who = str(row["participant_id"])
        address = addressed("countries", view.query(view.filters.about(dataset, who)))
        detail = view.content("action_participants", f"{code}/{who}", "detail", row["detail"])
        about = escape(", ".join(filter(None, [t(f"role.{row['role']}"), detail])))
        lines.append(f"[{escape(tables.owner(view, row))}](<{address}>) :small[{about}]")
    title, text = tables.action_titles(view)[code], status_words(view, code)
    offer = feedback.offer(view, "action", code, title, text)
    heading = parts.Text(escape(t("dossier.participants", n=len(rows))), parts.Tone.SUBHEADER)
    return [offer, *([heading, parts.bullets(lines)] if lines else [])]


def related_parts(view: View, code: str) -> list[parts.Part]:
    """Links to at most `RELATED` known actions of the priority that share a country.

    Those of the same kind first, the nearest in date first; nothing where there is none.
    """
    dataset, action = view.dataset, record(view.dataset.actions, "action_id", code)
    people, links = dataset.participants, dataset.action_participants
    states = people.loc[people["kind"] == "state", "participant_id"]
    links = links[links["participant_id"].isin(states)]
    mine = links.loc[links["action_id"] == code, "participant_id"]
    shared = set(links.loc[links["participant_id"].isin(mine), "action_id"]) - {code}
    rows = dataset.actions[view.selection.snapshot.index.listed]
    rows = rows[rows["action_id"].isin(shared) & (rows["priority_id"] == action["priority_id"])]
    if rows.empty:
        return []
    apart = (rows["starts_on"] - action["starts_on"]).abs()
    other = rows["kind"] != action["kind"]
    ordered = rows.assign(other=other, apart=apart).sort_values(["other", "apart"], kind="stable")
    titles = tables.action_titles(view)
    return [
        parts.Text(view.t("dossier.related"), parts.Tone.SUBHEADER),
        *(
            parts.PageLink(f"{related}  {titles[related]}", view.address("actions", action=related))
            for related in ordered["action_id"].head(RELATED)
        ),
    ]
