"""Sentence starts that are plain before any parse, and whitespace that must not disturb the tree after it."""

from __future__ import annotations

from spacy.attrs import DEP, HEAD
from spacy.tokens import Doc, Token

from kg.language.forms import Forms

ENDS = frozenset({".", "!", "?", "…", "..."})
CLOSING = frozenset("“”\"»«’‘')]")
OPENING = frozenset('„‚"»«(')
# Behind these the tokenizer parts the full stop off.
ABBREVIATIONS = frozenset("Art Co Corp Gen Gov Inc Jr Ltd Mio Mrd Nr Prof Rep Sen Str Tsd bzw etc usw vgl".split())
# Titles and the like: a name or a number follows, never the next sentence.
NEVER_LAST = frozenset("Abs Bd Bzw Ca Dr Gen Gov Kap Mr Mrs Ms Nr Prof Rep Sen Vgl Ziff bzw ca sog vgl vorm".split())
NUMBERED = frozenset("Abs Art Bd Kap Nr No Str S Ziff".split())  # "Art. 5"; but "Waren dieser Art. Der Konzern …"
# Abbreviations that also end sentences; before a word that opens one they do.
MAY_END = frozenset("Co. Jh. KG. Min. Mio. Mrd. Std. Tsd. Ä. a. etc. ff. usw.".split())
CAPTIONS = frozenset({"Bild", "Foto", "Fotos", "Grafik", "Illustration", "Photo", "Quelle", "Titelbild", "Video"})
LONGEST_DATELINE = 14
DASHES = frozenset("–—-")
DATELINE = frozenset("( ) / , . am".split())
AGENCIES = frozenset("dpa afp ap rtr reuters apa sda dts epd kna dapd xinhua".split())
FIRST_WORDS = frozenset(
    "Am Auch Auf Aus Bei Beim Bereits Bis Dabei Dagegen Damit Danach Dann Das Dazu Denn Der Deshalb "
    "Die Dies Diese Dieser Doch Dort Er "
    "Erst Es Für Gegen Im In Inzwischen Mit Nach Noch Nun Nur Ob Ohne Rund Schon Seit Trotz Um Unter "
    "Vom Von Vor Während Weil Wenn "
    "Wie Zu Zum Zur Zwar Zwischen Über".split()
)
# Words in capitals that open a sentence where the mark before them may be no full stop ("Abs. 2. Die …", "usw. Er …").
OPENERS = FIRST_WORDS | frozenset(
    "Aber Allerdings Alle Als Andere Beide Betroffen Daher Daneben Daran Darauf Darüber Diesen Dieses Doch Ein Eine "
    "Einen  Einer Es Etwa Fast Ferner Gestern Heute Hier Ihr Ihre Immer Insgesamt Jedoch Jetzt Kein Keine Laut Man "
    "Mehr Mehrere  Niemand Ob Obwohl Oft Sein Seine Sie So Solche Sollte Später Strittig Trotzdem Und Viele "
    "Vielmehr Vorher Was Weder  Weitere Wer Wir Wo Zudem Zugleich Zuletzt Zuvor".split()
)
NEVER_FIRST = frozenset({",", ";", ":", ".", "!", "?", "…", ")", "]", "%"})


def preset_starts(doc: Doc, forms: Forms) -> Doc:
    """Marks the tokens that start a sentence for certain, and those that never do; the parser decides the rest.

    A line break ends a sentence always: headline, caption and paragraph are never one. So does a full stop, question
    or exclamation mark (with a closing quote) before a capital, unless the stop may end an abbreviation.
    """
    for token in doc[1:] if len(doc) else ():
        before = doc[token.i - 1]
        if token.is_space:
            # A break stands alone while the parser runs, so that nothing attaches to it.
            token.is_sent_start = "\n" in token.text
        elif before.is_space and "\n" in before.text:
            token.is_sent_start = True
        elif _never_starts(token, before) or _runs_on(doc, token):
            token.is_sent_start = False
        elif _behind_short_form(doc, token):
            token.is_sent_start = True
        elif _behind_heading(token, before):
            token.is_sent_start = True
        elif before.text in OPENING and before.is_sent_start:
            token.is_sent_start = False
        else:
            _after_stop(doc, token, forms)
    for start in _line_starts(doc):
        behind = _behind_dateline(doc, start, forms)
        if behind:
            doc[behind].is_sent_start = True
            for token in doc[start + 1 : behind]:
                token.is_sent_start = False
    return doc


def _behind_heading(token: Token, before: Token) -> bool:
    """Where a heading runs into its paragraph ("… will den Zugang einschränken Die Reaktion …"): a word that only the
    start of a sentence writes with a capital. Articles stand so in names too ("die Zeitung Die Welt")."""
    if token.text not in FIRST_WORDS or not before.whitespace_ or not before.text[-1].isalnum():
        return False
    if token.text in ("Der", "Die", "Das"):
        return before.tag_.startswith(("V", "PTKVZ", "ADJD"))
    return before.tag_ not in ("APPR", "APPRART", "ART", "NE", "FM", "XY")


def _line_starts(doc: Doc) -> list[int]:
    return [t.i for t in doc if not t.is_space and (t.i == 0 or (doc[t.i - 1].is_space and "\n" in doc[t.i - 1].text))]


def _behind_dateline(doc: Doc, start: int, forms: Forms) -> int | None:
    """The token behind a dateline ("Berlin (dpa) – Die …"), which is no part of the clause; None without dateline."""
    agency = False
    place = doc[start].text.isupper() or bool(forms.name_kinds(doc[start].text) & {"STD", "COU"})
    for token in doc[start : start + LONGEST_DATELINE]:
        bracketed = token.i > start and doc[token.i - 1].text == "(" and token.text.islower() and len(token.text) < 6
        agency = agency or bracketed or token.text.lower() in AGENCIES
        if token.text in DASHES and token.i > start and token.i + 4 < len(doc):
            after = doc[token.i + 1]
            stands_free = bool(doc[token.i - 1].whitespace_) and bool(token.whitespace_)
            return after.i if stands_free and after.text[0].isupper() and (agency or place) else None
        fits = bracketed or token.text[0].isupper() or token.text in DATELINE or token.text[0].isdigit()
        if not (fits or token.text.lower() in AGENCIES):
            return None
    return None


def _after_stop(doc: Doc, token: Token, forms: Forms) -> None:
    stop = token.i - 1
    while stop > 0 and (doc[stop].is_space or doc[stop].text in CLOSING) and token.i - stop < 4:
        stop -= 1
    if doc[stop].text not in ENDS or not doc[token.i - 1].whitespace_ and not doc[token.i - 1].is_space:
        return
    if token.text[0].isalpha() or token.text in '„“"»«‚':
        word = doc[stop - 1] if stop else None
        # "Corp. Chef", "J. Trump": where the stop may end an abbreviation the parser decides.
        if doc[stop].text != "." or stop < token.i - 1 or word is None or not _abbreviates(word.text, forms):
            token.is_sent_start = True


def _never_starts(token: Token, before: Token) -> bool:
    """Whether a token within a line starts no sentence: words in lower case ("xAI" is a name), closing marks."""
    lower = token.text[0].islower() and token.text == token.text.lower()
    return lower or token.text in NEVER_FIRST or (token.text in CLOSING and not before.whitespace_)


def _runs_on(doc: Doc, token: Token) -> bool:
    """Whether what stands before a token calls for it: "Sen. [Warner]", "Art. [5]", "Foto: [Anna Berg]"."""
    before = doc[token.i - 1]
    if before.text == ":" and token.i > 1:
        return doc[token.i - 2].text in CAPTIONS and (token.i == 2 or doc[token.i - 3].is_space)
    parted = before.text == "." and token.i > 1 and not doc[token.i - 2].whitespace_
    word = doc[token.i - 2].text if parted else before.text.removesuffix(".")
    if not parted and word == before.text:
        return False
    if token.text[0].isdigit():
        return word in NUMBERED or word.endswith(("str", "Str"))
    return word in NEVER_LAST


def _behind_short_form(doc: Doc, token: Token) -> bool:
    """„… Metalle usw. [Die] Strafen“, "Los Nr. 5. [Die] übrigen": a word that opens a sentence behind a short form or a
    number with a stop; at the start of a line the number only counts ("2. Die Preise fallen")."""
    before = doc[token.i - 1]
    if token.text not in OPENERS or not before.text.endswith(".") or before.text == ".":
        return False
    if before.text.removesuffix(".").isdigit():
        return token.i > 1 and not doc[token.i - 2].is_space
    return before.text in MAY_END


def _abbreviates(word: str, forms: Forms) -> bool:
    known = any(reading.cls != "ABK" for reading in forms.readings(word))
    return word in ABBREVIATIONS or len(word) == 1 or (len(word) == 2 and not known)


def settle_whitespace(doc: Doc) -> Doc:
    """Hangs every whitespace token on its left neighbour (at the start: on its right one), as a leaf labelled "dep".

    Where the parser left a piece of a sentence unattached ("xAI" before a comma) it is hung on its neighbour too.
    """
    words = [not token.is_space for token in doc]
    if not any(words):
        return doc
    heads = [token.head.i for token in doc]
    deps = [token.dep for token in doc]
    pieces = _pieces(doc)
    if all(words) and not pieces:
        return doc
    for i, word in enumerate(words):
        if word and not words[heads[i]]:
            _lift(heads, deps, words, i)
    last = next(i for i, word in enumerate(words) if word)
    loose = doc.vocab.strings.add("dep")
    for one, other in pieces:
        if words[one] and words[other]:
            heads[one], deps[one] = other, loose
    for i, word in enumerate(words):
        if word:
            last = i
        else:
            heads[i], deps[i] = last, loose
    doc.from_array([HEAD, DEP], tree_columns(heads, deps))
    for token in doc:
        if token.is_space:
            token.tag_, token.pos_ = "_SP", "SPACE"
            token.set_morph(None)
    return doc


def _pieces(doc: Doc) -> list[tuple[int, int]]:
    """Roots to hang on other roots: sentences that the parser began where none can begin; verbs stay on top."""
    found = []
    top = None  # the root that the pieces so far of one sentence hang on
    for sent in doc.sents:
        first, root = sent[0], sent.root
        before = doc[first.i - 1] if first.i else None
        joins = before is not None and not before.is_space and not first.is_space and _never_starts(first, before)
        if joins and top is not None:
            if top.pos_ not in ("VERB", "AUX") and root.pos_ in ("VERB", "AUX"):
                found.append((top.i, root.i))
                top = root
            else:
                found.append((root.i, top.i))
        else:
            top = root
    return found


def _lift(heads: list[int], deps: list[int], words: list[bool], child: int) -> None:
    """Gives the child of a whitespace token the nearest word above it; where there is none it becomes the root."""
    space = heads[child]
    seen = {child}
    above = space
    while not words[above] and heads[above] != above and above not in seen:
        seen.add(above)
        above = heads[above]
    if words[above] and above != child:
        heads[child] = above
        return
    deps[child] = deps[above]
    heads[child] = child
    for other, head in enumerate(heads):
        if head == space and other != child:
            heads[other] = child if words[other] else head


def tree_columns(heads: list[int], deps: list[int]) -> object:
    """HEAD and DEP as `Doc.from_array` takes them, from token indices and ids of labels."""
    import numpy

    offsets = numpy.array([head - i for i, head in enumerate(heads)], dtype="int64").astype("uint64")
    return numpy.stack([offsets, numpy.array(deps, dtype="uint64")], axis=1)
