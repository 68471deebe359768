"""Parts of a Streamlit page that show the market live. They need ``streamlit``, and the chart ``pandas``.

What they show is worked out by functions that need neither, so that other frameworks can show the same.
"""

from __future__ import annotations

import time
from typing import Any, Dict, List, Optional, Sequence, Tuple

from .session_state import StreamlitWebSocketClient, get_streamlit_client

DEFAULT_SYMBOLS = ("BTCUSDT", "ETHUSDT", "SOLUSDT")
AUTO_REFRESH_SECONDS = 5
MAX_CHART_POINTS = 200

_TIMEFRAMES = ("1m", "5m", "15m", "1h", "4h", "1d")


def ticker_cells(
        data: Dict[str, Dict[str, Any]], symbols: Sequence[str]) -> List[Tuple[str, str, Optional[str]]]:
    """Label, price and change of each symbol as a ticker shows them; a dash where nothing is known."""
    cells: List[Tuple[str, str, Optional[str]]] = []
    for symbol in symbols:
        known = data.get(symbol, {})
        price, change = known.get("price"), known.get("change_24h")
        cells.append((
            symbol,
            "–" if price is None else f"${float(price):,.2f}" if float(price) >= 1 else f"${float(price):.6f}",
            None if change is None else f"{float(change):+.2f}%"))

    return cells


def chart_points(client: StreamlitWebSocketClient, symbol: str, timeframe: str, max_points: int) -> List[
        Tuple[float, float]]:
    """Time (s) and closing price of a symbol's candles at its first venue, the newest last."""
    result = client.get_client().call("history", symbol=symbol, interval=timeframe, limit=min(max_points, 300))
    candles: List[Dict[str, Any]] = next((one["candles"] for one in result["series"] if one["candles"]), [])

    return [(candle["timestamp"] / 1_000, float(candle["close"])) for candle in candles]


def init_realtime_dashboard(**options: Any) -> bool:
    """Start the session's client; whether there is one."""
    streamlit = _streamlit()
    get_streamlit_client(streamlit.session_state, **options)

    return True


def show_realtime_status() -> None:
    """Whether the connection stands."""
    streamlit = _streamlit()
    if get_streamlit_client(streamlit.session_state).is_connected():
        streamlit.success("🟢 Connected")
    else:
        streamlit.error("🔴 Disconnected")


def show_realtime_price_ticker(symbols: Optional[Sequence[str]] = None) -> None:
    """The prices of some symbols side by side, with their change in 24 hours."""
    streamlit = _streamlit()
    shown = list(symbols or DEFAULT_SYMBOLS)
    data = get_streamlit_client(streamlit.session_state).get_all_prices()
    for column, (label, price, change) in zip(streamlit.columns(len(shown)), ticker_cells(data, shown)):
        column.metric(label, price, change)


def show_realtime_price_chart(
        symbol: str = DEFAULT_SYMBOLS[0], timeframe: str = "1m", max_points: int = 100) -> None:
    """The closing prices of a symbol's candles as a line."""
    streamlit = _streamlit()
    client = get_streamlit_client(streamlit.session_state)
    if not client.is_connected():
        streamlit.info("waiting for the server")
        return
    import pandas

    points = chart_points(client, symbol, timeframe, max_points)
    frame = pandas.DataFrame(points, columns=["time", symbol])
    frame["time"] = pandas.to_datetime(frame["time"], unit="s")
    streamlit.line_chart(frame.set_index("time"))


def create_realtime_tab() -> None:
    """All of it: status, ticker, chart, and a refresh each few seconds where that is wanted."""
    streamlit = _streamlit()
    show_realtime_status()
    symbols = streamlit.multiselect("Symbols", list(DEFAULT_SYMBOLS), list(DEFAULT_SYMBOLS))
    show_realtime_price_ticker(symbols)
    symbol = streamlit.selectbox("Chart", symbols or list(DEFAULT_SYMBOLS))
    timeframe = streamlit.selectbox("Timeframe", list(_TIMEFRAMES))
    show_realtime_price_chart(symbol, timeframe, MAX_CHART_POINTS)
    if streamlit.checkbox("Refresh by itself", value=True):
        time.sleep(AUTO_REFRESH_SECONDS)
        _rerun(streamlit)
    elif streamlit.button("Refresh now"):
        _rerun(streamlit)


def _rerun(streamlit: Any) -> None:
    # It was experimental before 1.27.
    (streamlit.rerun if hasattr(streamlit, "rerun") else streamlit.experimental_rerun)()


def _streamlit() -> Any:
    try:
        import streamlit
    except ImportError as ex:
        raise ImportError(
            "tickwire.streamlit_realtime needs Streamlit: pip install 'tickwire[streamlit]'. "
            "The rest of tickwire does without it") from ex

    return streamlit
