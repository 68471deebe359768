"""A client of Tickwire, a market-data server: asyncio, or a thread in the background.

>>> client = WebSocketClient("localhost", 8765)
>>> client.start_background()
>>> client.get_latest_price("BTCUSDT")
"""

from ._book import Book
from ._subscriptions import Handle
from ._version import VERSION
from ._wire import TickwireError
from .client import DEFAULT_HOST, DEFAULT_PORT, RECONNECT_DELAY, WebSocketClient
from .session_state import StreamlitWebSocketClient, get_streamlit_client

__all__ = [
    "Book",
    "DEFAULT_HOST",
    "DEFAULT_PORT",
    "Handle",
    "RECONNECT_DELAY",
    "StreamlitWebSocketClient",
    "TickwireError",
    "WebSocketClient",
    "get_streamlit_client",
]

__version__ = VERSION
