"""The same sentences annotated by hand in UD and in TIGER: turned, TIGER gives the UD tree, and the same clauses."""

from __future__ import annotations

import pytest
from german import POS, vocabulary
from spacy.tokens import Doc

from kg.language.clauses import sentences
from kg.language.forms import Forms
from kg.language.outline import outlines
from kg.language.tags import settle_tags
from kg.language.tiger import LABELS, to_ud

# word/STTS tag/UD head.label/TIGER head.label; heads count from 1, 0 is the root; marks hang on the root.
SENTENCES = """
China/NE/5.nsubj/2.sb hat/VAFIN/5.aux/0.ROOT die/ART/4.det/4.nk Ausfuhr/NN/5.obj/5.oa verboten/VVPP/0.ROOT/2.oc ./$.
Das/ART/2.det/2.nk Werk/NN/7.nsubj:pass/3.sb wurde/VAFIN/7.aux:pass/0.ROOT von/APPR/6.case/7.sbp der/ART/6.det/6.nk Behörde/NN/7.obl:agent/4.nk geschlossen/VVPP/0.ROOT/3.oc ./$.
Die/ART/2.det/2.nk Lizenz/NN/5.nsubj:pass/3.sb ist/VAFIN/5.aux/0.ROOT nicht/PTKNEG/5.advmod/5.ng verlängert/VVPP/0.ROOT/6.oc worden/VAPP/5.aux:pass/3.oc ./$.
Peking/NE/5.nsubj/2.sb muss/VMFIN/5.aux/0.ROOT die/ART/4.det/4.nk Kontrollen/NN/5.obj/5.oa lockern/VVINF/0.ROOT/2.oc ./$.
Die/ART/2.det/2.nk Zölle/NN/6.nsubj:pass/3.sb sollen/VMFIN/6.aux/0.ROOT im/APPRART/5.case/6.mo Mai/NN/6.obl/4.nk erhöht/VVPP/0.ROOT/7.oc werden/VAINF/6.aux:pass/3.oc ./$.
Der/ART/2.det/2.nk Minister/NN/3.nsubj/3.sb sagte/VVFIN/0.ROOT/0.ROOT ,/$, dass/KOUS/8.mark/8.cp die/ART/7.det/7.nk Vorräte/NN/8.nsubj/8.sb reichen/VVFIN/3.ccomp/3.oc ./$.
Der/ART/2.det/2.nk Verband/NN/3.nsubj/3.sb fordert/VVFIN/0.ROOT/0.ROOT ,/$, die/ART/6.det/6.nk Abgaben/NN/8.obj/8.oa zu/PTKZU/8.mark/8.pm senken/VVINF/3.xcomp/3.oc ./$.
Der/ART/2.det/2.nk Konzern/NN/8.nsubj/8.sb ,/$, der/PRELS/6.nsubj/6.sb Chips/NN/6.obj/6.oa fertigt/VVFIN/2.acl/2.rc ,/$, wächst/VVFIN/0.ROOT/0.ROOT ./$.
Das/ART/2.det/2.nk Gesetz/NN/10.nsubj/10.sb ,/$, über/APPR/5.case/8.op das/PRELS/8.obl/4.nk der/ART/7.det/7.nk Senat/NN/8.nsubj/8.sb berät/VVFIN/2.acl/2.rc ,/$, ruht/VVFIN/0.ROOT/0.ROOT ./$.
Brüssel/NE/2.nsubj/2.sb hob/VVFIN/0.ROOT/0.ROOT die/ART/4.det/4.nk Zölle/NN/2.obj/2.oa auf/APPR/6.case/4.mnr Stahl/NN/4.nmod/5.nk auf/PTKVZ/2.compound:prt/2.svp ./$.
Der/ART/2.det/2.nk Präsident/NN/5.nsubj/5.sb des/ART/4.det/4.nk Landes/NN/2.nmod/2.ag lobt/VVFIN/0.ROOT/0.ROOT die/ART/7.det/7.nk Arbeit/NN/5.obj/5.oa der/ART/9.det/9.nk Firma/NN/7.nmod/7.ag ./$.
Außenminister/NN/4.nsubj/4.sb Wang/NE/1.appos/3.pnc Yi/NE/2.flat/1.nk traf/VVFIN/0.ROOT/0.ROOT seinen/PPOSAT/6.det/6.nk Kollegen/NN/4.obj/4.oa ./$.
Präsident/NN/4.nsubj/3.nk Donald/NE/1.appos/3.pnc Trump/NE/2.flat/4.sb kam/VVFIN/0.ROOT/0.ROOT gestern/ADV/4.advmod/4.mo ./$.
Nvidia/NE/6.nsubj/6.sb ,/$, AMD/NE/1.conj/1.cj und/KON/5.cc/3.cd Intel/NE/1.conj/4.cj beliefern/VVFIN/0.ROOT/0.ROOT den/ART/8.det/8.nk Kunden/NN/6.obj/6.oa ./$.
Samsung/NE/2.nsubj/2.sb baut/VVFIN/0.ROOT/0.ROOT Chips/NN/2.obj/2.oa und/KON/5.cc/2.cd verkauft/VVFIN/2.conj/4.cj sie/PPER/5.obj/5.oa an/APPR/8.case/5.op Apple/NE/5.obl/7.nk ./$.
Chile/NE/5.nsubj/2.sb ist/VAFIN/5.cop/0.ROOT der/ART/5.det/5.nk größte/ADJA/5.amod/5.nk Förderer/NN/0.ROOT/2.pd von/APPR/7.case/5.pg Kupfer/NN/5.nmod/6.nk ./$.
Wenn/KOUS/3.mark/3.cp China/NE/3.nsubj/3.sb liefert/VVFIN/5.advcl/5.mo ,/$, sinken/VVFIN/0.ROOT/0.ROOT die/ART/7.det/7.nk Preise/NN/5.nsubj/5.sb ./$.
„/$( Die/ART/3.det/3.nk Lager/NN/5.nsubj/4.sb sind/VAFIN/5.cop/8.oc leer/ADJD/8.ccomp/4.pd “/$( ,/$, sagte/VVFIN/0.ROOT/0.ROOT der/ART/10.det/10.nk Händler/NN/8.nsubj/8.sb ./$.
Die/ART/2.det/2.nk Firma/NN/3.nsubj/3.sb dankt/VVFIN/0.ROOT/0.ROOT dem/ART/5.det/5.nk Minister/NN/3.obl:arg/3.da ./$.
Um/KOUI/4.mark/4.cp Geld/NN/4.obj/4.oa zu/PTKZU/4.mark/4.pm sparen/VVINF/6.advcl/6.mo ,/$, schließt/VVFIN/0.ROOT/0.ROOT der/ART/8.det/8.nk Konzern/NN/6.nsubj/6.sb ein/ART/10.det/10.nk Werk/NN/6.obj/6.oa ./$.
Der/ART/2.det/2.nk Streit/NN/6.nsubj:pass/3.sb wurde/VAFIN/6.aux:pass/8.rs vom/APPRART/5.case/6.sbp Gericht/NN/6.obl:agent/4.nk beigelegt/VVPP/8.ccomp/3.oc ,/$, berichtet/VVFIN/0.ROOT/0.ROOT Reuters/NE/8.nsubj/8.sb ./$.
Das/ART/2.det/2.nk Ministerium/NN/8.nsubj/3.sb will/VMFIN/8.aux/0.ROOT den/ART/5.det/5.nk Export/NN/8.obj/8.oa nach/APPR/7.case/5.mnr Japan/NE/5.nmod/6.nk genehmigen/VVINF/0.ROOT/3.oc ./$.
Die/ART/2.det/2.nk Bank/NN/3.nsubj/3.sb zahlt/VVFIN/0.ROOT/0.ROOT 400/CARD/5.nummod/5.nmc Millionen/NN/6.nummod/6.nk Euro/NN/3.obj/3.oa ./$.
Der/ART/2.det/2.nk Kurs/NN/3.nsubj/3.sb fiel/VVFIN/0.ROOT/0.ROOT um/APPR/6.case/3.mo drei/CARD/6.nummod/6.nk Prozent/NN/3.obl/4.nk ./$.
Tokio/NE/2.nsubj/2.sb stimmt/VVFIN/0.ROOT/0.ROOT zu/PTKVZ/2.compound:prt/2.svp ,/$, aber/KON/7.cc/2.cd Seoul/NE/7.nsubj/7.sb lehnt/VVFIN/2.conj/5.cj ab/PTKVZ/7.compound:prt/7.svp ./$.
Er/PPER/2.nsubj/2.sb bestreitet/VVFIN/0.ROOT/0.ROOT ,/$, Chips/NN/5.obj/5.oa geliefert/VVPP/2.xcomp/7.oc zu/PTKZU/5.mark/7.pm haben/VAINF/5.aux/2.oc ./$.
Die/ART/5.det/5.nk von/APPR/3.case/4.sbp Peking/NE/4.obl:agent/2.nk verhängten/ADJA/5.amod/5.nk Zölle/NN/6.nsubj/6.sb gelten/VVFIN/0.ROOT/0.ROOT ./$.
Der/ART/2.det/2.nk Hafen/NN/4.nsubj:pass/3.sb ist/VAFIN/4.aux:pass/0.ROOT geschlossen/VVPP/0.ROOT/3.pd ./$.
Trump/NE/2.nsubj/2.sb drohte/VVFIN/0.ROOT/0.ROOT der/ART/4.det/4.nk EU/NE/2.obl:arg/2.da mit/APPR/6.case/2.op Zöllen/NN/2.obl/5.nk ./$.
Der/ART/2.det/2.nk Kurs/NN/4.nsubj/3.sb ist/VAFIN/4.aux/0.ROOT gestiegen/VVPP/0.ROOT/3.oc und/KON/8.cc/3.cd die/ART/7.det/7.nk Anleger/NN/8.nsubj/8.sb jubeln/VVFIN/4.conj/5.cj ./$.
Minen/NN/7.nsubj/7.sb in/APPR/3.case/1.mnr Peru/NE/1.nmod/2.nk und/KON/6.cc/2.cd in/APPR/6.case/4.cj Chile/NE/3.conj/5.nk fördern/VVFIN/0.ROOT/0.ROOT Zinn/NN/7.obj/7.oa ./$.
Der/ART/2.det/2.nk Rat/NN/3.nsubj/3.sb pocht/VVFIN/0.ROOT/0.ROOT darauf/PROAV/3.advmod/3.op ,/$, die/ART/7.det/7.nk Liste/NN/9.obj/9.oa zu/PTKZU/9.mark/9.pm kürzen/VVINF/3.xcomp/4.re ./$.
Es/PPER/2.expl/2.ep fehlen/VVFIN/0.ROOT/0.ROOT noch/ADV/2.advmod/2.mo Lizenzen/NN/2.nsubj/2.sb ./$.
Den/ART/2.det/2.nk Angaben/NN/4.obl/3.nk zufolge/APPO/2.case/4.mo stieg/VVFIN/0.ROOT/0.ROOT der/ART/6.det/6.nk Umsatz/NN/4.nsubj/4.sb ./$.
""".strip().splitlines()


def annotated(notation: str, column: int) -> Doc:
    """The Doc of one line with the heads and labels of a column: 2 UD, 3 TIGER."""
    parts = [part.split("/") for part in notation.replace("//$(", "").split()]
    words, tags = [p[0] for p in parts], [p[1] for p in parts]
    links = [p[column].split(".") if len(p) > 2 else None for p in parts]
    root = next(i for i, link in enumerate(links) if link and link[0] == "0")
    heads = [root if link is None else i if link[0] == "0" else int(link[0]) - 1 for i, link in enumerate(links)]
    deps = [link[1] if link else "punct" for link in links]
    pos = ["VERB" if t.startswith("VV") else "AUX" if t[:2] in ("VA", "VM") else POS.get(t, "X") for t in tags]
    spaces = [not tag.startswith("$") for tag in [*tags[1:], "$."]]
    return Doc(vocabulary(), words=words, tags=tags, pos=pos, heads=heads, deps=deps, spaces=spaces)


def clauses(doc: Doc, forms: Forms) -> list[object]:
    return list(outlines(doc, sentences(settle_tags(doc, forms), [], forms.cases, forms)))


@pytest.mark.parametrize("notation", SENTENCES, ids=lambda n: " ".join(p.split("/")[0] for p in n.split()))
def test_tiger_turned_is_the_ud_tree(notation: str, forms: Forms) -> None:
    ud, turned = annotated(notation, 2), to_ud(annotated(notation, 3))
    assert [(t.text, t.dep_, t.head.text) for t in turned if not t.tag_.startswith("$")] == [
        (t.text, t.dep_, t.head.text) for t in ud if not t.tag_.startswith("$")
    ]
    assert len(list(turned.sents)) == 1
    assert clauses(turned, forms) == clauses(ud, forms) != []


def test_the_sentences_are_many_and_use_tigers_labels() -> None:
    assert len(SENTENCES) >= 25
    met = {token.dep_ for notation in SENTENCES for token in annotated(notation, 3)}
    assert met <= LABELS and len(met) >= 20


def test_a_clause_reads_as_it_should(forms: Forms) -> None:
    (found,) = clauses(to_ud(annotated(SENTENCES[1], 3)), forms)
    assert (found.predicate, found.voice, found.subject.text) == ("schließen", "passive", "Das Werk")
    assert found.agent.text == "der Behörde"
