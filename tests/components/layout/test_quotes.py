"""The sentence behind a report: in its own language, with the way to it on its page."""

from components.layout import quotes
from components.view.view import open_view
from data.model.records import by_code


def test_a_report_with_a_sentence_leads_to_it_on_its_page():
    view = open_view("actions", "en", {"action": ["A009"]})
    sources = by_code(view.dataset, "sources")
    rows = view.dataset.evidence.dropna(subset=["quote"]).head(20).to_dict("records")
    for row in rows:
        page, _, text = quotes.address(view, row).partition(":~:text=")
        assert page.removesuffix("#") == sources[row["source_id"]]["url"].removesuffix("#")
        assert text
