"""Which changes of the software give every answer of the open data a new `ETag`."""

from components.server.api.routes import software

COUNT = (
    "requirements.lock",
    "data/contract.json",
    "data/editions/reading.py",
    "data/text/en.toml",
    "components/server/api/answers.py",
)
OTHERS = ("README.md", "data/record/actions.csv")


def test_a_change_of_code_words_or_libraries_at_any_depth_changes_the_version(tmp_path):
    found = []
    for name in (None, *COUNT, *OTHERS):
        for file in (*COUNT, *OTHERS):
            (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / file).write_text("after" if file == name else "before")
        software.cache_clear()
        found.append(software(tmp_path))
    software.cache_clear()
    assert len(set(found)) == 1 + len(COUNT)
    assert found[-len(OTHERS) :] == [found[0]] * len(OTHERS)
