"""Hostile editions: whatever bytes one holds, it is read or refused, soon and without harm."""

import contextlib
import io
import json
import resource
import struct
import tempfile
import time
import zipfile
from functools import cache
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data import archive as sealed
from data import editions
from data.archive import EditionError
from data.editions import SUFFIX, open_edition
from data.reading import load
from tests.support import small
from tests.support.harm import JSON, SOON, damaged


@cache
def good() -> bytes:
    """A small edition as it is made today."""
    with tempfile.TemporaryDirectory() as place:
        dataset = load.load(small.write(Path(place) / "small"))
        return editions.freeze(
            dataset, Path(place), "III-EU-CLASI", dataset.horizon
        ).path.read_bytes()


FEW = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))


def parts():
    """Its parts by name."""
    with zipfile.ZipFile(io.BytesIO(good())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


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
    changed = parts()
    manifest = json.loads(changed.pop("manifest.json"))
    change(changed, manifest)
    return sealed.seal(
        {name: value for name, value in manifest.items() if name not in ("parts", "checksum")},
        changed,
    )


def refused(path, content):
    """The code with which a file is refused, soon."""
    path.write_bytes(content)
    began = time.process_time()
    with pytest.raises(EditionError) as caught:
        open_edition(path)
    assert time.process_time() - began < SOON
    return caught.value.code


@FEW
@given(data=st.data())
def test_an_edition_with_any_damage_is_refused_or_shows_what_was_sealed(data, place):
    place.write_bytes(damaged(data, good(), 2000))
    try:
        found = open_edition(place)
    except EditionError:
        return
    assert found.entry.checksum == json.loads(parts()["manifest.json"])["checksum"]


@FEW
@given(data=st.data())
def test_a_manifest_that_says_anything_at_all_is_refused_with_a_code(data, place):
    manifest = json.loads(parts()["manifest.json"])
    key = data.draw(st.sampled_from(sorted(manifest)))
    inner = manifest[key] if isinstance(manifest[key], dict) and data.draw(st.booleans()) else None
    value = data.draw(JSON)
    if inner:
        inner[data.draw(st.sampled_from(sorted(inner)))] = value
    else:
        manifest[key] = value
    manifest["checksum"] = sealed._checksum(manifest)
    place.write_bytes(zipped({**parts(), "manifest.json": json.dumps(manifest)}))
    try:
        open_edition(place)
    except EditionError as error:
        assert error.code


@FEW
@given(data=st.data())
def test_a_part_that_is_anything_at_all_is_refused_though_its_checksum_is_right(data, place):
    name = data.draw(st.sampled_from(sorted(parts().keys() - {"manifest.json"})))
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
            parts[name] = (
                parts[name][:at] + bytes([data.draw(st.integers(0, 255))]) + parts[name][at + 1 :]
            )

    place.write_bytes(sealed_again(change))
    try:
        open_edition(place)
    except EditionError as error:
        assert error.code


# Editions made to harm


def with_manifest(content):
    """An edition of which the manifest is these bytes."""
    return zipped({**parts(), "manifest.json": content})


def bomb():
    return zipped({**parts(), "tables/reports.parquet": b"\0" * (sealed.MOST_BYTES + 1)})


HARM = {
    "a bomb": (bomb, {"too_large"}),
    "more parts than any edition has": (
        lambda: zipped({**parts(), **{f"x{n}": b"" for n in range(sealed.MOST_PARTS)}}),
        {"too_large"},
    ),
    "lists as deep as Python goes": (lambda: with_manifest(b"[" * 200_000), {"altered"}),
    "mappings as deep as Python goes": (lambda: with_manifest(b'{"a":' * 200_000), {"altered"}),
    "a number without end": (
        lambda: with_manifest(b'{"format": ' + b"9" * 100_000 + b"}"),
        {"altered", "other_format"},
    ),
    "a part twice": (lambda: zipped([*parts().items(), ("words/en.json", b"{}")]), {"stray"}),
    "a manifest twice": (
        lambda: zipped([*parts().items(), ("manifest.json", parts()["manifest.json"])]),
        {"stray", "altered"},
    ),
}
"""What is wrong to the content of a file, and the codes with which it may be refused."""


@pytest.mark.parametrize("harm", HARM)
def test_a_file_made_to_harm_is_refused_soon(place, harm):
    make, codes = HARM[harm]
    content = make()
    assert len(content) < 2**20
    assert refused(place, content) in codes


def test_a_bomb_that_lies_about_its_size_is_refused_too(place):
    whole = bomb()
    lying = whole.replace(struct.pack("<L", sealed.MOST_BYTES + 1), struct.pack("<L", 100))
    assert lying != whole
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert refused(place, lying) == "altered"
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 40_000


def test_a_bomb_within_a_table_is_refused_before_it_is_unpacked(place):
    def change(parts, _):
        out = io.BytesIO()
        codes = pa.array([0] * 1_000_000, pa.int32())
        wide = pa.table({"action_id": pa.DictionaryArray.from_arrays(codes, ["x" * 1000])})
        pq.write_table(wide, out, compression="zstd")
        parts["tables/actions.parquet"] = out.getvalue()

    content = sealed_again(change)
    assert len(content) < 2**21
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert refused(place, content) in ("too_large", "unreadable")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300_000


@pytest.mark.parametrize(
    "name",
    [
        "../../escaped",
        "/etc/escaped",
        "..\\escaped",
        "tables/../../escaped",
        "C:\\escaped",
        "tables/\0escaped",
        "",
    ],
)
def test_a_part_never_leaves_the_file_whatever_its_name(place, name):
    before = sorted(Path(place.parent).rglob("*"))

    def change(parts, _):
        parts[name] = b"escaped"

    place.write_bytes(sealed_again(change))
    with contextlib.suppress(EditionError):
        open_edition(place)
    assert sorted(Path(place.parent).rglob("*")) == [*before, place]
    assert not Path("/etc/escaped").exists()


@pytest.mark.usefixtures("little_memory")
@pytest.mark.parametrize("target", ["/etc/passwd", "/dev/zero", "/dev/stdin"])
def test_an_edition_that_is_a_link_elsewhere_is_no_edition(place, target):
    place.symlink_to(target)
    with pytest.raises(EditionError):
        open_edition(place)
    assert editions.entries(place.parent)[0] == []


def test_nothing_reads_a_pickle_or_runs_a_text():
    code = "".join(
        path.read_text("utf-8")
        for root in ("data", "components", "pages")
        for path in (load.FOLDER.parent / root).rglob("*.py")
    )
    for word in ("pickle", "marshal", "shelve", "eval(", "exec(", "yaml.load", "allow_pickle"):
        assert word not in code


def test_an_encrypted_part_is_refused(place):
    content = bytearray(good())
    at = content.index(b"PK\x01\x02")
    while at >= 0:
        content[at + 8] |= 1
        at = content.find(b"PK\x01\x02", at + 4)
    assert refused(place, bytes(content)) == "altered"
