"""The one place that mints ids for what no table knows: one name and kind, one id, whatever article it stands in.

An id is the slug of the normalised name, and behind it the kind where the bare name does not tell it:

    "Jörg Groß", "Dr. Jörg A. Groß"    joerg-gross          a person known in full
    "Groß"                             gross-person         a person known by one word
    "JL Mag", "JL-MAG Co., Ltd."       jl-mag               firms, bodies, products, measures … share one kind
    "Narva"                            narva-ort            a place

Nothing here asks what else an article or the table holds, but for ids that the table has given to another kind.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path

from kg.lexicon import Column, read_table

_DIGITS = 16
_SLUG_LENGTH = 80
# What Unicode does not decompose, and signs that tell names apart ("C" and "C++").
_LETTERS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "œ": "oe", "ø": "oe", "đ": "d", "ð": "d", "þ": "th"}
    | {"ł": "l", "ħ": "h", "ı": "i", "ŋ": "ng", "ŧ": "t", "+": " plus ", "&": " und ", "'": "", "’": ""}
)
ROLES = ("club", "domain", "legal", "party", "title")
COLUMNS = (
    Column("part", required=True, unique=True),
    Column("role", required=True, choices=ROLES),
    Column("example", required=True),
)
PLACES = frozenset({"Place", "City", "Region", "Country"})
BODIES = frozenset({"Organization", "Company", "GovernmentBody", "MediaOutlet", "Alliance"})
YOUNGER = {"junior": "Jr", "senior": "Sr"}
PERSON, PLACE, OTHER = "person", "ort", "sache"


@dataclass(frozen=True, slots=True)
class NameParts:
    """Legal forms behind a firm's name and titles before a person's, which say nothing of who it is; parties.

    domains: how the addresses end that firms are called by (".com"). clubs: what sports clubs are called ("FC").
    """

    legal: frozenset[tuple[str, ...]]
    titles: frozenset[str]
    parties: frozenset[str]
    domains: frozenset[str] = frozenset()
    clubs: frozenset[str] = frozenset()

    def is_legal(self, word: str) -> bool:
        """Whether a word alone is a legal form: "AG", "Inc."."""
        return (_key(word),) in self.legal


def load_name_parts(folder: Path | Traversable) -> NameParts:
    """The legal forms, titles and parties of the table in `folder`. Raises TableError that lists its faults."""
    rows = read_table(folder / "name_parts.tsv", COLUMNS, sorted_by=("part",))
    of = {role: [row["part"] for row in rows if row["role"] == role] for role in ROLES}
    legal, titles = frozenset(_bare(part) for part in of["legal"]), frozenset(_key(part) for part in of["title"])
    return NameParts(legal, titles, frozenset(of["party"]), frozenset(of["domain"]), frozenset(of["club"]))


def digest(*parts: object) -> str:
    """Sixteen hexadecimal digits that stand for the parts, in their order."""
    text = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def slug(name: str) -> str:
    """A name in an IRI's letters: "Münchner Rück" → "muenchner-rueck".

    Never empty, only a–z, 0–9 and hyphens, and a slug is its own slug. A name in another script, wholly or in
    part, and a very long one carry a hash, so that two such names stay apart.
    """
    composed = unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
    plain = unicodedata.normalize("NFKD", composed.translate(_LETTERS)).casefold().translate(_LETTERS)
    letters = [c for c in plain if not unicodedata.combining(c)]
    words = re.findall("[a-z0-9]+", "".join(letters))
    foreign = any(c.isalnum() and not c.isascii() for c in letters)
    if foreign or not words:
        words.append("n" + digest(composed)[:8])
    made = "-".join(words)
    if len(made) <= _SLUG_LENGTH:
        return made
    return f"{made[: _SLUG_LENGTH - 10].rstrip('-')}-n{digest(composed)[:8]}"


def kind(cls: str) -> str:
    """The kind of a class: a person, a place, or anything else."""
    return PERSON if cls == "Person" else PLACE if cls in PLACES else OTHER


def kin(one: str, other: str) -> bool:
    """Whether two classes may be those of one thing: two bodies, two places, a place and a mine, two things."""
    if "Person" in (one, other):
        return one == other
    if {one, other} <= PLACES | {"Facility"}:
        return True
    return kind(one) == kind(other) and (one in BODIES) == (other in BODIES)


def normalised(name: str, cls: str, parts: NameParts) -> str:
    """A name less what says nothing of who it is: legal forms of a firm; a person's titles and middle initial."""
    words = name.split()
    if cls == "Person":
        while len(words) > 1 and _key(words[0]) in parts.titles:
            words = words[1:]
        if len(words) == 3 and re.fullmatch(r"[^\W\d_]\.?", words[1]):
            words = [words[0], words[2]]
        words = [YOUNGER.get(_key(word), word) for word in words]
    elif kind(cls) == OTHER:
        words = _without_legal(words, parts)
    return " ".join(words)


def bare_id(name: str, cls: str, parts: NameParts) -> str:
    """The slug of the normalised name, no kind behind it: what the table would call it."""
    return slug(normalised(name, cls, parts))


def minted(name: str, cls: str, parts: NameParts, used: Callable[[str], str | None] = lambda ident: None) -> str:
    """The id of what is called `name` and is a `cls`; of which article, and what else stands there, is all one.

    used: the class of the table's entity with an id, None where it has none. Such an id of another kind is not taken.
    """
    plain = bare_id(name, cls, parts)
    which = kind(cls)
    words = [word for word in normalised(name, cls, parts).split() if not word.islower()]
    told = which == PLACE or (which == PERSON and len(words) < 2)
    # No bare name may look like one with a kind behind it.
    told = told or plain.endswith((f"-{PERSON}", f"-{PLACE}", f"-{OTHER}"))
    there = used(plain)
    return f"{plain}-{which}" if told or (there is not None and not kin(there, cls)) else plain


def _without_legal(words: list[str], parts: NameParts) -> list[str]:
    keys = [_key(word) for word in words]
    end = len(words)
    longest = max((len(form) for form in parts.legal), default=0)
    while end > 1:
        size = next((n for n in range(min(longest, end - 1), 0, -1) if tuple(keys[end - n : end]) in parts.legal), 0)
        if not size:
            break
        end -= size
    return words[:end]


def _key(word: str) -> str:
    """A part as it is compared: "Inc." and "Inc,", "S.p.A." and "SpA" are the same."""
    return re.sub(r"[.,]", "", word).casefold()


def _bare(part: str) -> tuple[str, ...]:
    return tuple(_key(word) for word in part.split())
