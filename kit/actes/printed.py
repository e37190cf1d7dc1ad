"""A filled model as one page of HTML, to print: the same words, the same look as far as its styles say it."""

import base64
import html
import re
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from kit.actes.template import Template
from kit.law.territories import slug

_TAGS = {
    "text:p": "p", "text:span": "span", "text:section": "div", "text:list": "ul", "text:list-item": "li",
    "table:table": "table", "table:table-header-rows": "thead", "table:table-row": "tr", "table:table-cell": "td",
    "style:header": "header", "style:footer": "footer", "draw:text-box": "div",
}  # fmt: skip
_VOID = {"text:line-break": "<br>", "text:tab": "&emsp;", "text:s": "&nbsp;"}
_AROUND = ("style:header", "style:footer")
# Ce qui n’a pas de sens hors des pages d’un traitement de texte.
_NUMBERING = frozenset({"text:page-number", "text:page-count"})
_LEFT = frozenset({"text:bookmark-start", "text:bookmark-end",
                   "office:forms", "text:sequence-decls", "text:soft-page-break"})  # fmt: skip
# Les propriétés que les deux formats nomment de même, et les valeurs qui n’ouvrent rien d’autre.
_SHARED = frozenset(
    {"text-align", "font-weight", "font-style", "font-size", "color", "background-color", "text-indent", "break-before",
     "break-after", "line-height", *(f"{side}{edge}" for side in ("margin", "padding", "border")
                                    for edge in ("", "-left", "-right", "-top", "-bottom"))}
)  # fmt: skip
_SAFE = re.compile(r"[#\w.% -]+")
_BASE64 = re.compile(r"[A-Za-z0-9+/=\s]+")
_PICTURE = re.compile(r"Pictures/[\w.-]+\.(?:png|jpe?g)")
_SHEET = (
    "body{max-width:17cm;margin:2cm auto;padding:0 1cm;font-family:'Liberation Sans',Arial,sans-serif;font-size:11pt}"
    "p{margin:0;min-height:1em}ul{list-style:none;padding:0}table{border-collapse:collapse;width:100%}"
    "td,th{vertical-align:top;text-align:left;font-weight:inherit}tr{break-inside:avoid}thead{display:table-header-group}"
    "img{max-width:100%}@page{size:A4;margin:2cm}@media print{body{margin:0;max-width:none;padding:0}}"
)


def page(filled: Template, title: str) -> str:
    """Give the page of a paper, headers first and footers last."""
    body = _Page(filled)
    around = {
        part.tag: body.told(part) for part in filled.styles.iter() if part.tag in ("style:header", "style:footer")
    }
    inside = "".join((around.get("style:header", ""), body.told(filled.text), around.get("style:footer", "")))
    sheet = _SHEET + "".join(_rules(filled))
    return (
        '<!doctype html>\n<html lang="fr">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{html.escape(title)}</title>\n<style>{sheet}</style>\n</head>\n<body>\n{inside}\n</body>\n</html>\n"
    )


class _Page:
    def __init__(self, filled: Template) -> None:
        self.pictures = filled.pictures

    def told(self, element: Element, *, head: bool = False) -> str:
        """Write an element and what it holds; a line that numbers pages has no sense on one."""
        if element.tag == "text:p" and any(each.tag in _NUMBERING for each in element.iter()):
            return ""
        head = head or element.tag == "table:table-header-rows"
        inside = "".join(self._pieces(element, head=head))
        if element.tag == "text:h":
            asked = element.get("text:outline-level", "")
            level = asked if asked in tuple("123456") else "6"
            return f"\n<h{level}{_class(element)}>{inside}</h{level}>"
        if element.tag == "table:table-cell" and head:
            return f'<th scope="col"{_class(element)}{_span(element)}>{inside}</th>'
        tag = _TAGS.get(element.tag)
        if tag is None:
            return inside
        line = "" if tag in ("span", "td") else "\n"
        return f"{line}<{tag}{_class(element)}{_span(element)}>{inside}</{tag}>"

    def _pieces(self, element: Element, *, head: bool) -> Iterator[str]:
        text = element.tag in ("text:p", "text:h", "text:span", "text:a")
        yield html.escape(element.text or "", quote=False) if text else ""
        for child in element:
            if child.tag == "draw:image":
                yield self._picture(child)
            elif child.tag not in _LEFT:
                yield _VOID.get(child.tag) or self.told(child, head=head)
            yield html.escape(child.tail or "", quote=False) if text else ""

    def _picture(self, image: Element) -> str:
        held = next((child.text for child in image if child.tag == "office:binary-data"), None)
        address = image.get("xlink:href", "")
        if held is None and _PICTURE.fullmatch(address) and address in self.pictures:
            held = base64.b64encode(self.pictures[address]).decode()
        if held is None or not _BASE64.fullmatch(held):
            return ""
        kind = "jpeg" if address.lower().endswith(("jpg", "jpeg")) else "png"
        return f'<img alt="" src="data:image/{kind};base64,{"".join(held.split())}">'


def _class(element: Element) -> str:
    style = element.get("text:style-name") or element.get("table:style-name")
    return f' class="s-{slug(style)}"' if style else ""


def _span(element: Element) -> str:
    wide = element.get("table:number-columns-spanned", "1")
    return f' colspan="{wide}"' if wide.isdigit() and int(wide) > 1 else ""


def _rules(filled: Template) -> Iterator[str]:
    """Give the rule of each style, what it inherits included."""
    known: dict[str, Element] = {}
    for part in (filled.styles, filled.content):
        known |= {style.get("style:name", ""): style for style in part.iter("style:style")}
    for name, style in known.items():
        said = _said(style, known)
        if said and slug(name):
            yield f".s-{slug(name)}{{{';'.join(f'{key}:{value}' for key, value in said.items())}}}"


def _said(style: Element, known: Mapping[str, Element], depth: int = 0) -> dict[str, str]:
    parent = known.get(style.get("style:parent-style-name", ""))
    said = _said(parent, known, depth + 1) if parent is not None and depth < len(known) else {}
    for properties in style:
        for key, value in properties.items():
            name = key.removeprefix("fo:")
            if key.startswith("fo:") and name in _SHARED and _SAFE.fullmatch(value):
                said[name] = value
    return said
