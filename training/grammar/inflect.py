"""German inflection for the grammar: articles, adjectives, nouns, pronouns and verbs as tokens."""

from __future__ import annotations

from training.grammar.tables import read
from training.grammar.tokens import Tok

CASES = ("Nom", "Gen", "Dat", "Acc")
CELL = {"Nom": "NOM", "Gen": "GEN", "Dat": "DAT", "Acc": "AKK"}
# By case the endings for Masc, Fem, Neut and plural.
STRONG = {"Nom": "er e es e", "Acc": "en e es e", "Dat": "em er em en", "Gen": "es er es er"}
WEAK = {"Nom": "e e e en", "Acc": "en e e en", "Dat": "en en en en", "Gen": "en en en en"}
ARTICLE = {"Nom": "der die das die", "Acc": "den die das die", "Dat": "dem der dem den", "Gen": "des der des der"}
RELATIVE = {
    "Nom": "der die das die",
    "Acc": "den die das die",
    "Dat": "dem der dem denen",
    "Gen": "dessen deren dessen deren",
}
PERSONAL = {"Nom": "er sie es sie", "Acc": "ihn sie es sie", "Dat": "ihm ihr ihm ihnen"}
COLUMN = {"Masc": 0, "Fem": 1, "Neut": 2, "Plur": 3}
FUSED = {
    ("in", "dem"): "im",
    ("an", "dem"): "am",
    ("zu", "dem"): "zum",
    ("zu", "der"): "zur",
    ("von", "dem"): "vom",
    ("bei", "dem"): "beim",
    ("in", "das"): "ins",
    ("an", "das"): "ans",
}
IRREGULAR = {"hoch": "hoh", "teuer": "teur"}


def column(gender: str, number: str) -> int:
    """Where the forms of a gender or of the plural stand in the tables above."""
    return 3 if number == "Plur" else COLUMN[gender]


def agreement(case: str, gender: str, number: str, extra: str = "", *, plural_gender: bool = False) -> str:
    """The features of a word that agrees; plural articles and adjectives carry no gender."""
    parts = [f"Case={case}", *([extra] if extra else [])]
    if number == "Sing" or plural_gender:
        parts.append(f"Gender={gender}")
    parts.append(f"Number={number}")
    return "|".join(sorted("|".join(parts).split("|")))


def determiner(word: str, case: str, gender: str, number: str) -> Tok:
    """An article or other word before a noun; `word` is its lemma ("der", "kein", "dieser", "mehrere")."""
    at = column(gender, number)
    if word == "der":
        tag, extra, form = "ART", "Definite=Def|PronType=Art", ARTICLE[case].split()[at]
    elif word in ("ein", "kein", "sein", "ihr", "unser"):
        bare = (case, at) in {("Nom", 0), ("Nom", 2), ("Acc", 2)}
        form = word + ("" if bare else STRONG[case].split()[at])
        tag, extra = {
            "ein": ("ART", "Definite=Ind|PronType=Art"),
            "kein": ("PIAT", "PronType=Neg"),
        }.get(word, ("PPOSAT", "Person=3|Poss=Yes|PronType=Prs"))
    else:
        stem = word[:-2] if word in ("dieser", "jeder") else word[:-1] if word.endswith("e") else word
        tag, extra = ("PDAT", "PronType=Dem") if word == "dieser" else ("PIAT", "PronType=Ind")
        form = stem + STRONG[case].split()[at]
    return Tok(form, word, "DET", tag, agreement(case, gender, number, extra), label="det")


def declension(word: str | None) -> str:
    """Which endings an adjective takes behind `word`: weak, mixed or strong."""
    if word in ("der", "dieser", "jeder", "alle", "beide"):
        return "weak"
    return "mixed" if word in ("ein", "kein", "sein", "ihr", "unser") else "strong"


def ending(after: str | None, case: str, gender: str, number: str) -> str:
    """The ending of an attributive adjective behind the determiner `after`."""
    at, kind = column(gender, number), declension(after)
    if kind == "strong":
        return "en" if case == "Gen" and at in (0, 2) else STRONG[case].split()[at]
    if kind == "mixed" and (case, at) in {("Nom", 0), ("Nom", 2), ("Acc", 2)}:
        return STRONG[case].split()[at]
    return WEAK[case].split()[at]


def adjective(word: str, after: str | None, case: str, gender: str, number: str, degree: str = "Pos") -> Tok:
    """An attributive adjective; `word` uninflected ("größt" in the superlative)."""
    stem = IRREGULAR.get(word, word)
    form = stem.removesuffix("e") + ending(after, case, gender, number)
    return Tok(form, word, "ADJ", "ADJA", agreement(case, gender, number, f"Degree={degree}"), label="amod")


def relative(case: str, gender: str, number: str) -> Tok:
    """A relative pronoun."""
    form = RELATIVE[case].split()[column(gender, number)]
    tag, upos = ("PRELAT", "DET") if case == "Gen" else ("PRELS", "PRON")
    return Tok(form, "der", upos, tag, agreement(case, gender, number, "PronType=Dem,Rel"))


def personal(case: str, gender: str, number: str) -> Tok:
    """A personal pronoun of the third person."""
    at = column(gender, number)
    lemma = ("er", "sie", "es", "sie")[at]
    return Tok(
        PERSONAL[case].split()[at], lemma, "PRON", "PPER", agreement(case, gender, number, "Person=3|PronType=Prs")
    )


def reflexive(case: str) -> Tok:
    """ "sich" in the given case."""
    return Tok("sich", "sich", "PRON", "PRF", f"Case={case}|Person=3|PronType=Prs|Reflex=Yes")


class Nouns:
    """Nouns by lemma; a compound's parts are divided by |, its last part carries the inflection."""

    def __init__(self) -> None:
        self._rows: dict[str, tuple[str, dict[str, str]]] = {}
        for row in read("noun_forms"):
            self._rows[row["noun"]] = (row["gender"], row)
        for row in read("noun_more"):
            plural = row["plural"]
            dative = plural + ("" if plural[-1:] in "ns" or not plural else "n")
            cells = {f"{c}:SIN": row["oblique"] for c in CELL.values()}
            cells |= {f"{c}:PLU": plural for c in CELL.values()}
            cells |= {"NOM:SIN": row["noun"], "GEN:SIN": row["genitive"], "DAT:PLU": dative}
            self._rows[row["noun"]] = (row["gender"], cells)

    def gender(self, noun: str) -> str:
        """The gender of a noun."""
        return self._parts(noun)[1]

    def has_plural(self, noun: str) -> bool:
        """Whether the noun has a plural."""
        return bool(self._parts(noun)[2]["NOM:PLU"])

    def token(self, noun: str, case: str, number: str, entity: str = "") -> Tok:
        """The noun in a case and number, marked as an entity where `entity` is a label."""
        front, gender, cells = self._parts(noun)
        form, lemma = cells[f"{CELL[case]}:{'SIN' if number == 'Sing' else 'PLU'}"], cells["NOM:SIN"]
        if not lemma or lemma == "Kosten":
            lemma = cells["NOM:PLU"]
        if front:
            low = not front.endswith("-")
            form, lemma = (front + (word[0].lower() + word[1:] if low else word) for word in (form, lemma))
        morph = agreement(case, gender, number, plural_gender=True)
        return Tok(form, lemma, "NOUN", "NN", morph, entity=f"B-{entity}" if entity else "O")

    def _parts(self, noun: str) -> tuple[str, str, dict[str, str]]:
        front, _, last = noun.rpartition("|")
        gender, cells = self._rows[last[0].upper() + last[1:]]
        return front.replace("|", ""), gender, cells


class Verbs:
    """Verb forms by infinitive; a particle is divided by | ("auf|heben")."""

    def __init__(self) -> None:
        self._rows = {row["verb"]: row for name in ("verb_forms", "verb_more") for row in read(name)}

    def finite(self, verb: str, number: str, tense: str, mood: str = "Ind", *, joined: bool = False) -> Tok:
        """The third person of a verb; tense Pres or Past, mood Ind or Sub. The particle only where `joined`."""
        particle, _, base = verb.rpartition("|")
        row = self._rows[particle + base]
        if mood == "Sub":
            name = "kj1" if tense == "Pres" else "kj2"
        else:
            name = "present" if tense == "Pres" else "past"
        form = row[name + "s"] if number == "Plur" and name != "kj1" else row[name]
        if number == "Plur" and name == "kj1":
            form = "seien" if base == "sein" else row["presents"]
        lemma = particle + base if joined else base
        form = form if joined or not particle else form.removeprefix(particle)
        morph = f"Mood={mood}|Number={number}|Person=3|Tense={tense}|VerbForm=Fin"
        return Tok(form, lemma, upos(base), "V" + letter(base) + "FIN", morph)

    def participle(self, verb: str) -> Tok:
        """The past participle."""
        lemma = verb.replace("|", "")
        return Tok(self._rows[lemma]["participle"], lemma, upos(lemma), "V" + letter(lemma) + "PP", "VerbForm=Part")

    def infinitive(self, verb: str) -> Tok:
        """The bare infinitive."""
        lemma = verb.replace("|", "")
        return Tok(lemma, lemma, upos(lemma), "V" + letter(lemma) + "INF", "VerbForm=Inf")

    def with_zu(self, verb: str) -> list[Tok]:
        """The infinitive with zu, one token where zu stands inside ("aufzuheben")."""
        particle, _, base = verb.rpartition("|")
        if particle:
            return [Tok(f"{particle}zu{base}", particle + base, "VERB", "VVIZU", "VerbForm=Inf")]
        word = self.infinitive(verb)
        return [Tok("zu", "zu", "PART", "PTKZU", "_", word, "mark"), word]


def letter(verb: str) -> str:
    """The second letter of a verb's tag: A helpers, M modals, V others."""
    if verb in ("haben", "sein", "werden"):
        return "A"
    return "M" if verb in ("können", "müssen", "sollen", "wollen", "dürfen") else "V"


def upos(verb: str) -> str:
    """AUX for helpers and modals, else VERB."""
    return "VERB" if letter(verb) == "V" else "AUX"
