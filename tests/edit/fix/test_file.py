"""One file, before and after: what is corrected, and what leaves a doubt and stays."""

import pytest

from kit.edit.fix.file import correct
from kit.edit.fix.proof import Reader
from kit.yaml.source import read_bytes
from kit.yaml.spot import Edit
from tests.conftest import DATA

FILE = "departments/48-lozere/{}.yaml"
HOLDER = "magistrat:\n  - id: a\n"
MEETING = "- formation: politique\n  etat: tenue\n"
BODY = 'departement: "48"\n'

# Fichier, ce qui est écrit, ce que cela devient ; rien de plus que la ligne fautive ne change.
CORRECTED = [
    # Guillemets.
    ("commission", "departement: 48 # la Lozère\n", 'departement: "48" # la Lozère\n'),
    ("commission", "departement: 2a\n", 'departement: "2A"\n'),
    ("commission", "{departement: 48, exemple: oui}\n", '{departement: "48", exemple: true}\n'),
    ("commission", f"{BODY}secretariat: {{service: A, telephone: 04.66.00.00.00}}\n",
     f'{BODY}secretariat: {{service: A, telephone: "04.66.00.00.00"}}\n'),
    ("sessions", f"{MEETING}  date: 2026-03-12\n  heure:   14:30   # salle A\n",
     f'{MEETING}  date: 2026-03-12\n  heure:   "14:30"   # salle A\n'),
    ("sessions", f"{MEETING}  date: 2026-03-12\n  heure: 14h30\n",
     f'{MEETING}  date: 2026-03-12\n  heure: "14:30"\n'),
    ("sessions", f"{MEETING}  date: 2026-03-12\n  heure: '14 h'\n",
     f'{MEETING}  date: 2026-03-12\n  heure: "14:00"\n'),
    ("membres", f"{HOLDER}    titre: “Juge, chef”\n", f'{HOLDER}    titre: "Juge, chef"\n'),
    ("membres", f"{HOLDER}    titre: !!str 12\n", f'{HOLDER}    titre: !!str "12"\n'),
    # Dates.
    ("sessions", f"{MEETING}  date: 12/03/2026\n", f"{MEETING}  date: 2026-03-12\n"),
    ("sessions", f"{MEETING}  date: 03/04/2026\n", f"{MEETING}  date: 2026-04-03\n"),
    ("sessions", f"{MEETING}  date: 12-03-2026\n", f"{MEETING}  date: 2026-03-12\n"),
    ("sessions", f"{MEETING}  date: 12 mars 2026\n", f"{MEETING}  date: 2026-03-12\n"),
    ("sessions", f"{MEETING}  date: jeudi 12 mars 2026\n", f"{MEETING}  date: 2026-03-12\n"),
    ("sessions", f"{MEETING}  date: 1er  août\u00a02026\n", f"{MEETING}  date: 2026-08-01\n"),
    ("sessions", f'{MEETING}  date: "12 févr. 2026"\n', f"{MEETING}  date: 2026-02-12\n"),
    ("sessions", f"{MEETING}  date: « 12/03/2026 »\n", f"{MEETING}  date: 2026-03-12\n"),
    # Nombres, listes d'un seul élément.
    ("procedures", "aps:\n  duree_mois: 6 Mois\n", "aps:\n  duree_mois: 6\n"),
    ("commission", f"{BODY}arretes:\n  - {{reference: A, objet: composition}}\n",
     f"{BODY}arretes:\n  - {{reference: A, objet: [composition]}}\n"),
    # Clés et valeurs mal tapées ; une clé reconnue laisse voir ce qu'elle portait.
    ("sessions", "- Date: 12/03/2026\n  formaton: politiqe\n  État: tenu\n",
     "- date: 2026-03-12\n  formation: politique\n  etat: tenue\n"),
    ("commission", f"{BODY}Liste-membres : Complète\n", f"{BODY}liste_membres : complete\n"),
    ("commission", f"{BODY}asociations_agreees: []\n", f"{BODY}associations_agreees: []\n"),
    ("commission", f"{BODY}installation: {{état: en cours}}\n", f"{BODY}installation: {{etat: en_cours}}\n"),
    # Signes qui empêchent de lire.
    ("sessions", "- date:2026-03-12\n  formation:politique\n  etat:tenue\n",
     "- date: 2026-03-12\n  formation: politique\n  etat: tenue\n"),
    ("commission", f"{BODY}exemple:oui\ninstallation:{{etat: en_cours}}\n",
     f"{BODY}exemple: true\ninstallation: {{etat: en_cours}}\n"),
    ("membres", "magistrat:\n  -id: a\n    titre: Juge\n  –\u00a0id: b\n    titre: Juge\n",
     "magistrat:\n  - id: a\n    titre: Juge\n  - id: b\n    titre: Juge\n"),
    ("membres", "magistrat:\n\t- id: a\n\t  titre: Juge\n\t# un commentaire\n",
     "magistrat:\n  - id: a\n    titre: Juge\n  # un commentaire\n"),
    ("membres", "magistrat:\n\u202f\u00a0- id:\u00a0a\n\u00a0  \u00a0titre\u00a0:\u00a0Juge\n",
     "magistrat:\n  - id: a\n    titre: Juge\n"),
    ("membres", "magistrat:\n  - id: a\n\ttitre: Juge\n", "magistrat:\n  - id: a\n    titre: Juge\n"),
    ("membres", "magistrat:\n    - id: a\n\t  titre: Juge\n\t  nom: B\n",
     "magistrat:\n    - id: a\n      titre: Juge\n      nom: B\n"),
    ("membres", "magistrat:\n  -\tid: a\n    titre: Juge\n", "magistrat:\n  - id: a\n    titre: Juge\n"),
    ("membres", f"{HOLDER}    titre: Juge\n{{}}  # rien\n", f"{HOLDER}    titre: Juge\n\n"),
    ("sessions", f"{MEETING}  date: 2026-03-12\n[]\n", f"{MEETING}  date: 2026-03-12\n\n"),
    ("membres", f'{HOLDER}    titre: "Juge",\n    nom: "B",\n', f'{HOLDER}    titre: "Juge"\n    nom: "B"\n'),
    ("membres", f"{HOLDER}    titre: *voir note* # b\n", f'{HOLDER}    titre: "*voir note*" # b\n'),
    ("commission", f"{BODY}invites:\n  - @ARS\n  - %DDFE\n", f'{BODY}invites:\n  - "@ARS"\n  - "%DDFE"\n'),
    # Ce que l’on ne voit pas.
    ("sessions", f"{MEETING}  date: 2026\u201103\u201112\n", f"{MEETING}  date: 2026-03-12\n"),
    ("membres", f"{HOLDER}    titre: «\u00a0Juge, chef\u00a0»\n", f'{HOLDER}    titre: "Juge, chef"\n'),
    # Guillemets de trop, coordonnées, éléments non séparés.
    ("procedures", 'aps:\n  duree_mois: "6"\n', "aps:\n  duree_mois: 6\n"),
    ("commission", 'departement: " 48 "\nexemple: "true"\n', 'departement: "48"\nexemple: true\n'),
    ("commission", "departement: Lozère\n", 'departement: "48"\n'),
    ("commission", f'{BODY}secretariat: {{service: A, telephone: "+33 (0)4-66-00-00-00"}}\n',
     f'{BODY}secretariat: {{service: A, telephone: "+33 4 66 00 00 00"}}\n'),
    ("commission", f"{BODY}secretariat: {{service: A, courriel: <a@lozere..gouv.fr>}}\n",
     f"{BODY}secretariat: {{service: A, courriel: a@lozere.gouv.fr}}\n"),
    ("commission", f"{BODY}arretes:\n  - {{reference: A, objet: [composition / installation, agrement]}}\n",
     f"{BODY}arretes:\n  - {{reference: A, objet: [composition, installation, agrement]}}\n"),
    # Accents.
    ("membres", "# dÃ©signÃ©e par lâ€™ordre des mÃ©decins\nmÃ©decin: []\n",
     "# désignée par l’ordre des médecins\nmedecin: []\n"),
    ("membres", f"{HOLDER}    titre: Vice-prÃ©sident de la cour, cÅ“ur de ville\n",
     f"{HOLDER}    titre: Vice-président de la cour, cœur de ville\n"),
]  # fmt: skip

# Fichier, ce qui est écrit et qu'une personne doit voir, pourquoi.
LEFT = [
    ("sessions", f"{MEETING}  date: 12/03/26\n", "le siècle n’est pas écrit"),
    ("sessions", f"{MEETING}  date: 26-04-12\n", "l’année peut être devant"),
    ("sessions", f"{MEETING}  date: lundi 12 mars 2026\n", "ce jour-là est un jeudi"),
    ("sessions", f"{MEETING}  date: 12 mardi 2026\n", "mardi n’est pas mars"),
    ("sessions", f"{MEETING}  date: 2026-03-12 14:00\n", "l’heure serait perdue"),
    ("sessions", f"{MEETING}  date: 2026111\n", "le 1er novembre ou le 11 janvier"),
    ("sessions", f"{MEETING}  date: 12/03/2026 ✓\n", "un signe serait perdu"),
    ("procedures", "aps:\n  duree_mois: 6 semaines\n", "ce ne sont pas des mois"),
    ("procedures", "aps:\n  duree_mois: 10 12\n", "deux nombres"),
    ("commission", f"{BODY}invites: ARS, CPAM\n", "un invité ou deux"),
    ("commission", f"{BODY}arretes:\n  - {{reference: A, objet: composition et installation}}\n", "deux objets"),
    ("sessions", f"{MEETING}  date: 2026-03-12\n  presents: [a-1 b-1]\n", "rien ne dit que ces deux membres existent"),
    ("membres", f"{HOLDER}    titre: “Le \"grand\" juge”\n", "des guillemets dans les guillemets"),
    ("membres", f"{HOLDER}    titre: Préfecture : salle A\n", "un texte ou deux clés"),
    ("membres", f"{HOLDER}    titre: “Juge : chef”\n", "un texte ou deux clés, encore"),
    ("membres", "magistrat:\n  - id: Magistrat 1\n    titre: Juge\n", "l’identifiant est repris ailleurs"),
    ("commission", f"{BODY}sources:\n  - {{titre: A, lien: www.exemple.fr}}\n", "l’adresse n’est pas vérifiée"),
    ("membres", f"{HOLDER}    titre: Juge\n    tit: Chef\n", "trop court pour être sûr"),
    ("membres", f"{HOLDER}    titre: Juge\n    Titre: Chef\n", "la clé est déjà écrite"),
    ("membres", f"{HOLDER}    titr: Juge\n    titres: Chef\n", "deux clés pour une"),
    ("commission", f"{BODY}Exemple: [oui, non]\n", "ce n’est pas ce que porte cette clé"),
    ("sessions", f"{MEETING}  date: 2026-03-12\n  presents: [a-1, “a-1”]\n", "la valeur serait répétée"),
    ("membres", "magistrat:\n  - id: a\n    mandat:\n      debut: 2026-01-01\n\tfin: 2026-12-31\n", "quel retrait"),
    ("membres", f"{HOLDER}    mandat:\n      arrete: x\n    \ttitre: Juge\n", "quel retrait"),
    ("membres", f"{HOLDER}    titre: |\n      Juge\n\tdu siège\n", "un texte peut tenir une tabulation"),
    ("membres", "magistrat:\n\t- id: a\n\t  titre: [\n", "le fichier reste illisible"),
    ("membres", "magistrat:\n\t- id: a\n\t  titre: Juge\n\t  couleur: rouge\n", "un retrait faux, peut-être"),
    ("membres", f"{HOLDER}    titre: PrÃ©fet, Pr\ufffdfet\n", "à moitié réparé, on ne le verrait plus"),
    ("membres", f"{HOLDER}    titre: ti\x07tre\n", "un caractère interdit"),
    ("sessions", f"{MEETING}  date: 2021-12\n", "le jour n’est pas écrit"),
    ("sessions", f"{MEETING}  date: décembre 2021\n", "le jour n’est pas écrit, encore"),
    ("sessions", f"{MEETING}  date: 0224-05-23\n", "l’année ne se devine pas"),
    ("membres", f"{HOLDER}<<<<<<< HEAD\n    titre: Juge\n=======\n>>>>>>> b\n", "une personne choisit la version"),
    ("membres", f"{HOLDER}    mandat:\n      debut: 2026-01-01\n\tfin: 2026-12-31\n", "deux groupes possibles"),
    ("membres", f"{HOLDER}    titre: *un : deux*\n", "un texte ou deux clés, toujours"),
]  # fmt: skip


@pytest.mark.parametrize(("branch", "before", "after"), CORRECTED)
def test_what_is_certain_is_corrected(branch: str, before: str, after: str) -> None:
    done = correct(read_bytes(before.encode(), FILE.format(branch), branch))
    assert done.raw.decode() == after
    assert (done.before, done.after) == (before, after)
    assert correct(read_bytes(done.raw, FILE.format(branch), branch)).made == ()


@pytest.mark.parametrize(("branch", "text", "why"), LEFT, ids=[f"{why} {at}" for at, (*_, why) in enumerate(LEFT)])
def test_what_leaves_a_doubt_is_left(branch: str, text: str, why: str) -> None:
    source = read_bytes(text.encode(), FILE.format(branch), branch)
    reading = Reader(source).read(text)
    assert reading
    assert reading.spots, "rien n’est à corriger"
    assert correct(source).raw.decode() == text, why


@pytest.mark.parametrize("coding", ["cp1252", "utf-16", "utf-8-sig", "utf-8"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_a_file_of_another_coding_keeps_its_words(coding: str, newline: str) -> None:
    text = "# Désignés par l’ordre, « en bonne forme » : 3 €.\nmedecin:\n  - {id: a, titre: Médecin à Mende}\n"
    done = correct(read_bytes(text.replace("\n", newline).encode(coding), FILE.format("membres"), "membres"))
    assert done.raw == text.encode()


@pytest.mark.parametrize("coding", ["cp850", "mac_roman", "iso8859_15"])
def test_a_coding_that_is_not_the_one_believed_is_left(coding: str) -> None:
    raw = "magistrat:\n  - {id: a, titre: cœur de cité}\n".replace("œ", "œ" if coding != "cp850" else "oe").encode(
        coding
    )
    assert correct(read_bytes(raw, FILE.format("membres"), "membres")).raw == raw


def test_a_coding_is_changed_only_when_the_file_can_then_be_read() -> None:
    raw = "magistrat:\n  - {id: a, titre: Préfète\n".encode("cp1252")
    assert correct(read_bytes(raw, FILE.format("membres"), "membres")).raw == raw


def test_line_ends_are_corrected_in_a_file_that_cannot_be_read() -> None:
    done = correct(read_bytes(b"\xef\xbb\xbfmagistrat: [\r\n", FILE.format("membres"), "membres"))
    assert (done.raw, [made.rule for made in done.made]) == (
        b"magistrat: [\n",
        ["encodage-bom", "fins-de-ligne-windows"],
    )


def test_a_correction_says_what_was_wrong_and_where() -> None:
    (made,) = correct(read_bytes(b"departement: 48\n", FILE.format("commission"), "commission")).made
    assert (made.rule, made.lines) == ("code-sans-guillemets", (1,))
    assert made.message.startswith("Le code 48 est écrit sans guillemets")


def test_no_more_is_read_than_the_kit_allows() -> None:
    first = read_bytes(b"", FILE.format("membres"), "membres")
    heavy, light = Reader(first), Reader(first)
    assert [heavy.read("#" * 900_000) is not None for _ in range(6)] == [True] * 5 + [False]
    assert sum(light.read("#" * 10_000) is not None for _ in range(100)) == 61


def test_edits_of_the_same_characters_are_refused() -> None:
    edits = [Edit(0, 5, "psp"), Edit(3, 4, "")]
    source = read_bytes(b"pspsp: {}", FILE.format("procedures"), "procedures")
    assert Reader(source).read("pspsp: {}", edits) is None


def test_a_key_that_becomes_known_lets_the_accents_be_written_again() -> None:
    """Once is enough: what the second correction would find is found by the first."""
    raw = (DATA / "fuzz" / "accents").read_bytes()[1:]
    once = correct(read_bytes(raw, FILE.format("sessions"), "sessions"))
    assert [made.rule for made in once.made] == ["encodage-windows-1252", "yaml-espace-insecable", "accents-abimes"]
    assert correct(read_bytes(once.raw, FILE.format("sessions"), "sessions")).raw == once.raw


@pytest.mark.parametrize(
    ("written", "seen"),
    [("ti\u200btre", "titre"), ("pré\u00adsident\u202e", "président"), ("Juge\u2028titulaire\u0085", "Juge titulaire")],
)
def test_what_nobody_sees_is_erased_from_the_whole_file(written: str, seen: str) -> None:
    before, after = (f"{HOLDER}    titre: {title}\n" for title in (written, seen))
    done = correct(read_bytes(before.encode(), FILE.format("membres"), "membres"))
    assert done.raw.decode() == after
    assert [(made.rule, made.lines) for made in done.made] == [("caractere-invisible", ())]
    assert correct(read_bytes(done.raw, FILE.format("membres"), "membres")).made == ()
