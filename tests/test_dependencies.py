"""What is installed: exact versions with hashes, and the same here as in the lock file."""

import re
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
LOCK = (ROOT / "requirements.lock").read_text("utf-8")
ENTRIES = [entry for entry in re.split(r"\n(?=\S)", LOCK) if not entry.startswith("#")]
LOCKED = [Requirement(entry.split("\\")[0].strip()) for entry in ENTRIES]
WANTED = [Requirement(line) for line in (ROOT / "requirements.txt").read_text("utf-8").splitlines()]


def here(requirement):
    """Whether a requirement is for this machine."""
    return requirement.marker is None or requirement.marker.evaluate({"extra": ""})


def locked():
    """Name to version, for this machine."""
    return {
        canonicalize_name(one.name): str(one.specifier).removeprefix("==")
        for one in LOCKED
        if here(one)
    }


def test_every_entry_of_the_lock_has_one_version_and_a_hash():
    assert ENTRIES
    for entry, one in zip(ENTRIES, LOCKED, strict=True):
        assert re.fullmatch(r"==[0-9a-z.]+", str(one.specifier)), one
        assert re.search(r"--hash=sha256:[0-9a-f]{64}\b", entry), one


def test_what_browsers_get_of_others_is_the_file_that_the_readme_names():
    hashes = {
        sha256(path.read_bytes()).hexdigest() for path in ROOT.glob("components/assets/*/*.js")
    }
    named = set(re.findall(r"sha256:([0-9a-f]{64})", (ROOT / "README.md").read_text("utf-8")))
    assert named <= hashes
    assert named


def test_the_lock_gives_every_requirement_the_version_asked_for():
    found = locked()
    assert {one.name: str(one.specifier) for one in WANTED} == {
        one.name: f"=={found.get(canonicalize_name(one.name))}" for one in WANTED
    }


def test_the_lock_holds_everything_that_a_locked_package_needs():
    found = locked()
    needs = {
        canonicalize_name(need.name)
        for name in found
        for need in map(Requirement, requires(name) or [])
        if here(need)
    }
    assert needs - found.keys() == set()


def test_what_is_installed_is_what_the_lock_says():
    differs = {}
    for name, wanted in locked().items():
        try:
            found = version(name)
        except PackageNotFoundError:
            found = None
        if found != wanted:
            differs[name] = (found, wanted)
    assert differs == {}


@pytest.mark.parametrize(
    "name", ["requirements.txt", "requirements.lock", "tests/requirements.txt"]
)
def test_no_file_names_where_packages_are_fetched(name):
    text = (ROOT / name).read_text("utf-8")
    assert not re.search(r"https?://|--(extra-)?index-url|--find-links|--trusted-host", text)


def test_the_environment_is_made_from_the_lock_with_its_hashes():
    recipe = (ROOT / "Makefile").read_text("utf-8").split(".venv/installed:", 1)[1].split("\n\n")[0]
    assert "--require-hashes -r requirements.lock" in recipe
