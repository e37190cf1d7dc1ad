"""What a file for the residence permit lacks, and what may not be asked for it (annexe 10 of the CESEDA, annexe 2)."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kit.french import date, listing, spaced
from kit.handbook.outils.days import FIRST, LAST, after, counted, last_day, read_day, read_number
from kit.handbook.outils.law import Text, Wording, capital, doubts, text, wording_line
from kit.handbook.outils.nationalite import NATIONALITY, Document, Proof, documents, proof
from kit.handbook.outils.phrases import DOSSIER
from kit.handbook.outils.sheet import Answer, Answers, Cite, Fault, Line, Part, Say, Sheet, speaker
from kit.handbook.page import Here
from kit.law.texts import data

TEXT, INSTRUCTION = "ceseda-aps", "instruction-2022-7"
ALWAYS, ALLOWED, NEVER = "toujours", "permise", "jamais"
MOST_MONTHS = 99
# La pièce dont le manque se lève autrement : un doute profite à la personne.
_STOPPED = "arret_activite"
_say: Say = speaker(DOSSIER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A document of the law's list: how it is asked, the texts that say so, what bounds its age or its time."""

    id: str
    label: str
    demand: str
    cites: tuple[tuple[str, str], ...]
    age: str | None
    replaces: str | None
    certain_since: datetime.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierLaw:
    """What the tool reads of the law."""

    text: Text
    instruction: Text
    pieces: tuple[Piece, ...]
    documents: tuple[Document, ...]
    most_months: int


def law(here: Here) -> DossierLaw:
    """Give the list of `kit/law`, as a page sees it."""
    raw = data(TEXT)["pieces"]
    return DossierLaw(
        text=text(TEXT, here),
        instruction=text(INSTRUCTION, here),
        pieces=tuple(
            Piece(
                id=row["piece"],
                label=spaced(capital(row["libelle"])),
                demand=row["demandee"],
                cites=tuple(_cited(row["source"])),
                age=row.get("anciennete"),
                replaces=row.get("au_lieu_de"),
                certain_since=(since := row.get("certaine_depuis")) and datetime.date.fromisoformat(since),
            )
            for row in raw
        ),
        documents=documents(raw),
        most_months=MOST_MONTHS,
    )


def _cited(source: str) -> Iterator[tuple[str, str]]:
    """Give the text that each part of a source names."""
    for part in source.split(" ; "):
        yield (INSTRUCTION if part.startswith("instruction") else TEXT), spaced(part)


@dataclass(frozen=True, slots=True)
class _Day:
    """The law on the day of the file: `told` is the instruction, None before it."""

    law: DossierLaw
    day: datetime.date
    wording: Wording
    told: Wording | None

    def cites(self, piece: Piece) -> tuple[Cite, ...]:
        """Give the texts in force that speak of a document; before them, the list that closes itself."""
        pages = {self.law.text.id: self.law.text.href}
        if self.told:
            pages[self.law.instruction.id] = self.law.instruction.href
        found = tuple(Cite(label, pages[name]) for name, label in piece.cites if name in pages)
        return found or (Cite(_say("fermee"), self.law.text.href),)


def answer(answers: Answers, known: DossierLaw, as_of: datetime.date) -> Answer:
    """Say what a file lacks on a day, and what may not be asked."""
    if faults := tuple(_faults(answers, known)):
        return faults
    day = datetime.date.fromisoformat(answers["jour"])
    entered = (_say("saisie_jour", jour=date(day)),)
    wording = known.text.on(day)
    if wording is None:
        headline = Line(word=_say("mot_rien"), text=_say("rien", debut=date(known.text.wordings[0].start)))
        return Sheet(headline=headline, entered=entered, parts=())
    then = _Day(known, day, wording, known.instruction.on(day))
    pieces = tuple(_piece(then, piece, answers) for piece in known.pieces if piece.demand == ALWAYS)
    warnings = doubts(_say, day, as_of, wording, then.told)
    asked = tuple(_asked(then, answers)) or (Line(text=_say("aucune")),)
    return Sheet(
        headline=_unsure(warnings) if warnings else _headline(pieces),
        entered=entered,
        parts=(
            Part(title=_say("liste"), lines=_doubted(pieces) if warnings else pieces),
            Part(title=_say("demandes"), lines=_doubted(asked) if warnings else asked),
            Part(title=_say("textes"), lines=tuple(_texts(then))),
        ),
    )


def _faults(answers: Answers, known: DossierLaw) -> Iterator[Fault]:
    day, proved = read_day(answers["jour"]), read_day(answers["domicile-jour"])
    wrong = _say("date", premiere=date(FIRST), derniere=date(LAST))
    if day is None:
        yield Fault("jour", wrong)
    if answers["domicile-jour"] and proved is None:
        yield Fault("domicile-jour", wrong)
    if day and proved and proved > day:
        yield Fault("domicile-jour", _say("domicile_avenir"))
    months = answers["domicile-mois"]
    if months and read_number(months, 1, known.most_months) is None:
        yield Fault("domicile-mois", _say("nombre", moins=1, plus=known.most_months))


def _headline(pieces: tuple[Line, ...]) -> Line:
    missing = sum(line.style == "fail" for line in pieces)
    doubts = sum(line.style == "review" for line in pieces)
    values = {
        "pieces": counted(len(pieces), "piece"),
        "manque": counted(missing, "piece"),
        "points": counted(doubts, "point"),
    }
    if missing:
        name = "incomplet_un" if missing == 1 else "incomplet"
        return Line(style="fail", word=_say("mot_incomplet"), text=_say(name, **values))
    if doubts:
        name = "doute_un" if doubts == 1 else "doute"
        return Line(style="review", word=_say("a_verifier"), text=_say(name, **values))
    return Line(style="pass", word=_say("mot_complet"), text=_say("complet", **values))


def _unsure(warnings: tuple[str, ...]) -> Line:
    return Line(style="review", word=_say("a_verifier"), text=_say("incertain"), notes=warnings)


def _doubted(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """A wording that was not read says nothing for sure: what it would refuse or accept is to be checked."""
    word = _say("a_verifier")
    return tuple(replace(line, style="review", word=word) if line.word else line for line in lines)


def _piece(then: _Day, piece: Piece, answers: Answers) -> Line:
    style, word, notes = _shown(then, piece, answers)
    return Line(style=style, word=word, text=piece.label, notes=notes, cites=then.cites(piece))


def _shown(then: _Day, piece: Piece, answers: Answers) -> Proof:
    if piece.id == NATIONALITY:
        return proof(_say, then.law.documents, answers, told=then.told is not None)
    if not answers[f"a-{piece.id}"]:
        doubt = piece.id == _STOPPED and then.told
        return "fail", _say("manque"), (_say("a_defaut"),) if doubt else ()
    return _aged(then, piece.age, answers) if piece.age else ("pass", _say("presente"), ())


def _aged(then: _Day, age: str, answers: Answers) -> Proof:
    """Say whether the proof of address is recent enough on the day of the file."""
    months = then.wording.values[age]
    written = read_day(answers["domicile-jour"])
    values = {"mois": counted(months, "mois")}
    if written is None:
        return "review", _say("a_verifier"), (_say("domicile_date", **values),)
    end = last_day(written, months)
    if then.day <= end:
        return "pass", _say("presente"), ()
    if then.day == after(end, 1):
        return "review", _say("a_verifier"), (_say("domicile_limite", **values),)
    return "fail", _say("manque"), (_say("domicile_vieux", **values),)


def _asked(then: _Day, answers: Answers) -> Iterator[Line]:
    for piece in then.law.pieces:
        if answers.get(f"d-{piece.id}"):
            yield _allowed(then, piece) if piece.demand == ALLOWED else _refused(then, piece)
    if answers["d-perime"]:
        yield _expired(then)
    if months := read_number(answers["domicile-mois"], 1, then.law.most_months):
        yield _age_asked(then, months)


def _allowed(then: _Day, piece: Piece) -> Line:
    cites = then.cites(piece)
    if piece.certain_since and then.day < piece.certain_since:
        return Line(style="review", word=_say("a_verifier"), text=piece.label, notes=(_say("tot"),), cites=cites)
    return Line(style="pass", word=_say("permise"), text=piece.label, cites=cites)


def _refused(then: _Day, piece: Piece) -> Line:
    others = listing((found.label for found in then.law.documents if found.listed), "ou")
    notes = (_say("remplacantes", documents=others),) if piece.replaces else ()
    return Line(style="fail", word=_say("jamais"), text=piece.label, notes=notes, cites=then.cites(piece))


def _expired(then: _Day) -> Line:
    if then.told is None:
        return Line(style="review", word=_say("a_verifier"), text=_say("perime"), notes=(_say("perime_doute"),))
    cites = (Cite(_say("perime_source"), then.law.instruction.href),)
    return Line(
        style="fail", word=_say("perime_jamais"), text=_say("perime"), notes=(_say("perime_note"),), cites=cites
    )


def _age_asked(then: _Day, months: int) -> Line:
    piece = next(piece for piece in then.law.pieces if piece.age)
    limit = then.wording.values[piece.age or ""]
    values = {"mois": counted(limit, "mois")}
    if months < limit:
        style, word, note = "fail", _say("jamais_un"), _say("age_court", **values)
    elif months == limit:
        style, word, note = "pass", _say("permis"), _say("age_texte")
    else:
        style, word, note = "review", _say("a_verifier"), _say("age_long", **values)
    said = _say("age", ecrit=counted(months, "mois"))
    return Line(style=style, word=word, text=said, notes=(note,), cites=then.cites(piece))


def _texts(then: _Day) -> Iterator[Line]:
    yield wording_line(_say, then.law.text, then.wording)
    if then.told:
        yield wording_line(_say, then.law.instruction, then.told)
