"""The configuration of nginx in front of the replicas: one text, made from what `serve` is asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from components.server.headers import COMMON, DATA_POLICY
from data import words

ONE_ADDRESS = 200
"""Connections of one address: a whole meeting behind one router, and no more."""


@dataclass(frozen=True)
class Front:
    """What the front listens to.

    Attributes:
        address: where it listens.
        port: its port.
        hosts: names under which it answers; every name where there is none.
        certificate, key: files of the certificate for HTTPS; plain HTTP without.
    """

    address: str
    port: int
    hosts: Sequence[str] = ()
    certificate: Path | None = None
    key: Path | None = None


def configuration(front: Front, replicas: Sequence[int], folder: Path) -> str:
    """The whole configuration.

    A reader stays on one replica by a cookie that says nothing about them; where that replica is
    gone, the next one answers. Nothing is written down but what stops nginx itself: its other
    lines name the addresses of clients.

    Args:
        front: what it listens to.
        replicas: ports of the replicas on this machine.
        folder: where nginx may write.
    """
    secure = front.certificate is not None
    listening = f"{front.address}:{front.port}" + (" ssl" if secure else "")
    names = " ".join(front.hosts) or "_"
    lines = {
        "FOLDER": str(folder),
        "REPLICAS": "\n".join(f"        server 127.0.0.1:{port} max_fails=1 fail_timeout=2s;" for port in replicas),
        "LISTEN": listening + ("" if front.hosts else " default_server"),
        "NAMES": names,
        "STRANGER": f"    server {{ listen {listening} default_server; server_name _; {_tls(front)} return 421; }}" if front.hosts else "",
        "TLS": _tls(front),
        "COOKIE": "; Secure" if secure else "",
        "CONNECTIONS": str(ONE_ADDRESS),
        "GONE": _gone(),
        "HEADERS": _headers(),
    }
    text = TEMPLATE
    for name, value in lines.items():
        text = text.replace(f"@{name}@", value)
    return text


def _tls(front: Front) -> str:
    if front.certificate is None:
        return ""
    return f"ssl_certificate {front.certificate}; ssl_certificate_key {front.key}; ssl_protocols TLSv1.2 TLSv1.3;"


def _headers(**more: str) -> str:
    """The headers of what nginx answers by itself; everything else has them from the replicas."""
    headers = {**COMMON, "content-security-policy": DATA_POLICY, **more}
    return " ".join(f'add_header {name.replace("_", "-")} "{value}" always;' for name, value in headers.items())


def _gone() -> str:
    """What is said in every language while no replica answers; the page asks again by itself."""
    said = "".join(f"<p lang='{language}'>{words.words(language)('server.gone')}</p>" for language in words.languages())
    page = f"<!DOCTYPE html><meta charset='utf-8'><meta http-equiv='refresh' content='5'><title>EU-CLASI</title>{said}"
    return f'{_headers(retry_after="5", cache_control="no-store")} default_type text/html; return 503 "{page}";'


TEMPLATE = """\
daemon off;
worker_processes auto;
pid @FOLDER@/nginx.pid;
error_log stderr crit;
events { worker_connections 4096; }
http {
    access_log off;
    server_tokens off;
    client_body_temp_path @FOLDER@/body;
    proxy_temp_path @FOLDER@/proxy;
    fastcgi_temp_path @FOLDER@/fastcgi;
    uwsgi_temp_path @FOLDER@/uwsgi;
    scgi_temp_path @FOLDER@/scgi;
    proxy_cache_path @FOLDER@/cache keys_zone=shipped:1m max_size=100m inactive=30d use_temp_path=off;

    map $http_upgrade $connection_upgrade { default upgrade; '' ''; }
    map $cookie_route $route { default $cookie_route; '' $request_id; }
    map $cookie_route $new_route { default ''; '' "route=$request_id; Path=/; HttpOnly; SameSite=Lax@COOKIE@"; }
    map $http_accept_encoding $packed { default ''; '~gzip' gzip; }
    limit_conn_zone $binary_remote_addr zone=clients:2m;
    upstream replicas {
        hash $route consistent;
@REPLICAS@
        keepalive 32;
    }

    gzip on;
    gzip_proxied any;
    gzip_vary on;
    gzip_min_length 1000;
    gzip_types text/css text/csv text/javascript text/plain application/javascript application/json image/svg+xml
        application/vnd.oai.openapi+json;

    client_max_body_size 1m;
    client_body_timeout 10s;
    client_header_timeout 10s;
    large_client_header_buffers 4 16k;
    limit_conn clients @CONNECTIONS@;

    proxy_http_version 1.1;
    proxy_set_header Host $http_host;
    proxy_set_header Connection $connection_upgrade;
    proxy_set_header Upgrade $http_upgrade;
    proxy_set_header X-Forwarded-For $remote_addr;
    proxy_set_header X-Forwarded-Proto $scheme;
    proxy_connect_timeout 2s;
    proxy_next_upstream error timeout;

@STRANGER@
    server {
        listen @LISTEN@;
        server_name @NAMES@;
        @TLS@
        error_page 502 503 504 /_gone;
        location / {
            proxy_pass http://replicas;
            add_header Set-Cookie $new_route;
        }
        location = /_stcore/stream {
            proxy_pass http://replicas;
            proxy_read_timeout 1h;
            proxy_send_timeout 1h;
            proxy_buffering off;
        }
        # A reader who was moved to another replica has files to take away there, and a cookie that leads elsewhere.
        location /media/ {
            proxy_pass http://replicas;
            proxy_next_upstream error timeout http_404;
        }
        location /static/ {
            proxy_pass http://replicas;
            proxy_set_header Accept-Encoding $packed;
            proxy_ignore_headers Vary;
            proxy_cache shipped;
            proxy_cache_key $uri$packed;
            proxy_cache_valid 200 30d;
            proxy_cache_lock on;
        }
        location /_stcore/metrics { @HEADERS@ return 404; }
        location /_stcore/agent/ { @HEADERS@ return 404; }
        location = /_gone { internal; @GONE@ }
    }
}
"""
