"""Which files are articles, and their bytes as text."""

from __future__ import annotations

import codecs
import os
import re
import stat
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.errors import SourceError

SUFFIXES = (".txt", ".md", ".html", ".htm", ".json", ".jsonl")
MAX_BYTES = 10 * 1000 * 1000


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read: where it lies, and the name its articles keep in the graph."""

    path: Path
    name: str


def find(paths: Iterable[str | Path]) -> list[Source | SourceError]:
    """The article files among `paths`, folders expanded: sorted within a folder, hidden files left out.

    A path that gives nothing stands as a SourceError in its place, so that the good ones can still be read. A file
    met twice is listed once. A source's name is the file's name; where two files share it, as much of the folder
    is put before it as tells them apart.
    """
    found: list[Path | SourceError] = []
    seen: set[Path] = set()
    for given in paths:
        for item in _expand(Path(given)):
            if isinstance(item, Path):
                real = item.resolve()
                if real in seen:
                    continue
                seen.add(real)
            found.append(item)
    names = _names([item for item in found if isinstance(item, Path)])
    return [Source(item, names[item]) if isinstance(item, Path) else item for item in found]


def _expand(path: Path) -> Iterator[Path | SourceError]:
    if not path.exists():
        yield SourceError(f"{path}: no such file or folder; check the path")
    elif path.is_dir():
        yield from _walk(path)
    elif path.suffix.lower() in SUFFIXES:
        yield path
    else:
        yield SourceError(f"{path}: not an article file; kg reads {', '.join(SUFFIXES)}")


def _walk(folder: Path) -> Iterator[Path | SourceError]:
    refused: list[SourceError] = []

    def refuse(error: OSError) -> None:
        refused.append(SourceError(f"{error.filename}: the folder cannot be read ({_reason(error)}); check its rights"))

    files: list[Path] = []
    for where, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        files += [
            Path(where, name) for name in names if not name.startswith(".") and Path(name).suffix.lower() in SUFFIXES
        ]
    yield from sorted(files, key=lambda path: path.as_posix())
    yield from sorted(refused, key=str)
    if not files and not refused:
        yield SourceError(f"{folder}: no article in this folder; kg reads {', '.join(SUFFIXES)}")


def _names(paths: list[Path]) -> dict[Path, str]:
    names = {path: path.name for path in paths}
    for depth in range(2, max((len(path.resolve().parts) for path in paths), default=0) + 1):
        count = Counter(names.values())
        if len(count) == len(names):
            break
        for path in paths:
            if count[names[path]] > 1:
                names[path] = Path(*path.resolve().parts[-depth:]).as_posix()
    return names


def read_bytes(path: Path, limit: int = MAX_BYTES) -> bytes:
    """The bytes of one file of at most `limit` bytes.

    Raises SourceError when the file is empty, too large, no regular file, or may not be read.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise SourceError(f"{path}: not a regular file; give a file or a folder")
        if status.st_size > limit:
            raise SourceError(too_large(str(path), status.st_size, limit))
        data = path.read_bytes()
    except OSError as error:
        raise SourceError(f"{path}: cannot be read ({_reason(error)}); check its rights") from error
    if not data.strip():
        raise SourceError(f"{path}: the file is empty; remove it or put an article in")
    return data


def too_large(where: str, size: int, limit: int = MAX_BYTES) -> str:
    """The message for an article of `size` bytes, over the limit of `limit` bytes."""
    return (
        f"{where}: {size / 1e6:.1f} MB, more than the {limit / 1e6:g} MB an article may have; "
        "split it, or give many articles as .jsonl, one a line"
    )


def _reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()


_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What German newspapers write beyond ASCII and what lies within Windows-1252; "Ã" and "Â" are missing on
# purpose: they are the first half of a UTF-8 letter read as Windows-1252.
_GERMAN = re.compile("[äöüÄÖÜßéèêáàâçñëïôóøåšžŠŽÉÅØ„“”‚‘’«»‹›–—…§°€£²³½·•\xa0\xad´®©]")


def decode(data: bytes, where: str) -> str:
    """The text of `data`: UTF-8, UTF-16 or UTF-32 by its mark, else Windows-1252 if that reads as German.

    Newlines become "\\n"; nothing else is changed. `where` stands in front of the message. Raises SourceError.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return newlines(data[len(mark) :].decode(encoding))
            except UnicodeDecodeError as error:
                raise SourceError(
                    f"{where}: marked as {encoding.upper()}, but byte {error.start + len(mark)} is broken; "
                    "save the file as UTF-8"
                ) from error
    if b"\0" in data:
        raise SourceError(f"{where}: binary data, not text; give a text file in UTF-8")
    try:
        return newlines(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        text = _windows(data)
        if text is None:
            raise SourceError(
                f"{where}: byte {error.start} is neither UTF-8 nor German in Windows-1252; save the file as UTF-8"
            ) from error
        return newlines(text)


def newlines(text: str) -> str:
    """`text` with every line end written as a newline."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _windows(data: bytes) -> str | None:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    if any(ord(letter) < 32 and letter not in "\t\n\r\f" for letter in text):
        return None
    beyond = [letter for letter in text if ord(letter) > 127]
    german = sum(1 for letter in beyond if _GERMAN.match(letter))
    return text if german >= 0.95 * len(beyond) else None
