"""The dossier of an action: whose each milestone is, and what stands under a report."""

from components import choice
from components.findings import dossier
from components.view import View
from data import load, words
from data.select import Filters, Known, choose
from tests.data import build

DATASET = build.dataset(
    [build.action("A1", "PER", "URY", mode="each"), build.action("A2", "PER", "URY")],
    [
        build.milestone("M1", "A1", "2025-06-30", owner="PER"),
        build.milestone("M2", "A1", "2025-06-30", owner="URY"),
        build.milestone("M3", "A2", "2025-06-30"),
    ],
)


def ladder(code):
    t = words.words_of(DATASET, "es")
    known = Known.on(DATASET, DATASET.horizon)
    view = View("actions", t, DATASET, Filters(), choose(known, Filters()), choice.options(DATASET, t), load.FOLDER / "exercise")
    return dossier.ladder(view, code).table


def test_milestones_that_partners_have_each_say_whose_they_are():
    assert list(ladder("A1")["Corresponde a"]) == ["Perú", "Uruguay"]


def test_milestones_that_all_share_need_no_column_that_says_so():
    assert "Corresponde a" not in ladder("A2")


def test_a_report_without_a_source_ends_in_no_separator(open_page):
    app = open_page("actions", lang="es", dataset="exercise", action="EX-A021")
    under = [text.value for text in app.markdown if text.value.startswith(":small[") and "conocido el" in text.value]
    assert any("](<" not in text for text in under) and [text for text in under if text.endswith("· ]")] == []
