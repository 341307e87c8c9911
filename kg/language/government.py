"""Which prepositions nouns and verbs govern: where the parse is in doubt, this says what a prepositional phrase is.

Tables: preposition → last parts of nouns that take it as an attribute ("Zölle auf Stahl"), and infinitives of verbs
that take it as their own ("liefert Chips an das Militär").
"""

from __future__ import annotations

NOUNS: dict[str, tuple[str, ...]] = {
    preposition: tuple(nouns.split())
    for preposition, nouns in {
        "auf": "zoll zölle zöllen abgabe abgaben steuer steuern angriff angriffe angriffen anschlag anspruch "
        "ansprüche verzicht aussicht aussichten hinweis hinweise hoffnung auswirkung auswirkungen einfluss "
        "recht reaktion",
        "für": "kontrolle kontrollen verbot verbote lizenz lizenzen genehmigung genehmigungen regel regeln "
        "vorschriften auflage auflagen beschränkung beschränkungen quote quoten steuer subventionen hilfe "
        "hilfen bedarf preis preise markt märkte grund gründe zuständigkeit plan pläne maschinen anlagen "
        "fabrik fabriken werk zentrum minister ministerin ministerium ausnahme ausnahmen frist bedingung "
        "bedingungen voraussetzung",
        "gegen": "sanktion sanktionen klage klagen verfahren vorwurf vorwürfe strafe strafen maßnahme maßnahmen zoll "
        "zölle zöllen embargo krieg kampf widerstand protest proteste ermittlungen",
        "mit": "abkommen vertrag verträge verträgen gespräch gespräche gesprächen verhandlung verhandlungen treffen "
        "deal handel streit handelsstreit partnerschaft zusammenarbeit kooperation beziehung beziehungen "
        "vereinbarung einigung bündnis krieg konflikt geschäft geschäfte",
        "an": "anteil anteile anteilen beteiligung beteiligungen interesse kritik mangel bedarf zweifel nachfrage "
        "export exporte lieferung lieferungen verkauf verkäufe übergabe vergabe angriff",
        "nach": "nachfrage reise flug suche export exporte ausfuhr ausfuhren lieferung lieferungen verkauf verkäufe "
        "forderung ruf exporten",
        "in": "diplomaten regierung regierungen behörden firmen unternehmen konzerne mine minen "
        "produktion fertigung investition investitionen eingriff einstieg vertrauen einmarsch "
        "standort werk fabrik fabriken werke",
        "zu": "zugang beziehung beziehungen verhältnis beitrag alternative alternativen bereitschaft gesetz bericht "
        "vorschlag verhandlungen gespräche technik möglichkeit mittel schritt schritte",
        "über": "abkommen vertrag gespräch gespräche gesprächen verhandlung verhandlungen entscheidung kontrolle "
        "streit bericht berichte debatte gesetz einigung vereinbarung information informationen",
        "von": "abhängigkeit ausfuhr ausfuhren einfuhr export exporte import importe verkauf lieferung abbau "
        "förderung produktion herstellung kauf übernahme zahl menge preis preise reihe verarbeitung "
        "veredelung",
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
        "an": "abgeben abtreten anpassen ausliefern binden exportieren hindern knüpfen koppeln liefern richten "
        "schicken schreiben senden spenden vergeben verkaufen verleihen vermieten verpachten verschiffen "
        "verteilen weitergeben weiterleiten weiterverkaufen zahlen übergeben überstellen überweisen",
        "nach": "abschieben ausführen ausliefern bringen einführen einladen entsenden exportieren fragen importieren "
        "leiten liefern schicken schmuggeln senden transportieren verkaufen verlagern verlegen verschiffen",
        "aus": "abziehen ausschließen beziehen decken einführen gewinnen holen importieren kaufen nehmen speisen "
        "streichen zurückziehen",
        "auf": "anheben ausdehnen ausweiten begrenzen beschränken beziffern drängen erhöhen festlegen konzentrieren "
        "legen richten schätzen senken setzen stützen verpflichten verschieben verteilen vorbereiten "
        "übertragen",
        "in": "abbauen aufnehmen bringen einbeziehen einführen entsenden fertigen fördern gewinnen herstellen "
        "investieren produzieren setzen stecken stürzen umwandeln verarbeiten verlagern verlegen versetzen "
        "verwandeln verwickeln",
        "mit": "ausrüsten ausstatten beauftragen bedrohen beginnen begründen belegen beliefern beschäftigen "
        "konfrontieren unterstützen verbinden vergleichen verknüpfen versorgen",
        "von": "abhalten abhängen abkommen abkoppeln abraten abrücken abschneiden absehen abweichen ausgehen "
        "ausnehmen ausschließen befreien bekommen berichten beziehen distanzieren erhalten erwarten erwerben "
        "fordern halten handeln importieren kaufen leben lösen profitieren sprechen streichen trennen "
        "unterscheiden verabschieden verlangen wissen zeugen zurücktreten übernehmen überzeugen",
        "um": "anheben aufstocken bitten ergänzen erhöhen erweitern kürzen reduzieren senken verlängern verschieben",
        "vor": "bewahren schützen stellen warnen",
        "zu": "auffordern befragen bewegen drängen einladen ermutigen ernennen machen nutzen veranlassen "
        "verpflichten verurteilen zwingen zählen überreden",
        "für": "ausgeben benötigen bezahlen brauchen einsetzen halten kaufen kritisieren loben nominieren nutzen "
        "verantwortlich verkaufen verwenden vorschlagen zahlen",
        "gegen": "austauschen einsetzen eintauschen richten tauschen verteidigen",
        "über": "befragen informieren unterrichten verhängen",
    }.items()
}


def noun_takes(noun: str, preposition: str) -> bool:
    """Whether a noun (any form) takes the preposition as an attribute; compounds by their last part."""
    return noun.lower().endswith(NOUNS.get(preposition, ())) if NOUNS.get(preposition) else False


def verb_takes(verb: str, preposition: str) -> bool:
    """Whether a verb (its infinitive) takes the preposition as a complement of its own."""
    return verb in VERBS.get(preposition, frozenset())
