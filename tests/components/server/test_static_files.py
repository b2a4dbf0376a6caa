"""Files that never change while the server runs: how they are sent, and that none is code."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from components.server import static_files
from components.server.board import assets

SENT = sorted(path.name for kind in ("*.js", "*.css") for path in assets.FRONTEND.glob(kind))


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("/assets/frontend/board.js?v=1", static_files.FOR_GOOD),
        ("/assets/frontend/board.js", static_files.FOR_A_DAY),
        ("/favicon.ico", static_files.FOR_A_DAY),
    ],
)
def test_what_changes_its_address_with_its_content_is_kept_for_good_all_else_for_a_day(
    visitor, address, kept
):
    assert visitor.get(address).headers["cache-control"] == kept


@pytest.mark.parametrize("name", SENT)
def test_every_script_and_style_is_sent_and_packed_without_comments(visitor, name):
    whole, packed = (
        visitor.get(f"/assets/frontend/{name}", headers={"accept-encoding": encoding}).text
        for encoding in ("identity", "gzip")
    )
    assert whole == (assets.FRONTEND / name).read_text("utf-8")
    rest = iter(whole.splitlines())
    assert all(line in rest for line in packed.splitlines()), "other lines, or another order"
    if name.endswith(".js"):
        code = [line for line in whole.splitlines() if re.match(r"\s*[\w}\])]", line)]
        assert set(code) <= set(packed.splitlines())
        assert not re.search(r"^\s*//", packed, re.MULTILINE)
    else:
        assert packed == whole


@pytest.mark.parametrize("encoding", ["gzip", "identity"])
@pytest.mark.parametrize("root", ["/assets/", "/assets/frontend/"])
@pytest.mark.parametrize(
    "name",
    [
        "",
        "__pycache__",
        "__pycache__/assets.cpython-311.pyc",
        "assets.PY",
        "assets.py?v=1",
        "assets.py%00.js",
        "start.js/../assets.py",
        "%2e%2e/%2e%2e/dashboard.py",
        "%2e%2e%2f%2e%2e%2fcomponents%2fserver%2fasgi.py",
        "..%5cserver%5casgi.py",
    ],
)
def test_no_python_is_sent_from_the_folders_of_assets(visitor, root, name, encoding):
    answer = visitor.get(f"{root}{name}", headers={"accept-encoding": encoding})
    assert answer.status_code in (400, 404)
    assert b"import" not in answer.content


def test_no_file_that_is_sent_is_python():
    assert not [name for name in static_files.FILES if name.endswith((".py", ".pyc"))]


@pytest.mark.parametrize(
    ("takes", "encoding"), [("gzip, deflate, br", "br"), ("gzip", "gzip"), ("identity", None)]
)
def test_the_library_is_sent_in_the_smallest_form_that_is_taken(visitor, takes, encoding):
    """The client of the tests unpacks gzip, and leaves Brotli as it is sent."""
    answer = visitor.get(f"/{assets.address(assets.LIBRARY)}", headers={"accept-encoding": takes})
    headers = [answer.headers.get(name) for name in ("content-encoding", "vary", "cache-control")]
    assert headers == [encoding, "accept-encoding", static_files.FOR_GOOD]
    path = assets.LIBRARY
    path = path.with_name(f"{path.name}.br") if encoding == "br" else path
    assert answer.content == path.read_bytes()


def test_the_packed_library_is_the_library():
    packed, deno = f"{assets.LIBRARY}.br", Path(sys.executable).with_name("deno")
    unpack = "import { brotliDecompressSync } from 'node:zlib';"
    unpack += f"await Deno.stdout.write(brotliDecompressSync(Deno.readFileSync({packed!r})))"
    found = subprocess.run([deno, "eval", unpack], capture_output=True, check=True).stdout
    assert found == assets.LIBRARY.read_bytes()
