"""What is to be read again: never read first, then the oldest reading; a past wording that was read is not there."""

import datetime
from dataclasses import replace

import pytest

from kit.law import rereading, texts
from kit.law.rereading import to_reread

TODAY = datetime.date(2026, 11, 23)


def test_what_nobody_read_comes_first_then_the_oldest_reading() -> None:
    found = to_reread(TODAY)
    read = [reading.read or datetime.date.min for reading in found]
    assert read == sorted(read)
    assert [each.version.certain for each in found] == [each.read is not None for each in found]
    ids = [(each.text.id, each.version.start) for each in found if each.read is None]
    assert ids == sorted(ids)
    assert ("casf-r121-12-7", datetime.date(2023, 12, 1)) in ids


def test_each_wording_in_force_or_never_read_is_there_once() -> None:
    found = {(each.text.id, each.version.start) for each in to_reread(TODAY)}
    wanted = {
        (text.id, version.start)
        for text in texts.provisions().values()
        for version in text.versions
        if not version.certain or version is text.in_force(TODAY)
    }
    assert found == wanted
    assert len(to_reread(TODAY)) == len(found)


def test_an_older_reading_goes_up(monkeypatch: pytest.MonkeyPatch) -> None:
    known = texts.provisions()
    *past, last = known["casf-r121-12-6"].versions
    older = replace(last, reread=datetime.date(2024, 2, 1))
    changed = {**known, "casf-r121-12-6": replace(known["casf-r121-12-6"], versions=(*past, older))}
    monkeypatch.setattr(rereading, "provisions", lambda: changed)
    first = next(each for each in to_reread(TODAY) if each.read)
    assert (first.text.id, first.read) == ("casf-r121-12-6", datetime.date(2024, 2, 1))


def test_a_reading_bears_the_questions_open_on_its_text() -> None:
    asked = {raw["question"] for raw in texts.data("doutes")["doutes"]}
    told = {question for reading in to_reread(TODAY) for question, _ in reading.doubts}
    # Un texte qui n’est plus en vigueur, et dont chaque rédaction a été lue, n’est plus à relire.
    closed = {raw["question"] for raw in texts.data("doutes")["doutes"] if raw["texte"] == "decret-2020-1545-24-ii"}
    assert asked - told == closed
