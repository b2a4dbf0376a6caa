"""What README says where: each address opens, and shows what it is named for."""

import re
from pathlib import Path

import pytest

import dashboard
from tests.support.opened import led_to, open_board

README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
PAGES = README.split("## Pages")[1].split("## How it is built")[0]
TABLES = [line for line in PAGES.splitlines() if line.startswith("|")]
FOUND = set(re.findall(r"`/([a-z]+(?:\?[^`\s]+)?)`", "\n".join(TABLES)))
ADDRESSES = sorted(one for one in FOUND if one.partition("?")[0] in dashboard.PAGES)
"""Those of pages that every server has: some are there only where one may write."""
EXPECTED = {
    "actions?q=policia+nacional": ("Memorandum on the Atenas network", "Found in: Spain: "),
    "overview": ("since the ministerial meeting of 5",),
    "changes?before=M14": ("Milestones reached since 5 March 2025 went from 0 to",),
    "countries?country=ECU&country=PER": (
        "since the ministerial meeting of 5",
        "have all of these participants",
    ),
    "actions?action=EX-A007&dataset=exercise": (
        "first agreed: Jan 2027 · ",
        "(+212 days)",
        "Decided by: ",
    ),
    "meetings?meeting=EX-M12&dataset=exercise": ("moved to Aug 2027", "Meeting pack"),
    "meetings?meeting=M14": ("Meeting pack", "milestones are open", "Download calendar file"),
    "actions?action=A001": (
        "Completed once these 2 milestones are confirmed",
        "All reports on its milestones, newest first",
    ),
    "overview?edition=EX-senior-officials-2025&dataset=exercise": ("are different today",),
    "changes?edition=EX-senior-officials-2025&dataset=exercise": ("As shown at the time",),
}
"""Address to words that its page has."""


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_of_the_readme_opens_and_shows_what_it_is_named_for(address):
    view, own = led_to(address + ("&" if "?" in address else "?") + "lang=en")
    page = open_board(view.page, {**view.query(), **own})
    text = " ".join(page.words).replace("\N{NO-BREAK SPACE}", " ")
    assert page.title
    assert [words for words in EXPECTED.get(address, ()) if words not in text] == []


def test_what_is_looked_for_has_an_address_in_the_readme():
    assert set(EXPECTED) <= set(ADDRESSES)
