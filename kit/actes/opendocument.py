"""A filled model as a file of OpenDocument: nothing compressed, nothing of the clock, the same bytes everywhere."""

from xml.etree.ElementTree import Element, SubElement, tostring

from kit.actes.template import Template
from kit.files.archive import stored

MIMETYPE = "application/vnd.oasis.opendocument.text"
_VERSION = "1.3"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_DUBLIN = "http://purl.org/dc/elements/1.1/"


def packed(filled: Template, title: str) -> bytes:
    """Give the bytes of a whole file: its type first, its text and its styles, its pictures, its title."""
    parts = {
        "content.xml": _written(filled.content),
        "styles.xml": _written(filled.styles),
        "meta.xml": _written(_meta(title)),
        **filled.pictures,
    }
    manifest = {"META-INF/manifest.xml": _written(_manifest(parts))}
    return stored({"mimetype": MIMETYPE.encode(), **parts, **manifest})


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


def _manifest(names: dict[str, bytes]) -> Element:
    root = Element("manifest:manifest", {"xmlns:manifest": _MANIFEST, "manifest:version": _VERSION})
    for name, kind in {"/": MIMETYPE, **{each: _kind(each) for each in names}}.items():
        SubElement(root, "manifest:file-entry", {"manifest:full-path": name, "manifest:media-type": kind})
    return root


def _kind(name: str) -> str:
    known = {"xml": "text/xml", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "svg": "image/svg+xml"}
    return known.get(name.rpartition(".")[2].lower(), "")
