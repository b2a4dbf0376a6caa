"""`python -m tests.gallery FOLDER`: the gallery as pages, all to be seen in `FOLDER/index.html`."""

import argparse
from collections.abc import Iterable
from pathlib import Path

from data.text import words
from tests.gallery import page
from tests.gallery.example import Example, examples


def write(folder: Path, languages: Iterable[str] = words.languages()) -> list[Example]:
    """Write the pages of the gallery; returns its examples in English."""
    folder.mkdir(parents=True, exist_ok=True)
    found = {language: examples(language) for language in languages}
    pages = {"index": page.INDEX}
    for language, every in found.items():
        pages[f"drawn-{language}"] = page.drawing(every)
        pages[f"deck-{language}"] = page.deck(every)
    for name, text in pages.items():
        (folder / f"{name}.html").write_text(text, "utf-8")
    return found[words.FALLBACK]


def main() -> None:
    """Write the gallery to a folder."""
    parser = argparse.ArgumentParser(prog="python -m tests.gallery", description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder.resolve()
    print(f"{len(write(folder))} examples: {folder / 'index.html'}")


if __name__ == "__main__":
    main()
