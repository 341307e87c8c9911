"""The lexicon's word against the tagger's where a form can be only one thing; verbs decide how a sentence is cut."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .bracket import retag, settle_bracket
from .cases import PREPOSITION_CASES
from .finites import (
    article_before_infinitive,
    article_of_subject,
    finite_by_parse,
    helper_infinitives,
    infinitive_in_front,
    main_verb,
    participles_by_parse,
)
from .predicates import STATING
from .tenses import verb_forms
from .times import is_time
from .words import year

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from .forms import Forms

_STOPS = frozenset({",", ".", ";", ":", "?", "!", "–", "(", ")"})
_ENDS = frozenset({".", "?", "!", ":", ";"})
_OPENERS = frozenset({"KOUS", "PRELS", "PRELAT", "PWAV", "KOUI"})
_SUBORDINATES = frozenset({"bis", "seit", "während"})
_FINITE_FORMS = frozenset({"PRÄ", "PRT", "KJ1", "KJ2"})
_HELPERS = frozenset({"VMFIN", "VAFIN"})


def settle_tags(doc: Doc, forms: Forms) -> Doc:
    """The same Doc with the tags of verbs and participles settled by the full-form lexicon and the parse."""
    for token in finite_by_parse(doc, forms):
        retag(token, "VVFIN")
    for token in participles_by_parse(doc):
        retag(token, "VVPP")
    for sentence in _runs(doc, _ENDS):
        settle_bracket(sentence, forms)
    stretches = list(_runs(doc, _STOPS))
    for front, stretch in zip(stretches, stretches[1:], strict=False):
        verb = main_verb(front, stretch, forms)
        if verb is not None:
            retag(verb, "VVFIN")
    for stretch in stretches:
        for token in stretch:
            tag = _verb_tag(token, forms)
            if tag:
                retag(token, tag)
        front_verb = infinitive_in_front(stretch, forms)
        if front_verb is not None:
            retag(front_verb, "VVINF" if stretch[1].tag_ == "VMFIN" else "VVPP")
        if article_before_infinitive(stretch):
            retag(stretch[0], "ART")
        finite = [t for t in stretch if t.tag_ in STATING]
        last = len(finite) == 1 and finite[0] is stretch[-1]
        if stretch[0].lower_ in _SUBORDINATES and stretch[0].tag_ == "APPR" and (last or stretch[0].dep_ == "mark"):
            retag(stretch[0], "KOUS")  # "…, bis das erste Erz gefördert wird"
        if stretch[0].lower_ in _SUBORDINATES and stretch[0].tag_ == "KOUS" and len(finite) == 1 and not last:
            if stretch[1].tag_ in ("ART", "PPOSAT", "PDAT", "NE", "NN"):
                retag(stretch[0], "APPR")  # "Seit der Übernahme hat sich …": the verb stands second
        for token, tag in helper_infinitives(stretch):
            retag(token, tag)
        if stretch[0].tag_ == "NN" and stretch[0].lower_ in ("würde", "würden", "wäre", "hätte"):
            retag(stretch[0], "VAFIN")  # "Würde China …": the tagger takes the capital for a noun's
        _participle_behind_its_noun(stretch, forms)
        _participles_before_nouns(stretch, forms)
        _prepositions_before_nouns(stretch)
        _from_on(stretch)
        _purpose(stretch)
        _zu_before_noun(stretch)
        _one_finite_verb(stretch, forms)
        _no_word(stretch, forms)
        _relative_pronoun(doc, stretch)
        _finite_at_the_end(stretch, forms)
        _verb_before_pronoun(stretch, forms)
        _verb_behind_and(stretch, forms)
        _subordinating_als(stretch)
    return doc


def _runs(doc: Doc, stops: frozenset[str]) -> Iterator[list[Token]]:
    """Runs of tokens between these marks and between sentences."""
    run: list[Token] = []
    for token in doc:
        if token.is_space:
            continue
        if run and (token.text in stops or token.is_sent_start):
            yield run
            run = []
        if token.text not in stops:
            run.append(token)
    if run:
        yield run


def _from_on(stretch: list[Token]) -> None:
    """„von Januar 2027 [an] die Einfuhr“: behind a time the "an" closes its "von" and governs nothing."""
    for k, token in enumerate(stretch[2:], 2):
        if token.lower_ not in ("an", "ab") or token.tag_ == "PTKVZ":
            continue
        timed = is_time(stretch[k - 1].text) or (stretch[k - 1].tag_ == "CARD" and year(stretch[k - 1].text))
        if timed and any(t.lower_ in ("von", "vom") for t in stretch[max(0, k - 5) : k - 1]):
            retag(token, "APZR")


def _verb_tag(token: Token, forms: Forms) -> str | None:
    text = token.text
    if not text.islower() or len(text) < 3:
        return None
    readings = forms.readings(text)
    possible = verb_forms(forms, text)
    verbal = token.tag_.startswith("V")
    if (
        not verbal
        and readings
        and all(r.cls == "VER" for r in readings)
        and token.tag_ not in ("PTKVZ", "APPR", "PAV", "PROAV")
    ):
        if possible & _FINITE_FORMS:
            return "VVFIN"
        return "VVIZU" if "EIZ" in possible else "VVPP" if "PA2" in possible else "VVINF" if "INF" in possible else None
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    if (
        token.tag_ == "VVINF"
        and "PA2" in possible
        and after is not None
        and after.lower_ in ("hat", "haben", "hatte", "hatten", "habe", "hätte")
    ):
        return "VVPP"
    if token.tag_ == "ADJD" and "PA2" in possible and after is not None and after.tag_ == "PTKZU":
        behind = token.doc[after.i + 1].lower_ if after.i + 1 < len(token.doc) else ""
        return "VVPP" if behind in ("haben", "sein") else None  # "geliefert zu haben"
    before = token.doc[token.i - 1] if token.i else None
    if token.tag_ == "VMFIN" and "INF" in possible and before is not None and before.tag_ == "VVINF":
        # "hatte investieren wollen": the modal stands as an infinitive behind its verb
        for t in reversed(token.doc[max(token.sent.start, token.i - 20) : token.i]):
            if t.tag_ == "VAFIN":
                return "VMINF"
            if t.tag_ in _OPENERS:
                break
    if token.tag_ == "VVPP" and "PA2" not in possible and "INF" in possible:
        return "VVINF"
    if token.tag_ == "VVINF" and "INF" not in possible and "PA2" in possible:
        return "VVPP"
    if token.tag_ in ("VVPP", "VVINF") and possible and not possible & {"PA2", "INF"} and possible & _FINITE_FORMS:
        return "VVFIN"
    if token.tag_ == "VVFIN" and not possible & _FINITE_FORMS and "PA2" in possible:
        return "VVPP"
    return None


def _participle_behind_its_noun(stretch: list[Token], forms: Forms) -> None:
    """„Peru, seinerzeit geführt von Castillo, …“: between commas, with its agent right behind."""
    for n, token in enumerate(stretch[:-1]):
        if (
            token.tag_ == "VVFIN"
            and stretch[n + 1].lower_ in ("von", "vom", "durch")
            and "PA2" in verb_forms(forms, token.text)
        ):
            if any(t.dep_ == "nsubj" for t in token.children):
                return  # "…, verlangt von dem Konzern, dass …": with a subject it is finite
            if (
                all(t.tag_ in ("ADV", "ADJD") for t in stretch[:n])
                and not stretch[0].is_sent_start
                and token.text.islower()
            ):
                retag(token, "VVPP")
        if token.tag_ not in ("ADV", "ADJD"):
            return


def _participles_before_nouns(stretch: list[Token], forms: Forms) -> None:
    """„die von Nvidia entwickelte Generation“, "in China hergestellte Busse": no finite verb."""
    for n, token in enumerate(stretch[:-1]):
        if token.tag_ != "VVFIN" or n == 0 or stretch[n + 1].tag_ not in ("NN", "ADJA", "NE"):
            continue
        if not any(r.cls in ("PA2", "PA1") for r in forms.readings(token.text)):
            continue
        others = any(t.tag_ in ("VVFIN", "VAFIN", "VMFIN") for t in stretch if t is not token)
        opened = any(t.tag_ in ("ART", "APPR", "APPRART", "PPOSAT") for t in stretch[:n])
        if others and opened:
            retag(token, "ADJA")


def _prepositions_before_nouns(stretch: list[Token]) -> None:
    """„drohte mit „massiven“ Zöllen“: a particle closes the bracket; before a noun phrase it is a preposition."""
    words = [t for t in stretch if not t.is_quote]
    for token, after in zip(words, words[1:], strict=False):
        if (
            token.tag_ == "PTKVZ"
            and token.lower_ in PREPOSITION_CASES
            and after.tag_ in ("ADJA", "ART", "NN", "NE", "PPOSAT", "PDAT", "CARD")
        ):
            retag(token, "APPR")


def _purpose(stretch: list[Token]) -> None:
    """„um diese auszusetzen“: before a zu-infinitive "um", "ohne", "statt" open a clause."""
    opener = next((t for t in stretch if t.tag_ != "ADV"), None)
    if opener is not None and opener.lower_ in ("um", "ohne", "statt", "anstatt") and opener.tag_ == "APPR":
        if any(t.tag_ in ("VVIZU", "PTKZU") for t in stretch) and not any(t.tag_ in STATING for t in stretch):
            retag(opener, "KOUI")


def _zu_before_noun(stretch: list[Token]) -> None:
    """„gehört zu jenen, die …“: only before an infinitive "zu" belongs to the verb."""
    for token, after in zip(stretch, stretch[1:], strict=False):
        if token.tag_ == "PTKZU" and after.tag_ in ("PDS", "PDAT", "ART", "NN", "NE", "PPOSAT", "PPER", "PIAT", "CARD"):
            retag(token, "APPR")


def _one_finite_verb(stretch: list[Token], forms: Forms) -> None:
    """„Der Konzern hat das Erz verarbeiten lassen“: behind its helper the last verb of a main clause is not finite."""
    finite = [t for t in stretch if t.tag_ in STATING]
    if len(finite) != 2 or finite[0].tag_ not in _HELPERS or finite[1].tag_ != "VVFIN" or finite[1] is not stretch[-1]:
        return
    if any(t.tag_ in _OPENERS or t.tag_ == "KON" for t in stretch):
        return
    shapes = verb_forms(forms, finite[1].lower_)
    before = stretch[-2].tag_ in ("VVINF", "VAINF")
    if "PA2" in shapes and not before and finite[0].tag_ == "VAFIN":
        retag(finite[1], "VVPP")
    elif "INF" in shapes:
        retag(finite[1], "VVINF")


def _no_word(stretch: list[Token], forms: Forms) -> None:
    """„Der Plan vondent Ida Beil wurde …“: what no lexicon knows is no second finite verb."""
    finite = [t for t in stretch if t.tag_ in STATING]
    if len(finite) < 2:
        return
    for token in finite:
        if token.tag_ == "VVFIN" and not forms.readings(token.lower_) and not forms.lemma(token.lower_, "VERB"):
            retag(token, "XY")


def _verb_before_pronoun(stretch: list[Token], forms: Forms) -> None:
    """„Mitte Juli erlaubte sie ihn …“: no adjective stands before a pronoun or an article."""
    if any(t.tag_ in STATING for t in stretch):
        return
    for token, after in zip(stretch, stretch[1:], strict=False):
        if token.tag_ in ("ADJA", "ADJD") and token.text.islower() and after.tag_ in _PRONOUNS:
            if verb_forms(forms, token.text) & {"PRÄ", "PRT"}:
                retag(token, "VVFIN")
                return


def _verb_behind_and(stretch: list[Token], forms: Forms) -> None:
    """„warnte vor Engpässen und tadelte Indiens Quoten …“: an adjective behind "und" would have a noun behind it."""
    for before, und, token, after in zip(stretch, stretch[1:], stretch[2:], stretch[3:], strict=False):
        if und.tag_ == "KON" and token.tag_ == "ADJA" and token.text.islower() and before.tag_ != "ADJA":
            opens = after.tag_ in ("NE", "ART", "PPER", "PPOSAT", "PDAT", "APPR", "APPRART")
            if opens and verb_forms(forms, token.text) & {"PRÄ", "PRT"}:
                retag(token, "VVFIN")


def _subordinating_als(stretch: list[Token]) -> None:
    """„…, als China Kontrollen ankündigte“: with its verb at the end "als" opens a clause."""
    if len(stretch) > 2 and stretch[0].lower_ == "als" and stretch[0].tag_ == "KOKOM":
        if stretch[-1].tag_ in STATING:
            retag(stretch[0], "KOUS")


def _finite_at_the_end(stretch: list[Token], forms: Forms) -> None:
    """„…, der Tesla und Ford beliefert“: a subordinate clause ends in its finite verb."""
    opener = stretch[1] if stretch[0].tag_ == "APPR" and len(stretch) > 1 else stretch[0]
    last = stretch[-1]
    if opener.tag_ not in ("KOUS", "PRELS", "PRELAT", "PWAV") or len(stretch) < 3 or not last.text.islower():
        return
    if any(t.tag_ in STATING for t in stretch) or any(t.tag_ == "PTKZU" for t in stretch):
        return
    if last.tag_ in ("VAINF", "VMINF"):
        retag(last, last.tag_[:2] + "FIN")
    elif last.tag_ in ("VVPP", "VVINF", "ADJD") and verb_forms(forms, last.text) & {"PRÄ", "PRT"}:
        retag(last, "VVFIN")


def _relative_pronoun(doc: Doc, stretch: list[Token]) -> None:
    """„Halder, der Borealit aufgebaut hat“, "Northvolt, an dem Volkswagen beteiligt ist": behind a comma,
    with the finite verb at the end and more than one phrase before it, "der" opens a relative clause."""
    start = 1 if stretch[0].tag_ == "APPR" and len(stretch) > 1 else 0
    first = stretch[start]
    if start == 0 and first.tag_ == "PRELS" and article_of_subject(stretch):
        retag(first, "ART")
        return
    if stretch[0].i == 0 or doc[stretch[0].i - 1].text != "," or first.tag_ != "ART" or first.lower_ not in _RELATIVES:
        return
    if any(t.tag_ in _OPENERS for t in stretch) or _waits_for_verb(doc, stretch[0]):
        return
    finite = [n for n, t in enumerate(stretch) if t.tag_ in STATING]
    if not finite or (finite[0] != len(stretch) - 1 and stretch[finite[0] + 1].tag_ != "KON"):
        return
    end = start + 1
    while end < len(stretch) and stretch[end].tag_ in ("ADJA", "CARD", "NN", "NE", "FM"):
        end += 1
    bare_name = stretch[start + 1].tag_ == "NE" and not stretch[start + 1].text.isupper()
    hangs = stretch[finite[0]].dep_ == "acl"  # the parser's word, where "die Chips herstellen" may be either
    if end < finite[0] or (bare_name and finite[0] == end) or (hangs and end > start + 1):
        retag(first, "PRELS")


_PRONOUNS = frozenset({"PPER", "ART", "PPOSAT", "PRF", "PIAT", "PIDAT"})
_RELATIVES = frozenset({"der", "die", "das", "dem", "den"})


def _waits_for_verb(doc: Doc, token: Token) -> bool:
    """Whether a subordinate clause before the token is still without its finite verb."""
    for i in range(token.i - 1, -1, -1):
        before = doc[i]
        if before.tag_ in STATING or before.is_sent_start:
            return before.tag_ in _OPENERS
        if before.tag_ in _OPENERS:
            return True
    return False
