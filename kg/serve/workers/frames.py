"""Messages between the server and its workers: a header (a JSON object) and a body (bytes), each with its length."""

from __future__ import annotations

import json
import struct
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:  # a worker does without asyncio, and starts the sooner
    from asyncio import StreamReader

Frame = tuple[dict[str, Any], bytes]
_LENGTHS = struct.Struct(">II")


def pack(header: dict[str, Any], body: bytes = b"") -> bytes:
    """A message as it goes over the pipe, less its body, which follows."""
    head = json.dumps(header, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return _LENGTHS.pack(len(head), len(body)) + head


def read(pipe: IO[bytes]) -> Frame | None:
    """The next message; None at the end of the pipe."""
    lengths = pipe.read(_LENGTHS.size)
    if len(lengths) < _LENGTHS.size:
        return None
    head, body = _LENGTHS.unpack(lengths)
    return _header(pipe.read(head)), pipe.read(body)


async def receive(pipe: StreamReader) -> Frame:
    """The next message. Raises IncompleteReadError at the end of the pipe."""
    head, body = _LENGTHS.unpack(await pipe.readexactly(_LENGTHS.size))
    return _header(await pipe.readexactly(head)), await pipe.readexactly(body)


def _header(data: bytes) -> dict[str, Any]:
    return json.loads(data.decode("utf-8", "surrogatepass"))
