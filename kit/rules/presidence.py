"""Who presides (R. 121-12-7, first paragraph, paragraphs on Paris and on the Bouches-du-Rhône)."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kit.findings.finding import Outcome, doubted
from kit.findings.remedy import Change, add, put
from kit.findings.rule import Breach
from kit.french import date, listing, quoted
from kit.judging.assembly import at_session, judged, tells
from kit.judging.case import Case
from kit.judging.description import names_nobody, speaks_of
from kit.judging.patterns import settled
from kit.judging.proposed import eve
from kit.judging.registry import rule
from kit.law.composition import snapshot
from kit.law.periods import period_on
from kit.law.posts import vacant_since
from kit.law.prefects import other_prefect
from kit.law.seat_words import Service, is_chair, is_service, service_at
from kit.law.territories import slug
from kit.law.texts import Version, called, data
from kit.model.commission import Presidence
from kit.model.sessions import PresidenceDeSeance

_HERE = ("commission", "presidence")
_PREFECT = "prefet"
_EXAMPLES = {_PREFECT: "Préfet", "prefet_de_police": "Préfet de police"}


def _undecided(case: Case) -> bool:
    return case.period.undecided is not None and case.territory.regime in case.period.undecided.undecided


def _joint(case: Case) -> bool:
    return len(case.composition.presidency(case.territory.regime).authorities) > 1 and not _undecided(case)


def _refused(case: Case, rule_id: str) -> Iterator[Breach]:
    """Say what the schema of the day refuses; a presidency that its own author doubts is to be checked."""
    if not case.commission.readable(*_HERE):
        return
    doubtful = any(p.a_verifier for p in snapshot.presidency(case.commission, case.as_of))
    outcome = doubted(Outcome.FAIL, doubtful)
    who = case.composition.presidency(case.territory.regime).who
    fields = {"de": case.territory.of, "qui": who, "jour": date(case.as_of)}
    for verdict in case.refused(rule_id):
        yield Breach(pointer=_HERE, outcome=outcome, fields=fields, paragraph=verdict.paragraph)


@rule("presidence-absente", concerns=lambda case: not _undecided(case))
def presidence_absente(case: Case, _: Version) -> Iterator[Breach]:
    """Say where nobody the text of the day names presides; who presides by delegation does so in another’s name."""
    wanted = case.composition.presidency(case.territory.regime).authorities
    others = [p for p in snapshot.presidency(case.commission, case.as_of) if p.autorite not in wanted]
    if not any(case.refused("presidence-absente")):
        yield from _unsettled(case, wanted)
    for breach in _refused(case, "presidence-absente"):
        if not others:
            yield replace(breach, changes=_presiding(case, (_PREFECT,)))
            continue
        first = others[0]
        outcome = doubted(breach.outcome, first.representant or first.delegation)
        fields = {**breach.fields, "titre": first.titre or called(first.autorite)}
        where = (*first.pointer, "autorite")
        named = (
            put(where, _PREFECT),
            put((*first.pointer, "representant"), "true"),
        )
        yield replace(breach, pointer=where, case="autre", outcome=outcome, fields=fields, changes=named)


def _unsettled(case: Case, wanted: tuple[str, ...]) -> Iterator[Breach]:
    """Doubt a presidency each line of which its own author doubts."""
    running = [p for p in snapshot.presidency(case.commission, case.as_of) if p.autorite in wanted]
    if all(p.a_verifier for p in running):
        fields = {
            "de": case.territory.of,
            "jour": date(case.as_of),
            "doute": listing(dict.fromkeys(str(p.a_verifier) for p in running)),
        }
        yield from settled([p.pointer for p in running], "douteuse", **fields)


def _presiding(case: Case, authorities: Iterable[str]) -> tuple[Change, ...]:
    """Write that authorities preside from the day."""
    first = case.as_of.isoformat()
    return tuple(add(_HERE, {"autorite": each, "debut": first}) for each in authorities)


@rule("copresidence-absente", concerns=_joint)
def copresidence_absente(case: Case, _: Version) -> Iterator[Breach]:
    """Say where the text of the day wants two authorities to preside and only one is written."""
    running = {p.autorite for p in snapshot.presidency(case.commission, case.as_of)}
    missing = [each for each in case.composition.presidency(case.territory.regime).authorities if each not in running]
    absent = next((day for each in missing if (day := vacant_since(each, case.territory.regime, case.as_of))), None)
    for breach in _refused(case, "copresidence-absente"):
        told = replace(breach, changes=_presiding(case, missing))
        if absent:
            fields = {**breach.fields, "depuis": date(absent), "manque": listing(map(called, missing))}
            told = replace(told, case="vacant", outcome=Outcome.REVIEW, fields=fields)
        yield told


@rule("copresidence-sans-texte", concerns=lambda case: not _undecided(case))
def copresidence_sans_texte(case: Case, _: Version) -> Iterator[Breach]:
    """Say where more authorities preside than the text of the day names, or one twice."""
    named = case.composition.presidency(case.territory.regime).authorities
    beyond = (p for p in snapshot.presidency(case.commission, case.as_of) if p.autorite not in named)
    over = tuple(put((*p.pointer, "fin"), eve(case.as_of)) for p in beyond)
    for breach in _refused(case, "copresidence-sans-texte"):
        yield replace(breach, changes=over)
    running = [p for p in snapshot.presidency(case.commission, case.as_of) if not p.representant]
    for authority, count in Counter(p.autorite for p in running).items():
        if count > 1:
            first = next(p for p in running if p.autorite == authority)
            titles = quoted(p.titre or p.autorite for p in running if p.autorite == authority)
            fields = {"de": case.territory.of, "jour": date(case.as_of), "autorite": authority, "titres": titles}
            where = (*first.pointer, "fin")
            yield Breach(pointer=where, case="double", outcome=Outcome.REVIEW, fields=fields)


@rule("seance-mal-presidee", concerns=lambda case: tells(case, lambda session: session.presidence))
def seance_mal_presidee(case: Case, _: Version) -> Iterator[Breach]:
    """Look for sessions chaired by an authority that the text of their day does not name."""
    for session in judged(case):
        chair, then = session.presidence, period_on(session.date)
        if chair is None:
            continue
        if chair.autorite in then.composition.presidency(case.territory.regime).authorities:
            if doubtful := _titled(case, chair):
                fields = {**doubtful.fields, "jour": date(session.date)}
                yield replace(doubtful, case=f"titre-{doubtful.case}".rstrip("-"), fields=fields)
            continue
        acts = chair.representant or chair.delegation
        undecided = then.undecided is not None and case.territory.regime in then.undecided.undecided
        fields = {
            "qui": then.composition.presidency(case.territory.regime).who,
            "titre": chair.titre or called(chair.autorite),
        }
        outcome = doubted(Outcome.FAIL, acts or undecided)
        yield at_session(session, (*chair.pointer, "autorite"), "representant" if acts else "", outcome, **fields)


@rule("presidence-sans-verdict", concerns=_undecided)
def presidence_sans_verdict(case: Case, _: Version) -> Iterator[Breach]:
    """Leave to be checked a presidency of the time when the text named an authority that was no more."""
    for breach in _refused(case, "presidence-sans-verdict"):
        yield Breach(pointer=breach.pointer, outcome=Outcome.REVIEW, fields=breach.fields)


@rule("titre-d-une-autre-autorite", concerns=lambda case: not _undecided(case))
def titre_d_une_autre_autorite(case: Case, _: Version) -> Iterator[Breach]:
    """Doubt who presides under the title of another authority, or under one that names nobody."""
    for presiding in snapshot.presidency(case.commission, case.as_of):
        if told := _titled(case, presiding):
            yield told


def _titled(case: Case, presiding: Presidence | PresidenceDeSeance) -> Breach | None:
    """Doubt a title that names nobody, or that of another authority when who bears it is not said to represent one;
    two fields that disagree do not tell which is wrong."""
    title, here = presiding.titre or "", case.territory.of
    where = (*presiding.pointer, "titre")
    told = Breach(pointer=where, outcome=Outcome.REVIEW, fields={"titre": title, "autorite": presiding.autorite})
    if title and _names_nobody(title, presiding.autorite, here):
        example = put(where, f"{_EXAMPLES.get(presiding.autorite, _EXAMPLES[_PREFECT])} {here}")
        return replace(told, case="sans-nom", changes=(example,))
    if presiding.representant:
        return None
    found = service_at(presiding.autorite, [title])
    if found and found[0] is not Service.OWN:
        return told
    if place := other_prefect(title, case.territory):
        return replace(told, case="ailleurs", fields={**told.fields, "place": place, "ici": here})
    return None


def _names_nobody(title: str, authority: str, here: str) -> bool:
    """Tell whether a title says that somebody presides, or names a service, without saying who: « Le président »,
    « Préfecture des Vosges »; « Préfète (intérim) » is somebody."""
    bare = slug(title).removesuffix(f"-{slug(here)}")
    if is_chair(bare) or is_service(bare):
        return True
    found = service_at(authority, [title])
    own = found is not None and found[0] is Service.OWN
    return speaks_of(title, data("maison")["mots_vacants_partout"]) if own else names_nobody(title)
