"""Names of persons, firms, places and products: from tables and lists, and invented ones."""

from __future__ import annotations

import random
import re
import struct
from collections import defaultdict
from pathlib import Path

from kg.language.forms import Forms
from training.compile_forms import rows
from training.grammar.tables import read

FIRST_NAMES = Path(__file__).parents[2] / "kg" / "language" / "de" / "first_names.tsv"
# Names of the lexicon that are no surnames of people in the news.
LEFT_OUT = frozenset("Hitler Stalin Lenin Goebbels Göring Himmler Mussolini Auschwitz Wedding".split())
ONSETS = "B Br D Dr F G Gr H J K Kl Kr L M N P Pr Qu R S Sch Sol St T Tr V W X Z Al An Ar El Or Ul".split()
NUCLEI = "a e i o u ae ei io ia ou y".split()
MIDDLES = "b d f g k l lt m mb n nd nt p r rd rt s st t v x".split()
ENDINGS = "a o on ix ium ex is en or ia um ys ent aq era ano ita us el".split()
ACTIVITIES = (
    "Metals Technologies Semiconductor Resources Group Systems Energy Labs Motors Mining Materials Therapeutics "
    "Electronics Holding Capital Partners Microsystems Robotics Power Chemicals Networks Minerals Steel Analytics "
    "Robotics Aerospace Biotech Logistics Instruments Photonics Lithium Research Solutions"
).split()
FORMS = "AG SE GmbH KG Group Corp plc".split()
FAMILY = (
    "Wang Li Zhang Liu Chen Yang Huang Zhao Wu Zhou Xu Sun Ma Zhu Hu Guo He Lin Gao Luo Zheng Liang Xie Song Tang Deng "
    "Feng Cao Peng Zeng Xiao Tian Dong Pan Yuan Cai Jiang Yu Du Ye Cheng Wei Su Lu Ding Ren Shen Yao"
).split()
GIVEN = (
    "wen tao jian guo hui ming xiao ping hua wei jun feng lei qiang yan li na mei ling xin yu hao zhi yong kai rui bo "
    "chun dong hai jing lan peng shan ting xiang yi zhen"
).split()
KOREAN = "Kim Lee Park Choi Jung Kang Cho Yoon Jang Lim Han Oh Seo Shin Kwon Hwang Ahn Song Hong Yoo".split()
KOREAN_GIVEN = "min jae sun young hyun soo ji hoon tae won seok kyung ho jin woo chul dong ha eun".split()
JAPANESE = (
    "Tanaka Suzuki Takahashi Watanabe Ito Nakamura Kobayashi Yamada Sasaki Mori Hayashi Saito Okada Fujita Ogawa "
    "Hasegawa"
).split()
JAPANESE_GIVEN = {
    "m": "Kenji Hiroshi Akira Takashi Makoto Haruto Ryo Shigeru Satoshi".split(),
    "f": "Naomi Keiko Yoko Emi Yumi".split(),
}
FOREIGN = (
    "Miller Carter Evans Turner Moreau Lefevre Dubois Rossi Conti Ferrari Silva Santos Pereira Costa Novak Kovacs "
    "Nowicki Petrov Ivanov Jansen Visser Bakker Larsen Nielsen Lindqvist Virtanen O'Brien Sharma Patel Singh Khan "
    "Haddad Nguyen Tran Garcia Lopez Fernandez Okafor Mensah Yılmaz Demir"
).split()
ORIGINS = "German German German German English English Chinese Chinese Korean Japanese".split()
CHIP_FAMILIES = "Ascend Kirin Xeon Ryzen Instinct Gaudi Tegra Loong Vela Nova Orion Helio Titan Radeon".split()
PLAIN = re.compile(r"[A-ZÄÖÜ][\w-]+(?: [A-ZÄÖÜ][\w-]+){0,2}")
ARTICLED = frozenset(
    "Elfenbeinküste Mongolei Slowakei Türkei Schweiz Ukraine Niederlande Philippinen Malediven Seychellen USA Komoren "
    "Bahamas Salomonen Marshallinseln Kongo Sudan Südsudan Libanon Jemen Iran Irak Vatikan Kosovo Niger Tschad Gambia "
    "Westsahara Krim Bretagne Steiermark Lausitz Pfalz Toskana Balkan Donbass Gazastreifen Saarland Westjordanland "
    "Burgenland Indopazifik Baltikum Golfregion Arktis Persischer Kosovo Vatikanstadt Provence Normandie".split()
)


class Names:
    """Names to draw from; every method takes the source of chance."""

    def __init__(self, lexicon: Path, entities: Path):
        self.surnames = surnames(lexicon)
        self.first: dict[str, list[str]] = defaultdict(list)
        for line in FIRST_NAMES.read_text(encoding="utf-8").splitlines():
            if not line.startswith("#") and "\t" in line and not line.startswith("name\t"):
                name, gender = line.split("\t")[:2]
                self.first[gender].append(name)
        known = classes(entities)
        self.companies = [n for n in known["Company"] if PLAIN.fullmatch(n) and not n.startswith(("Deutsche", "Carl"))]
        self.people: dict[str, list[str]] = defaultdict(list)
        for name in known["Person"]:
            gender = next((g for g in "mf" if name.split()[0] in self.first[g]), "")
            if PLAIN.fullmatch(name) and " " in name and gender:
                self.people[gender].append(name)
        places = [*known["City"] * 2, *known["Country"], *known["Region"]]
        self.places = [n for n in places if plain_place(n)]
        self.cities = [n for n in known["City"] if plain_place(n)]
        self.countries = [n for n in known["Country"] if plain_place(n) and " " not in n]
        self.special: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
        for row in read("special_names"):
            for kind in row["kind"].split("/"):
                self.special[kind].append((row["name"], row["gender"], row["entity"]))
        self.bare: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for row in read("bare_names"):
            for kind in row["kind"].split("/"):
                self.bare[kind].append((row["name"], row["entity"]))

    def person(self, chance: random.Random) -> tuple[list[str], str]:
        """The parts of a person's full name and the gender, Masc or Fem."""
        roll = chance.random()
        gender = "f" if chance.random() < 0.35 else "m"
        full = {"f": "Fem", "m": "Masc"}[gender]
        if roll < 0.12 and self.people[gender]:
            return chance.choice(self.people[gender]).split(), full
        origin = chance.choice(ORIGINS)
        if origin == "Chinese":
            given = "".join(chance.choice(GIVEN) for _ in range(chance.choice((1, 2, 2))))
            return [chance.choice(FAMILY), given.capitalize()], full
        if origin == "Korean":
            return [chance.choice(KOREAN), "-".join(chance.sample(KOREAN_GIVEN, 2)).capitalize()], full
        if origin == "Japanese":
            return [chance.choice(JAPANESE_GIVEN[gender]), chance.choice(JAPANESE)], full
        parts = [chance.choice(self.first[gender])]
        if chance.random() < 0.05:
            parts.append(chance.choice("ABCDEFHJKLMPRSTW") + ".")
        if chance.random() < 0.04:
            parts += chance.choice(("von", "van", "van der", "von der", "de", "zu")).split()
        last = chance.choice(FOREIGN if origin == "English" else self.surnames)
        if chance.random() < 0.05:
            last += "-" + chance.choice(self.surnames)
        return [*parts, last], full

    def company(self, chance: random.Random) -> list[str]:
        """The parts of a firm's name."""
        roll = chance.random()
        if roll < 0.4 and self.companies:
            return chance.choice(self.companies).split()
        stem = invented(chance)
        if roll < 0.65:
            return [stem]
        if roll < 0.8:
            return [stem, chance.choice(ACTIVITIES)]
        if roll < 0.88:
            return [stem, chance.choice(FORMS)]
        if roll < 0.93:
            return ["".join(chance.choice("ABCDEFGHKLMNPRSTVX") for _ in range(chance.choice((3, 3, 4))))]
        if roll < 0.97:
            return [chance.choice(self.surnames), "&", chance.choice(self.surnames)]
        return [chance.choice(self.surnames), chance.choice(ACTIVITIES)]

    def chip(self, chance: random.Random) -> list[str]:
        """The parts of a chip's or device's name, such as "H200" or "Ascend 910C"."""
        roll = chance.random()
        number = str(chance.choice((10, 20, 30, 50, 90, 100, 200, 300, 308, 325, 400, 800, 910, 920, 1000, 5090)))
        letters = "".join(chance.choice("ABDGHLMRTVX") for _ in range(chance.choice((1, 1, 2))))
        if roll < 0.5:
            return [letters + number + chance.choice(("", "", "", "A", "X"))]
        family = chance.choice(CHIP_FAMILIES) if roll < 0.75 else invented(chance)
        if roll > 0.92:
            return [family]
        return [family, number + chance.choice(("", "", "B", "C"))]


def invented(chance: random.Random) -> str:
    """An invented word that could name a firm."""
    word = chance.choice(ONSETS) + chance.choice(NUCLEI)
    if chance.random() < 0.7:
        word += chance.choice(MIDDLES)
        if chance.random() < 0.3:
            word += chance.choice(NUCLEI) + chance.choice(MIDDLES)
    else:
        word += chance.choice("bdfgklmnprstvx")
    return word + chance.choice(ENDINGS)


def plain_place(name: str) -> bool:
    """Whether a place is spoken of without article ("China", "New York", not "die Türkei")."""
    if not PLAIN.fullmatch(name) or name in ARTICLED:
        return False
    first = name.split()[0]
    return (
        not ("meer" in name.lower() or first.endswith(("er", "es", "ische", "igte", "scher", "straße", "ste")))
        or " " not in name
        and not (
            name.endswith(("straße", "meer", "kanal", "wüste", "insel", "inseln", "staaten", "golf", "osten", "westen"))
        )
    )


def classes(entities: Path) -> dict[str, list[str]]:
    """The names of the entity table by class; a mark of doubt in front is taken off."""
    found: dict[str, list[str]] = defaultdict(list)
    for line in entities.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#") and line.count("\t") >= 2:
            _, kind, name = line.split("\t")[:3]
            if not name.startswith("?"):
                found[kind].append(name)
    return found


def surnames(lexicon: Path) -> list[str]:
    """The surnames of the full-form lexicon, sorted; of the compiled one in the package where the file is missing."""
    if lexicon.is_file():
        found = {form for form, lemma, tags in rows(lexicon) if form == lemma and "EIG:NOM" in tags and ":NAC" in tags}
    else:
        found = set(_compiled_surnames(Forms.load()))
    return sorted(name for name in found if name.isalpha() and name[1:].islower() and name not in LEFT_OUT)


def _compiled_surnames(forms: Forms) -> list[str]:
    trie, edits, tagsets = forms._trie, forms._edits, forms._tagsets
    same = {i for i, edit in enumerate(edits) if edit == (0, "")}
    wanted = {
        i
        for i, groups in enumerate(tagsets)
        if any(cls == "EIG" and any(t.startswith("NOM") and t.endswith("NAC") for t in tags) for cls, tags in groups)
    }
    found = []
    for form, value in trie.iteritems():
        if any(tags in wanted and edit in same for edit, tags in struct.iter_unpack("<HH", value)):
            found.append(form)
    return found
