"""What the page of a department will say to anybody once its fiche is published, from the same templates: its verdict,
what is coming, who sits."""

from dataclasses import replace

from kit.edit.form.draft import Draft
from kit.findings.finding import Report
from kit.french import date
from kit.handbook.edition import edition
from kit.handbook.fragments import render
from kit.handbook.page import Profile
from kit.handbook.pages import situation, verdict
from kit.handbook.pages.agenda import sessions_of
from kit.handbook.pages.deadlines import soon
from kit.judging import pipeline, standing
from kit.yaml.schema import kind

_PATH = "apercu.md"


def html(draft: Draft) -> str:
    """Give the preview of a fiche, in HTML."""
    alone = Report(
        as_of=draft.as_of, law=pipeline.law(draft.as_of), departments=(draft.report,), national=(), rules=0, texts={}
    )
    public, [case] = edition(alone, (draft.checked.case,), Profile.PUBLIC)
    [report] = public.departments
    # Un fichier illisible n’empêche pas de nommer le département.
    named = replace(report, code=draft.territory.code, name=draft.territory.name)
    sessions = sessions_of(case) if case else ()
    [made] = render.page(
        _PATH,
        "apercu",
        name=verdict.name(named),
        verdict=verdict.sentence(report),
        outcome=standing.of_department(report),
        day=date(draft.as_of),
        as_of=draft.as_of,
        case=case,
        situation=situation,
        coming=soon(case, sessions, public=True)[0] if case else (),
        to_come=any(row.announced for row in sessions),
        seats=situation.seat_rows(report, case) if case else (),
        presidency=situation.presidency_fr(case) if case else "",
        held=situation.held_fr(case) if case else "",
        unread={kind(source.branch) for source in draft.unread},
    ).fragments
    return made
