"""A reader without a browser, for load: one run of Streamlit, then what the board asks by HTTP."""

import asyncio
import gzip
import time
from collections.abc import Sequence
from contextlib import suppress
from typing import Any
from urllib.parse import urlencode

import orjson
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Origin, Subprotocol


def figures(content: dict[str, Any]) -> list[str]:
    """The large figures of a page's content, as they are written."""
    parts = (part for row in content["rows"] for column in row["columns"] for part in column)
    return [
        row["number"]
        for part in parts
        if (part.get("body") or {}).get("layout") == "tiles"
        for row in part["body"]["rows"]
    ]


class Session:
    """One session on a page; `open` it, `choose` countries, `aclose` it.

    Args:
        address: of the page, such as `http://127.0.0.1:8501/overview?lang=en`.
        client: the address from which this reader comes, such as `127.0.1.7`: the server counts
            what one client asks for.
    """

    def __init__(self, address: str, client: str) -> None:
        self.origin, path = address.split("/", 3)[2:]
        self.page, _, self.query = path.partition("?")
        self.client = client
        self.content: dict[str, Any] = {}
        self.socket: ClientConnection | None = None
        self.writer: asyncio.StreamWriter | None = None

    async def open(self) -> None:
        """Connect and let the page run once."""
        self.socket = await connect(
            f"ws://{self.origin}/_stcore/stream",
            subprotocols=[Subprotocol("streamlit")],
            origin=Origin(f"http://{self.origin}"),
            max_size=None,
            compression=None,
            local_addr=(self.client, 0),
        )
        host, port = self.origin.split(":")
        self.reader, self.writer = await asyncio.open_connection(
            host, int(port), local_addr=(self.client, 0)
        )
        await self.run(self.page, self.query)
        await self._finished()

    async def run(self, page: str, query: str) -> None:
        """Ask for a run of a page."""
        message = BackMsg()
        message.rerun_script.query_string = query
        message.rerun_script.page_name = page
        message.rerun_script.context_info.locale = "en-GB"
        message.rerun_script.context_info.url = f"http://{self.origin}/{page}"
        await self.socket.send(message.SerializeToString())

    async def until_lost(self) -> None:
        """Take what comes until the connection is closed."""
        with suppress(ConnectionClosed):
            async for _ in self.socket:
                pass

    async def choose(self, codes: Sequence[str]) -> float:
        """Choose these countries as the board does; seconds until the content was there."""
        query = urlencode({"country": codes, "lang": "en"}, doseq=True)
        begun = time.perf_counter()
        self.content = orjson.loads(await self._got(f"/board/{self.page}?{query}"))
        return time.perf_counter() - begun

    def metric(self) -> str:
        """The first figure of the content that was last asked for."""
        return next(iter(figures(self.content)), "")

    async def aclose(self) -> None:
        """Close what was opened."""
        if self.writer:
            self.writer.close()
        if self.socket:
            await self.socket.close()

    async def _got(self, path: str) -> bytes:
        """The body of an answer, over the connection that is kept open."""
        head = f"GET {path} HTTP/1.1\r\nHost: {self.origin}\r\nAccept-Encoding: gzip\r\n\r\n"
        self.writer.write(head.encode())
        received = (await self.reader.readuntil(b"\r\n\r\n")).decode().lower()
        status, *lines = received.split("\r\n")
        headers = dict(line.split(": ", 1) for line in lines if line)
        body = await self.reader.readexactly(int(headers["content-length"]))
        if " 200" not in status:
            raise OSError(status)
        return gzip.decompress(body) if headers.get("content-encoding") == "gzip" else body

    async def _finished(self) -> None:
        while True:
            message = ForwardMsg.FromString(await self.socket.recv())  # type: ignore[arg-type]
            if message.WhichOneof("type") == "script_finished":
                return
