"""A reader without a browser, for profiles and load: Streamlit's own messages over a WebSocket."""

import time
from collections.abc import Sequence

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

CUT_SHORT = ForwardMsg.ScriptFinishedStatus.FINISHED_EARLY_FOR_RERUN


class Session:
    """One session on the page of an address; `open` it, `choose` in a filter, `close` it.

    Args:
        address: of the page, such as `http://127.0.0.1:8501/overview?lang=en`.
    """

    def __init__(self, address: str) -> None:
        self.origin, path = address.split("/", 3)[2:]
        self.page, _, self.query = path.partition("?")
        self.filters: dict[str, str] = {}
        self.last: list[ForwardMsg] = []
        self.bytes = 0

    async def open(self) -> None:
        """Connect and let the page run once."""
        url = f"ws://{self.origin}/_stcore/stream"
        self.socket: ClientConnection = await connect(
            url,
            subprotocols=["streamlit"],
            origin=f"http://{self.origin}",
            max_size=None,
            compression=None,
        )  # type: ignore[list-item]
        message = BackMsg()
        message.rerun_script.query_string = self.query
        message.rerun_script.page_name = self.page
        message.rerun_script.context_info.locale = "en-GB"
        message.rerun_script.context_info.url = f"http://{self.origin}/{self.page}"
        await self.socket.send(message.SerializeToString())
        await self._finished()

    async def choose(self, label: str, values: Sequence[str]) -> float:
        """Choose these values in the filter of this label; seconds until the page has run.

        Values are as they are shown.
        """
        message = BackMsg()
        message.rerun_script.query_string = self.query
        message.rerun_script.page_script_hash = self.script
        state = message.rerun_script.widget_states.widgets.add(id=self.filters[label])
        state.string_array_value.data.extend(values)
        begun = time.perf_counter()
        await self.socket.send(message.SerializeToString())
        await self._finished()
        return time.perf_counter() - begun

    def metric(self) -> str:
        """The first metric that the last run sent."""
        elements = (
            message.delta.new_element
            for message in self.last
            if message.WhichOneof("type") == "delta"
        )
        return next(
            (element.metric.body for element in elements if element.WhichOneof("type") == "metric"),
            "",
        )

    async def close(self) -> None:
        await self.socket.close()

    async def _finished(self) -> None:
        self.last, self.bytes = [], 0
        while True:
            data = await self.socket.recv()
            self.bytes += len(data)
            message = ForwardMsg.FromString(data)  # type: ignore[arg-type]
            self.last.append(message)
            kind = message.WhichOneof("type")
            if kind == "navigation":
                self.script = message.navigation.page_script_hash
            elif kind == "page_info_changed":
                self.query = message.page_info_changed.query_string
            elif kind == "delta" and message.delta.new_element.WhichOneof("type") == "multiselect":
                self.filters[message.delta.new_element.multiselect.label] = (
                    message.delta.new_element.multiselect.id
                )
            elif kind == "script_finished" and message.script_finished != CUT_SHORT:
                return
