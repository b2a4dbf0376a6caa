"""The gallery opens from disk and draws each of its examples, light and dark."""

from components.documents.deck.slide import Slide
from tests.browser.conftest import new
from tests.gallery.page import SCHEMES

DRAWN = """Object.fromEntries([...document.querySelectorAll("main > section")].map((section) => {
  const shown = section.querySelectorAll(".place :is(svg, table, .sheet, p, dl, ul, div)")
  const box = [...shown].map((one) => one.getBoundingClientRect())
    .find((one) => one.width && one.height)
  const failed = section.querySelector(".place.figure:not(:has(.main-svg *))")
  return [section.id, Boolean(box?.width && box?.height && !failed)]
}))"""
PAPER = "getComputedStyle(document.querySelector('section')).backgroundColor"


def test_the_gallery_draws_each_example_in_both_schemes(chromium, gallery):
    folder, every = gallery
    papers, errors = set(), []
    page = new(chromium)
    page.on("pageerror", lambda error: errors.append(str(error)))
    for scheme in SCHEMES:
        page.goto(f"{(folder / 'drawn-en.html').as_uri()}?scheme={scheme}")
        page.wait_for_selector("html[data-ready]", state="attached")
        drawn = page.evaluate(DRAWN)
        assert drawn == {one.key: True for one in every if not isinstance(one.value, Slide)}
        papers.add(page.evaluate(PAPER))
    assert len(papers) == len(SCHEMES)
    page.goto((folder / "deck-en.html").as_uri())
    page.wait_for_selector(".deck.walked", state="attached")
    empty = page.evaluate("document.querySelectorAll('.slide .plot:not(:has(i))').length")
    assert (empty, errors) == (0, [])
    page.context.close()
