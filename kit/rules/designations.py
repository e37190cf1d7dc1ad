"""Who designates the magistrate, the physician and the local authorities."""

import re
from collections.abc import Iterator
from dataclasses import replace

from kit.findings.finding import Outcome, doubted
from kit.findings.remedy import put
from kit.findings.rule import Breach
from kit.judging import specimens
from kit.judging.case import Case
from kit.judging.holding import at_holder, held
from kit.judging.patterns import entitled
from kit.judging.registry import rule
from kit.law.courts import court_elsewhere
from kit.law.seat_words import other_order
from kit.law.territories import slug
from kit.law.texts import Version
from kit.model.commission import Titulaire

_COURT = "chefs_de_cour"
_HONORARY = "honoraire"
_ORDER = "conseil_departemental_ordre"
# Une cour s’écrit « Grenoble », « CA Grenoble » ou « cour d’appel de Grenoble ».
_COURT_WORDS = re.compile(
    r"^\s*(?:(?:la\s+)?(?:cour\s+d['’ʼ\s]\s*appel|c\.?\s?a\b\.?)[\s-]*)?(?:de\s+|d\s*['’ʼ]\s*)?", re.IGNORECASE
)


@rule("magistrat-mal-designe")
def magistrat_mal_designe(case: Case, _: Version) -> Iterator[Breach]:
    """Judge who designated the magistrate."""
    court = case.territory.court
    for seat, holder in held(case, lambda seat: seat.designated_by == _COURT):
        named = holder.designation
        fields = {"cour": _of(court.value), "siege": court.value, "mais": _other(holder)}
        if named is None or named.par is None:
            yield at_holder(seat, holder, "silence", Outcome.OPEN, "designation", **fields)
        elif named.par != _COURT:
            yield at_holder(seat, holder, "", Outcome.FAIL, "designation", "par", **fields)
        elif not (written := _town(named.cour_appel or "")):
            yield at_holder(seat, holder, "cour-non-dite", Outcome.OPEN, "designation", **fields)
        elif not _same_court(written, court.value):
            outcome = doubted(Outcome.FAIL, not court.certain)
            fields["ecrite"] = _of(written)
            yield at_holder(seat, holder, "cour", outcome, "designation", "cour_appel", **fields)
        if holder.qualite is None:
            yield at_holder(seat, holder, "qualite", Outcome.OPEN, "qualite")
        # Un honoraire n’est d’aucune juridiction : le texte ne demande celle du département qu’à qui est en fonction.
        town = None if holder.qualite == _HONORARY else court_elsewhere(holder.titre, case.territory)
        if town:
            told = at_holder(seat, holder, "ailleurs", Outcome.REVIEW, "titre", ville=town, de=case.territory.of)
            yield replace(told, changes=(put((*holder.pointer, "titre"), specimens.title(case, seat)),))


def _other(holder: Titulaire) -> str:
    """Write « , mais par « Procureur général » » when the file says who else designated, and whether it doubts it."""
    named = holder.designation
    doubt = ", d’après une entrée que le fichier dit à vérifier" if holder.a_verifier else ""
    return (f", mais par « {named.qui} »" if named and named.qui else "") + doubt


def _same_court(written: str, known: str) -> bool:
    # « Saint-Denis de La Réunion » désigne bien la cour de Saint-Denis, « Grenoblette » pas celle de Grenoble.
    return f"{slug(written)}-".startswith(f"{slug(known)}-")


def _town(written: str) -> str:
    """Give the town of a court, without the words that say it is one."""
    return _COURT_WORDS.sub("", written).strip()


def _of(town: str) -> str:
    return f"d’{town}" if slug(town)[:1] in "aeiouy" else f"de {town}"


@rule("medecin-mal-designe")
def medecin_mal_designe(case: Case, _: Version) -> Iterator[Breach]:
    """Judge who designated the doctor."""
    for seat, holder in held(case, lambda seat: seat.designated_by == _ORDER):
        named = holder.designation
        if named is None or named.par is None:
            texts = (text for text in (holder.titre, holder.organisme) if text)
            if order := other_order(texts):
                told = at_holder(seat, holder, "autre-ordre", Outcome.REVIEW, "designation")
                change = put((*holder.pointer, "designation", "par"), _ORDER)
                yield replace(told, changes=(change,), fields={**told.fields, "par": order})
            else:
                yield at_holder(seat, holder, "silence", Outcome.OPEN, "designation")
        elif named.par != _ORDER:
            yield at_holder(seat, holder, "", Outcome.FAIL, "designation", "par", mais=_other(holder))


@rule("representant-sans-texte")
def representant_sans_texte(case: Case, _: Version) -> Iterator[Breach]:
    """Doubt a representative in a seat that the text gives to one person in particular."""
    for seat, holder in held(case, lambda seat: seat.representative is None and seat.literal == seat.minimum):
        if holder.representant:
            yield at_holder(seat, holder, "", Outcome.REVIEW, "representant", siege=seat.short)


@rule("collectivite-mal-designee")
def collectivite_mal_designee(case: Case, version: Version) -> Iterator[Breach]:
    """Judge who proposed the members that speak for local authorities."""
    accepted = version.values["proposes_par"].split(", ")
    silent = []
    for seat, holder in held(case, lambda seat: seat.with_epci):
        named = holder.designation
        if named is None or named.par is None:
            silent.append((seat, holder))
        elif named.par not in accepted:
            where, told = ("designation", "par"), _other(holder)
            yield at_holder(seat, holder, "", Outcome.FAIL, *where, mais=told)
    for seat, holder in silent[:1]:
        titles = entitled(other.titre for _, other in silent)
        yield at_holder(seat, holder, "silence", Outcome.OPEN, "designation", titres=titles)
