"""Verb tags where tagger and parse disagree: a verb form that heads a clause and has no helper is finite."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from .predicates import STATING
from .tenses import verb_forms

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from .forms import Forms

_FINITE_FORMS = frozenset({"PRÄ", "PRT", "KJ1", "KJ2"})
_HEADS = frozenset({"ROOT", "acl", "advcl", "ccomp", "csubj", "csubj:pass", "conj", "parataxis"})
_HELPS = frozenset({"aux", "aux:pass", "cop"})
_HELPER_INFINITIVES = {"haben": "VAINF", "sein": "VAINF", "werden": "VAINF"}
_MODAL_INFINITIVES = frozenset("wollen sollen können müssen dürfen mögen".split())


def finite_by_parse(doc: Doc, forms: Forms) -> list[Token]:
    """The verbs tagged infinitive, participle or adjective that the parse makes the head of a clause of their own.

    „…, die Magnete herstellen“: a form that can be finite, with a clause's label, without helper, "zu" or modal.
    """
    found = []
    for token in doc:
        if token.tag_ not in ("VVINF", "VVPP", "ADJD") or token.dep_ not in _HEADS or not token.text.islower():
            continue
        if not verb_forms(forms, token.text) & _FINITE_FORMS or _is_helped(token):
            continue
        if token.tag_ == "ADJD" and not any(t.dep_ in ("nsubj", "obj", "mark") for t in token.children):
            continue
        if token.tag_ == "VVPP" and not any(t.dep_ == "nsubj" for t in token.children):
            continue
        found.append(token)
    return found


def participles_by_parse(doc: Doc) -> list[Token]:
    """What the parser hangs "haben" or "werden" on though it has no verb's tag: "durchgewinkt/ADJD hatte"."""
    found = []
    for token in doc:
        verb = token.head
        helps = token.dep_ in ("aux", "aux:pass") and token.tag_.startswith("VA") and verb.i != token.i
        looks = verb.text.islower() and verb.text.endswith(("t", "en")) and len(verb.text) > 4 and "ge" in verb.text
        if helps and looks and verb.tag_ in ("ADJD", "ADV", "VVFIN", "XY", "FM", "NE"):
            if not any(t.dep_ == "cop" for t in verb.children):
                found.append(verb)
    return found


def infinitive_in_front(run: Sequence[Token], forms: Forms) -> Token | None:
    """„[Jubeln] dürften die Reeder“, "[Entworfen] werden Chips": before the helper, taken for a noun."""
    if len(run) < 3 or run[0].tag_.startswith("V") or not run[0].is_sent_start:
        return None
    form = {"VMFIN": "INF", "VAFIN": "PA2"}.get(run[1].tag_)
    if form is None or any(t.tag_ in ("VVINF", "VAINF", "VVPP", "VVIZU") for t in run):
        return None
    nominal = form == "PA2" and run[0].tag_ not in ("ADJD", "NN", "ADJA")
    return run[0] if not nominal and form in verb_forms(forms, run[0].lower_) else None


def _is_helped(token: Token) -> bool:
    """Whether a helper, "zu" or a finite verb of its clause governs the form, also through what it is joined to."""
    seen = token
    while True:
        if any(t.dep_ in _HELPS or t.tag_ == "PTKZU" for t in seen.children):
            return True
        before = seen.nbor(-1) if seen.i else None
        if before is not None and before.tag_ == "PTKZU":
            return True
        if seen.dep_ != "conj" or seen.head.tag_ in STATING or not seen.head.tag_.startswith("V"):
            break
        seen = seen.head
    for later in token.children:
        if later.dep_ == "conj" and later.tag_ == token.tag_ and any(t.dep_ in _HELPS for t in later.children):
            return True  # "im März [erlassen] und im Mai gelockert hatte"
    stretch = token.doc[max(token.sent.start, token.left_edge.i) : token.i]
    return any(t.tag_ in STATING for t in stretch if t.text != "," and t.head == token)


def article_of_subject(run: Sequence[Token]) -> bool:
    """„…, der Motor treibe Boote an“: with the verb in second place, and more behind it, "der" is an article."""
    end = 1
    while end < len(run) and run[end].tag_ in ("ADJA", "CARD", "NN", "NE", "FM", "XY"):
        end += 1
    finite = [n for n, t in enumerate(run) if t.tag_ in STATING]
    noun = end > 1 and run[end - 1].tag_ in ("NN", "NE", "FM", "XY")
    if not noun or finite != [end] or len(run) - end < 3 or run[end + 1].tag_ in ("KON", "APPR", "APPRART"):
        return False
    return not run[0].head.tag_.startswith("V") or run[0].head == run[end] or run[0].dep_ == "det"


def article_before_infinitive(run: Sequence[Token]) -> bool:
    """„…, [die] drei Werften daran zu hindern“: an infinitive with "zu" has no relative pronoun."""
    if run[0].tag_ != "PRELS" or len(run) < 3 or any(t.tag_ in STATING for t in run):
        return False
    zu = any(t.tag_ in ("VVIZU", "PTKZU") for t in run)
    return zu and run[1].tag_ in ("ADJA", "NN", "NE", "CARD", "PIDAT", "PIAT", "PIS", "TRUNC")


def main_verb(front: Sequence[Token], run: Sequence[Token], forms: Forms) -> Token | None:
    """„Wer zahlt, [bestimmt] den Preis“: behind a subordinate clause in front the main clause opens with its verb."""
    opens = front[0].is_sent_start and front[0].tag_ in ("KOUS", "PWS", "PWAV") and front[-1].tag_ in STATING
    if not opens or not run[0].text.islower() or any(t.tag_ in STATING for t in run):
        return None
    return run[0] if verb_forms(forms, run[0].text) & _FINITE_FORMS else None


def helper_infinitives(run: Sequence[Token]) -> list[tuple[Token, str]]:
    """„wird … verkauft haben“, "hätte ausgezahlt werden sollen": helpers behind a finite one are infinitives.

    run: the words between two marks, in order.
    """
    found: list[tuple[Token, str]] = []
    finite = next((t for t in run if t.tag_ in ("VAFIN", "VMFIN")), None)
    if finite is None:
        return found
    for before, token in zip(run, run[1:], strict=False):
        if token.i <= finite.i + 1 or not before.tag_.startswith("V") or before.i == finite.i:
            continue
        if token.tag_ == "VAFIN" and token.lower_ in _HELPER_INFINITIVES:
            found.append((token, "VAINF"))
        elif token.tag_ == "VMFIN" and token.lower_ in _MODAL_INFINITIVES:
            found.append((token, "VMINF"))
    opener = run[0].tag_ in ("KOUS", "PRELS", "PRELAT", "PWAV", "PWS")
    return [] if opener and finite is not run[-1] and not _stacked(run, finite) else found


def _stacked(run: Sequence[Token], finite: Token) -> bool:
    """„…, weil er das Geld hätte auszahlen sollen“: there the helper may stand before the infinitives."""
    return all(t.tag_.startswith("V") for t in run if t.i > finite.i)
