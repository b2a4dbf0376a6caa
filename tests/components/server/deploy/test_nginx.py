"""The configuration of nginx, read by nginx itself."""

import gzip
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from components.server import headers, limits
from components.server.deploy.nginx import Front, configuration
from components.server.static_files import FILES, FOR_GOOD
from components.server.streamlit_internals import AGENT, MEDIA, METRICS, STREAM, UPLOADS
from data.text import words

ROOT = Path(__file__).parents[4]
NGINX = shutil.which("nginx") or "/usr/sbin/nginx"
FRONTS = {
    "plain": Front("127.0.0.1", 18080),
    "names": Front("127.0.0.1", 18080, ["dashboard.example.org", "other.example"]),
    "https": Front(
        "127.0.0.1", 18443, ["dashboard.example.org"], Path("own.pem"), Path("own.key"), 18080
    ),
}


def make_certificate(certificate, key):
    """Write a certificate of this machine, signed by itself, and its key."""
    kind = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost"]
    subprocess.run([*kind, "-out", certificate, "-keyout", key], check=True, capture_output=True)


@pytest.mark.parametrize("name", FRONTS)
def test_nginx_takes_the_configuration_also_in_a_folder_with_blanks(name, tmp_path):
    folder = tmp_path / 'a "b" ñ c'
    folder.mkdir()
    front = FRONTS[name]
    if front.certificate:
        files = [folder / "own.pem", folder / "own.key"]
        make_certificate(*files)
        front = Front(front.address, front.port, front.hosts, *files, front.plain)
    (folder / "nginx.conf").write_text(configuration(front, [18081, 18082], folder), "utf-8")
    done = subprocess.run(
        [NGINX, "-t", "-c", str(folder / "nginx.conf"), "-p", str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", FRONTS)
def test_nothing_is_left_to_fill_in_and_no_line_names_a_client(name):
    text = configuration(FRONTS[name], [18081], Path("/x"))
    assert not re.search(r"@[A-Z_]+@", text.partition("http {")[2])
    assert "error_log stderr emerg;" in text
    assert "access_log off;" in text


def test_the_head_of_an_answer_may_be_as_long_as_an_address():
    text = configuration(FRONTS["plain"], [18081], Path("/x"))
    [kilobytes] = re.findall(r"proxy_buffer_size (\d+)k;", text)
    assert int(kilobytes) * 1024 >= limits.LONGEST_QUERY + 4_096


def test_nothing_is_kept_and_nothing_is_written_while_it_runs():
    text = configuration(FRONTS["plain"], [18081], Path("/x"))
    assert "proxy_cache" not in text
    assert "proxy_max_temp_file_size 0;" in text
    assert "client_max_body_size 8k;" in text
    assert "client_body_buffer_size 16k;" in text


def test_operations_says_what_a_server_that_writes_needs_of_a_proxy():
    text = Path(".github/OPERATIONS.md").read_text("utf-8")
    assert f"client_max_body_size {limits.LARGEST_UPLOAD >> 20}m;" in text


def test_what_nginx_answers_has_the_headers_and_a_replica_s_answer_its_own_alone():
    """A card for other sites has none that would forbid them: a location drops the server's."""
    text = configuration(FRONTS["https"], [18081], Path("/x"))
    server, *locations = re.split(r"\n        location ", text.partition("root ")[2])
    given = dict(re.findall(r"add_header ([\w-]+)\s+\"?([^\"]+?)\"? always;", server))
    assert headers.COMMON.items() <= {name.lower(): value for name, value in given.items()}.items()
    assert given["Content-Security-Policy"] == "$policy"
    for location in locations:
        assert ("proxy_pass" in location) == ("add_header" in location)


def test_what_stands_in_the_configuration_is_what_the_server_has():
    text = configuration(FRONTS["plain"], [18081], Path("/x"))
    for address in (STREAM, METRICS, AGENT, UPLOADS, MEDIA):
        assert re.search(rf"location (= )?{address} \{{", text)
    assert FOR_GOOD in text
    assert f"max-age={headers.ONE_YEAR};" in text
    assert re.search(r"\$language \{ default \$browser; (.*) \}", text)[1] == " ".join(
        f"{language} {language};" for language in words.languages()
    )


def test_a_replica_that_failed_once_is_asked_again_at_once():
    """Otherwise nginx lets one websocket in two seconds through, and forty readers wait."""
    text = configuration(FRONTS["plain"], [18081, 18082], Path("/x"))
    assert text.count("max_fails=0;") == 2
    assert "proxy_next_upstream error timeout;" in text


def test_https_takes_no_cipher_without_forward_secrecy_or_of_the_old_kind():
    text = configuration(FRONTS["https"], [18081], Path("/x"))
    assert "ssl_protocols TLSv1.2 TLSv1.3;" in text
    assert "return 301 https://dashboard.example.org:18443$request_uri;" in text
    assert "error_page 497 =301 https://dashboard.example.org:18443$request_uri;" in text
    [allowed] = re.findall("ssl_ciphers ([^;]+);", text)
    known = subprocess.run(
        ["openssl", "ciphers", "-tls1_2", "-s", allowed], capture_output=True, text=True, check=True
    ).stdout
    ciphers = known.strip().split(":")
    assert [name for name in ciphers if not re.search(r"GCM|CHACHA20|TLS_", name)] == []


def test_for_the_systems_own_nginx_a_folder_has_its_configuration_and_streamlits_files(tmp_path):
    """Ours are asked of a replica: their folder also holds Python."""
    folder = tmp_path / "it"
    command = [sys.executable, "-m", "components.server", "nginx", "--replicas", "3", "--folder"]
    subprocess.run([*command, folder], cwd=ROOT, check=True)
    text = (folder / "nginx.conf").read_text("utf-8")
    assert text.count("server 127.0.0.1:860") == 3
    assert re.findall(r"(?:root|alias) .*", text) == [f'root "{folder}";']
    assert "location /assets" not in text
    assert {path.name for path in folder.iterdir()} == {"nginx.conf", "static", "_messages"}
    packed = [path for path in folder.rglob("*.gz") if path.is_file()]
    names = {f"/{path.relative_to(folder).as_posix()[:-3]}": path for path in packed}
    assert set(names) == {name for name in FILES if name.startswith("/static/")}
    assert not [name for name in names if ".py" in name or "__pycache__" in name]
    name, path = next((name, path) for name, path in names.items() if name.endswith(".js"))
    assert gzip.decompress(path.read_bytes()) == FILES[name].read_bytes()


def test_every_file_that_nginx_sends_has_a_type():
    endings = {name.rpartition(".")[2] for name in FILES if name.startswith("/static/")}
    text = configuration(FRONTS["plain"], [18081], Path("/x"))
    [types] = re.findall(r"types \{(.*?)\}", text, re.DOTALL)
    assert endings <= set(re.findall(r" (\w+);", types))
