"""Whatever text stands in a paper, it is read again as that text: no element, no entity, no field, nothing lost."""

import io
import re
import zipfile
from collections import Counter

import html5lib
import pytest
from odfdo import Document as Odf

from tests.actes import hostile
from tests.actes.asking import asked

pytestmark = pytest.mark.proof

_KINDS = ("convocation", "emargement", "proces-verbal", "arrete-composition")
# Ce qu’un texte apporte de lui-même : un retour à la ligne, un blanc qui se voit.
_OWN = {"line-break", "span", "br"}
_TAG = re.compile(r"<(?:\w+:)?([\w-]+)")


def _shape(raw: bytes) -> Counter[str]:
    """Give how many elements of each kind a text has, those that a text brings by itself aside."""
    parts = zipfile.ZipFile(io.BytesIO(raw))
    names = ("content.xml", "styles.xml", "meta.xml", "META-INF/manifest.xml")
    tags = (tag for name in names for tag in _TAG.findall(parts.read(name).decode()))
    return Counter(tag for tag in tags if tag not in _OWN)


def _letters(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


@pytest.mark.parametrize("kind", _KINDS)
@pytest.mark.parametrize("text", hostile.TEXTS, ids=range(len(hostile.TEXTS)))
def test_a_hostile_text_is_only_a_text(kind: str, text: str) -> None:
    odt, page = hostile.made(asked(kind), text)
    plain, sheet = hostile.made(asked(kind), "Un titre")
    assert _shape(odt.raw) == _shape(plain.raw)
    read = _letters(Odf(io.BytesIO(odt.raw)).body.text_recursive)
    assert _letters(text) in read
    told, known = (
        Counter(str(each.tag) for each in html5lib.parse(one.raw.decode(), namespaceHTMLElements=False).iter())
        for one in (page, sheet)
    )
    assert {tag: number for tag, number in told.items() if tag not in _OWN} == {
        tag: number for tag, number in known.items() if tag not in _OWN
    }
    assert odt.name == plain.name
