"""The words of the exercise, from the files in `vocabulary/`."""

import functools
import tomllib
from pathlib import Path
from typing import Any

from tests.exercise.output import Text

FOLDER = Path(__file__).parent / "vocabulary"


@functools.cache
def words(name: str) -> dict[str, Any]:
    """One file of the vocabulary: `actions`, `sentences` or `setting`."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))


def most_actions() -> int:
    """How many different titles the vocabulary holds."""
    return len(words("actions")["theme"]) * len(words("actions")["place"])


def theme(number: int) -> dict[str, Any]:
    """The theme of an action: themes are used in turn."""
    themes = words("actions")["theme"]
    return themes[number % len(themes)]


def title(number: int) -> Text:
    """The title of an action, different for every number below `most_actions()`."""
    themes, places = words("actions")["theme"], words("actions")["place"]
    turn = number // len(themes)
    place = places[(number % len(themes) * 5 + turn) % len(places)]
    about = theme(number)
    if about.get("whole") and not turn:
        return {code: about[code] for code in place}
    return {code: f"{about[code]}, {word}" for code, word in place.items()}


def description(number: int) -> Text:
    """The description of an action: what its kind and its mode mean."""
    about = words("actions")["about"]
    of = theme(number)
    parts = [about["always"]["all"], about["kind"][of["kind"]], about["mode"][of["mode"]]]
    return {code: " ".join(part[code] for part in parts) for code in parts[0]}


def decision(kind: str, about: Text) -> Text:
    """What a meeting decided about the action with this title."""
    texts = words("sentences")["decision"][kind]
    return {code: text.format(title=about[code]) for code, text in texts.items()}


def source_title(kind: str, language: str, about: Text) -> str:
    """The title of a source about something, in the language of the source."""
    return words("sentences")["source"][kind][language].format(title=about[language])
