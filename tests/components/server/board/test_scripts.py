"""The browser's side: every module and word that it is told is there, and it counts nothing."""

import re

import pytest

from components.server.board import assets, scripts
from data.text import words

SCRIPTS = sorted(assets.FRONTEND.glob("*.js"))
LENGTHS = {"slideshow.js"}
"""Scripts that turn sizes into pixels."""
COUNTING = re.compile(
    r"\bIntl\.(?!Collator)|toLocale\w*String|toFixed|parseInt|parseFloat|\bNumber\(|\(Number\)|\.reduce\("
)
"""What reads a number out of a text, writes one as a text, or adds up a list.

Words are ordered as the reader's language does it: `Intl.Collator` is none of these.
"""
MARKUP = re.compile(r"\.innerHTML = (.*)")
WRITTEN = ("card.body.map", "counted", "heading ? html", "html")
"""HTML that Python made of Markdown (`components/server/board/markdown.py`), by its name there."""
NO_TEXT = re.compile(r"\$\{(?!html\})|\+")


@pytest.mark.parametrize("language", words.languages())
def test_every_module_that_is_named_is_there_and_every_word_is_told(language):
    about = scripts.about(language)
    for address in [about["board"], *about["modules"].values(), about["source"]]:
        path = address.partition("?")[0].removeprefix("assets/")
        assert (assets.COMPONENTS / path).is_file() or (assets.ASSETS / path).is_file()
    assert set(scripts.FRAME) <= set(about["modules"])
    needed = {name for names in scripts.NEEDS.values() for name in names}
    assert needed | set(scripts.NEEDS) <= set(about["modules"])
    assert all(about["words"].values())
    assert scripts.STYLES[0] == scripts.BASE, "what all share comes first"


@pytest.mark.parametrize(
    "path", [path for path in SCRIPTS if path.name not in LENGTHS], ids=lambda path: path.name
)
def test_no_script_of_the_board_reads_writes_or_adds_up_numbers(path):
    """They come as words. A script knows how many pixels there are, and nothing of the record."""
    assert COUNTING.findall(path.read_text("utf-8")) == []


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_no_text_becomes_markup_in_a_script(path):
    """HTML is set from what Python made of Markdown, or from a template without any value."""
    text = path.read_text("utf-8")
    assert not re.search(r"outerHTML|insertAdjacentHTML|document\.write|setHTMLUnsafe", text)
    for line in MARKUP.findall(text):
        if not line.startswith(WRITTEN):
            assert not NO_TEXT.search(line), line


def test_every_word_of_the_board_is_asked_for_by_a_script():
    code = "\n".join(path.read_text("utf-8") for path in SCRIPTS)
    used = set(re.findall(r"\bwords\.(\w+)", code)) | set(re.findall(r"\bwords\[(\w+)\]", code))
    inside = {
        name
        for found in re.findall(r"const \{([^}]+)\} = board\.about\.words", code)
        for name in re.findall(r"\w+", found)
    }
    forms = {"png", "svg"} if "form" in used else set()
    forms |= set(re.findall(r'\["\[data-testid[^"]+", "(\w+)"\]', code))
    assert {key[6:] for key in scripts.WORDS} - (used | inside | forms) == set()
