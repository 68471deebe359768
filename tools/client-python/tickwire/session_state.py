"""Keeps a dictionary, such as Streamlit's ``session_state``, in sync with a client that runs in the background."""

from __future__ import annotations

from typing import Any, Dict, MutableMapping, Optional, cast

from .client import WebSocketClient

CLIENT = "websocket_client"
ADAPTER = "websocket_adapter"
CONNECTED = "websocket_connected"
DATA = "websocket_data"

State = MutableMapping[str, Any]


class StreamlitWebSocketClient:
    """A client that a session keeps, and what it knows as of the last :meth:`update_state` in the session's state.

    :param session_state: a dictionary; the client that is in it already is used.
    :param options: of a new :class:`WebSocketClient`.
    """

    def __init__(self, session_state: State, **options: Any) -> None:
        self.session_state = session_state
        if CLIENT not in session_state:
            session_state[CLIENT] = WebSocketClient(**options)
        self.get_client().start_background()
        self.update_state()

    def get_client(self) -> WebSocketClient:
        """The client underneath."""
        return cast(WebSocketClient, self.session_state[CLIENT])

    def update_state(self) -> None:
        """Put what is known now into the session's state: ``websocket_connected`` and ``websocket_data``."""
        client = self.get_client()
        self.session_state[CONNECTED] = client.is_connected()
        self.session_state[DATA] = client.get_latest_data()

    def get_price(self, symbol: str) -> Optional[float]:
        """The newest price of a symbol; None: none came."""
        self.update_state()

        return self.get_client().get_latest_price(symbol)

    def get_all_prices(self) -> Dict[str, Dict[str, Any]]:
        """``price``, ``change_24h``, ``volume_24h`` and ``timestamp`` of each symbol."""
        self.update_state()

        return cast("Dict[str, Dict[str, Any]]", self.session_state[DATA])

    def is_connected(self) -> bool:
        """Whether the connection stands."""
        self.update_state()

        return bool(self.session_state[CONNECTED])

    def stop(self) -> None:
        """End the client, and take it out of the session's state."""
        client = self.session_state.pop(CLIENT, None)
        self.session_state.pop(ADAPTER, None)
        self.session_state[CONNECTED] = False
        if client is not None:
            client.stop()


def get_streamlit_client(session_state: State, **options: Any) -> StreamlitWebSocketClient:
    """The adapter of a session: made, and its client started, the first time; the same after that."""
    if ADAPTER not in session_state:
        session_state[ADAPTER] = StreamlitWebSocketClient(session_state, **options)

    return cast(StreamlitWebSocketClient, session_state[ADAPTER])
