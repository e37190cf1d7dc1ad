"""`kit acte`: where a paper goes, what it ends with, which model it takes, what it refuses."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.actes.reading import odt_lines
from tests.conftest import Copy, Done, Kit

DAY = ("--date", "2026-11-23")


Acte = Callable[..., Done]


@pytest.fixture
def acte(kit: Kit, root: Path) -> Acte:
    """Run `kit acte` from the repository; what it says has ordinary spaces."""

    def run(*words: str) -> Done:
        done = kit("acte", *words, cwd=root)
        return Done(done.returncode, done.stdout.replace("\u00a0", " "), done.stderr.replace("\u00a0", " "))

    return run


@pytest.fixture
def root(copy: Copy) -> Path:
    return copy("88").parent.parent


@pytest.mark.parametrize(
    "named", ["88", "Vosges", "88-vosges", "departments/88-vosges", "departments/88-vosges/membres.yaml"]
)
def test_a_paper_goes_under_build(acte: Acte, root: Path, named: str) -> None:
    done = acte("convocation", named, *DAY)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "« build/actes/88-vosges/convocation-2026-12-03.odt » est écrit.\n"
    first = (root / "build" / "actes" / "88-vosges" / "convocation-2026-12-03.odt").read_bytes()
    acte("convocation", named, *DAY, "--output", "autre.odt")
    assert (root / "autre.odt").read_bytes() == first


def test_a_page_to_print_and_one_letter_a_member(acte: Acte, root: Path) -> None:
    done = acte("convocation", "88", *DAY, "--format", "html", "--chacun")
    assert done.returncode == 0
    written = sorted(path.name for path in (root / "build" / "actes" / "88-vosges").iterdir())
    assert len(written) == len(done.stdout.splitlines()) == 20
    assert "convocation-2026-12-03-medecin-2.html" in written
    done = acte("convocation", "88", *DAY, "--chacun", "--output", "une.odt")
    assert (done.returncode, done.stderr) == (
        2,
        "kit : « --output » ne nomme qu’un fichier, et il y en a 20 : laissez-le.\n",
    )


def test_an_irregular_paper_ends_with_1_and_says_why(acte: Acte, root: Path) -> None:
    sessions = root / "departments" / "88-vosges" / "sessions.yaml"
    sessions.write_text(
        sessions.read_text(encoding="utf-8").replace("date: 2026-11-13", "date: 2026-12-01"), encoding="utf-8"
    )
    done = acte("convocation", "88", *DAY)
    assert done.returncode == 1
    assert done.stdout == "« build/actes/88-vosges/convocation-2026-12-03.odt » est écrit.\n"
    assert done.stderr.splitlines() == [
        "irrégulier : Les membres ont été convoqués le 1er décembre 2026 pour la séance du 3 décembre 2026, soit 2 "
        "jours avant, au lieu de 5 jours au moins.",
        "La note de tête le dit : 1 point à lire avant de signer.",
    ]


def test_what_is_only_to_be_checked_ends_with_0(acte: Acte) -> None:
    done = acte("arrete-composition", "88", *DAY)
    assert done.returncode == 0
    assert done.stderr.startswith("à vérifier : Aucune intercommunalité (EPCI)")


def test_the_model_of_a_department_then_that_of_the_repository_take_the_place_of_ours(acte: Acte, root: Path) -> None:
    done = acte("bordereau", "--modele")
    assert (
        done.stdout
        == "« modeles/bordereau.odt » est écrit : changez-le dans LibreOffice, et gardez-le à cette place.\n"
    )
    asked = ("bordereau", "88", "--arrete", "DDETSPP-2026-009", "--remplacer", *DAY)
    built = root / "build" / "actes" / "88-vosges" / "bordereau-2026-11-23-ddetspp-2026-009.odt"
    assert acte(*asked).returncode == 0
    ours = odt_lines(built.read_bytes())
    for place, text in (("modeles", "Pour tous"), ("modeles/88-vosges", "Pour les Vosges")):
        (root / place).mkdir(exist_ok=True)
        acte("bordereau", "--modele", "--output", f"{place}/neuf.odt")
        flat = _flat(text)
        (root / place / "bordereau.odt").unlink(missing_ok=True)
        (root / place / "bordereau.fodt").write_text(flat, encoding="utf-8")
        assert acte(*asked).returncode == 0
        assert odt_lines(built.read_bytes()) == [f"{text} : DDETSPP-2026-009"]
    assert ours != odt_lines(built.read_bytes())
    (root / "modeles" / "88-vosges" / "bordereau.odt").write_bytes(b"")
    done = acte(*asked)
    assert done.returncode == 2
    assert "gardez un seul de ces deux modèles" in done.stderr


def _flat(text: str) -> str:
    return (
        '<office:document office:mimetype="application/vnd.oasis.opendocument.text" office:version="1.3"'
        ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
        f"<office:body><office:text><text:p>{text} : [arretes.reference]</text:p></office:text></office:body>"
        "</office:document>"
    )


def test_our_model_is_never_written_over_another(acte: Acte, root: Path) -> None:
    acte("avis", "--modele")
    before = (root / "modeles" / "avis.odt").read_bytes()
    done = acte("avis", "--modele")
    assert (done.returncode, done.stderr) == (
        2, "kit : « modeles/avis.odt » existe déjà : déplacez-le, ou donnez un autre nom avec « --output ».\n",
    )  # fmt: skip
    assert (root / "modeles" / "avis.odt").read_bytes() == before


def test_the_fields_of_a_paper_are_shown_with_their_values(acte: Acte, root: Path) -> None:
    done = acte("ordre-du-jour", "88", "--champs", *DAY)
    assert done.returncode == 0
    assert "[seance.date]                    jeudi 3 décembre 2026\n" in done.stdout
    assert "[invites.titre]                  (liste de 1) France Travail\n" in done.stdout
    assert not (root / "build").exists()


def test_a_change_is_told_from_another_folder(acte: Acte, root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    base = tmp_path_factory.mktemp("base")
    before = base / "departments" / "88-vosges"
    before.mkdir(parents=True)
    for path in (root / "departments" / "88-vosges").iterdir():
        (before / path.name).write_bytes(path.read_bytes())
    asked = ("arrete-modificatif", "88", "--depuis", str(base), *DAY)
    done = acte(*asked)
    assert (done.returncode, done.stderr) == (
        2, f"kit : La composition n’a pas changé depuis « {base} » : il n’y a rien à modifier.\n"
    )  # fmt: skip
    members = root / "departments" / "88-vosges" / "membres.yaml"
    text = members.read_text(encoding="utf-8")
    members.write_text(text.replace("Médecin généraliste à Saint-Dié", "Médecin à Saint-Dié"), encoding="utf-8")
    assert acte(*asked).returncode == 0
    built = root / "build" / "actes" / "88-vosges" / "arrete-modificatif-2026-11-23.odt"
    assert any(line.startswith("– 8° Médecin désigné") for line in odt_lines(built.read_bytes()))
    (before.parent / "88-vosges").rename(before.parent / "38-isere")
    done = acte(*asked)
    assert (done.returncode, "« 88-vosges » n’est pas dans" in done.stderr) == (2, True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("avis", "88"), "« avis » demande « --dossier » : Référence du dossier, qui ne dit rien d’une personne."),
        (("courrier", "88"), "« courrier » demande « --siege » : Siège, comme dans membres.yaml"),
        (("convocation", "88", "--dossier", "1"), "« convocation » n’a pas l’usage de « --dossier » : laissez-le."),
        (("convocation",), "Dites de quel département : un numéro, un nom ou un répertoire."),
        (("convocation", "13"), "Aucune fiche des Bouches-du-Rhône dans « departments » : « kit new 13 » l’écrit."),
        (("convocation", "departments"), "nomme"),
        (("convocation", "nulle-part"), "« nulle-part » n’est pas un des 101 départements."),
        (
            ("fiche-annuelle", "88", "--annee", "26"),
            "« 26 » ne se lit pas : écrivez l’année en chiffres, par exemple 2026.",
        ),
        (("convocation", "88", "--output", "departments/88-vosges/c.odt"), "où le kit n’écrit pas"),
        (("convocation", "88", "--seance", "2026-12-03", "--heure", "08:00"), "ne commence à « 08:00 »"),
        (("proces", "88"), "proces"),
    ],
)
def test_what_is_asked_wrongly_is_said_in_french(acte: Acte, root: Path, words: tuple[str, ...], said: str) -> None:
    (root / "departments" / "38-isere").mkdir()
    (root / "departments" / "38-isere" / "commission.yaml").write_text('departement: "38"\n', encoding="utf-8")
    done = acte(*words, *DAY)
    assert done.returncode == 2
    assert said in done.stderr
    assert not (root / "build").exists()


def test_a_paper_that_somebody_completed_is_not_replaced(acte: Acte, root: Path) -> None:
    built = root / "build" / "actes" / "88-vosges" / "convocation-2026-12-03.odt"
    acte("convocation", "88", *DAY)
    assert acte("convocation", "88", *DAY).returncode == 0
    built.write_bytes(b"complete")
    done = acte("convocation", "88", *DAY)
    assert (done.returncode, done.stdout, done.stderr) == (
        2,
        "",
        "kit : « build/actes/88-vosges/convocation-2026-12-03.odt » existe déjà, et quelqu’un a pu le remplir : donnez "
        "un autre nom, ou remplacez-le avec « --remplacer ».\n",
    )
    assert built.read_bytes() == b"complete"
    assert acte("convocation", "88", *DAY, "--remplacer").returncode == 0
    assert built.read_bytes() != b"complete"


def test_the_name_of_the_file_says_its_format(acte: Acte, root: Path) -> None:
    assert acte("convocation", "88", *DAY, "--output", "c.html").returncode == 0
    assert (root / "c.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    for words, ending, form in ((("--output", "c.pdf"), "pdf", "odt"), (("--output", "d.odt"), "odt", "html")):
        done = acte("convocation", "88", *DAY, *words, *(("--format", "html") if form == "html" else ()))
        assert (done.returncode, done.stderr) == (
            2,
            f"kit : « --output » finit par « .{ending} » et le papier est en « {form} » : terminez ce nom par « .odt » "
            "ou « .html », comme « --format ».\n",
        )
    done = acte("convocation", "88", *DAY, "--output", "modeles/convocation.odt")
    assert (done.returncode, done.stderr) == (
        2,
        "kit : « modeles/convocation.odt » est dans « modeles », où il serait pris pour un modèle : donnez un autre "
        "nom avec « --output ».\n",
    )


def test_what_is_at_the_place_of_a_model_and_is_none_is_said(acte: Acte, root: Path) -> None:
    model = root / "modeles" / "convocation.odt"
    model.parent.mkdir()
    none = (
        "kit : Le modèle « modeles/convocation.odt » n’est pas un fichier : remplacez-le par le modèle, ou "
        "retirez-le.\n"
    )
    model.symlink_to("absent.odt")
    assert (acte("convocation", "88", *DAY).returncode, acte("convocation", "88", *DAY).stderr) == (2, none)
    model.unlink()
    model.mkdir()
    assert acte("convocation", "88", *DAY).stderr == none
    model.rmdir()
    os.mkfifo(model)  # Un tuyau ne s’attend pas, ni un appareil sans fin.
    assert acte("convocation", "88", *DAY).stderr == none
    model.unlink()
    model.symlink_to("/dev/zero")
    assert acte("convocation", "88", *DAY).stderr == none
    model.unlink()
    with model.open("wb") as file:
        file.truncate(3_000_000_000)
    assert acte("convocation", "88", *DAY).stderr == "kit : Le modèle « modeles/convocation.odt » est trop gros.\n"


def test_a_kind_that_does_not_exist_is_said_by_the_name_that_the_help_gives(acte: Acte) -> None:
    assert acte("nope", "88").stderr.startswith("kit : « TYPE » attend l’une de ces valeurs : convocation, ")
    assert "Codes de sortie : 0, le papier est écrit ;" in " ".join(acte("--help").stdout.split())


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("courrier", "88", "--siege", "Mme Jeanne Exemple"),
            "Le siège donné par « --siege » a la forme d’une donnée sur une personne : donnez un siège, comme "
            "« medecin » ou « 8 ».",
        ),
        (
            ("bordereau", "88", "--arrete", "Mme Jeanne Exemple"),
            "L’arrêté donné par « --arrete » n’est pas dans commission.yaml : écrivez-l’y, ou donnez « ",
        ),
        (
            ("convocation", "88", "--seance", "Mme Jeanne Exemple"),
            "La valeur donnée n’est pas une date : écrivez année-mois-jour, par exemple 2026-03-12.",
        ),
        (
            ("convocation", "88", "--heure", "Mme Jeanne Exemple"),
            "La valeur donnée n’est pas une heure : écrivez par exemple « 14:30 ».",
        ),
        (
            ("fiche-annuelle", "88", "--annee", "Mme Jeanne Exemple"),
            "La valeur donnée ne se lit pas : écrivez l’année en chiffres, par exemple 2026.",
        ),
        (
            ("convocation", "88", "--output", "modeles/Mme Jeanne Exemple.odt"),
            "Le fichier donné est dans « modeles », où il serait pris pour un modèle",
        ),
        (
            ("convocation", "88", "--output", "departments/Mme Jeanne Exemple.odt"),
            "« le fichier donné » est dans « departments », où le kit n’écrit pas de rapport",
        ),
        (
            ("convocation", "Mme Jeanne Exemple"),
            "Le texte donné n’est pas un des 101 départements. Donnez un numéro ou un nom, par exemple 48, 2A ou "
            "Lozère.",
        ),
    ],
)
def test_what_tells_a_person_is_not_repeated(acte: Acte, words: tuple[str, ...], said: str) -> None:
    done = acte(*words, *DAY)
    assert (done.returncode, done.stderr.startswith(f"kit : {said}")) == (2, True)
    assert "Jeanne" not in done.stdout + done.stderr
