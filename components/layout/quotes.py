"""What is behind a report: printed sentences in their own language, what it rests on, answers."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from components.view.labels import escape, in_line
from components.view.memo import memoize_for_all
from components.view.view import View
from data import evidence
from data.model.records import by_code, missing
from data.round import sheet_words as say
from data.round.answers.replies import Reply, beside, replies
from data.round.values import Answer
from data.text.words import Words


class Quoted(NamedTuple):
    """The best sentence of a report, and where it is printed.

    Attributes:
        quote: in quotation marks and with its language; blank where none was found.
        publisher: of the page; blank without a source.
        address: of the page, at the sentence where there is one; blank without a source.
    """

    quote: str = ""
    publisher: str = ""
    address: str = ""

    @property
    def link(self) -> str:
        """The publisher, which leads to the page where there is one: Markdown."""
        name = escape(self.publisher)
        return f"[{name}](<{self.address}>)" if self.address else name


def of_milestone(view: View, milestone: Mapping[str, Any]) -> Quoted:
    """The sentence behind the report that decides a milestone, else its source alone.

    A milestone is a row of `status.milestone_states`, which has both.
    """
    report = milestone["report_id"]
    best = None if missing(report) else _best(view).get(report)
    return best or of_source(view, milestone["source_id"])


def of_source(view: View, code: Any) -> Quoted:
    """A source alone, of which nothing is quoted; blank without a code."""
    row = {} if missing(code) else by_code(view.dataset, "sources").get(code, {})
    url = row.get("url", "")
    return Quoted("", str(row.get("publisher", "")), "" if missing(url) else str(url))


@memoize_for_all
def _best(view: View) -> Mapping[str, Quoted]:
    """Report to its best sentence; only reports that have one."""
    names = {code: str(row["publisher"]) for code, row in by_code(view.dataset, "sources").items()}
    return {
        report: Quoted(_quote(view, row), names[row["source_id"]], address(view, row))
        for report, row in evidence.best_evidence(view.dataset).items()
    }


def _quote(view: View, row: Mapping[str, Any]) -> str:
    language = view.t.locale.languages.get(row["quote_language"], row["quote_language"])
    return view.t("evidence.quote", quote=row["quote"], language=language)


def address(view: View, row: Mapping[str, Any]) -> str:
    """Return the page that a row of evidence names, at the sentence where there is one.

    Blank for a statement, which has no page.
    """
    url = by_code(view.dataset, "sources")[row["source_id"]]["url"]
    if missing(url):
        return ""
    return url if missing(row["quote"]) else evidence.address_of_quote(url, row["quote"])


def answered(view: View, milestone: str) -> str:
    """What participants answered by the cut-off about a milestone; blank where none did."""
    t, found = view.t, replies(view.dataset, view.as_of).get(milestone)
    if found is None:
        return ""
    who = sorted((t.participant(view.dataset, code) for code in found.participants), key=t.sorting)
    day = t.short_date(found.on)
    if len(who) > 1 and found.reply != Reply.NOT_CONTRADICTED:
        day = t("answered.latest", day=day)
    return t(f"answered.{Reply(found.reply)}", names=t.listed(who), day=day)


def reply(view: View, milestone: str) -> str:
    """What `answered` says, and each answer beside it: words disputed, evidence, date expected."""
    t, dataset = view.t, view.dataset
    others = beside(dataset, view.as_of).get(milestone, {}).items()
    says = (f"{t.participant(dataset, code)}: {_in_own_words(one, t)}" for code, one in others)
    return ". ".join(filter(None, [answered(view, milestone), *says]))


def _in_own_words(answer: Answer, t: Words) -> str:
    """A wording in quotation marks, with its evidence in brackets; without one, the answer."""
    if not answer.remark:
        return say.answered(answer, t)
    return in_line([f"“{answer.remark}”", answer.evidence and f"({answer.evidence})"], " ")


def basis(view: View, report: str) -> str:
    """What a report rests on, in words; blank where the dataset has no evidence for it."""
    found = evidence.report_bases(view.dataset).get(report)
    rows = evidence.evidence_of(view.dataset).get(report, ())
    own = [row for row in rows if row["voice"] == evidence.PARTICIPANT]
    if own and not any(address(view, row) for row in own):
        return view.t("evidence.stated")
    return view.t(f"basis.{evidence.Basis(found)}") if found else ""


def paragraphs(view: View, report: str) -> Iterator[str]:
    """Every sentence of a report in Markdown, each with its page, whose that is, and since when.

    The sentence leads to where it is printed. A page on which it was not found is named alone.
    A statement has none.
    """
    t, sources = view.t, by_code(view.dataset, "sources")
    for row in evidence.evidence_of(view.dataset).get(report, ()):
        source, page = sources[row["source_id"]], address(view, row)
        publisher = escape(str(source["publisher"]))
        has_quote = not missing(row["quote"])
        facts = [
            f"[{publisher}](<{page}>)" if page and not has_quote else publisher,
            escape(t(f"voice.{row['voice']}" if page else "evidence.statement")),
            escape(t("evidence.origin", origin=row["origin"])),
        ]
        if row["gone"]:
            facts.append(escape(t("evidence.gone")))
        elif not missing(row["last_found_on"]):
            facts.append(escape(t("evidence.found", day=t.short_date(row["last_found_on"]))))
        printed = escape(t("evidence.not_found" if page else "evidence.answer"))
        if has_quote:
            language = f"{{lang={row['quote_language']}}}"
            printed = escape(_quote(view, row))
            printed = f"[{printed}](<{page}>){language}" if page else printed
        yield f"> {printed}  \n> :small[{' · '.join(facts)}]"
