"""A server that listens, until it is told to stop."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import socket
from collections.abc import Callable, Iterator

import uvicorn

from kg.errors import ServeError
from kg.serve.app import make_app
from kg.serve.safety.connections import uvicorn_options
from kg.serve.settings import Settings
from kg.serve.workers.desk import Desk

_FAREWELL = 3  # seconds that requests have to end when the server stops


def run(settings: Settings, listening: Callable[[str], None]) -> None:
    """Serve until SIGTERM or SIGINT; `listening` gets the address as soon as requests are taken.

    Raises ServeError when the address cannot be had or the store cannot be opened.
    """
    with _socket(settings) as bound:
        asyncio.run(_serve(settings, bound, lambda: listening(_address(bound))))


async def _serve(settings: Settings, bound: socket.socket, listening: Callable[[], None]) -> None:
    desk = Desk(settings)
    try:
        await desk.open()
        config = uvicorn.Config(
            make_app(desk), lifespan="off", timeout_graceful_shutdown=_FAREWELL, **uvicorn_options(settings)
        )
        await _Server(config, listening).serve(sockets=[bound])
    finally:
        await desk.close()


class _Server(uvicorn.Server):
    """Says when it listens, and ends quietly on a signal: uvicorn's own would raise it once more at the end."""

    def __init__(self, config: uvicorn.Config, listening: Callable[[], None]):
        super().__init__(config)
        self._listening = listening

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        if self.started:
            self._listening()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        before = {one: signal.signal(one, self.handle_exit) for one in (signal.SIGTERM, signal.SIGINT)}
        try:
            yield
        finally:
            for one, handler in before.items():
                signal.signal(one, handler)


def _socket(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    # Named, the protocol makes asyncio send each answer at once; else the system waits 40 ms for more of it.
    bound = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((settings.host, settings.port))
    except OSError as error:
        bound.close()
        where = f"{settings.host}:{settings.port}"
        raise ServeError(f"{where} cannot be had: {error.strerror or error}; --port 0 takes any free one") from None
    return bound


def _address(bound: socket.socket) -> str:
    host, port = bound.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
