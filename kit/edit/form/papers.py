"""The papers of a fiche, as « Ma fiche » writes them: by the functions of `kit acte`, what its options ask being chosen
among what the fiche says. The models are ours: those of a department are not among its four files."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kit.actes.catalogue import Kind, kinds
from kit.actes.paper import Remark
from kit.actes.papers.appointing import changes, orders
from kit.actes.sessions import chosen, offered, several
from kit.actes.subject import Choice
from kit.actes.writing import FORMS, Document, Request, documents, papers
from kit.edit.form.draft import Draft
from kit.edit.form.nodes import Option
from kit.edit.form.plan import plan
from kit.errors import UsageError
from kit.files.archive import stored
from kit.french import date, hour, spaced
from kit.handbook.edition import untold
from kit.handbook.vocabulary import word
from kit.judging.case import Case
from kit.model.sessions import HELD, Seance

_SESSION, _FILE, _SEAT, _ORDER, _YEAR, _SINCE = "seance", "dossier", "siege", "arrete", "annee", "depuis"
_EACH, _NAMES, _FORM = "chacun", "noms", "format"
_ALL, _WITHOUT, _WITH, _UNPUBLISHED = "tous", "sans", "avec", "arretes"
# Ce que seul un terminal comprend.
_TYPED = "--"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One thing that a paper asks: `name` is how it is called, `value` what is proposed among its options."""

    name: str
    label: str
    value: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A paper: what it is, what it asks; `lacking` says why it cannot be written, or nothing."""

    id: str
    title: str
    told: str
    asks: tuple[Asked, ...] = ()
    lacking: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A paper written: the name of its file (a zip of several) and its bytes, and what its cover note says."""

    name: str
    raw: bytes
    irregular: bool
    remarks: tuple[Remark, ...]


def offers(draft: Draft, before: Draft | None) -> tuple[Offer, ...]:
    """Give every paper of a fiche; `before` is the fiche as it was opened, None for one begun from nothing."""
    return tuple(_offer(draft, before, kind) for kind in kinds().values())


def written(draft: Draft, before: Draft | None, name: str, values: Mapping[str, str]) -> Written:
    """Write a paper with what was chosen for what it asks. Raises UsageError, in the words of the form, for a paper
    that cannot be written."""
    offer = _offer(draft, before, kinds()[name])
    if offer.lacking:
        raise UsageError(offer.lacking)
    wanted = {each.name: values.get(each.name) or each.value for each in offer.asks}
    for each in offer.asks:
        if wanted[each.name] not in {option.value for option in each.options}:
            raise UsageError(spaced(_words("manque")["parti"].format(quoi=each.label)))
    try:
        made = _made(draft, before, kinds()[name], wanted)
    except UsageError as error:
        said = "" if _TYPED in str(error) else draft.said.sentence(str(error))
        raise UsageError(said or _words("manque")["refuse"]) from error
    told = tuple(dict.fromkeys(_told(draft, remark) for one in made for remark in one.remarks))
    irregular = any(one.irregular for one in made)
    if len(made) == 1:
        return Written(name=made[0].name, raw=made[0].raw, irregular=irregular, remarks=told)
    whole = stored({one.name: one.raw for one in made})
    return Written(name=f"{name}-{draft.territory.code}.zip", raw=whole, irregular=irregular, remarks=told)


def _made(draft: Draft, before: Draft | None, kind: Kind, wanted: Mapping[str, str]) -> list[Document]:
    """Ask the paper as the command does."""
    case = _case(draft)
    called, _, reference = wanted.get(_FILE, wanted.get(_SESSION, "")).partition("/")
    session = next((each for each in case.sessions if _called(each) == called), None)
    changed = bool(before and kind.needs == _SINCE)
    choice = Choice(
        names=wanted.get(_NAMES) == _WITH,
        file=reference or None,
        seat=wanted.get(_SEAT),
        order=None if wanted.get(_ORDER) == _UNPUBLISHED else wanted.get(_ORDER),
        year=int(wanted[_YEAR]) if _YEAR in wanted else None,
        changes=changes(before.dossier, draft.dossier, draft.as_of) if before and changed else (),
        orders=orders(before.dossier, draft.as_of) if before and changed else (),
    )
    asked = Request(
        kind=kind,
        day=draft.as_of,
        session=session.date if session else None,
        hour=session.heure if session and several(case, session) else None,
        choice=choice,
    )
    [said] = papers(draft.dossier, draft.checked, (asked,))
    return list(documents(said, None, wanted[_FORM], each=wanted.get(_EACH) == _EACH))


def _offer(draft: Draft, before: Draft | None, kind: Kind) -> Offer:
    told = spaced(_words("dit")[kind.id])
    if draft.checked.case is None or draft.unread:
        return Offer(id=kind.id, title=kind.title, told=told, lacking=spaced(_words("manque")["illisible"]))
    asks = tuple(_asks(draft, kind))
    empty = next((each.name for each in asks if not each.options), "") or _unchanged(draft, before, kind)
    if not empty:
        return Offer(id=kind.id, title=kind.title, told=told, asks=asks)
    lacking = "tenue" if empty == _SESSION and kind.state == HELD else empty
    return Offer(id=kind.id, title=kind.title, told=told, lacking=spaced(_words("manque")[lacking]))


def _unchanged(draft: Draft, before: Draft | None, kind: Kind) -> str:
    if kind.needs != _SINCE:
        return ""
    if before is None:
        return "commencee"
    return "" if changes(before.dossier, draft.dossier, draft.as_of) else _SINCE


def _asks(draft: Draft, kind: Kind) -> Iterator[Asked]:
    """Give what a paper asks, each with what may be chosen and, first proposed, what the command takes by itself."""
    case = untold(_case(draft))
    if kind.needs == _FILE:
        yield _asked(_FILE, _files(draft, case, kind))
    elif kind.session:
        yield _asked(_SESSION, [Option(value=_called(each), label=_when(case, each)) for each in _sessions(case, kind)])
    if kind.needs == _SEAT:
        seats = sorted((seat for seat in case.composition.seats if seat.listed), key=lambda seat: seat.rank)
        yield _asked(_SEAT, [Option(value=seat.id, label=f"{seat.ordinal} {seat.short}") for seat in seats])
    if kind.may == _ORDER:
        yield _asked(_ORDER, list(_orders(draft, case)))
    if kind.needs == _YEAR:
        yield _asked(_YEAR, [Option(value=str(year), label=str(year)) for year in _years(case)])
    if kind.each and not kind.apart:
        yield _asked(_EACH, _options(_ALL, _EACH))
    if any(holder.nom for holders in (case.commission.sieges or {}).values() for holder in holders):
        yield _asked(_NAMES, _options(_WITHOUT, _WITH))
    yield _asked(_FORM, _options(*FORMS))


def _asked(name: str, options: list[Option]) -> Asked:
    proposed = options[0].value if options else ""
    return Asked(name=name, label=_words("demande")[name], value=proposed, options=tuple(options))


def _options(*values: str) -> list[Option]:
    return [Option(value=each, label=_words("choix")[each]) for each in values]


def _sessions(case: Case, kind: Kind) -> list[Seance]:
    """Give the sessions of a paper, that of the command first, then from the last."""
    known = sorted(offered(case, kind), key=lambda session: session.date, reverse=True)
    try:
        first = chosen(case, kind, None, None)
    except UsageError:
        return known
    return sorted(known, key=lambda session: session is not first)


def _when(case: Case, session: Seance) -> str:
    at = f" à {hour(session.heure)}" if session.heure and several(case, session) else ""
    topic = f", {word('formations', session.formation).lower()}" if session.formation else ""
    return f"{date(session.date)}{at}{topic} ({word('seances', session.etat)})"


def _files(draft: Draft, case: Case, kind: Kind) -> list[Option]:
    return [
        Option(
            value=f"{_called(session)}/{file.reference}",
            label=f"{draft.words.text(file.reference)}, {_when(case, session)}",
        )
        for session in _sessions(case, kind)
        for file in session.dossiers or ()
        if file.reference
    ]


def _orders(draft: Draft, case: Case) -> Iterator[Option]:
    """Give the orders that may be sent to be published: all those whose publication is not written, or one."""
    known = [each for each in case.commission.arretes or () if each.date is None or each.date <= case.as_of]
    if any(each.publication is None for each in known):
        yield from _options(_UNPUBLISHED)
    for each in reversed(known):
        if each.reference:
            signed = f" du {date(each.date)}" if each.date else ""
            yield Option(value=each.reference, label=f"{draft.words.text(each.reference)}{signed}")


def _years(case: Case) -> list[int]:
    """Give the years that the fiche says something of, this one first."""
    known = {each.date.year for each in case.sessions} | {each.date.year for each in case.figures}
    return sorted({case.as_of.year, *(year for year in known if year < case.as_of.year)}, reverse=True)


def _called(session: Seance) -> str:
    """Call a session by what it is, whatever its place in the file becomes."""
    return " ".join(filter(None, (session.date.isoformat(), session.heure, session.formation)))


def _case(draft: Draft) -> Case:
    case = draft.checked.case
    if case is None:
        raise UsageError(_words("manque")["illisible"])
    return case


def _told(draft: Draft, remark: Remark) -> Remark:
    """Say a remark in the words of the form; one that has none is told to be on the note."""
    message = draft.said.sentence(remark.message) or spaced(plan()["papiers"]["note"])
    return Remark(
        irregular=remark.irregular, message=message, remedy=draft.said.sentence(remark.remedy), text=remark.text
    )


def _words(table: str) -> Mapping[str, str]:
    """Give the words of the plan on papers."""
    held: Mapping[str, str] = plan()["papiers"][table]
    return held
