"""The sentences of a check in the words of the form."""

import re
from collections.abc import Iterator
from dataclasses import replace
from string import Formatter

import pytest

from kit.edit.form.nodes import Group, Listing, Node
from kit.edit.form.sections import section, titles
from kit.edit.form.words import Words, mechanical
from kit.judging import registry, standing
from tests.conftest import TODAY
from tests.edit.form.fiche import draft

WORDS = Words(TODAY, {"association-sapin-2024": "Association exemple Les Sapins"})
# Ce que l’on ne voit jamais dans un formulaire, ou qui n’est pas d’une fiche.
_BARE = {
    ("droit-a-relire", "Ajoutez la rédaction suivante"),
    ("fins-de-ligne-windows", "Lancez « kit fix »"),
}


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("sous « vacances » de commission.yaml.", "sous « Sièges vacants » de « La commission »."),
        ("Le fichier « membres.yaml » est vide.", "Le fichier « Les membres » est vide."),
        ("Écrivez « fin: 2027-05-13 » au plus tard.", "Écrivez « Fin : 13 mai 2027 » au plus tard."),
        ("« etat: tenue », « reportee » ou « annulee ».", "« État : tenue », « reportée » ou « annulée »."),
        ("écrivez « urgence: true ».", "écrivez « Urgence : oui »."),
        (
            "« medecin: » puis « - {id: medecin-2, titre: Médecin, mandat: {debut: 2024-05-23, fin: 2027-05-22}} ».",
            "« Médecin » puis « Titre : Médecin, Mandat (Début : 23 mai 2024, Fin : 22 mai 2027) ».",
        ),
        ("« association: association-sapin-2024 ».", "« Association : Association exemple Les Sapins »."),
        (
            "« pieces: [{piece: nationalite}] ».",
            "« Pièces (Pièce : passeport ou, à défaut, d’autres documents dont un avec photographie) ».",
        ),
        (
            "Changez l’identifiant « x-1 » ; cet identifiant est pris.",
            "Changez le nom court « x-1 » ; ce nom court est pris.",
        ),
        ("Identifiants de deux membres, faute d’identifiant.", "Noms courts de deux membres, faute de nom court."),
        # Ce que quelqu’un a écrit n’est pas une clé, même avec deux-points.
        ("Le titre « Juge : à Mende » est long.", "Le titre « Juge : à Mende » est long."),
        ("Voir https://www.exemple.invalid/titre.", "Voir https://www.exemple.invalid/titre."),
        # Ce qui ne peut pas se dire se tait, plutôt que de se montrer brut.
        ("Ajoutez « ] » à la fin du groupe.", ""),
        ("Écrivez « titre: [ » ici.", ""),
    ],
)
def test_a_sentence_in_the_words_of_the_form(said: str, told: str) -> None:
    plain = WORDS.sentence(said).replace("\u00a0", " ").replace("\u202f", " ")
    assert plain == told


class _Fields(dict[str, str]):
    """A value for every field: for a remedy, lines of a file."""

    def __missing__(self, name: str) -> str:
        return "medecin: [{id: medecin-1, titre: Médecin}]" if name == "remede" else "une valeur"


def _sentences() -> Iterator[tuple[str, str]]:
    for rule in registry.catalogue():
        for sentence in rule.sentences.values():
            for template in (sentence.message, sentence.remedy):
                names = [name for _, name, _, _ in Formatter().parse(template) if name]
                yield rule.id, template.format_map(_Fields({name: _Fields()[name] for name in names}))


def test_every_sentence_of_every_sheet_has_its_words() -> None:
    bare = {(rule, text) for rule, text in _sentences() if not WORDS.sentence(text)}
    known = {(rule, text) for rule, text in bare for at, begins in _BARE if rule == at and text.startswith(begins)}
    assert bare == known
    assert not any(mechanical(WORDS.sentence(text)) for _, text in _sentences())
    assert [rule for rule, text in _sentences() if "dentifiant" in WORDS.sentence(text)] == []


@pytest.mark.parametrize("code", ["13", "48", "88", "974"])
def test_no_help_of_a_field_speaks_of_files(code: str) -> None:
    opened = draft(code)
    said = [text for name in titles() for text in _told(section(opened, name, everything=True).nodes)]
    assert [text for text in said if re.search(r"dentifiant|[Ff]ichier|[{}]|\.yaml|\b[a-z]+_[a-z_]+\b", text)] == []
    assert "Membres présents, à distance compris." in said


def _told(nodes: tuple[Node, ...]) -> Iterator[str]:
    """Give the titles and the helps of what stands in a form."""
    for node in nodes:
        yield from (node.label, node.help)
        inside = node.nodes if isinstance(node, Group) else ()
        entries = node.entries if isinstance(node, Listing) else ()
        yield from _told((*inside, *(each for entry in entries for each in entry.nodes)))


def test_what_has_no_words_is_said_by_its_title_and_its_field() -> None:
    before = draft(sessions="- {date: 2026\u201103\u201112, etat: tenue}\n")
    [found] = [each for each in before.report.findings if each.rule == "date-mal-ecrite"]
    assert "U+2011" in found.message
    title = registry.find(found.rule).fault(standing.of_finding(found))
    assert before.said.message(found) == f"{title}."
    unclosed = replace(found, remedy="Ajoutez « ] » à la fin du groupe.")
    assert before.said.remedy(unclosed, "Les séances") == "À corriger sous «\u00a0Les séances\u00a0»."
