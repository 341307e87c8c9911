"""The full-form lexicon: which lemmas, cases, verbs and names a German word form can stand for.

The compiled table (model/forms.marisa and model/forms.json, made by `training/compile_forms.py`) maps each form to
its readings. Readings whose lemma is more frequent come first. Tags are those of Morphy, frozen strings such as
"NOM:SIN:MAS" behind a word class:

    SUB noun · EIG name · VER verb · ADJ adjective · PA1, PA2 participles as adjectives · ART article · PRO pronoun
    PRP preposition · ADV adverb · KON conjunction · ZUS verb particle · ZAL number · NEG · INJ · ABK abbreviation
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator
from pathlib import Path

import marisa_trie

from kg.errors import ModelError

from .readings import (
    CLASSES,
    KINDS,
    LINKS,
    NOMINAL,
    PARTICLE_FORMS,
    POSSESSIVES,
    PRONOUNS,
    STEMS,
    STTS,
    FormReading,
    narrow,
    triples,
    ud_pos,
)

FORMAT = 1
MODEL = Path(__file__).parent / "model"
# Front parts that are no word of their own ("Elektro-auto", "Sonder-zoll").
COMBINING = frozenset(
    "agrar anti auto bio elektro euro ex geo groß gegen haupt hyper inter international kern mikro mini multi nano "
    "neben nicht öko petro poly rück sonder super tele über ultra unter vize zwischen".split()
)


class Forms:
    """The lexicon, read once and passed in. Look-ups never change it; it may be shared between threads."""

    def __init__(self, trie: marisa_trie.BytesTrie, edits: list[tuple[int, str]], tagsets: list[str]):
        self._trie = trie
        self._edits = edits
        self._tagsets: list[tuple[tuple[str, tuple[str, ...]], ...]] = [_tagset(row) for row in tagsets]
        self._known: dict[str, tuple[FormReading, ...]] = {}
        # A particle is what the lexicon marks as such; prefixes that never part ("be", "ver") are not among them.
        self.particles: frozenset[str] = frozenset(
            form for form, _ in PARTICLE_FORMS if any(r.cls == "ZUS" for r in self._exact(form))
        ) | frozenset(form for form, marked in PARTICLE_FORMS if not marked)

    @classmethod
    def load(cls, path: Path | str | None = None) -> Forms:
        """The lexicon from the folder `path` (default: the one in the package).

        Raises ModelError when its files are missing or of another format.
        """
        folder = Path(path) if path is not None else MODEL
        try:
            table = json.loads((folder / "forms.json").read_text(encoding="utf-8"))
            if table["format"] != FORMAT:
                raise ModelError(f"{folder / 'forms.json'}: lexicon format {table['format']}, this kg reads {FORMAT}")
            trie = marisa_trie.BytesTrie().mmap(str(folder / "forms.marisa"))
            return cls(trie, [(cut, tail) for cut, tail in table["edits"]], table["tagsets"])
        except ModelError:
            raise
        except (OSError, ValueError, KeyError, TypeError, RuntimeError) as error:
            what = str(error).splitlines()[0] if str(error) else type(error).__name__
            raise ModelError(f"{folder}: the full-form lexicon cannot be read ({what}); reinstall kg") from error

    def __contains__(self, form: str) -> bool:
        return form in self._trie

    def readings(self, form: str, *, sentence_start: bool = False) -> tuple[FormReading, ...]:
        """All readings of `form` as written; at the start of a sentence also those of the form in lower case.

        A form that is not in the lexicon as written is tried in lower case, then with one capital (headlines).
        Unknown: the empty tuple.
        """
        found = self._exact(form)
        if sentence_start and form[:1].isupper():
            lower = self._exact(form[0].lower() + form[1:])
            return found + tuple(r for r in lower if r not in found)
        if not found and form[:1].isupper():
            found = self._exact(form.lower()) or self._exact(form[:1] + form[1:].lower())
        return found

    def lemma(
        self,
        form: str,
        pos: str,
        *,
        sentence_start: bool = False,
        agrees: frozenset[tuple[str, str, str]] | None = None,
    ) -> str | None:
        """The lemma of `form` as a UD part of speech or STTS tag `pos`; None where the lexicon has no such reading.

        Nouns unknown as a whole take the lemma of their longest known tail ("Seltenerdmagneten" → "Seltenerdmagnet");
        participles read as verbs give the infinitive, compared adjectives the positive. Between lemmas of one class
        decide a verb's STTS tag and `agrees`: (case, number, gender) triples, each part may be "".
        """
        upos = STTS.get(pos) or ud_pos(pos)
        if upos in ("PRON", "DET"):
            return self._pronoun(form, upos, sentence_start=sentence_start)
        wanted = CLASSES.get(upos)
        if wanted is None:
            return None
        if upos not in ("NOUN", "PROPN"):
            sentence_start = sentence_start or form[:1].isupper()
        readings = self.readings(form, sentence_start=sentence_start)
        for cls in wanted:
            some = [r for r in readings if r.cls == cls]
            if not some:
                continue
            if cls in ("PA1", "PA2") and upos == "VERB":
                verb = self._infinitive(some[0])
                if verb:
                    return verb
                continue
            if len(some) > 1:
                some = narrow(some, pos, agrees)
            return some[0].lemma
        if upos == "NOUN":
            return self._tail_lemma(form)
        if upos in ("VERB", "AUX"):
            return self._prefixed_verb(form.lower())
        if upos == "ADJ":
            return self._adjective_tail(form)
        return None

    def cases(self, form: str, *, sentence_start: bool = False) -> frozenset[tuple[str, str, str]]:
        """What `form` can be as (case, number, gender): ("AKK", "SIN", "MAS"). Gender "" where the form has none.

        Nouns unknown as a whole take the cases of their longest known tail.
        """
        readings = self.readings(form, sentence_start=sentence_start)
        if not readings and form[:1].isupper():
            tail = self._tail(form)
            readings = tail[1] if tail else ()
        found: set[tuple[str, str, str]] = set()
        for reading in readings:
            if reading.cls in NOMINAL:
                found.update(triples(reading))
        return frozenset(found)

    def is_verb(self, lemma: str) -> bool:
        """Whether `lemma` is the infinitive of a known verb."""
        return any(
            r.cls == "VER" and r.lemma == lemma and any(t.startswith("INF") or ":INF" in t for t in r.tags)
            for r in self._exact(lemma)
        )

    def join(self, particle: str, verb: str) -> str | None:
        """The separable verb of a particle and an infinitive: ("auf", "heben") → "aufheben"; None if unknown."""
        joined = particle.lower() + verb
        return joined if self.is_verb(joined) else None

    def split_verb(self, verb: str) -> tuple[str, str] | None:
        """Particle and base of a separable verb: "aufheben" → ("auf", "heben"); None where it does not part."""
        if not self.is_verb(verb):
            return None
        for cut in range(len(verb) - 3, 1, -1):
            particle, base = verb[:cut], verb[cut:]
            if particle in self.particles and self.is_verb(base) and f"{particle}zu{base}" in self._trie:
                return particle, base
        return None

    def split_compound(self, noun: str) -> tuple[str, ...] | None:
        """The parts of a compound noun as lemmas: "US-Handelsministerium" → ("US", "Handel", "Ministerium").

        Hyphens part first; a part is cut before its longest known noun tail when what stays in front, less a
        linking element, is known too. None where nothing can be cut.
        """
        parts: list[str] = []
        for piece in noun.split("-"):
            if piece:
                parts.extend(self._split(piece) or (self.lemma(piece, "NOUN") or piece,))
        return tuple(parts) if len(parts) > 1 else None

    def name_kinds(self, form: str) -> frozenset[str]:
        """What kinds of name `form` can be.

        VOR first name · NAC surname · STD city · COU country · GEB region · WAT water · MOU mountain · PER other
        person · GEO other place. Empty where it is no known name.
        """
        return frozenset(
            tag.rsplit(":", 1)[1].rstrip("*#")
            for r in self._exact(form)
            if r.cls == "EIG"
            for tag in r.tags
            if tag.rsplit(":", 1)[1].rstrip("*#") in KINDS
        )

    # -- inside ---------------------------------------------------------------------------------------------------

    def _exact(self, form: str) -> tuple[FormReading, ...]:
        known = self._known.get(form)
        if known is None:
            known = tuple(self._decode(form))
            if len(self._known) > 50_000:
                self._known.clear()
            self._known[form] = known
        return known

    def _decode(self, form: str) -> Iterator[FormReading]:
        if not form or "\xff" in form or "\0" in form:
            return
        for value in self._trie.get(form, ()):
            for edit, tagset in struct.iter_unpack("<HH", value):
                cut, tail = self._edits[edit]
                lemma = form[: len(form) - cut] + tail
                for cls, tags in self._tagsets[tagset]:
                    yield FormReading(lemma, cls, tags)

    def _pronoun(self, form: str, upos: str, *, sentence_start: bool) -> str | None:
        lower = form.lower()
        readings = [r for r in self.readings(form, sentence_start=True) if r.cls in CLASSES[upos]]
        if not readings:
            return None
        if lower in PRONOUNS and upos == "PRON":
            return PRONOUNS[lower]
        if any(tag.startswith("POS:") for r in readings for tag in r.tags):
            for start, lemma in POSSESSIVES:
                if lower.startswith(start):
                    return lemma
        first = sorted(readings, key=lambda r: CLASSES[upos].index(r.cls))[0].lemma
        return STEMS.get(first, first)

    def _infinitive(self, participle: FormReading) -> str | None:
        """The verb behind a participle: "beschlossen" → "beschließen", "steigend" → "steigen"."""
        if participle.cls == "PA1":
            verb = participle.lemma.removesuffix("d")
            return verb if self.is_verb(verb) else None
        for reading in self._exact(participle.lemma):
            if reading.cls == "VER" and any(tag.startswith("PA2") for tag in reading.tags):
                return reading.lemma
        return None

    def _prefixed_verb(self, form: str) -> str | None:
        """The infinitive of a verb with a particle the lexicon does not list with it ("hochstufte")."""
        for cut in range(len(form) - 3, 1, -1):
            if form[:cut] not in self.particles:
                continue
            rest = form[cut:]
            for base in (rest, rest.removeprefix("zu")):
                verbs = [r for r in self._exact(base) if r.cls == "VER"]
                if verbs:
                    return form[:cut] + verbs[0].lemma
        return None

    def _tail(self, form: str) -> tuple[str, tuple[FormReading, ...]] | None:
        """What stands before the longest known noun tail of `form`, and the readings of that tail."""
        for cut in range(1, len(form) - 3):
            if form[cut] == "-":
                continue
            if form[cut - 1] == "-":
                tail, least = form[cut:], 1
            elif form[cut].islower():
                tail, least = form[cut].upper() + form[cut + 1 :], 2
            else:
                continue
            if cut < least:
                continue
            readings = tuple(r for r in self._exact(tail) if r.cls in ("SUB", "EIG"))
            if readings:
                return form[:cut], readings
        return None

    def _tail_lemma(self, form: str) -> str | None:
        found = self._tail(form) if form[:1].isupper() or form[:1].isdigit() else None
        if not found:
            return None
        head, readings = found
        lemma = next((r.lemma for r in readings if r.cls == "SUB"), readings[0].lemma)
        return head + (lemma if head.endswith("-") else lemma[0].lower() + lemma[1:])

    def _adjective_tail(self, form: str) -> str | None:
        """The lemma of a compound adjective by its longest known tail ("exportorientierten"); else less its ending."""
        for cut in range(2, len(form) - 4):
            for reading in self._exact(form[cut:]):
                if reading.cls in ("ADJ", "PA1", "PA2"):
                    return form[:cut] + reading.lemma
        for ending in ("ischen", "ischer", "isches", "ischem", "ische"):
            if form.endswith(ending):
                return form[: len(form) - len(ending) + 4]
        return None

    def _split(self, word: str) -> tuple[str, ...] | None:
        if len(word) < 7 or not word[0].isupper():
            return None
        for cut in range(3, len(word) - 2):
            tail = word[cut].upper() + word[cut + 1 :]
            nouns = [r for r in self._exact(tail) if r.cls == "SUB"]
            # A tail of three letters ("Partei-tag", "Bundes-rat") only behind a longer front.
            if not nouns or len(tail) == 3 and cut < 5:
                continue
            front = self._front(word[:cut])
            if front:
                return (*front, nouns[0].lemma)
        return None

    def _front(self, front: str) -> tuple[str, ...] | None:
        """The lemmas of a compound's front part, its linking element taken off."""
        if front.lower() in self.particles:
            return None
        for link in LINKS:
            stem = front.removesuffix(link) if link else front
            if (link and stem == front) or len(stem) < 3:
                continue
            for reading in self._exact(stem):
                if reading.cls == "SUB" and any(t.startswith(("NOM:", "AKK:PLU", "DAT:SIN")) for t in reading.tags):
                    return (reading.lemma,)
                if reading.cls == "EIG":
                    return (reading.lemma,)
        if front.lower() in COMBINING:
            return (front.lower(),)
        if any(r.cls == "SUB" and r.lemma == front + "e" for r in self._exact(front + "e")):
            return (front + "e",)  # "Straf-zoll"
        for link in ("", "s"):
            stem = front.removesuffix(link) if link else front
            if (link and stem == front) or len(stem) < 4:
                continue
            parts = self._split(stem)
            if parts:
                return parts
            # "Hoch-rechnung", "Liefer-kette", "Raffinierung-s-kapazität": adjective, verb's stem, noun from a verb.
            lower = stem.lower()
            if any(r.cls == "ADJ" and r.lemma == lower for r in self._exact(lower)):
                return (lower,)
            for ending in ("en", "n"):
                if self.is_verb(lower + ending):
                    return (lower + ending,)
            if lower.endswith("ung") and self.is_verb(lower.removesuffix("ung") + "en"):
                return (stem,)
        return None


def _tagset(row: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    grouped: dict[str, list[str]] = {}
    for tag in row.split(" "):
        cls, _, rest = tag.partition(":")
        grouped.setdefault(cls, []).append(rest)
    return tuple((cls, tuple(tags)) for cls, tags in grouped.items())
