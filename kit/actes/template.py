"""A model of a paper: a text made in LibreOffice, whole (`.odt`) or flat (`.fodt`), or one of ours (`modeles/`)."""

import copy
import io
from dataclasses import dataclass, field
from typing import NoReturn
from xml.etree.ElementTree import Element, SubElement, TreeBuilder
from xml.parsers import expat

from kit.errors import UsageError
from kit.files import archive, resources
from kit.french import spaced

# Garde-fous contre un modèle piégé, sans rapport avec le droit.
_MOST_BYTES, _MOST_PARTS, _DEEPEST = 20_000_000, 1_000, 100
_TOO_LARGE = "est trop gros"
_PICTURES = "Pictures/"
_CONTENT, _STYLES, _KIND = "content.xml", "styles.xml", "mimetype"
_SHELL = "papier.fodt"
_TEXT = "application/vnd.oasis.opendocument.text"
# Ce qui dit qui a écrit, relu ou imprimé le modèle : aucun nom n’en passe dans un papier.
_PERSONS = frozenset(
    {
        "office:annotation", "office:annotation-end", "text:author-name", "text:author-initials", "text:creator",
        "text:initial-creator", "text:printed-by", "text:sender-firstname", "text:sender-lastname",
        "text:sender-initials", "text:sender-title", "text:sender-position", "text:sender-email",
        "text:sender-phone-private", "text:sender-phone-work",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A model: its name as people know it, what it says, its styles with its headers and footers, its pictures."""

    name: str
    content: Element
    styles: Element
    pictures: dict[str, bytes] = field(default_factory=dict)

    @property
    def text(self) -> Element:
        """What holds the paragraphs."""
        return _within(self.content, self.name, "office:body", "office:text")

    def copied(self) -> "Template":
        """Give the same, to write in."""
        content, styles = copy.deepcopy(self.content), copy.deepcopy(self.styles)
        return Template(name=self.name, content=content, styles=styles, pictures=self.pictures)


def own(kind: str) -> Template:
    """Give the kit's own model of a paper: its paragraphs, with their no-break spaces, in the sheet that all share."""
    folder = resources.MODELS
    shell = _flat((folder / _SHELL).read_bytes(), kind)
    for child in _parsed((folder / f"{kind}.xml").read_bytes(), kind):
        shell.text.append(_table(child) if child.tag == "tableau" else child)
    _columns(shell)
    for element in shell.text.iter():
        element.text, element.tail = spaced(element.text or ""), spaced(element.tail or "")
    return shell


def _table(short: Element) -> Element:
    """Give the table that our models write short: the widths of its columns (cm), its head and its row, cell by cell,
    and the height of that row."""
    widths = short.get("colonnes", "").split()
    table = Element("table:table", {"table:name": short.get("nom", ""), "table:style-name": "Tableau"})
    for width in widths:
        SubElement(table, "table:table-column", {"table:style-name": f"Col{width.replace('.', '-')}"})
    heads = SubElement(table, "table:table-header-rows")
    for line, parent, case, letters in zip(
        short, (heads, table), ("CaseTete", "Case"), ("Colonne", "Cellule"), strict=True
    ):
        row = SubElement(parent, "table:table-row", {"table:style-name": line.get("style", "Rangee")})
        for text in (line.text or "").split("|"):
            cell = SubElement(row, "table:table-cell", {"table:style-name": case, "office:value-type": "string"})
            SubElement(cell, "text:p", {"text:style-name": letters}).text = text.strip()
    return table


def _columns(shell: Template) -> None:
    """Give a style to each width of a column that the tables of our models use."""
    styles = next(child for child in shell.content if child.tag == "office:automatic-styles")
    used = {column.get("table:style-name", "") for column in shell.text.iter("table:table-column")}
    for name in sorted(used):
        style = SubElement(styles, "style:style", {"style:name": name, "style:family": "table-column"})
        width = f"{name.removeprefix('Col').replace('-', '.')}cm"
        SubElement(style, "style:table-column-properties", {"style:column-width": width})


def read(raw: bytes, name: str) -> Template:
    """Read the model of a department; raises UsageError for what is no text of OpenDocument, or cannot be filled."""
    template = _whole(raw, name) if raw.startswith(b"PK") else _flat(raw, name)
    if any(True for _ in template.text.iter("text:changed-region")):
        _refuse(name, "porte des modifications suivies : acceptez-les ou refusez-les dans LibreOffice")
    for part in (template.content, template.styles):
        _forget_persons(part)
    return template


def refuse_large(size: int, name: str) -> None:
    """Raise UsageError for a model of more bytes than one may have; told of a file before it is read."""
    if size > _MOST_BYTES:
        _refuse(name, _TOO_LARGE)


def _whole(raw: bytes, name: str) -> Template:
    try:
        parts = archive.contents(raw, _MOST_BYTES, _MOST_PARTS, _kept)
    except archive.TooLargeError:
        _refuse(name, _TOO_LARGE)
    except archive.ArchiveError:
        _refuse(name, "ne s’ouvre pas : enregistrez-le au format « Texte ODF (.odt) », sans mot de passe")
    kind = parts.pop(_KIND, b"").decode("ascii", "replace")
    if kind.strip() != _TEXT or not {_CONTENT, _STYLES} <= parts.keys():
        _refuse(name, "n’est pas un texte OpenDocument : enregistrez-le au format « Texte ODF (.odt) »")
    content, styles = _parsed(parts.pop(_CONTENT), name), _parsed(parts.pop(_STYLES), name)
    return Template(name=name, content=content, styles=styles, pictures=parts)


def _kept(part: str) -> bool:
    return part in (_CONTENT, _STYLES, _KIND) or part.startswith(_PICTURES)


def _flat(raw: bytes, name: str) -> Template:
    """Read a flat text, and part it as a whole one is."""
    refuse_large(len(raw), name)
    root = _parsed(raw, name)
    if root.tag != "office:document" or root.get("office:mimetype") != _TEXT:
        _refuse(name, "n’est pas un texte OpenDocument : enregistrez-le au format « Texte ODF (.odt) »")
    spaces = {key: value for key, value in root.items() if key.startswith("xmlns:") or key == "office:version"}
    content, styles = Element("office:document-content", spaces), Element("office:document-styles", spaces)
    for part in root:
        if part.tag in ("office:font-face-decls", "office:automatic-styles"):
            content.append(copy.deepcopy(part))
            styles.append(part)
        elif part.tag in ("office:styles", "office:master-styles"):
            styles.append(part)
        elif part.tag == "office:body":
            content.append(part)
    # L’ordre que veut le format : polices, styles, styles automatiques, pages.
    order = ("office:font-face-decls", "office:styles", "office:automatic-styles", "office:master-styles")
    styles[:] = sorted(styles, key=lambda part: order.index(part.tag))
    return Template(name=name, content=content, styles=styles)


def _parsed(raw: bytes, name: str) -> Element:
    """Read XML, its names as they are written; a document that declares entities is refused."""
    builder, reader = TreeBuilder(), expat.ParserCreate()
    opened: list[str] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        opened.append(tag)
        if len(opened) > _DEEPEST:
            _refuse(name, "emboîte trop de niveaux")
        builder.start(tag, attributes)

    def end(tag: str) -> None:
        opened.pop()
        builder.end(tag)

    reader.buffer_text = True
    reader.StartElementHandler, reader.EndElementHandler = start, end
    reader.CharacterDataHandler = builder.data
    reader.StartDoctypeDeclHandler = lambda *_: _refuse(name, "déclare des entités, qu’un texte n’a pas à déclarer")
    try:
        reader.ParseFile(io.BytesIO(raw))
        return builder.close()
    except expat.ExpatError as error:
        _refuse(name, f"n’est pas un texte OpenDocument lisible (ligne {error.lineno}, colonne {error.offset + 1})")
    except (LookupError, ValueError):
        _refuse(name, "déclare un codage qui ne se lit pas : enregistrez-le en UTF-8")


def _forget_persons(parent: Element) -> None:
    """Take away the comments of those who wrote a model, and the fields that tell their names."""
    for child in list(parent):
        if child.tag in _PERSONS:
            removed(parent, child)
        else:
            _forget_persons(child)


def removed(parent: Element, child: Element) -> None:
    """Take an element away, and leave the text that follows it."""
    index = list(parent).index(child)
    if child.tail and index:
        parent[index - 1].tail = (parent[index - 1].tail or "") + child.tail
    elif child.tail:
        parent.text = (parent.text or "") + child.tail
    parent.remove(child)


def _within(element: Element, name: str, *tags: str) -> Element:
    for tag in tags:
        found = next((child for child in element if child.tag == tag), None)
        if found is None:
            _refuse(name, "n’est pas un texte OpenDocument : enregistrez-le au format « Texte ODF (.odt) »")
        element = found
    return element


def _refuse(name: str, why: str) -> NoReturn:
    message = f"Le modèle « {name} » {why}."
    raise UsageError(message)
