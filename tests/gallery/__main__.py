"""`python -m tests.gallery FOLDER`: the gallery as pictures in `FOLDER/index.html`."""

import argparse
from collections.abc import Iterable
from pathlib import Path

from playwright.sync_api import Browser, ViewportSize

from components.documents.deck.slide import Slide
from data.text import words
from tests.browser.conftest import browser
from tests.gallery import page
from tests.gallery.example import Example, examples

ROOM, SCREEN = ViewportSize(width=1280, height=2400), ViewportSize(width=1280, height=720)
PHONE, PHONE_SCREEN = ViewportSize(width=390, height=2400), ViewportSize(width=390, height=844)
"""Windows for figures and cards, high enough for most, and for slides; the same on a phone."""
PATIENCE = 60_000


def write(folder: Path, languages: Iterable[str] = words.languages()) -> list[Example]:
    """Write the pages of the gallery, without its pictures; returns its examples in English."""
    folder.mkdir(parents=True, exist_ok=True)
    found = {language: examples(language) for language in languages}
    pages = {"index": page.index(found[words.FALLBACK])}
    for language, every in found.items():
        pages[f"drawn-{language}"] = page.drawing(every)
        pages[f"deck-{language}"] = page.deck(every)
    for name, text in pages.items():
        (folder / f"{name}.html").write_text(text, "utf-8")
    return found[words.FALLBACK]


def take(chromium: Browser, folder: Path, every: list[Example], name: str) -> list[str]:
    """Take each example's picture for one of `page.PICTURES`; returns the browser's errors."""
    look = page.PICTURES[name]
    room, screen = (PHONE, PHONE_SCREEN) if name == "phone" else (ROOM, SCREEN)
    (folder / name).mkdir(exist_ok=True)
    errors: list[str] = []
    opened = chromium.new_page(viewport=room, color_scheme=look.scheme)
    opened.on("pageerror", lambda error: errors.append(f"{name}: {error}"))
    opened.goto(f"{(folder / f'drawn-{look.language}.html').as_uri()}?scheme={look.scheme}")
    opened.wait_for_selector("html[data-ready]", state="attached", timeout=PATIENCE)
    for example in every:
        if not isinstance(example.value, Slide):
            opened.locator(f"#{example.key}").screenshot(path=folder / name / f"{example.key}.png")
    opened.set_viewport_size(screen)
    deck = (folder / f"deck-{look.language}.html").as_uri()
    opened.goto(deck)
    opened.wait_for_selector(".deck.walked", state="attached", timeout=PATIENCE)
    for example in every:
        if isinstance(example.value, Slide):
            opened.goto(f"{deck}#{example.value.key}")
            opened.wait_for_selector(f".slide[data-key={example.value.key}][data-shown]")
            opened.screenshot(path=folder / name / f"{example.key}.png")
    opened.close()
    return errors


def main() -> int:
    """Write the gallery to a folder; fails where the browser reports an error."""
    parser = argparse.ArgumentParser(prog="python -m tests.gallery", description=__doc__)
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    folder = given.folder.resolve()
    every = write(folder)
    with browser() as opened:
        errors = [error for name in page.PICTURES for error in take(opened, folder, every, name)]
    print(f"{len(every)} examples: {folder / 'index.html'}")
    for error in errors:
        print(error)
    return 1 if errors else 0


if __name__ == "__main__":
    raise SystemExit(main())
