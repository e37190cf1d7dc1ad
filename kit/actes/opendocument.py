"""A filled model as a file of OpenDocument."""

from kit.actes.template import Template
from kit.files import opendocument

MIMETYPE = "application/vnd.oasis.opendocument.text"


def packed(filled: Template, title: str) -> bytes:
    """Give the bytes of a whole file: its text and its styles, its pictures, its title."""
    parts = {"content.xml": filled.content, "styles.xml": filled.styles}
    return opendocument.packed(MIMETYPE, parts, title, filled.pictures)
