"""The watch and the comment, over HTTP, on a double of each forge."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.forge.departments import department, error, term
from tests.forge.double import (
    DOUBLES,
    FALSE,
    FORMER,
    GITHUB_LIMIT,
    STRANGER,
    TOKEN,
    Answer,
    Double,
    GitHubDouble,
    GitLabDouble,
    Issue,
    Note,
)
from tools.forge.__main__ import main

Watch = Callable[..., tuple[int, str]]
TWO = (
    department("48", "Lozère", [error("Le siège est vide.")], []),
    department("88", "Vosges", [], [term("Le mandat finit.", "2027-01-01")]),
)


def states(forge: Double) -> list[tuple[int, bool]]:
    return [(each.number, each.open) for each in forge.issues]


def test_a_ticket_is_opened_updated_and_closed(forge: Double, watch: Watch) -> None:
    code, said = watch(*TWO)
    assert (code, states(forge)) == (0, [(1, True), (2, True)])
    assert said.splitlines() == [
        "Ticket ouvert : Lozère (48) : 1 erreur",
        "Ticket ouvert : Vosges (88) : 1 échéance",
        "2 tickets ouverts ; 2 changements.",
    ]
    again = len(forge.writes)
    assert watch(*TWO) == (0, "2 tickets ouverts ; 0 changement.\n")
    assert len(forge.writes) == again
    more = department("48", "Lozère", [error("Le siège est vide."), error("Un autre aussi.")], [])
    assert "Ticket 1 mis à jour : Lozère (48) : 2 erreurs" in watch(more, TWO[1])[1]
    # Un département qui n’est plus là n’a plus rien à faire.
    assert "Ticket 2 fermé" in watch(more)[1]
    assert "Ticket 1 fermé" in watch(department("48", "Lozère", [], []))[1]
    assert states(forge) == [(1, False), (2, False)]
    assert "Ticket 1 rouvert" in watch(*TWO)[1]
    assert states(forge) == [(1, True), (2, True)]


def test_a_ticket_closed_by_hand_is_opened_again(forge: Double, watch: Watch) -> None:
    watch(*TWO)
    forge.issues[0].open = False
    assert "Ticket 1 rouvert : Lozère (48)" in watch(*TWO)[1]
    assert states(forge) == [(1, True), (2, True)]


def test_a_ticket_is_found_behind_hundreds_of_others(forge: Double, watch: Watch) -> None:
    watch(*TWO)
    _, second = forge.issues
    second.number = 260
    forge.issues[1:1] = [Issue(number, "Autre", "", STRANGER) for number in range(2, 260)]
    forge.asked.clear()
    assert watch(*TWO) == (0, "2 tickets ouverts ; 0 changement.\n")
    assert len([each for each in forge.asked if each.endswith("/issues")]) == 3


def test_of_two_tickets_the_older_is_kept(forge: Double, watch: Watch) -> None:
    watch(*TWO)
    forge.issues.append(Issue(7, "Copie", forge.issues[0].body))
    assert "Ticket 7 fermé" in watch(*TWO)[1]
    assert states(forge) == [(1, True), (2, True), (7, False)]
    assert "#1." in forge.issues[2].body


def test_what_another_hand_wrote_is_never_changed(forge: Double, watch: Watch) -> None:
    planted = Issue(1, "Piège", "<!-- kit-veille 48 -->\nAutre chose", STRANGER)
    forge.issues.append(planted)
    watch(*TWO)
    assert (planted.title, planted.body, planted.open) == ("Piège", "<!-- kit-veille 48 -->\nAutre chose", True)
    assert len(forge.issues) == 3


@pytest.mark.parametrize("forge", ["gitlab"], indirect=True)
@pytest.mark.parametrize(("author", "own"), [(FORMER, True), (FALSE, False), (STRANGER, False)])
def test_a_new_token_of_the_project_keeps_the_tickets_of_the_former(
    forge: Double, watch: Watch, author: int, own: bool
) -> None:
    watch(*TWO)
    for issue in forge.issues:
        issue.author = author
    assert watch(*TWO)[0] == 0
    assert len(forge.issues) == (2 if own else 4)
    assert forge.asked.count(f"GET /users/{author}") == (author != STRANGER)


def test_a_line_is_found_in_a_repository_kept_further_down(
    forge: Double, watch: Watch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "donnees du 88" / "departments" / "88-vosges" / "commission.yaml"
    file.parent.mkdir(parents=True)
    file.touch()
    monkeypatch.chdir(tmp_path)
    told = department("88", "Vosges", [error("Il manque.")], [term("Le mandat finit.", "2027-01-01")])
    watch(told, KIT_ROOT="./donnees du 88")
    [issue] = forge.issues
    branch = "blob/HEAD" if isinstance(forge, GitHubDouble) else "-/blob/main"
    assert f"/{branch}/donnees%20du%2088/departments/88-vosges/commission.yaml#L3)" in issue.body
    assert "<br>departments/88-vosges/membres.yaml\n" in issue.body


def test_a_proposal_is_no_ticket(watch: Watch, forge: Double) -> None:
    if isinstance(forge, GitHubDouble):
        forge.issues.append(Issue(1, "Proposition", "<!-- kit-veille 48 -->", proposal=True))
    watch(*TWO)
    assert [each.title for each in forge.issues if each.proposal] == ["Proposition"] * isinstance(forge, GitHubDouble)
    assert len([each for each in forge.issues if not each.proposal]) == 2


@pytest.mark.parametrize(
    ("refused", "sentence"),
    [
        (Answer(500), "elle est en panne (500)"),
        (Answer(502, "<html>"), "elle est en panne (502)"),
        (Answer(429, {}, {"Retry-After": "60"}), "trop de demandes, réessayez dans 60 secondes"),
        (Answer(403, {}, {"X-RateLimit-Remaining": "0"}), "trop de demandes, réessayez plus tard"),
        (Answer(200, "pas du JSON"), "sa réponse ne se lit pas"),
    ],
)
def test_a_refusal_is_one_sentence_and_nothing_is_doubled(
    forge: Double, watch: Watch, refused: Answer, sentence: str
) -> None:
    forge.refuses = [None, refused]
    code, said = watch(*TWO)
    assert code == 2
    last = said.splitlines()[-1]
    assert last.startswith("Demande « POST ")
    assert f" : {sentence}. Le reste se fera la prochaine fois, et rien ne sera doublé." in last
    assert TOKEN not in said
    assert len(forge.writes) == 2
    assert watch(*TWO)[0] == 0
    assert [each.title.split(" ")[0] for each in forge.issues] == ["Lozère", "Vosges"]


SETTLE = "Réglez-le comme le dit README.md, « À régler une fois » : rien ne sera doublé."


@pytest.mark.parametrize(
    ("refused", "sentence"),
    [
        (Answer(401), f"le jeton n’est pas reconnu (401). {SETTLE}"),
        (Answer(403), f"le jeton ne permet pas cela (403). {SETTLE}"),
        (Answer(404), f"rien n’est là, ou le jeton ne le voit pas (404). {SETTLE}"),
        (Answer(410), f"les tickets de ce dépôt sont désactivés (410). {SETTLE}"),
        (Answer(422), "ce qui lui est envoyé ne lui convient pas (422). Rien ne sera doublé."),
        (Answer(302, {}, {"Location": "http://127.0.0.1:9/"}), "elle refuse (302). Rien ne sera doublé."),
    ],
)
def test_what_trying_again_would_not_change_is_not_promised(
    forge: Double, watch: Watch, refused: Answer, sentence: str
) -> None:
    forge.refuses = [refused]
    code, said = watch(*TWO)
    assert (code, said.endswith(f" : {sentence}\n")) == (2, True), said


def test_a_ticket_opened_by_a_request_that_failed_is_found_again(
    forge: Double, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The forge heard, and its answer was lost."""
    heard = forge.opened

    def lost(data: dict[str, str]) -> Answer:
        heard(data)
        return Answer(504)

    with monkeypatch.context() as patched:
        patched.setattr(forge, "opened", lost)
        assert watch(*TWO)[0] == 2
    assert watch(*TWO)[0] == 0
    assert states(forge) == [(1, True), (2, True)]


@pytest.mark.parametrize("lists", [Answer(503), Answer(200, {"message": "autre chose"})])
def test_a_list_that_cannot_be_read_changes_nothing(forge: Double, watch: Watch, lists: Answer) -> None:
    watch(*TWO)
    forge.asked.clear()
    forge.lists = lists
    assert watch(TWO[0])[0] == 2
    assert forge.writes == []


def test_a_token_that_is_wrong_or_missing_is_said(forge: Double, watch: Watch) -> None:
    code, said = watch(*TWO, KIT_JETON="un-autre")
    assert (code, "le jeton n’est pas reconnu (401)" in said, "un-autre" in said) == (2, True, False)
    assert said.endswith(f"{SETTLE}\n")
    assert watch(*TWO, KIT_JETON=" ")[1] == (
        "La variable KIT_JETON n’est pas donnée à ce travail. "
        "Donnez-la comme le dit README.md, « À régler une fois ».\n"
    )
    assert forge.issues == []


def test_a_forge_that_does_not_answer_is_said(forge: Double, watch: Watch) -> None:
    name = "GITHUB_API_URL" if isinstance(forge, GitHubDouble) else "CI_API_V4_URL"
    code, said = watch(*TWO, **{name: "http://127.0.0.1:9"})
    assert code == 2
    assert re.search(r"Demande « \w+ \S+ » à la forge : elle ne répond pas\.", said)


def test_a_body_is_never_longer_than_the_forge_takes(forge: Double, watch: Watch) -> None:
    # Deux signes sur trois s’écrivent par leur nom : le texte triple.
    many = [error("<é>" * 300) for _ in range(900)]
    code, said = watch(department("48", "Lozère", many, []))
    assert code == 0, said
    assert "autres, que le contrôle du dépôt montre." in forge.issues[0].body
    if isinstance(forge, GitHubDouble):
        assert GITHUB_LIMIT - 6_000 < len(forge.issues[0].body) <= GITHUB_LIMIT


@pytest.fixture
def comment(tmp_path: Path, forge: GitHubDouble | GitLabDouble) -> Callable[[str], int]:
    """Comment on the proposal 5; gives the code."""
    name = next(name for name, kind in DOUBLES.items() if isinstance(forge, kind))

    def commented(change: str) -> int:
        (tmp_path / "changements.md").write_text(change, encoding="utf-8")
        return main(["commenter", name, str(tmp_path / "changements.md")], forge.env)

    return commented


def test_a_proposal_has_one_comment_that_follows_it(forge: Double, comment: Callable[[str], int]) -> None:
    forge.notes.append(Note(1, "<!-- kit-apercu -->\nD’un autre", STRANGER))
    assert comment("## Un siège de plus\n") == 0
    assert comment("## Un siège de plus\n") == 0
    assert len(forge.writes) == 1
    assert comment("## Deux sièges de plus\n") == 0
    assert [each.body.splitlines()[:2] for each in forge.notes] == [
        ["<!-- kit-apercu -->", "D’un autre"],
        ["<!-- kit-apercu -->", "## Deux sièges de plus"],
    ]
    page = "actions/runs/12" if isinstance(forge, GitHubDouble) else "-/jobs/12/artifacts/browse"
    assert f"/groupe/donnees/{page})" in forge.notes[1].body


def test_the_longest_comparison_has_room(forge: Double, comment: Callable[[str], int]) -> None:
    assert comment("é" * 70_000) == 0
    assert "édition publique" in forge.notes[0].body


@pytest.mark.parametrize("words", [[], ["veiller"], ["veiller", "autre", "a", "b"], ["commenter", "github", "a", "b"]])
def test_other_words_are_refused(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words, {}) == 2
    assert capsys.readouterr().err.startswith("Emploi")
