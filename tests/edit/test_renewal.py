"""Terms and approvals renewed: what is over is followed, what runs is kept, and nothing says who is designated."""

import datetime
from pathlib import Path

import pytest

from kit.edit import renewal
from kit.edit.planning import case_of
from kit.edit.renewal import Renewed
from kit.errors import UsageError
from kit.findings.finding import Outcome
from kit.judging.deadlines import deadlines
from kit.model.department import Dossier, load
from kit.model.folder import find
from tests.conftest import DATA, HOUSE, judge
from tests.edit.sheet.books import said
from tests.yaml.table import department

Day = datetime.date
DAY, REFERENCE = Day(2027, 5, 22), "48-2027-05-20-00001"
HERE = DATA / "renouvellement"
ORDER = '  - {reference: "48-2027-05-20-00001", objet: [composition], date: 2027-05-22}\n'


def read(root: Path, **files: bytes) -> Dossier:
    known = {name: (HERE / f"{name}.yaml").read_bytes() for name in ("commission", "membres")}
    return load(department(root, {f"{name}.yaml": raw for name, raw in {**known, **files}.items()}))


def file(made: Renewed, branch: str) -> str:
    return next((each.after for each in made.amendment.files if each.branch == branch), "")


def doubts(made: Renewed) -> list[str]:
    return [said(each) for each in made.doubts]


def refused(dossier: Dossier, reference: str, day: Day) -> str:
    with pytest.raises(UsageError) as error:
        renewal.renewed(dossier, reference, day)
    return said(str(error.value))


def test_a_term_that_is_over_is_followed_and_one_without_end_closed(tmp_path: Path) -> None:
    dossier = read(tmp_path)
    made = renewal.renewed(dossier, REFERENCE, DAY)
    assert file(made, "membres") == (HERE / "membres-apres.yaml").read_text(encoding="utf-8")
    before = dossier.sources["commission"].text
    signed = "date: 2024-05-14, signataires: [prefet]}\n"
    assert file(made, "commission") == before.replace(signed, signed + ORDER)
    assert (made.closed, made.opened) == (1, 3)
    assert doubts(made) == [
        "Arrêté « 48-2027-05-20-00001 » : écrivez qui l’a signé, et le recueil qui le publie ; corrigez sa date s’il a "
        "été signé un autre jour.",
        "Siège « magistrat », 1 titulaire : écrivez le titre de qui est désigné, et par qui.",
        "Siège « médecin », 1 titulaire : écrivez le titre de qui est désigné, et par qui.",
        "Le siège « collectivités » n’a pas de titulaire à renouveler : écrivez qui est désigné.",
        "Le mandat de « refuge-1 » court jusqu’au 31 décembre 2027 : il n’est pas renouvelé.",
        "Siège « associations agréées », 1 titulaire : écrivez le titre de qui est désigné, et par qui.",
        "Le siège « protection de l’enfance » n’a pas de titulaire à renouveler : écrivez qui est désigné.",
        "L’agrément de « Les Cordées » a fini le 21 mai 2027 : s’il est renouvelé, « --agrement les-cordees-2024 » "
        "l’écrit, avec la référence et le jour de son arrêté.",
    ]


def test_all_terms_are_renewed_when_that_is_asked_for(tmp_path: Path) -> None:
    made = renewal.renewed(read(tmp_path), REFERENCE, DAY, every=True)
    assert (made.closed, made.opened) == (2, 4)
    assert (
        "id: refuge-1, titre: Directeur, association: le-refuge-2025, mandat: {debut: 2025-01-01, fin: 2027-05-21}"
        in (file(made, "membres"))
    )


def test_the_same_renewal_again_changes_nothing(tmp_path: Path) -> None:
    dossier = read(tmp_path)
    made = renewal.renewed(dossier, REFERENCE, DAY)
    again = renewal.renewed(made.amendment.after, REFERENCE, DAY)
    assert (again.amendment.files, again.doubts) == ((), [])


def test_a_seat_whose_holder_is_to_be_named_is_never_kept(tmp_path: Path) -> None:
    """Rien de ce qui est ouvert ne passe pour un titulaire : le contrôle demande à une personne de regarder."""
    made = renewal.renewed(read(tmp_path), REFERENCE, DAY)
    for each in made.amendment.files:
        (tmp_path / each.file).write_text(each.after, encoding="utf-8")
    (found,) = judge(tmp_path, DAY, "siege-sans-titulaire").departments
    told = {f.pointer.split("/")[1]: f.outcome for result in found.results for f in result.findings}
    assert {told[seat] for seat in ("magistrat", "medecin")} == {Outcome.REVIEW}


def test_an_early_day_renews_nothing_and_says_how_to(tmp_path: Path) -> None:
    members = b"magistrat:\n  - {id: juge-2, titre: Juge, mandat: {debut: 2024-05-22, fin: 2027-05-21}}\n"
    assert refused(read(tmp_path, membres=members), REFERENCE, Day(2027, 5, 1)) == (
        "Au 1er mai 2027, aucun mandat de la liste n’est à renouveler dans la fiche ; « --tous » renouvelle aussi ceux "
        "qui courent encore."
    )


def test_a_day_too_far_is_told_of_the_option_that_says_it(tmp_path: Path) -> None:
    dossier = read(tmp_path)
    far = (
        "« --date 2040-01-10 » est trop loin : un {what} ouvert ce jour-là finirait le {end}, et le kit n’admet aucune "
        "date après le 23 novembre 2041. Donnez à « --date » un jour qui va jusqu’au {latest}."
    )
    ends = {"what": "mandat", "end": "9 janvier 2043", "latest": "24 novembre 2038"}
    assert refused(dossier, REFERENCE, Day(2040, 1, 10)) == far.format(**ends)
    # Le remède à la lettre ne parle plus de la date.
    assert "trop loin" not in refused_or_empty(dossier, Day(2038, 11, 24))
    assert "trop loin" in refused_or_empty(dossier, Day(2038, 11, 25))
    with pytest.raises(UsageError, match="un agrément ouvert ce jour-là"):
        renewal.approved(dossier, REFERENCE, Day(2040, 1, 10), ["les-cordees-2024"])


def refused_or_empty(dossier: Dossier, day: Day) -> str:
    """Give why a renewal is refused that day, or nothing."""
    try:
        renewal.renewed(dossier, REFERENCE, day)
    except UsageError as error:
        return said(str(error))
    return ""


def test_the_reference_of_another_order_is_refused(tmp_path: Path) -> None:
    commission = b'departement: "48"\narretes:\n  - {reference: "X-1", date: 2028-01-01}\n'
    assert refused(read(tmp_path, commission=commission), "X-1", DAY) == (
        "L’arrêté « X-1 » est du 1er janvier 2028 dans la fiche : --date ne peut pas être avant."
    )
    commission = commission.replace(b"2028-01-01", b"2024-05-14")
    assert refused(read(tmp_path / "b", commission=commission), "X-1", DAY) == (
        "L’arrêté « X-1 » est du 14 mai 2024 dans la fiche : c’en est un autre."
    )


def test_an_order_signed_some_days_before_its_terms_is_the_same(tmp_path: Path) -> None:
    made = renewal.renewed(read(tmp_path), REFERENCE, DAY)
    texts = {name: file(made, name) for name in ("commission", "membres")}
    signed = texts["commission"].replace("date: 2027-05-22", "date: 2027-05-20")
    again = read(tmp_path / "b", commission=signed.encode(), membres=texts["membres"].encode())
    assert renewal.renewed(again, REFERENCE, DAY).amendment.files == ()


def test_a_day_before_terms_already_written_doubles_no_seat(tmp_path: Path) -> None:
    members = (
        b"magistrat:\n  - {id: juge-1, titre: Juge, mandat: {debut: 2021-05-22, fin: 2024-05-21}}\n"
        b"  - {id: juge-2, titre: Juge, mandat: {debut: 2024-05-22, fin: 2027-05-21}}\n"
        b"medecin:\n  - {id: medecin-1, titre: M\xc3\xa9decin, mandat: {debut: 2021-05-22, fin: 2024-05-21}}\n"
        b"  - {id: medecin-2, titre: M\xc3\xa9decin, mandat: {debut: 2024-05-22, fin: 2027-05-21}}\n"
    )
    with pytest.raises(UsageError) as error:
        renewal.renewed(read(tmp_path, membres=members), REFERENCE, Day(2023, 5, 14), every=True)
    assert said(str(error.value)) == (
        "Des mandats qui commencent après le 14 mai 2023 sont déjà dans la fiche, aux mêmes sièges (« juge-2 » et "
        "« medecin-2 ») : rien n’est écrit, pour ne pas les doubler."
    )
    one = members.partition(b"medecin:")[0]
    with pytest.raises(UsageError) as error:
        renewal.renewed(read(tmp_path / "b", membres=one), REFERENCE, Day(2023, 5, 14), every=True)
    assert said(str(error.value)) == (
        "Un mandat qui commence après le 14 mai 2023 est déjà dans la fiche, au même siège (« juge-2 ») : rien n’est "
        "écrit, pour ne pas le doubler."
    )


def test_an_order_that_opens_nothing_is_not_written(tmp_path: Path) -> None:
    made = renewal.renewed(read(tmp_path), REFERENCE, DAY)
    again = renewal.renewed(made.amendment.after, "48-2027-05-22-00009", DAY)
    assert (again.amendment.files, again.opened, again.doubts) == ((), 0, [])


def test_terms_that_cite_the_approval_before_are_named(tmp_path: Path) -> None:
    made = renewal.approved(read(tmp_path), "A-2", DAY, ["le-refuge-2025"])
    assert "Dans membres.yaml, « refuge-1 » : écrivez « association: le-refuge-2027 » s’il y a lieu." in doubts(made)


def test_a_reference_that_tells_of_somebody_is_refused(tmp_path: Path) -> None:
    assert refused(read(tmp_path), "Mme Zoé Exemplard", DAY) == (
        "Ce qui serait écrit semble contenir le nom d’une personne : rien n’est écrit."
    )


def test_an_approval_is_followed_by_another(tmp_path: Path) -> None:
    dossier = read(tmp_path)
    made = renewal.approved(dossier, "A-2", DAY, ["les-cordees-2024", "le-refuge-2025"])
    text = file(made, "commission")
    assert 'agrement: {reference: "A-2", debut: 2027-05-22, fin: 2030-05-21, niveau: departemental}' in text
    assert "id: les-cordees-2027, nom: Les Cordées" in text
    assert text.count('courriel: "contact@cordees.invalid"}\n') == 2
    # Celui qui court encore garde la fin que son arrêté lui donne.
    assert "{id: le-refuge-2025, nom: Le Refuge, agrement: {debut: 2025-01-01, fin: 2027-12-31}}" in text
    assert "L’agrément en cours de « Le Refuge » court jusqu’au 31 décembre 2027 : il garde cette fin." in doubts(made)
    assert '{reference: "A-2", objet: [agrement], date: 2027-05-22}' in text
    assert file(made, "membres") == ""
    assert (made.closed, made.opened) == (0, 2)
    again = renewal.approved(made.amendment.after, "A-2", DAY, ["les-cordees-2027"])
    assert again.amendment.files == ()


def test_an_association_that_is_unknown_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as error:
        renewal.approved(read(tmp_path), "A-2", DAY, ["les-corde"])
    assert said(str(error.value)) == (
        "« les-corde » n’est pas une association de la fiche : écrivez « les-cordees-2024 » ou « le-refuge-2025 »."
    )


def test_an_option_that_tells_of_somebody_is_not_repeated(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as error:
        renewal.approved(read(tmp_path), "A-2", DAY, ["M. Jean Dupont"])
    assert said(str(error.value)) == (
        "Le texte de --agrement n’est pas une association de la fiche : écrivez « les-cordees-2024 » ou "
        "« le-refuge-2025 »."
    )


def test_at_a_seat_of_several_the_organisation_says_whose_place_is_renewed() -> None:
    dossier = load(next(each for each in find(HOUSE, ()) if each.path.name.startswith("88-")))
    day = Day(2026, 11, 23)
    made = renewal.renewed(dossier, "X-2026-1", day, every=True)
    known = made.amendment.after.tree["membres"]["protection_enfance"]
    assert [each["organisme"] for each in known[2:]] == [each["organisme"] for each in known[:2]]
    case = case_of(made.amendment.after, day)
    unnamed = [due.seat.ordinal for due in deadlines(case, day) if due.unnamed and due.seat]
    assert unnamed == ["1°", "8°", "9°", "9°", "10°", "10°", "15°", "15°"]
