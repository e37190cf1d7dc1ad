"""What reads papers in the tests: a reader of OpenDocument that is not ours, and one of HTML."""

import io
import re

import html5lib
from odfdo import Document as Odf

FIELD = re.compile(r"\[[a-z_]+\.[a-z_]+\]")


def odt_lines(raw: bytes) -> list[str]:
    """Give the paragraphs of a text, cells included, as odfdo reads them; a line that is cut counts for one."""
    read = (str(each.text_recursive) for each in Odf(io.BytesIO(raw)).body.get_elements("//text:p | //text:h"))
    return [line for each in read if (line := " ".join(each.split()))]


def html_lines(raw: bytes) -> list[str]:
    """Give the paragraphs of a page in the same way."""
    page = html5lib.parse(raw.decode().replace("<br>", "\n"), namespaceHTMLElements=False)
    found = (each for each in page.iter() if each.tag in ("p", "h1", "h2"))
    return [line for each in found if (line := " ".join("".join(each.itertext()).split()))]
