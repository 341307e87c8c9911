"""Whether a text is German: by the small words that no German text does without."""

from __future__ import annotations

import re

_GERMAN = frozenset(
    """der die das den dem des und in zu mit von ist nicht ein eine einen einem einer auf für sich im es an auch als
    nach wie bei aus sind werden wird hat haben war wurde über noch zum zur vor nur aber durch dass man er sie oder
    gegen bis unter am um seit mehr seine ihre sein können soll will habe kann dieser diese""".split()
)
# Small words of the neighbours; words that are German too stand in the German list and do not count here.
_FOREIGN = {
    "English": "the of and to is that for with as are on by was be has from this have it at not which its",
    "French": "le la les des et est une un du dans pour que qui sur par au plus ne pas avec ce cette sont",
    "Dutch": "de het een van en dat is niet op te met voor zijn aan door naar ook bij wordt maar worden uit",
    "Spanish": "el la los las de que y en un una por con para del se su al como más es no",
    "Italian": "il la di che e in un una per con del della è non si da sono le dei nel anche al",
    "Swedish": "och att det som på är av en för med den till har inte ett om från de var kan",
    "Polish": "w i na z do się nie że jest to o jak po dla przez od za są być oraz",
}
_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH = 25  # below so many words only a clear other language counts


def not_german(text: str) -> str | None:
    """None when `text` reads as German, else what it is: "English", "not in Latin letters", "not German"."""
    letters = [letter for letter in text[:20_000] if letter.isalpha()]
    if sum(1 for letter in letters if ord(letter) > 0x24F) > 0.5 * len(letters):
        return "not in Latin letters"
    words = [word.lower() for word in _WORD.findall(text[:20_000])]
    german = sum(1 for word in words if word in _GERMAN)
    foreign = {name: frozenset(small.split()) - _GERMAN for name, small in _FOREIGN.items()}
    others = {name: sum(1 for word in words if word in small) for name, small in foreign.items()}
    name = max(sorted(others), key=lambda name: others[name])
    if others[name] > german:
        return name
    if len(words) >= _ENOUGH and german < 0.05 * len(words):
        return "not German"
    return None
