"""The configuration of nginx in front of the replicas, and the files that nginx sends itself."""

import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from components.server import addresses, limits, reader, streamlit_internals, streams
from components.server.headers import COMMON, DATA_POLICY, ONE_YEAR, page_policy
from components.server.middleware import FOR_GOOD
from data import words

ONE_ADDRESS = 200
"""Requests of one address at a time, without websockets: enough for a meeting behind one router."""
PAGES, PAGES_AT_ONCE = 50, 400
"""Requests of one address a second in the long run, and at once."""
OPENED, OPENED_AT_ONCE = 40, 400
"""Websockets that one address may open a second in the long run, and at once."""
DESCRIPTORS = 65_536
"""Open files of a worker, if this process may have as many: a websocket takes two."""
LARGEST_BODY = "8k"
"""Largest body of a request. A body is refused later; one this small is not written to disk."""
LARGEST_FILE = "2m"
"""Largest file that a reader sends, if uploads are open."""
CIPHERS = "ECDHE+AESGCM:ECDHE+CHACHA20"
"""For TLS 1.2; all ciphers of TLS 1.3 are allowed."""
TYPES = {
    "css": "text/css",
    "gif": "image/gif",
    "js": "text/javascript",
    "json": "application/json",
    "png": "image/png",
    "svg": "image/svg+xml",
    "woff2": "font/woff2",
}
"""Media types of Streamlit's files by ending; a test checks that none is missing."""


@dataclass(frozen=True)
class Front:
    """What the front listens to.

    Attributes:
        address: where it listens.
        port: its port.
        hosts: names under which it answers; every name where there is none.
        certificate, key: files of the certificate for HTTPS; plain HTTP without.
        plain: a port for plain HTTP that leads to HTTPS.
        open_files: how many a worker may have.
        is_systems: whether the system's own nginx is to read it, which says itself how it runs.
    """

    address: str
    port: int
    hosts: Sequence[str] = ()
    certificate: Path | None = None
    key: Path | None = None
    plain: int | None = None
    open_files: int = DESCRIPTORS
    is_systems: bool = False

    def ports(self) -> list[int]:
        """All ports that it listens to."""
        return [self.port] if self.plain is None else [self.port, self.plain]


def prepare(front: Front, replicas: Sequence[int], folder: Path) -> None:
    """Write the configuration, and Streamlit's own files in compressed form for nginx to send.

    Nothing is written or cached later, so no request can change what another reader is sent.
    """
    folder.chmod(0o755)
    (folder / "nginx.conf").write_text(configuration(front, replicas, folder), "utf-8")
    for name in addresses.FILES:
        if name.startswith("/static/"):
            packed = folder / f"files{name}.gz"
            packed.parent.mkdir(parents=True, exist_ok=True)
            content = (addresses.STATIC / name[1:]).read_bytes()
            packed.write_bytes(gzip.compress(content, compresslevel=9, mtime=0))


def configuration(front: Front, replicas: Sequence[int], folder: Path) -> str:
    """The whole configuration, for replicas on these ports of this machine.

    A reader stays on one replica by a cookie that says nothing about them; where that replica is
    gone, the next one answers. Nothing is written down but what stops nginx itself: its other
    lines name the addresses of clients. nginx writes into the folder, and finds its files there.
    """
    secure = front.certificate is not None
    listening = f"{front.address}:{front.port}" + (" ssl" if secure else "")
    lines = {
        "MAIN": SYSTEMS if front.is_systems else OWN,
        "FOLDER": _quote(folder),
        "FILES": str(front.open_files),
        "CONNECTIONS": str(min(front.open_files - 64, 16_384)),
        "TYPES": " ".join(f"{kind} {ending};" for ending, kind in TYPES.items()),
        "REPLICAS": "\n".join(f"        server 127.0.0.1:{port} max_fails=0;" for port in replicas),
        "LISTEN": listening + ("" if front.hosts else " default_server"),
        "NAMES": " ".join(front.hosts) or "_",
        "STRANGER": _stranger(front, listening) if front.hosts else "",
        "PLAIN": _plain(front),
        "TLS": _tls(front),
        "COOKIE": "; Secure" if secure else "",
        "LANGUAGES": _languages(),
        "SAID": "".join(_sentences(name) for name in ("gone", "often", "name", "nowhere", "body")),
        "HEADER_MAPS": _header_maps(secure),
        "HEADERS": _headers(secure),
        "STATIC_HEADERS": _static_headers(secure),
        "LIMITS": _limits(),
        "DATA_LIMIT": "limit_req zone=data burst=@BURST@ nodelay;" if limits.rate()[0] else "",
        "FILES_LIMIT": "limit_req zone=files burst=@BURST@ nodelay;" if limits.rate()[0] else "",
        "BURST": str(limits.rate()[1]),
        "ONE_ADDRESS": str(ONE_ADDRESS),
        "PAGES": f"limit_req zone=pages burst={PAGES_AT_ONCE} nodelay;",
        "STREAM": streamlit_internals.STREAM,
        "METRICS": streamlit_internals.METRICS,
        "AGENT": streamlit_internals.AGENT,
        "UPLOAD": streamlit_internals.UPLOADS,
        "MEDIA": streamlit_internals.MEDIA,
        "STREAMS": f"limit_conn streams {streams.MOST}; "
        f"limit_req zone=opened burst={OPENED_AT_ONCE} nodelay;",
        "UPLOADS": UPLOADS if limits.uploads_open() else "return 404;",
        "OFTEN_DATA": _data_error(
            "rate", "Too many requests: wait a few seconds. The whole data are one request a table."
        ),
        "GONE_DATA": _data_error("away", "The server is being restarted: wait a few seconds."),
        "LARGEST_BODY": LARGEST_BODY,
        "LARGEST_FILE": LARGEST_FILE,
    }
    text = TEMPLATE
    for name, value in lines.items():
        text = text.replace(f"@{name}@", value)
    return text


def _quote(path: Path) -> str:
    """A path as it stands between quotation marks."""
    return str(path.resolve()).replace("\\", "\\\\").replace('"', '\\"')


def _tls(front: Front) -> str:
    if front.certificate is None:
        return ""
    certificate, key = _quote(front.certificate), _quote(front.key or front.certificate)
    files = f'ssl_certificate "{certificate}"; ssl_certificate_key "{key}";'
    kinds = f"ssl_protocols TLSv1.2 TLSv1.3; ssl_ciphers {CIPHERS}; ssl_session_tickets off;"
    return f"{files} {kinds} error_page 497 =301 https://$host:{front.port}$request_uri;"


def _stranger(front: Front, listening: str) -> str:
    """The answer under any other name."""
    return f"""server {{
        listen {listening} default_server; server_name _; {_tls(front)}
        location / {{ default_type text/html; return 421 $said_name; }}
    }}"""


def _plain(front: Front) -> str:
    """The server that leads from plain HTTP to HTTPS."""
    if front.plain is None:
        return ""
    port = "" if front.port == 443 else f":{front.port}"
    names, listen = " ".join(front.hosts) or "_", f"listen {front.address}:{front.plain}"
    redirect = f"return 301 https://$host{port}$request_uri;"
    server = f"server {{ {listen}; server_name {names}; {redirect} }}"
    if not front.hosts:
        return server
    return f"server {{ {listen} default_server; server_name _; return 421; }}\n    {server}"


def _limits() -> str:
    zones = {"pages": PAGES * 60, "opened": OPENED * 60}
    zones |= dict.fromkeys(("data", "files"), limits.rate()[0])
    return " ".join(
        f"limit_req_zone $binary_remote_addr zone={name}:2m rate={rate}r/m;"
        for name, rate in zones.items()
        if rate
    )


def _languages() -> str:
    """The reader's language by the same rule as `reader.language_of`."""
    known = words.languages()
    own = " ".join(f"{code} {code};" for code in known)
    browser = " ".join(f"~*^{code} {code};" for code in known)
    return f"""map $arg_lang $asked {{ default ''; {own} }}
    map $http_accept_language $browser {{ default {known[0]}; {browser} }}
    map $asked $language {{ default $asked; '' $browser; }}"""


def _sentences(name: str) -> str:
    """One sentence in each language. If the cause may end soon, the page reloads."""
    again = name in ("gone", "often")
    home = None if again else "/overview"
    known = words.languages()
    pages = " ".join(
        f'{code} "{reader.page(code, name, home=home, again=again)}";' for code in known
    )
    return f"map $language $said_{name} {{ {pages} }}\n    "


def _all_headers(secure: bool) -> dict[str, str]:
    """The headers of every answer."""
    found = {
        **COMMON,
        "content-security-policy": DATA_POLICY,
        "cross-origin-resource-policy": "same-origin",
    }
    return found | ({"strict-transport-security": f"max-age={ONE_YEAR}"} if secure else {})


def _variable(name: str) -> str:
    return name.replace("-", "_")


def _header_maps(secure: bool) -> str:
    """Each header has a value only where no replica has answered, which has a policy of its own.

    A card for other sites leaves out a header that would forbid them: nothing adds it again.
    """
    named = {_variable(name): value for name, value in _all_headers(secure).items()}
    return "\n    ".join(
        f"map $upstream_http_content_security_policy $own_{name} {{ '' \"{value}\"; default ''; }}"
        for name, value in named.items()
    )


def _headers(secure: bool) -> str:
    return " ".join(
        f"add_header {name} $own_{_variable(name)} always;" for name in _all_headers(secure)
    )


def _static_headers(secure: bool) -> str:
    """The headers of Streamlit's files. A worker script needs the policy of a page."""
    found = {**_all_headers(secure), "content-security-policy": page_policy()}
    lines = [f'add_header {name} "{value}" always;' for name, value in found.items()]
    return " ".join([*lines, f'add_header cache-control "{FOR_GOOD}";'])


def _data_error(code: str, message: str) -> str:
    return json.dumps({"error": {"code": code, "message": message}})


OWN = """daemon off;
pid "@FOLDER@/nginx.pid";"""
SYSTEMS = """user www-data;
pid /run/nginx.pid;"""
UPLOADS = (
    "client_max_body_size @LARGEST_FILE@; proxy_request_buffering off; proxy_pass http://replicas;"
)
TEMPLATE = (Path(__file__).parent / "nginx.template.conf").read_text("utf-8")
"""The configuration, with a name between two @ for each part that is filled in."""
