"""Which prepositions nouns and verbs govern: where the parse is in doubt, this says what a prepositional phrase is.

Tables: preposition → last parts of nouns that take it as an attribute ("Zölle auf Stahl"), and infinitives of verbs
that take it as their own ("liefert Chips an das Militär").
"""

from __future__ import annotations

NOUNS: dict[str, tuple[str, ...]] = {
    preposition: tuple(nouns.split())
    for preposition, nouns in {
        "auf": "zoll zölle zöllen abgabe abgaben steuer steuern angriff angriffe angriffen anschlag anspruch ansprüche "
        "verzicht aussicht aussichten hinweis hinweise hoffnung auswirkung auswirkungen einfluss recht reaktion",
        "für": "kontrolle kontrollen verbot verbote lizenz lizenzen genehmigung genehmigungen regel regeln vorschriften "
        "auflage auflagen beschränkung beschränkungen quote quoten steuer subventionen hilfe hilfen bedarf preis preise "
        "markt märkte grund gründe zuständigkeit plan pläne maschinen anlagen fabrik fabriken werk zentrum minister "
        "ministerin ministerium ausnahme ausnahmen frist bedingung bedingungen voraussetzung",
        "gegen": "sanktion sanktionen klage klagen verfahren vorwurf vorwürfe strafe strafen maßnahme maßnahmen zoll "
        "zölle zöllen embargo krieg kampf widerstand protest proteste ermittlungen",
        "mit": "abkommen vertrag verträge verträgen gespräch gespräche gesprächen verhandlung verhandlungen treffen "
        "deal handel streit handelsstreit partnerschaft zusammenarbeit kooperation beziehung beziehungen vereinbarung "
        "einigung bündnis krieg konflikt geschäft geschäfte",
        "an": "anteil anteile anteilen beteiligung beteiligungen interesse kritik mangel bedarf zweifel nachfrage "
        "export exporte lieferung lieferungen verkauf verkäufe übergabe vergabe angriff",
        "nach": "nachfrage reise flug suche export exporte ausfuhr ausfuhren lieferung lieferungen verkauf verkäufe forderung ruf "
        "exporten lieferungen ausfuhren",
        "in": "mine minen produktion fertigung investition investitionen eingriff einstieg vertrauen einmarsch standort werk fabrik mine fabriken werke",
        "zu": "zugang beziehung beziehungen verhältnis beitrag alternative alternativen bereitschaft gesetz bericht "
        "vorschlag verhandlungen gespräche technik möglichkeit mittel schritt schritte",
        "über": "abkommen vertrag gespräch gespräche gesprächen verhandlung verhandlungen entscheidung kontrolle streit "
        "bericht berichte debatte gesetz einigung vereinbarung information informationen",
        "von": "abhängigkeit ausfuhr ausfuhren einfuhr export exporte import importe verkauf lieferung abbau förderung "
        "produktion herstellung kauf übernahme zahl menge preis preise reihe verarbeitung veredelung",
        "zwischen": "abkommen streit gespräche handel konflikt krieg vertrag beziehungen spannungen treffen",
        "aus": "importe importen einfuhr einfuhren produkte waren öl gas stahl ausstieg rückzug abzug güter autos",
        "vor": "angst sorge schutz warnung",
        "um": "streit kampf konkurrenz sorge wettlauf",
        "bei": "abhängigkeit rückgang chef führung engpass engpässe",
    }.items()
}
VERBS: dict[str, frozenset[str]] = {
    preposition: frozenset(verbs.split())
    for preposition, verbs in {
        "an": "liefern verkaufen vergeben übergeben richten senden verteilen zahlen abgeben abtreten weitergeben "
        "überweisen vermieten verpachten ausliefern schicken schreiben anpassen binden hindern exportieren verschiffen "
        "spenden verleihen überstellen weiterleiten weiterverkaufen koppeln knüpfen",
        "nach": "liefern verkaufen exportieren ausführen schicken verlegen verlagern bringen verschiffen senden "
        "entsenden einladen ausliefern abschieben importieren einführen transportieren schmuggeln leiten fragen",
        "aus": "importieren beziehen einführen abziehen holen ausschließen gewinnen zurückziehen decken speisen nehmen kaufen streichen",
        "auf": "setzen stützen erhöhen senken anheben begrenzen beschränken beziffern schätzen verschieben richten legen "
        "drängen verpflichten vorbereiten konzentrieren verteilen ausweiten ausdehnen übertragen festlegen",
        "in": "investieren stecken bringen verlegen verlagern einführen entsenden verwickeln umwandeln einbeziehen "
        "aufnehmen herstellen produzieren fertigen fördern verarbeiten gewinnen abbauen setzen versetzen verwandeln stürzen",
        "mit": "beliefern versorgen vergleichen verbinden beauftragen bedrohen begründen beginnen belegen konfrontieren "
        "unterstützen verknüpfen ausstatten ausrüsten beschäftigen",
        "von": "abhalten befreien trennen überzeugen ausnehmen streichen abkoppeln abhängen unterscheiden beziehen "
        "kaufen erwerben fordern verlangen erwarten erhalten bekommen übernehmen importieren",
        "um": "bitten erhöhen senken kürzen anheben erweitern verlängern verschieben ergänzen aufstocken reduzieren",
        "vor": "warnen schützen stellen bewahren",
        "zu": "zwingen auffordern verurteilen bewegen drängen veranlassen verpflichten ermutigen ernennen machen "
        "zählen einladen überreden nutzen befragen",
        "für": "verantwortlich kritisieren loben halten nutzen verwenden ausgeben zahlen nominieren vorschlagen "
        "benötigen brauchen einsetzen bezahlen kaufen verkaufen",
        "gegen": "einsetzen verteidigen austauschen tauschen richten eintauschen",
        "über": "informieren unterrichten befragen verhängen",
    }.items()
}


def noun_takes(noun: str, preposition: str) -> bool:
    """Whether a noun (any form) takes the preposition as an attribute; compounds by their last part."""
    return noun.lower().endswith(NOUNS.get(preposition, ())) if NOUNS.get(preposition) else False


def verb_takes(verb: str, preposition: str) -> bool:
    """Whether a verb (its infinitive) takes the preposition as a complement of its own."""
    return verb in VERBS.get(preposition, frozenset())
