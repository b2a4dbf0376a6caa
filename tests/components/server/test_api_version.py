"""Which changes of the software give every answer of the open data a new `ETag`."""

import pytest

from components.server.api.routes import software

FILES = (
    "requirements.lock",
    "data/contract.json",
    "data/measures.py",
    "data/editions/reading.py",
    "data/text/en.toml",
    "components/layout/card.py",
    "components/server/api/answers.py",
)


@pytest.fixture
def root(tmp_path):
    """A small copy of the tree of the project."""
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("before")
    software.cache_clear()
    return tmp_path


@pytest.mark.parametrize("name", FILES)
def test_a_change_of_code_words_or_libraries_at_any_depth_changes_the_version(root, name):
    before = software(root)
    (root / name).write_text("after")
    software.cache_clear()
    assert software(root) != before


def test_what_makes_no_answer_leaves_the_version(root):
    before = software(root)
    (root / "README.md").write_text("after")
    (root / "data/record").mkdir()
    (root / "data/record/actions.csv").write_text("after")
    software.cache_clear()
    assert software(root) == before
