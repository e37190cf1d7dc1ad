"""The tables of a built page, said to those who do not see them whole: a name, headers, and the label of each cell.

A table takes the name of the heading above it. The first cell of a row heads it when no two rows begin alike. Labels
are for narrow screens, where the style sheet stacks the cells of a row.
"""

import re
from dataclasses import dataclass

_PIECE = re.compile(
    r"<h(?P<level>[1-6])\b[^>]*>(?P<heading>.*?)</h(?P=level)>|<table>(?P<table>.*?)</table>", re.DOTALL
)
_HEAD = re.compile(r"<th\b(?P<style>[^>]*)>(?P<inside>.*?)</th>", re.DOTALL)
_ROW = re.compile(r"<tr>.*?</tr>", re.DOTALL)
_CELL = re.compile(r"<td\b(?P<style>[^>]*)>(?P<inside>.*?)</td>", re.DOTALL)
_PERMALINK = re.compile(r'<a class="headerlink".*?</a>', re.DOTALL)
_TAG = re.compile(r"<[^<>]+>")
# Les espaces insécables restent.
_BLANKS = re.compile(r"[ \t\n]+")


@dataclass(frozen=True, slots=True)
class _Columns:
    labels: tuple[str, ...]
    headed: bool

    def row(self, row: str) -> str:
        """Give a row its header and its labels."""
        labels = iter(self.labels)
        return _CELL.sub(lambda cell: self._cell(cell, next(labels, "")), row)

    def _cell(self, cell: re.Match[str], label: str) -> str:
        if self.headed and cell.start() == cell.string.index("<td"):
            return f'<th scope="row"{cell["style"]}>{cell["inside"]}</th>'
        return f'<td data-colonne="{label}"{cell["style"]}>{cell["inside"]}</td>'


def named(html: str) -> str:
    """Give a page of the site with its tables named, headed and labelled; the rest is left as it is."""
    heading = ""

    def piece(found: re.Match[str]) -> str:
        nonlocal heading
        if found["table"] is None:
            heading = _plain(_PERMALINK.sub("", found["heading"]))
            return found.group()
        return f'<table aria-label="{heading}">{_table(found["table"])}</table>'

    return _PIECE.sub(piece, html)


def _table(inside: str) -> str:
    head, body_tag, body = inside.partition("<tbody>")
    labels = tuple(_plain(cell["inside"]) for cell in _HEAD.finditer(head))
    first = [_CELL.search(row) for row in _ROW.findall(body)]
    names = [_plain(cell["inside"]) for cell in first if cell]
    columns = _Columns(labels, headed=all(names) and len(set(names)) == len(names))
    return _HEAD.sub(_head, head) + body_tag + _ROW.sub(lambda row: columns.row(row.group()), body)


def _head(cell: re.Match[str]) -> str:
    # Un coin vide n'est l'en-tête de rien.
    return f'<th scope="col"{cell["style"]}>{cell["inside"]}</th>' if cell["inside"].strip() else "<td></td>"


def _plain(html: str) -> str:
    """Give the text of a piece of HTML, fit for an attribute."""
    return _BLANKS.sub(" ", _TAG.sub(" ", html).replace('"', "&quot;")).strip()
