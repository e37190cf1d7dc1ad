"""What the watch does of its tickets, without any forge."""

from typing import Any
from urllib.parse import quote

import pytest

from kit.french import NBSP, NNBSP
from tests.forge.departments import department, dues, error, term
from tools.forge.tickets import Change, Opening, Ticket, Wanted, plan, wanted

MOST = 65_536


def links(file: str, line: int) -> str:
    return f"https://forge.exemple.invalid/{quote(file)}#L{line}"


def plain(text: str) -> str:
    return text.replace(NBSP, " ").replace(NNBSP, " ")


def calls(*departments: dict[str, Any], national: tuple[dict[str, object], ...] = ()) -> dict[str, Wanted]:
    report = {"departments": departments, "national": national}
    found = wanted(report, {"departments": list(map(dues, departments))}, links, MOST)
    return {key: each for key, each in found.items() if each.left}


def test_a_ticket_says_what_to_do_and_where() -> None:
    late = term("L’agrément de « Exemple » a pris fin.", "2026-10-31", overdue=True)
    near = term("Fin du mandat du magistrat", "2027-01-01", text="article R. 121-12-7 du CASF")
    [ticket] = calls(department("88", "Vosges", [error("Le siège est vide.")], [late, near])).values()
    assert plain(ticket.title) == "Vosges (88) : 1 erreur, 2 échéances, dont une en retard"
    where = "[departments/88-vosges/{0}, ligne {1}](https://forge.exemple.invalid/departments/88-vosges/{0}#L{1})"
    assert plain(ticket.body).splitlines() == [
        "<!-- kit-veille 88 -->",
        "",
        "### En retard",
        "",
        "- **31 octobre 2026** : L’agrément de « Exemple » a pris fin.<br>→ Faites-le.<br>"
        + where.format("commission.yaml", 3),
        "",
        "### À corriger",
        "",
        "- Le siège est vide.<br>→ Écrivez-le.<br>" + where.format("membres.yaml", 8),
        "",
        "### Bientôt",
        "",
        "- **1er janvier 2027** : Fin du mandat du magistrat (article R. 121-12-7 du CASF)<br>→ Faites-le.<br>"
        + where.format("commission.yaml", 3),
        "",
        "Ce ticket est tenu par la veille : il est mis à jour chaque semaine, fermé quand il n’y a plus ni erreur ni "
        "échéance, et rouvert si quelque chose revient. Rien n’est à y écrire : ce qui compte est ce que disent les "
        "fichiers.",
    ]


def test_only_what_is_left_to_do_calls_for_a_ticket() -> None:
    warned = error("Un conseil.", severity="warning")
    known = error("Une erreur de la référence.", known=True)
    followed = term("Le mandat finit, et le suivant est écrit.", "2027-01-01", to_do=False)
    assert calls(department("88", "Vosges", [warned, known], [followed])) == {}


def test_what_is_wrong_of_the_whole_repository_has_its_own_ticket() -> None:
    stray = department("", "", [error("Ce répertoire est mal nommé.")], []) | {"code": None}
    found = calls(stray, national=(error("kit.yaml est illisible."),))
    assert plain(found["depot"].title) == "Le dépôt : 2 erreurs"
    assert set(found) == {"depot"}


def test_what_a_file_says_is_shown_and_does_nothing() -> None:
    hostile = "@tous #1 <!-- kit-veille 75 --> [ici](https://ailleurs.invalid) <img src=x>\n<!-- kit-veille 75 -->"
    [ticket] = calls(department("88", "Vosges", [error(hostile, file="departments/88-vosges/a b](x)")], [])).values()
    for sign in ("@tous", "#1 ", "<!-- kit-veille 75", "](https://ailleurs", "<img", "\n<!--", "](x)"):
        assert sign not in ticket.body, sign
    [opening] = plan({}, [Ticket(1, open=True, title="", body=ticket.body)])
    assert isinstance(opening, Change)
    assert opening.body.startswith("<!-- kit-veille 88 -->\n")


@pytest.mark.parametrize("number", [0, 1, 40, 2_000])
def test_what_has_no_room_is_counted(number: int) -> None:
    long = [error(f"{each:04} " + "é" * 400) for each in range(number)]
    due = [term("Bientôt.", "2027-01-01")]
    [ticket] = calls(department("88", "Vosges", long, due)).values()
    assert len(ticket.body) <= MOST
    shown = ticket.body.count("é" * 400)
    left = number + 1 - shown - ticket.body.count("Bientôt.")
    assert (left > 0) == (number == 2_000)
    assert (f"Et {left} autres, que le contrôle du dépôt montre." in ticket.body) == (left > 0)


OLD, NEW = Wanted("Vosges", "<!-- kit-veille 88 -->\n\nAvant"), Wanted("Vosges", "<!-- kit-veille 88 -->\n\nAprès")


def kept(number: int, said: Wanted = OLD, *, opened: bool = True) -> Ticket:
    return Ticket(number, opened, said.title, said.body)


def test_a_first_ticket_is_opened() -> None:
    assert list(plan({"88": NEW}, [])) == [Opening(NEW)]


def test_a_ticket_that_says_it_all_is_left_alone() -> None:
    assert list(plan({"88": OLD}, [kept(3), kept(3)])) == []
    assert (
        list(plan({"88": OLD}, [Ticket(3, open=True, title="Vosges", body=f"{OLD.body}\n".replace("\n", "\r\n"))]))
        == []
    )


@pytest.mark.parametrize("opened", [True, False])
def test_a_ticket_is_written_again_and_opened_again(opened: bool) -> None:
    [change] = plan({"88": NEW}, [kept(3, opened=opened)])
    assert change == Change(kept(3, opened=opened), NEW.title, NEW.body, open=True)
    assert bool(list(plan({"88": OLD}, [kept(3, opened=opened)]))) is not opened


def test_when_nothing_is_left_it_is_closed_once() -> None:
    [change] = plan({}, [kept(3)])
    assert isinstance(change, Change)
    assert (change.ticket.number, change.open) == (3, False)
    assert plain(change.body) == (
        "<!-- kit-veille 88 -->\n\nCe département n’est plus dans le dépôt. "
        "Ce ticket sera rouvert si quelque chose revient."
    )
    assert list(plan({}, [kept(3, opened=False)])) == []


def test_of_two_the_older_stays_and_the_younger_names_it() -> None:
    for first in (True, False):
        changes = list(plan({"88": NEW}, [kept(9), kept(3, opened=first)]))
        assert [(each.ticket.number, each.open) for each in changes if isinstance(each, Change)] == [
            (3, True),
            (9, False),
        ]
        assert "#3." in changes[-1].body if isinstance(changes[-1], Change) else False
    assert list(plan({"88": NEW}, [kept(9, opened=False), kept(3, NEW)])) == []


@pytest.mark.parametrize("body", ["", "Bonjour", "Voir <!-- kit-veille 88 -->", "<!-- kit-veille ../.. -->"])
def test_what_does_not_begin_with_the_mark_is_not_of_the_watch(body: str) -> None:
    assert list(plan({}, [Ticket(1, open=True, title="Autre", body=body)])) == []


def links_to_nothing(_file: str, _line: int) -> None:
    return None


def test_a_file_that_is_missing_has_no_line() -> None:
    report = {"departments": [department("88", "Vosges", [error("Il manque.")], [])], "national": []}
    body = wanted(report, {"departments": []}, links_to_nothing, MOST)["88"].body
    assert "- Il manque.<br>→ Écrivez-le.<br>departments/88-vosges/membres.yaml\n" in body


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        (department("88", "Vosges", [], []), "Aucune erreur, et rien d’écrit n’arrive à terme."),
        (
            department("88", "Vosges", [], [], outcome="open", silent=["membres", "sessions", "indicateurs"]),
            "Aucune erreur, et rien d’écrit n’arrive à terme. La fiche est « à compléter » : le contrôle dit pourquoi. "
            "Non renseigné : les membres, les séances et les chiffres.",
        ),
        (
            department("88", "Vosges", [], [], outcome="notApplicable"),
            "Aucune erreur, et rien d’écrit n’arrive à terme. La fiche est « à compléter » : le contrôle dit pourquoi.",
        ),
        (
            department("88", "Vosges", [error("Connue.", known=True)], []),
            "Aucune erreur nouvelle, et rien d’écrit n’arrive à terme. La fiche est « non conforme » : le contrôle dit "
            "pourquoi.",
        ),
    ],
)
def test_a_ticket_is_closed_by_what_is_true(told: dict[str, Any], sentence: str) -> None:
    found = wanted({"departments": [told], "national": []}, {"departments": [dues(told)]}, links, MOST)
    [change] = plan(found, [kept(3)])
    assert isinstance(change, Change)
    assert (change.title, change.open) == ("Vosges", False)
    back = "Ce ticket sera rouvert si quelque chose revient."
    assert plain(change.body) == f"<!-- kit-veille 88 -->\n\n{sentence} {back}"
    assert list(plan(found, [])) == list(plan(found, [kept(3, opened=False)])) == []


def test_an_open_ticket_says_what_the_files_do_not() -> None:
    [ticket] = calls(department("88", "Vosges", [error("Vide.")], [], silent=["membres", "sessions"])).values()
    assert "\n\nNon renseigné : les membres et les séances.\n\nCe ticket est tenu par la veille" in plain(ticket.body)


def test_an_example_is_named_as_one() -> None:
    [ticket] = calls(department("88", "Vosges", [error("Vide.")], [], example=True)).values()
    assert plain(ticket.title) == "Vosges (88) (données d’exemple) : 1 erreur"
