"""ZIP files of named parts: the same parts give the same bytes.

A sealed one has a manifest with the checksum of each part: whole, or refused by the part's name.
"""

import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

MANIFEST = "manifest.json"
MOST_BYTES = 64 * 2**20
"""The most that a file may hold, packed or unpacked: a few hundred times the record."""
MOST_PARTS = 100
PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""How parts may be packed: the other ways of ZIP unpack further, and fail in other words."""
SAME_TIME = (1980, 1, 1, 0, 0, 0)
"""Time of every part, so that the same content gives the same bytes."""
UNIX, FILE_OF_ALL = 3, 0o100644
"""What a part unpacks to: a plain file that everybody may read and its owner may write."""


class EditionError(Exception):
    """Why an edition cannot be opened or written.

    `part` is what is wrong in it: a part, or the edition, file or folder as a whole; `code` is a
    key of `[edition_problem]` in the catalogues, whose words need the `details`.
    """

    def __init__(self, part: str, code: str, **details: str) -> None:
        super().__init__(f"{part}: {code}")
        self.part, self.code, self.details = part, code, details


def seal(manifest: Mapping[str, Any], parts: Mapping[str, bytes]) -> bytes:
    """A ZIP file of parts behind their manifest, to which two entries are added.

    `parts` has the SHA-256 of each part by name, and `checksum` that of all else in the manifest.
    """
    sums = {name: hashlib.sha256(content).hexdigest() for name, content in sorted(parts.items())}
    whole = {**manifest, "parts": sums}
    whole["checksum"] = _checksum(whole)
    return packed({MANIFEST: json.dumps(whole, ensure_ascii=False, indent=1).encode(), **parts})


def packed(parts: Mapping[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP file of named parts in their order; the same parts give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, SAME_TIME)
            info.create_system, info.external_attr = UNIX, FILE_OF_ALL << 16
            archive.writestr(info, content, packing)
    return out.getvalue()


def repacked(content: bytes) -> bytes:
    """A ZIP file, such as an office document, packed anew, without the times of its parts."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return packed({name: archive.read(name) for name in archive.namelist()})


def manifest(path: Path, form: str) -> dict[str, Any]:
    """The manifest of a sealed file, whose `format` must be `form`; its parts are not looked at.

    Raises:
        EditionError: the file is none of this kind or too large, or its manifest was altered.
    """
    with _opened(path) as archive:
        return _manifest(archive, form)


def unseal(path: Path, form: str) -> tuple[dict[str, Any], dict[str, bytes]]:
    """The manifest and every other part by name, each held to its checksum.

    Raises:
        EditionError: as for `manifest`; or a part is missing, altered, twice there, or not in the
            manifest.
    """
    with _opened(path) as archive:
        whole = _manifest(archive, form)
        names = archive.namelist()
        for name in names:
            if names.count(name) > 1 or (name != MANIFEST and name not in whole["parts"]):
                raise EditionError(name, "stray")
        parts = {name: _read(archive, name) for name in whole["parts"]}
    for name, checksum in whole["parts"].items():
        if hashlib.sha256(parts[name]).hexdigest() != checksum:
            raise EditionError(name, "altered")
    return whole, parts


def _checksum(whole: Mapping[str, Any]) -> str:
    """SHA-256 over everything else that the manifest says."""
    rest = {key: value for key, value in whole.items() if key != "checksum"}
    return hashlib.sha256(json.dumps(rest, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _opened(path: Path) -> zipfile.ZipFile:
    """The file, unless it is larger than any of ours or says that it would be when unpacked."""
    try:
        if not path.is_file():
            raise EditionError(path.name, "unreadable")
        if path.stat().st_size > MOST_BYTES:
            raise EditionError(path.name, "too_large")
        archive = zipfile.ZipFile(path)
    except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError):
        raise EditionError(path.name, "unreadable") from None
    inside = archive.infolist()
    if len(inside) > MOST_PARTS or sum(info.file_size for info in inside) > MOST_BYTES:
        archive.close()
        raise EditionError(path.name, "too_large")
    return archive


def _manifest(archive: zipfile.ZipFile, form: str) -> dict[str, Any]:
    """The manifest, refused unless its format, its checksum and its list of parts are right."""
    try:
        found = json.loads(_read(archive, MANIFEST))
        if not isinstance(found, dict) or found.get("format") != form:
            raise EditionError(MANIFEST, "other_format", value=form)
        if found.get("checksum") == _checksum(found) and isinstance(found.get("parts"), dict):
            return found
    except (ValueError, RecursionError):
        pass
    raise EditionError(MANIFEST, "altered")


def _read(archive: zipfile.ZipFile, name: str) -> bytes:
    """A part; never more than its announced size, which `_opened` has bounded."""
    try:
        info = archive.getinfo(name)
        if info.compress_type not in PACKINGS:
            raise EditionError(name, "altered")
        with archive.open(info) as part:
            # Without a number, zipfile unpacks all before it looks at the announced size.
            return part.read(info.file_size + 1)
    except KeyError:
        raise EditionError(name, "missing") from None
    except (OSError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        raise EditionError(name, "altered") from None
