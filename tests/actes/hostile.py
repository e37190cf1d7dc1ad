"""Texts that try a paper, put in the place of all that it says: what the reading of the files refuses today too."""

from collections.abc import Iterator
from dataclasses import replace

from kit.actes.paper import Rows
from kit.actes.writing import Document, Request, documents, paper
from kit.model.department import load
from kit.model.folder import Folder
from tests.actes.asking import FOLDERS

TEXTS = (
    "</text:p><script>alert(1)</script> & \"' ]]> [seance.jour] {{ x }} <!-- -->",
    '<text:section text:name="sieges"><text:p>[sieges.titre]</text:p></text:section>',
    "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>&a;&#0;&#x1F;",
    "מנהלת \u202eהשירות\u202c \u2067של\u2069 المديرية",
    "Première ligne\nDeuxième ligne\r\n\n\tQuatrième\u2028Cinquième",
    "Très long " + "et encore plus long " * 30,
    "Insécable" * 40,
    "{{ 7777 * 7 }} {% raw %} ${x} #{y} %s \\u0000 [à compléter : [à vérifier]",
    "Étoile \U0001f31f et a\u0301ccents \ufeff\u200b\u00ad \x00\x07\x1b[31m\ufffe\ud800",
    "",
)


def made(wanted: Request, text: str) -> Iterator[Document]:
    """Give a paper, as a text and as a page, each of whose values is this text."""
    folder = FOLDERS["88"]
    said = paper(load(Folder(folder, folder.name)), wanted)
    hostile = replace(
        said,
        fields={group: dict.fromkeys(row, text) for group, row in said.fields.items()},
        lists={
            name: Rows(rows.keys, tuple(dict.fromkeys(row, text) for row in rows.rows or (rows.keys,)))
            for name, rows in said.lists.items()
        },
    )
    for form in ("odt", "html"):
        yield from documents(hostile, None, form)
