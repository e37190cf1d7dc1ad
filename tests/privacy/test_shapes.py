"""The shapes: each way to write a datum, what is none, and a time that the length of the text bounds."""

import re
from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.privacy.legible import Legible
from kit.privacy.shapes import Pattern, Read, Shape, hits_in_name, hits_of_file, shapes
from kit.privacy.texts import Text, hits
from tests.privacy.linear import assert_linear

MOTIF = ("sessions", 0, "dossiers", 0, "motif")
AGENDA = ("sessions", 0, "ordre_du_jour", 0)
VACANCY = ("commission", "vacances", 0, "motif")
CARE = ("procedures", "psp", "accompagnement", "soins")
DOUBT = ("membres", "medecin", 0, "a_verifier")
PHONE, MAIL, PERSON = "un numéro de téléphone", "une adresse électronique", "le nom d’une personne"
HOME, NIR = "l’adresse d’une personne", "un numéro de sécurité sociale"

SEEN = [
    (PHONE, "06  39  98  12  34"), (PHONE, "06. 39. 98. 12. 34"), (PHONE, "06 . 39 . 98 . 12 . 34"),
    (PHONE, "06–39–98–12–34"), (PHONE, "06 – 39 – 98 – 12 – 34"), (PHONE, "06‑39‑98‑12‑34"), (PHONE, "06—39—98—12—34"),
    (PHONE, "06−39−98−12−34"), (PHONE, "(+33) 6 39 98 12 34"), (PHONE, "+33 (0)6 39 98 12 34"),
    (PHONE, "+33 (0) 6.39.98.12.34"), (PHONE, "(0033)639981234"), (PHONE, "+33(0)639981234"),
    (PHONE, "06\u00a039\u00a098\u00a012\u00a034"), (PHONE, "06\u202f39\u200998\u2003012\u202f34".replace("012", "12")),
    (PHONE, "０６ ３９ ９８ １２ ３４"), (PHONE, "٠٦٣٩٩٨١٢٣٤"), (PHONE, "06\u200b39\u200b98\u200b12\u200b34"),
    (PHONE, "0639 981 234"), (PHONE, "06 3998 1234"), (PHONE, "06 39\n98 12 34"), (PHONE, "06_39_98_12_34"),
    (PHONE, "06 / 39 / 98 / 12 / 34"), (PHONE, "tel0639981234"), (PHONE, "Tél.-06 39 98 12 34"),
    (PHONE, "(06) 39 98 12 34"), (PHONE, "06 (39) 98 12 34"), (PHONE, "[06] 39 98 12 34"),
    (PHONE, "+33 (6) 39 98 12 34"), (PHONE, "06|39|98|12|34"), (PHONE, "06*39*98*12*34"), (PHONE, "06•39•98•12•34"),
    (PHONE, "06·39·98·12·34"), (PHONE, "06~39~98~12~34"), (PHONE, "06:39:98:12:34"), (PHONE, "06=39=98=12=34"),
    (PHONE, "06’39’98’12’34"), (PHONE, "06 + 39 + 98 + 12 + 34"), (PHONE, "06<39<98<12<34"), (PHONE, "06 39 981 234"),
    (PHONE, "063 998 12 34"), (PHONE, "06 39 9 81 234"), (PHONE, "06 39 98 12 3 4"), (PHONE, "0 6 3 9 9 8 1 2 3 4"),
    (PHONE, "33639981234"), (PHONE, "33 6 39 98 12 34"),
    (MAIL, "zoe[at]exemple.invalid"), (MAIL, "zoe (at) exemple.invalid"), (MAIL, "zoe arobase exemple.invalid"),
    (MAIL, "zoe @ exemple.invalid"), (MAIL, "zoe @exemple. fr"), (MAIL, "zoe[arobase]exemple[point]invalid"),
    (MAIL, "zoe arobase exemple point invalid"), (MAIL, "zoe＠exemple.invalid"), (MAIL, "zoe@exemple"),
    (MAIL, "ZOE (AT) EXEMPLE.INVALID"), (MAIL, "a" * 90 + "@exemple.invalid"), (MAIL, "zoe(a)exemple.invalid"),
    (MAIL, "zoe {at} exemple.invalid"), (MAIL, "zoe <at> exemple.invalid"), (MAIL, "zoe*at*exemple.invalid"),
    (MAIL, "zoe « at » exemple.invalid"), (MAIL, "zoe \"at\" exemple.invalid"), (MAIL, "zoe /at/ exemple.invalid"),
    (MAIL, "zoe[@]exemple.invalid"), (MAIL, "zoe (@) exemple.invalid"), (MAIL, "zoe<@>exemple.invalid"),
    (MAIL, "zoe%40exemple.invalid"), (MAIL, "zoe&#64;exemple.invalid"), (MAIL, "zoe_at_exemple_dot_invalid"),
    (MAIL, "zoe AROBAS exemple.invalid"), (MAIL, "zoe chez exemple point fr"), (MAIL, "'zoe'@exemple.invalid"),
    (MAIL, "z at exemple.fr"), (MAIL, "zoe at e.fr"), (MAIL, "zoe at exemple.fr"), (MAIL, "z@e.fr"), (MAIL, "z [at] e"),
    (MAIL, "z chez e point fr"), (MAIL, "z « at » e.fr"), (MAIL, "zoe @ e . fr"), (MAIL, "z (a) e.fr"),
    (NIR, "2\u202f99\u202f99\u202f99\u202f999\u202f999"), (NIR, "2-99-99-2A-999-999"),
    (PERSON, "Mme de Exemplaire"), (PERSON, "M. d’Exemple"), (PERSON, "Mme L. Exemple"), (PERSON, "Mme J.-P. Exemple"),
    (PERSON, "Mme de la Exemple"), (PERSON, "M. de l’Exemple"), (PERSON, "Mme von der Exemple"),
    (PERSON, "Mme Mairesse"), (PERSON, "M. Présidenty"), (PERSON, "Mme Sousa"), (PERSON, "Mme\u00a0Exemple"),
    (PERSON, "Mme  Exemple"), (PERSON, "Mme E\u0301xemple"), (PERSON, "Mme al-Exemple"), (PERSON, "Mme Directeuro"),
    (PERSON, "Mme **Exemple**"), (PERSON, "Mme _Exemple_"), (PERSON, "Mme <b>Exemple</b>"), (PERSON, "Mme (Exemple)"),
    (PERSON, "Mme « Exemple »"), (PERSON, "Mme : Exemple"), (PERSON, "Mme-Exemple"), (PERSON, "Mme_Exemple"),
    (PERSON, "M.Exemple"), (PERSON, "M Exemple"), (PERSON, "Melle Exemple"), (PERSON, "Me Exemple"),
    (PERSON, "Maître Exemple"), (PERSON, "Dr Exemple"), (PERSON, "docteur Exemple"), (PERSON, "Pr Exemple"),
    (PERSON, "Mme née Exemple"), (PERSON, "Mme dite Exemple"), (PERSON, "Mme veuve Exemple"),
    (HOME, "loge 3 bis , rue Inventée"), (HOME, "habite  12  rue  Inventée"), (HOME, "HABITE 12 RUE INVENTÉE"),
]  # fmt: skip
ANYWHERE = [(HOME, AGENDA, "12 rue Inventée"), (HOME, VACANCY, "au 12 rue Inventée"), (HOME, DOUBT, "3, rue Inventée")]
NOT_SEEN = [
    "06-2024-03-27-00021", "recueil n° 01-2022-12-18-00003", "13-2025-04-14-00005", "01-2026-0112", "38-2026-001",
    "le 01.02.2026 - 10 h", "le 01/02/2026 10 h", "2026-07-12 14:30", "FINESS 880000123", "FINESS 88 000 012 3",
    "SIRET 123 456 789 00012", "SIREN 123456789", "SIRET 12345678900012", "de 09 h 30 à 12 h 00", "R. 121-12-7",
    "Mme la Préfète", "M. le Sous-préfet", "Madame la Vice-présidente", "Messieurs les Maires", "M. le bâtonnier",
    "Monsieur le Premier président", "MME LA DIRECTRICE", "M. Préfet", "un dossier @ préfecture. Bilan", "le S.M.I.C.",
    "atelier (à) préfecture", "arobase dans le texte", "à l’âge de 18 ans", "née de rien",
    "Madame, Monsieur", "M./Mme le Maire", "Mmes et MM. les membres", "M. : Directeur", "Mme (directrice)", "la DR Est",
    "le R.M.I. et le S.M.I.C.", "Maître d’ouvrage", "Docteur en médecine", "H/M", "comme Épinal", "atelier « at home »",
    "rencontre (chez) l’association", "chez elle. Puis", "le 06.03.2026 14.30", "départements 01, 03, 07, 15, 26",
    "départements 01 ; 03 ; 07 ; 15 ; 26", "échelle 0 1 2 3 4 5 6 7 8 9 10", "SIRET 012 345 678 00012",
    "SIRET 336 399 812 34567", "IBAN FR76 3000 6000 0112 3456 7890 189", "05 06 2026 10 30", "01 [02] 03 04",
    "la réunion, rue Inventée", "le 3 février 2026, 12 personnes",
]  # fmt: skip


@pytest.mark.parametrize(("label", "text"), SEEN)
def test_a_writing_is_seen(label: str, text: str) -> None:
    assert label in {hit.label for hit in hits(Text(MOTIF, f"voir {text}, demain"))}


@pytest.mark.parametrize(("written", "taken"), [
    *((f"3 {month} 1999", None) for month in (
        "janv", "janvier", "févr", "fevrier", "février", "mars", "avr", "avril", "mai", "juin", "juil", "juillet",
        "août", "aout", "sept", "septembre", "oct", "octobre", "nov", "novembre", "déc", "decembre", "décembre",
    )),
    ("3/4/99", None), ("1er.3.1999", None), ("3 - 4 - 1999", None), ("1999", None), ("3 4 1999 2", None),
    ("3 -/ 4", "3"), ("3 4 1999 2 5", "3 4 1999 2"), ("12345", "1234"), ("3/12345", "3"),
])  # fmt: skip
def test_a_day_of_birth_is_taken_whole_and_alone(written: str, taken: str | None) -> None:
    first = next(hits(Text(MOTIF, f"Née le {written}, venue seule")))
    assert first.matched == f"Née le {taken or written}"


@pytest.mark.parametrize(("label", "pointer", "text"), ANYWHERE)
def test_an_address_needs_no_verb_where_a_text_may_speak_of_somebody(
    label: str, pointer: tuple[str | int, ...], text: str
) -> None:
    assert label in {hit.label for hit in hits(Text(pointer, text))}


@pytest.mark.parametrize("text", NOT_SEEN)
@pytest.mark.parametrize("pointer", [AGENDA, VACANCY, CARE])
def test_what_is_nobodys_is_left_alone(pointer: tuple[str | int, ...], text: str) -> None:
    assert [hit.matched for hit in hits(Text(pointer, f"Voir {text}."))] == []


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("mme-exemple-zoe.pdf", PERSON), ("MME_EXEMPLE", PERSON), ("88-06-39-98-12-34", PHONE),
        ("zoe@exemple.invalid", MAIL), ("88-nee-le-12-mars-1998", "une date de naissance"), ("vosges", None),
        ("06-alpes-maritimes", None), ("2A-corse-du-sud", None), ("commission.yaml", None), ("mme-la-prefete", None),
        ("arrete-2026-01-02.pdf", None), ("06-2024-03-27-00021.pdf", None), ("sauvegarde 2026-07-12 14 30", None),
    ],
)  # fmt: skip
def test_a_name_of_a_file_is_read_too(name: str, label: str | None) -> None:
    found = {hit.label for hit in hits_in_name(name)}
    assert label in found if label else not found


def test_a_datum_over_two_lines_of_comments_has_both() -> None:
    [loose] = hits_of_file("a: b\n# Rappeler le 06 39 98\n#   12 34 demain\nc: d\n", "commission")
    assert (loose.first, loose.last, loose.hit.label) == (2, 3, PHONE)


def unbounded(pattern: str) -> list[str]:
    """Give the repeats of an expression that have no upper bound, classes and escapes aside."""
    bare = re.sub(r"\\.", "e", pattern, flags=re.DOTALL)
    bare = re.sub(r"\[[^\]]*\]", "c", bare.replace("[\\]", "["))
    return re.findall(r"[*+]|\{\d*,\}", bare)


PATTERNS = [each.written for shape in shapes() for each in shape.patterns]
PATTERNS += [shape.near.pattern.written for shape in shapes() if shape.near]


@pytest.mark.parametrize("pattern", PATTERNS)
def test_every_repeat_has_a_bound(pattern: str) -> None:
    assert unbounded(pattern) == []


def test_a_repeat_without_a_bound_is_known() -> None:
    assert [unbounded(each) for each in (r"a\+[+*]{0,3}", "a+", "(?:b)*", "c{2,}")] == [[], ["+"], ["*"], ["{2,}"]]


NEAR = [(shape, each) for shape in shapes() if shape.near for each in shape.patterns]


@pytest.mark.parametrize(("shape", "looked_for"), NEAR, ids=map(str, range(len(NEAR))))
def test_whatever_has_a_shape_stands_where_it_is_looked_for(shape: Shape, looked_for: Pattern) -> None:
    @settings(max_examples=25, deadline=None, derandomize=True)
    @given(st.from_regex(re.compile(looked_for.written, looked_for.flags)))
    def holds(text: str) -> None:
        read = Read(Legible(text).text)
        spans = {found.span() for found in looked_for.regex.finditer(read.text)}
        assert spans <= set(shape.found(read, [looked_for]))

    holds()


HOSTILE: dict[str, Callable[[int], str]] = {
    "habite 1 bis et des espaces": lambda n: "habite 1 bis" + " " * n,
    "habite 1 bis répété": lambda n: "habite 1 bis , " * (n // 15),
    "rue sans fin": lambda n: "habite 12 rue " + "a" * n,
    "rues": lambda n: "12 rue a " * (n // 9),
    "tirets": lambda n: "06" + "-" * n,
    "chiffres à tirets": lambda n: "06-" * (n // 3),
    "long nombre": lambda n: "0" + "6" * n,
    "nombre à espaces": lambda n: "0 6 " * (n // 4),
    "nombre à points": lambda n: "1 23. 05. " * (n // 10),
    "plus et chiffres": lambda n: "+33 (0)" * (n // 7),
    "titre de séjour et ponctuation": lambda n: "titre de séjour" + ":" * n,
    "titres de séjour": lambda n: "titre de séjour n° " * (n // 19),
    "passeport et lettres": lambda n: "passeport " + "A" * n,
    "passeports": lambda n: "passeport : " * (n // 12),
    "né le": lambda n: "née le 12 " * (n // 10),
    "né le, des nombres": lambda n: "née le " + "12 " * (n // 3),
    "date de naissance et ponctuation": lambda n: "ddn" + "." * n,
    "lettres avant une arobase": lambda n: "a" * n + "@",
    "arobases": lambda n: "a@" * (n // 2),
    "arobases et espaces": lambda n: "a @ " * (n // 4),
    "points après une arobase": lambda n: "a@b" + ".b" * (n // 2),
    "Mme et initiales": lambda n: "Mme " + "A.-" * (n // 3),
    "Mme et particules": lambda n: "Mme " + "de la " * (n // 6),
    "Mme": lambda n: "Mme " * (n // 4),
    "capitales et parenthèses": lambda n: "A.-" * (n // 3) + "(",
    "nationalité": lambda n: "de nationalité " * (n // 15),
    "un at entre des traits": lambda n: "a_at_b_dot_" * (n // 11),
    "un at entre des chevrons": lambda n: "a<at>" * (n // 5),
    "arobases en lettres, d’un seul tenant": lambda n: "arobase" * (n // 7),
    "chez, d’un seul tenant": lambda n: "achez" * (n // 5),
    "chez et point": lambda n: "a chez b point " * (n // 15),
    "groupes à signes": lambda n: "06*" * (n // 3),
    "crochets": lambda n: "06[(" * (n // 4),
    "trente-trois": lambda n: "33 6" * (n // 4),
    "Mme et balises": lambda n: "Mme <b>" * (n // 7),
    "née, dite, veuve": lambda n: "Mme née dite veuve " * (n // 19),
    "retours à la ligne": lambda n: "06\n " * (n // 4),
    "accents à part": lambda n: "Mme E" + "\u0301\u0323" * (n // 2),
    "marques invisibles": lambda n: "Mme " + "\u200b" * n + "06",
    "dièses": lambda n: "# 06 #\n" * (n // 7),
}  # fmt: skip


@pytest.mark.parametrize("made", HOSTILE.values(), ids=list(HOSTILE))
def test_the_time_of_each_shape_is_that_of_the_text(made: Callable[[int], str]) -> None:
    def whole(size: int) -> Callable[[], object]:
        return partial(_looked, made(size))

    assert_linear(whole, most=3)


def _looked(text: str) -> None:
    read = Read(Legible(text).text)
    for shape in shapes():
        for _ in shape.found(read, shape.patterns):
            pass
