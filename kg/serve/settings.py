"""What a server is told when it starts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Settings:
    """A server's settings: what it serves, where, to whom, and the most that one request may cost."""

    directory: Path  # the graph directory
    host: str = "127.0.0.1"
    port: int = 8765  # 0: any free one
    timeout: float = 10.0  # seconds for one request, waiting for a worker included
    workers: int = 4  # how many requests are worked on at once
    queue: int = 64  # how many more may wait for a worker
    max_rows: int = 100_000  # of one answer: rows or triples
    max_bytes: int = 64 * MB  # of one answer
    max_query: int = 256 * 1024  # bytes of one query or request that reads
    max_write: int = 64 * MB  # bytes of one request that writes
    memory: int = 2048 * MB  # address space of one worker, where the platform can limit it
    cors: tuple[str, ...] = ()  # origins whose pages may read answers
    allow_hosts: tuple[str, ...] = ()  # names in Host beside the loopback's and `host`
    token: str | None = None  # who gives it may write; None: nobody may

    @property
    def writable(self) -> bool:
        return self.token is not None
