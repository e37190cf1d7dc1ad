"""What every file of OpenDocument holds beside what it says: its type first, its title, the list of its parts; nothing
compressed, nothing of who wrote it nor of the clock, the same bytes everywhere."""

from collections.abc import Mapping
from xml.etree.ElementTree import Element, SubElement, tostring

from kit.files.archive import stored

_VERSION = "1.3"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_DUBLIN = "http://purl.org/dc/elements/1.1/"
_KINDS = {"xml": "text/xml", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "svg": "image/svg+xml"}


def packed(kind: str, parts: Mapping[str, Element], title: str, pictures: Mapping[str, bytes] | None = None) -> bytes:
    """Give the bytes of a whole file of a type: its parts by name, its title, its pictures."""
    written = {name: _written(root) for name, root in {**parts, "meta.xml": _meta(title)}.items()}
    whole = {**written, **(pictures or {})}
    manifest = {"META-INF/manifest.xml": _written(_manifest(kind, whole))}
    return stored({"mimetype": kind.encode(), **whole, **manifest})


def _written(root: Element) -> bytes:
    return (_HEAD + tostring(root, encoding="unicode")).encode()


def _meta(title: str) -> Element:
    """Give what is said of the file: its title; never who wrote it, nor when."""
    spaces = {"xmlns:office": _OFFICE, "xmlns:dc": _DUBLIN, "office:version": _VERSION}
    root = Element("office:document-meta", spaces)
    told = SubElement(root, "office:meta")
    SubElement(told, "dc:title").text = title
    SubElement(told, "dc:language").text = "fr-FR"
    return root


def _manifest(kind: str, names: Mapping[str, bytes]) -> Element:
    root = Element("manifest:manifest", {"xmlns:manifest": _MANIFEST, "manifest:version": _VERSION})
    for name, each in {"/": kind, **{name: _KINDS.get(_ending(name), "") for name in names}}.items():
        SubElement(root, "manifest:file-entry", {"manifest:full-path": name, "manifest:media-type": each})
    return root


def _ending(name: str) -> str:
    return name.rpartition(".")[2].lower()
