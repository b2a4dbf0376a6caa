"""The browser's side of the board: its modules, and what they are told once for each language."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from components.server.board import assets, lines
from data.text import words

BOARD = assets.FRONTEND / "board.js"
OTHERS = ("slide", "plain.css", "embed.css")
"""How the names of styles begin that slides bring, and that other documents load."""
BASE = assets.FRONTEND / "base.css"
STYLES = sorted(
    (path for path in assets.FRONTEND.glob("*.css") if not path.name.startswith(OTHERS)),
    key=lambda path: (path != BASE, path),
)
"""Styles of the frame and of every kind of card; first those that all share."""
ALONE = ("board.js", "embed", "first", "start", "waiting")
"""How the names of scripts begin that are no part of the board."""
MODULES = {
    path.stem.replace("_", ""): path.name
    for path in sorted(assets.FRONTEND.glob("*.js"))
    if not path.name.startswith(ALONE)
}
"""Parts of the board and kinds of card to the module that draws them."""
ALL = ("rows", "foot", "elements")
"""The parts that every card needs."""
FRAME = ("frame", "filters", "search", *ALL)
"""The parts that every page needs."""
NEEDS = {
    "actions": ["barrows"],
    "map": ["barrows", "shapes"],
    "slides": ["slideshow", "presenter"],
    "agencies": ["panel"],
    "steps": ["barrows", "panel"],
    "timeaxis": ["barrows", "panel"],
}
"""Kind of card to the parts that it needs beside its own module."""
WORDS = [key for key in words.catalogue(words.FALLBACK) if key.startswith("board.")]
"""Keys of the words of the frame, of fields and of the foot of each card."""


def files(kinds: Iterable[str]) -> list[str]:
    """The modules of parts and kinds of card, and of what these need, in alphabetical order."""
    wanted = {*kinds}
    wanted |= {part for kind in wanted for part in NEEDS.get(kind, ())}
    return [name for kind, name in MODULES.items() if kind in wanted]


@cache
def about(language: str) -> dict[str, Any]:
    """Addresses of modules and files, and words, as `board.js` takes them."""
    return {
        "board": assets.address(BOARD),
        "modules": {kind: assets.address(assets.FRONTEND / name) for kind, name in MODULES.items()},
        "needs": NEEDS,
        "source": assets.address(assets.LIBRARY),
        "pictures": assets.address(assets.PICTURES),
        **spoken(language),
    }


@cache
def spoken(language: str) -> dict[str, Any]:
    """What `board.js` takes in a language. Each content brings it: it may be another language."""
    t = words.words(language)
    return {
        "locale": language,
        "months": lines.months(language),
        "keys": t("card.keys"),
        "search": {name: t(f"search.{name}") for name in ("label", "unanswered")},
        "words": {key.removeprefix("board."): t(key) for key in WORDS},
    }
