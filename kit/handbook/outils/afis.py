"""What the AFIS amounts to on a day, for a person and the children in their care (D. 121-12-14)."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from kit.french import NBSP, NNBSP, date
from kit.handbook.outils.days import FIRST, LAST, counted, read_day, read_number
from kit.handbook.outils.law import Text, Wording, doubts, text, wording_line
from kit.handbook.outils.phrases import AFIS
from kit.handbook.outils.sheet import Answer, Answers, Fault, Line, Part, Say, Sheet, speaker
from kit.handbook.page import Here

TEXT = "casf-d121-12-14"
# Le barème, du plus petit foyer au plus grand ; au-delà, chaque enfant ajoute une somme.
SCALE, MORE = ("personne_seule", "un_enfant", "deux_enfants", "trois_enfants"), "enfant_en_plus"
MOST_CHILDREN = 20
_say: Say = speaker(AFIS)


@dataclass(frozen=True, slots=True, kw_only=True)
class AfisLaw:
    """What the tool reads of the law: amounts are in cents."""

    text: Text
    scale: tuple[str, ...]
    more: str
    most_children: int


def law(here: Here) -> AfisLaw:
    """Give the amounts of `kit/law`, as a page sees them."""
    found = text(TEXT, here, lambda value: int(Decimal(value) * 100))
    return AfisLaw(text=found, scale=SCALE, more=MORE, most_children=MOST_CHILDREN)


def euros(cents: int) -> str:
    """Write a sum of cents as « 1 019,75 € », with no-break spaces."""
    whole, rest = divmod(cents, 100)
    return f"{whole:,}".replace(",", NNBSP) + f",{rest:02}{NBSP}€"


def amount(wording: Wording, scale: tuple[str, ...], more: str, children: int) -> int:
    """Give the monthly amount, in cents, for a number of children."""
    known = min(children, len(scale) - 1)
    return wording.values[scale[known]] + (children - known) * wording.values[more]


def answer(answers: Answers, known: AfisLaw, as_of: datetime.date) -> Answer:
    """Give the amount on a day, for a number of children."""
    day = read_day(answers["jour"])
    children = read_number(answers["enfants"], 0, known.most_children)
    if day is None or children is None:
        return tuple(_faults(day, children, known))
    entered = _entered(day, children, answers)
    wording = known.text.on(day)
    if answers.get("mayotte"):
        headline = Line(style="review", word=_say("a_verifier"), text=_say("mayotte"))
    elif wording is None:
        wording = known.text.wordings[0]
        headline = Line(word=_say("mot_rien"), text=_say("rien", debut=date(wording.start)))
    else:
        return _found(known, wording, children, entered, doubts(_say, day, as_of, wording))
    texts = (wording_line(_say, known.text, wording),) if wording else ()
    return Sheet(headline=headline, entered=entered, parts=(Part(title=_say("textes"), lines=texts),))


def _faults(day: datetime.date | None, children: int | None, known: AfisLaw) -> list[Fault]:
    faults = []
    if day is None:
        faults.append(Fault("jour", _say("date", premiere=date(FIRST), derniere=date(LAST))))
    if children is None:
        faults.append(Fault("enfants", _say("nombre", moins=0, plus=known.most_children)))
    return faults


def _entered(day: datetime.date, children: int, answers: Answers) -> tuple[str, ...]:
    family = _say("saisie_enfants", enfants=counted(children, "enfant")) if children else _say("saisie_seule")
    where = (_say("saisie_mayotte"),) if answers.get("mayotte") else ()
    return _say("saisie_jour", jour=date(day)), family, *where


def _found(
    known: AfisLaw, wording: Wording, children: int, entered: tuple[str, ...], warnings: tuple[str, ...]
) -> Sheet:
    headline = Line(
        style="review" if warnings else "pass",
        word=_say("a_verifier") if warnings else _say("lu"),
        text=_say("total", somme=euros(amount(wording, known.scale, known.more, children))),
        notes=warnings,
    )
    lines = (*_detail(known, wording, children), Line(text=_say("conditions")))
    texts = (wording_line(_say, known.text, wording),)
    return Sheet(
        headline=headline,
        entered=entered,
        parts=(Part(title=_say("detail"), lines=lines), Part(title=_say("textes"), lines=texts)),
    )


def _detail(known: AfisLaw, wording: Wording, children: int) -> tuple[Line, ...]:
    values, listed = wording.values, min(children, len(known.scale) - 1)
    lines = [_say("seule", somme=euros(values[known.scale[0]]))]
    if listed:
        lines.append(_say("avec", enfants=counted(listed, "enfant"), somme=euros(values[known.scale[listed]])))
    if more := children - listed:
        each = values[known.more]
        lines.append(_say("plus", enfants=counted(more, "enfant"), unite=euros(each), somme=euros(more * each)))
    return tuple(Line(text=line) for line in lines)
