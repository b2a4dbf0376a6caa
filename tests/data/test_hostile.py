"""Hostile files: whatever bytes a dataset or an edition holds, it is read as it should be or refused, soon and without harm."""

import contextlib
import io
import json
import pickle
import resource
import shutil
import struct
import time
import zipfile
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data import contract, editions, load, sealed
from data.editions import SUFFIX, open_edition
from data.problems import BadDatasetError
from data.sealed import SealError

RECORD = load.FOLDER / "record"
GOOD = (RECORD / "editions/III-EU-CLASI.edition.zip").read_bytes()
FEW = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
SOON = 5
"""Seconds of CPU within which a file must be refused."""


def content_of(packed=GOOD):
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


PARTS = content_of()
NAMES = sorted(PARTS)


@pytest.fixture
def place(tmp_path):
    return tmp_path / f"III-EU-CLASI{SUFFIX}"


def zipped(parts, **more):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, **more) as archive:
        for name, content in parts.items() if isinstance(parts, dict) else parts:
            archive.writestr(name, content)
    return out.getvalue()


def sealed_again(change):
    """An edition of which parts were changed by somebody who also made the checksums right."""
    parts = content_of()
    manifest = json.loads(parts.pop("manifest.json"))
    change(parts, manifest)
    return sealed.seal({name: value for name, value in manifest.items() if name not in ("parts", "checksum")}, parts)


def refused(path, content):
    """The code with which a file is refused, soon."""
    path.write_bytes(content)
    began = time.process_time()
    with pytest.raises(SealError) as caught:
        open_edition(path)
    assert time.process_time() - began < SOON
    return caught.value.code


@pytest.fixture
def little_memory():
    """What would be read without end fails here, and does not take the machine with it."""
    limits = resource.getrlimit(resource.RLIMIT_AS)
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    resource.setrlimit(resource.RLIMIT_AS, (pages * resource.getpagesize() + 2**30, limits[1]))
    yield
    resource.setrlimit(resource.RLIMIT_AS, limits)


# Editions as bytes


@FEW
@given(data=st.data())
def test_an_edition_with_any_damage_is_refused_or_shows_what_was_sealed(data, place):
    content = bytearray(GOOD)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        if data.draw(st.booleans()):
            content[at] = data.draw(st.integers(0, 255))
        else:
            del content[at : at + data.draw(st.integers(1, 2000))]
        if not content:
            break
    place.write_bytes(bytes(content))
    try:
        found = open_edition(place)
    except SealError:
        return
    assert found.entry.checksum == json.loads(PARTS["manifest.json"])["checksum"]


@FEW
@given(st.binary(max_size=4000))
def test_any_bytes_are_no_edition(place, content):
    for start in (b"", b"PK\x03\x04", b"PK\x05\x06", GOOD[:60]):
        assert refused(place, start + content) in ("unreadable", "too_large", "missing", "altered", "other_format")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@FEW
@given(data=st.data())
def test_a_manifest_that_says_anything_at_all_is_refused_with_a_code(data, place):
    manifest = json.loads(PARTS["manifest.json"])
    key = data.draw(st.sampled_from(sorted(manifest)))
    inner = manifest[key] if isinstance(manifest[key], dict) and data.draw(st.booleans()) else None
    value = data.draw(JSON)
    if inner:
        inner[data.draw(st.sampled_from(sorted(inner)))] = value
    else:
        manifest[key] = value
    manifest["checksum"] = sealed._checksum(manifest)
    place.write_bytes(zipped({**PARTS, "manifest.json": json.dumps(manifest)}))
    try:
        open_edition(place)
    except SealError as error:
        assert error.code


@FEW
@given(data=st.data())
def test_a_part_that_is_anything_at_all_is_refused_though_its_checksum_is_right(data, place):
    name = data.draw(st.sampled_from([name for name in NAMES if name != "manifest.json"]))
    kind = data.draw(st.sampled_from(["bytes", "cut", "flipped", "json"]))

    def change(parts, _):
        if kind == "bytes":
            parts[name] = data.draw(st.binary(max_size=500))
        elif kind == "json":
            parts[name] = json.dumps(data.draw(JSON)).encode()
        elif kind == "cut":
            parts[name] = parts[name][: data.draw(st.integers(0, len(parts[name])))]
        else:
            at = data.draw(st.integers(0, len(parts[name]) - 1))
            parts[name] = parts[name][:at] + bytes([data.draw(st.integers(0, 255))]) + parts[name][at + 1 :]

    place.write_bytes(sealed_again(change))
    try:
        open_edition(place)
    except SealError as error:
        assert error.code


# Editions made to harm


def test_a_bomb_is_refused_before_it_is_unpacked(place):
    bomb = zipped({**PARTS, "tables/reports.parquet": b"\0" * (sealed.MOST_BYTES + 1)})
    assert len(bomb) < 2**20
    assert refused(place, bomb) == "too_large"


def test_a_bomb_that_lies_about_its_size_is_refused_too(place):
    honest = zipped({**PARTS, "tables/reports.parquet": b"\0" * (sealed.MOST_BYTES + 1)})
    lying = honest.replace(struct.pack("<L", sealed.MOST_BYTES + 1), struct.pack("<L", 100))
    assert lying != honest
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert refused(place, lying) == "altered"
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 40_000


def test_a_bomb_within_a_table_is_refused_before_it_is_unpacked(place):
    def change(parts, _):
        out = io.BytesIO()
        wide = pa.table({"action_id": pa.array(["x" * 1000] * 1_000_000).dictionary_encode()})
        pq.write_table(wide, out, compression="zstd")
        parts["tables/actions.parquet"] = out.getvalue()

    content = sealed_again(change)
    assert len(content) < 2**21
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert refused(place, content) in ("too_large", "unreadable")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300_000


def test_more_parts_than_any_edition_has_are_refused(place):
    assert refused(place, zipped({**PARTS, **{f"x{number}": b"" for number in range(sealed.MOST_PARTS)}})) == "too_large"


def test_a_manifest_as_deep_as_python_goes_is_refused(place):
    assert refused(place, zipped({**PARTS, "manifest.json": b"[" * 200_000})) == "altered"
    assert refused(place, zipped({**PARTS, "manifest.json": b'{"a":' * 200_000})) == "altered"


def test_a_number_without_end_is_refused(place):
    assert refused(place, zipped({**PARTS, "manifest.json": b'{"format": ' + b"9" * 100_000 + b"}"})) in ("altered", "other_format")


@pytest.mark.parametrize(
    "name", ["../../escaped", "/etc/escaped", "..\\escaped", "tables/../../escaped", "C:\\escaped", "tables/\0escaped", ""]
)
def test_a_part_never_leaves_the_file_whatever_its_name(place, name):
    before = sorted(Path(place.parent).rglob("*"))

    def change(parts, _):
        parts[name] = b"escaped"

    place.write_bytes(sealed_again(change))
    with contextlib.suppress(SealError):
        open_edition(place)
    assert sorted(Path(place.parent).rglob("*")) == [*before, place]
    assert not Path("/etc/escaped").exists()


def test_a_part_that_is_there_twice_is_refused(place):
    assert refused(place, zipped([*PARTS.items(), ("words/en.json", b"{}")])) == "stray"
    assert refused(place, zipped([*PARTS.items(), ("manifest.json", PARTS["manifest.json"])])) in ("stray", "altered")


def test_a_part_that_is_a_link_to_a_file_of_the_server_is_only_its_text(place):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in PARTS.items():
            info = zipfile.ZipInfo(name)
            if name == "method/en.md":
                info.external_attr, content = 0o120777 << 16, b"/etc/passwd"
            archive.writestr(info, content)
    assert refused(place, out.getvalue()) == "altered"


@pytest.mark.usefixtures("little_memory")
@pytest.mark.parametrize("target", ["/etc/passwd", "/dev/zero", "/dev/stdin"])
def test_an_edition_that_is_a_link_elsewhere_is_no_edition(place, target):
    place.symlink_to(target)
    with pytest.raises(SealError):
        open_edition(place)
    assert editions.entries(place.parent)[0] == []


def test_an_encrypted_part_is_refused(place):
    content = bytearray(GOOD)
    at = content.index(b"PK\x01\x02")
    while at >= 0:
        content[at + 8] |= 1
        at = content.find(b"PK\x01\x02", at + 4)
    assert refused(place, bytes(content)) == "altered"


class Bomb:
    def __reduce__(self):
        return Path.touch, (Path("/tmp/pickle-was-run"),)


def test_a_pickle_is_never_run(place):
    mark = Path("/tmp/pickle-was-run")
    mark.unlink(missing_ok=True)
    harm = pickle.dumps(Bomb())

    def as_part(parts, _):
        parts["tables/reports.parquet"] = harm

    def as_metadata(parts, _):
        stored = pq.read_table(io.BytesIO(parts["known/parts.parquet"]))
        out = io.BytesIO()
        pq.write_table(stored.replace_schema_metadata({**(stored.schema.metadata or {}), b"PANDAS_ATTRS": harm, b"pickle": harm}), out)
        parts["known/parts.parquet"] = out.getvalue()

    def as_object(parts, _):
        frame = pd.read_parquet(io.BytesIO(parts["known/parts.parquet"]))
        out = io.BytesIO()
        frame.assign(status=[harm] * len(frame)).to_parquet(out)
        parts["known/parts.parquet"] = out.getvalue()

    def as_extension(parts, _):
        stored = pq.read_table(io.BytesIO(parts["tables/reports.parquet"]))
        kind = {b"ARROW:extension:name": b"arrow.py_extension_type", b"ARROW:extension:metadata": harm}
        fields = [stored.schema.field(0).with_metadata(kind), *[stored.schema.field(at) for at in range(1, len(stored.schema))]]
        out = io.BytesIO()
        pq.write_table(stored.cast(pa.schema(fields)), out)
        parts["tables/reports.parquet"] = out.getvalue()

    for change in (as_part, as_metadata, as_object, as_extension):
        place.write_bytes(sealed_again(change))
        with contextlib.suppress(SealError):
            open_edition(place)
        assert not mark.exists()
    code = "".join(
        path.read_text("utf-8") for root in ("data", "components", "pages") for path in (load.FOLDER.parent / root).rglob("*.py")
    )
    for word in ("pickle", "marshal", "shelve", "eval(", "exec(", "yaml.load", "allow_pickle"):
        assert word not in code


def test_words_of_an_edition_fill_in_nothing_that_todays_do_not(place):
    def forge(parts, _):
        told = json.loads(parts["words/en.json"])
        told["headline.of"] = "{count:>1000000000} of {of}"
        told["marking.public"] = "{t.__class__}"
        told["page.overview"] = ["not", "a", "text"]
        told["page.method"] = "Another name"
        parts["words/en.json"] = json.dumps(told).encode()

    place.write_bytes(sealed_again(forge))
    found = open_edition(place).catalogues["en"]
    assert found["page.method"] == "Another name"
    assert {"headline.of", "marking.public", "page.overview"} & found.keys() == set()


# Datasets


@pytest.fixture
def folder(tmp_path):
    return Path(shutil.copytree(RECORD, tmp_path / "own", ignore=shutil.ignore_patterns("editions", "*.py", "README.md")))


def read(folder):
    """Read a folder; what is wrong with it, if anything. No other failure is one."""
    try:
        load.load(folder)
    except BadDatasetError as error:
        assert error.problems
        return error.problems
    return []


HOSTILE_CELLS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30) | st.sampled_from(
    [
        "\0",
        "\r",
        "\n",
        '"',
        '""',
        ",",
        "'",
        "=1+1",
        "\ufeff",
        "\u202e",
        "9" * 400,
        "-0",
        "1e5",
        "0001-01-01",
        "9999-12-31",
        "NaN",
        "null",
        "true",
        " ",
    ]
)


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_dataset_with_any_bytes_in_a_file_is_read_or_refused_by_name(data, folder):
    name = data.draw(st.sampled_from([table.path for table in contract.tables().values()]))
    path = folder / name
    good = path.read_bytes()
    kind = data.draw(st.sampled_from(["bytes", "cut", "insert", "cell", "repeat"]))
    if kind == "bytes":
        path.write_bytes(data.draw(st.binary(max_size=300)))
    elif kind == "cut":
        path.write_bytes(good[: data.draw(st.integers(0, len(good)))])
    elif kind == "insert":
        at = data.draw(st.integers(0, len(good)))
        path.write_bytes(good[:at] + data.draw(st.binary(min_size=1, max_size=6)) + good[at:])
    elif kind == "repeat":
        path.write_bytes(good + good[good.find(b"\n") + 1 :])
    else:
        lines = good.split(b"\n")
        line = data.draw(st.integers(1, max(1, len(lines) - 2)))
        cells = lines[line].split(b",")
        cells[data.draw(st.integers(0, len(cells) - 1))] = data.draw(HOSTILE_CELLS).encode()
        lines[line] = b",".join(cells)
        path.write_bytes(b"\n".join(lines))
    problems = read(folder)
    path.write_bytes(good)
    assert all(problem.file.endswith((".csv", ".toml")) for problem in problems)


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.binary(max_size=200) | JSON.map(lambda value: f"title = {json.dumps(value)}".encode()) | st.text(max_size=100).map(str.encode))
def test_settings_that_say_anything_are_refused_by_name(folder, content):
    (folder / "dataset.toml").write_bytes(content)
    assert any(problem.file == "dataset.toml" for problem in read(folder))


@pytest.mark.usefixtures("little_memory")
def test_a_file_larger_than_any_dataset_is_refused_unread(folder):
    with (folder / "reports.csv").open("r+b") as file:
        file.truncate(3 * 2**30)
    began = time.process_time()
    (problem,) = [problem for problem in read(folder) if problem.file == "reports.csv"]
    assert problem.code == "too_large"
    assert time.process_time() - began < SOON


@pytest.mark.usefixtures("little_memory")
@pytest.mark.parametrize("target", ["/dev/zero", "/dev/stdin"])
def test_a_table_that_is_no_file_is_refused(folder, target):
    (folder / "reports.csv").unlink()
    (folder / "reports.csv").symlink_to(target)
    assert [problem.code for problem in read(folder) if problem.file == "reports.csv"] == ["missing_file"]
