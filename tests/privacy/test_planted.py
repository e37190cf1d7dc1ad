"""A word planted in every field, in every way of writing it: the public edition holds those of public fields alone."""

from pathlib import Path

import pytest

from kit.privacy.canonical import canonical
from tests.privacy.planting import WAYS, Planter, built, put, written

pytestmark = pytest.mark.proof

CODES = dict(zip(WAYS, ("01", "02", "03", "04", "05", "06", "07"), strict=True))
WRONG, STRANGE, TORN, STRAY, LOST, NAMED, UNREAD = "08", "09", "10", "11", "12", "14", "15"
# Le nom d’une personne, écrit là où le public lit.
FIRST, LAST = "Zoltarine", "Exempleuse"
REPEATED = (
    "Zoltarine Exempleuse", "EXEMPLEUSE", "ze\u0301lée exempleuses", "exempleuse-zoltarine", "L’Exempleuse_1",
    "zoltarineexempleuse", r"Exem\u00adpleuse", r"\u0045xemple\u0301use",
)  # fmt: skip


@pytest.fixture(scope="module")
def planter() -> Planter:
    """The words, and where they are."""
    return Planter()


@pytest.fixture(scope="module")
def depot(tmp_path_factory: pytest.TempPathFactory, planter: Planter) -> Path:
    """A repository with a department for each way of writing, and one for each kind of fault."""
    root = tmp_path_factory.mktemp("semis")

    def remark() -> str:
        return planter.word("commentaire", public=False)

    for way, code in CODES.items():
        put(root, code, planter.department(code, way), remark if way in ("simple", "apostrophes") else None)
    put(root, WRONG, planter.department(WRONG, "simple", wrong=True))
    put(root, STRANGE, planter.department(STRANGE, "échappée", strange=True))
    torn = put(root, TORN, planter.department(TORN, "simple"))
    for name in ("membres", "sessions"):
        path = torn / f"{name}.yaml"
        words = "\n".join(f"  - {{nom: {planter.word('fichier illisible', public=False)}, x: [" for _ in range(9))
        path.write_text(f"{path.read_text('utf-8')}\n{words}", encoding="utf-8")
    planter.withdraw(f"{TORN} simple membres/", f"{TORN} simple sessions/")
    _stray(root, planter)
    for code in (NAMED, UNREAD):
        _named(root, code, planter)
    planter.withdraw(f"{UNREAD} échappée membres/")
    return root


def _stray(root: Path, planter: Planter) -> None:
    """Write folders and files whose names are words, and a folder of no department."""
    departments = root / "departments"

    def name(place: str) -> str:
        return planter.word(place, public=False)

    folder = put(root, STRAY, planter.department(STRAY, "simple"))
    for file in (f"{name('fichier égaré')}.yaml", f"membres-{name('fichier égaré')}.yaml", f"{name('copie')}.txt"):
        (folder / file).write_text(f"{name('fichier égaré, contenu')}: x\n", encoding="utf-8")
    folder.rename(departments / f"11-{name('dossier mal nommé')}")
    lost = planter.department(LOST, "simple")
    lost["commission"]["departement"] = f'"{name("code inconnu")}"'
    put(root, LOST, lost).rename(departments / f"{name('dossier inconnu')}")
    planter.withdraw(f"{LOST} ")
    (departments / f"{name('fichier perdu')}.yaml").write_text("x: y\n", encoding="utf-8")


def _named(root: Path, code: str, planter: Planter) -> None:
    """Write a department where the name of a member stands in every public text; the members of one of the two cannot
    be read."""
    texts = {branch: written(values) for branch, values in planter.department(code, "échappée").items()}
    folder = put(root, code, {})
    for branch, text in texts.items():
        lines = [_repeating(line, rank) for rank, line in enumerate(text.split("\n"))]
        (folder / f"{branch}.yaml").write_text("\n".join(lines), encoding="utf-8")
    members = folder / "membres.yaml"
    text = members.read_text("utf-8")
    start = text.index("    nom:")
    name = f"    nom: {FIRST} d’{LAST}\n" + ("  - [\n" if code == UNREAD else "")
    members.write_text(text[:start] + name + text[text.index("\n", start) + 1 :], encoding="utf-8")


def _repeating(line: str, rank: int) -> str:
    """Give a line whose text, or identifier, is the name of a person."""
    repeated = REPEATED[rank % len(REPEATED)]
    if '"\\u' in line:
        return f'{line[: line.index(chr(34))]}"note {repeated}"'
    head, _, value = line.rpartition(" ")
    return f"{head} exempleuse-{rank}" if value.startswith("zequox") and "@" not in value else line


@pytest.fixture(scope="module")
def public(depot: Path) -> dict[str, str]:
    """All that a public build writes, as its readers read it."""
    return built(depot, "public")


def test_only_the_words_of_public_fields_are_in_the_public_edition(public: dict[str, str], planter: Planter) -> None:
    found = {path: planter.told(text) for path, text in public.items()}
    leaks = {(place, path) for path, places in found.items() for place, shown in places.items() if not shown}
    assert sorted(leaks) == []


def test_the_words_of_public_fields_are_found_in_every_kind_of_file(public: dict[str, str], planter: Planter) -> None:
    found = {Path(path).suffix for path, text in public.items() if planter.told(text)}
    assert found >= {".md", ".html", ".json", ".csv", ".ics"}
    told = {place.partition(" ")[2] for text in public.values() for place in planter.told(text)}
    shown = ("commission/secretariat/courriel", "membres/medecin/*/titre", "sessions/0/lieu", "procedures/aps/service",
             "sessions/0/ordre_du_jour/*")  # fmt: skip
    assert [(way, place) for way in WAYS for place in shown if f"{way} {place}" not in told] == []


def test_a_site_is_searched_whole(public: dict[str, str]) -> None:
    assert {Path(path).name for path in public} >= {"search_index.json", "404.html", "robots.txt"}


def test_a_name_is_not_repeated_by_the_texts_that_the_public_reads(public: dict[str, str]) -> None:
    read = {path: canonical(text) for path, text in public.items()}
    assert [path for path, text in read.items() if "zoltarine" in text or "exempleuse" in text] == []
    assert any("note …" in text for text in public.values())
