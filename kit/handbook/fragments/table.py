"""A table of the pages: a name, then a line a row, bars between the cells; written as everybody can read it.

The first cell of a row heads it when no two rows begin alike, or when its dash says so (`:--`): a day, with what is
done on it. Each other cell carries the name of its column: a narrow screen stacks the cells of a row. No value holds a
bar: `render` escapes it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_TAG = re.compile(r"<[^<>]+>")
# Les espaces insécables restent.
_BLANKS = re.compile(r"[ \t\n]+")
_NUMBERS = ' class="kit-nombre"'
_WHOLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
# Dans une colonne étroite, l’année d’une date va à la ligne plutôt que d’être coupée.
_YEAR = re.compile(r"(?<=[a-zéû]{3})\u00a0(?=(?:19|20)\d\d\b)")


def table(text: str) -> str:
    """Give the HTML of a table whose lines are its name, its columns, a dash for each (`--:`: numbers; `:--`: the
    heads of the rows), its rows."""
    name, *lines = (line.strip() for line in text.splitlines() if line.strip())
    head, dashes, *rows = (_cells(line) for line in lines)
    first = [plain(row[0]) for row in rows]
    shape = _Shape(
        labels=tuple(map(plain, head)),
        styles=tuple(_NUMBERS if dash.endswith(":") else "" for dash in dashes),
        headed=all(first) and (dashes[0].startswith(":") or len(set(first)) == len(first)),
    )
    body = "".join(f"<tr>{''.join(shape.row(row))}</tr>\n" for row in rows)
    columns = "".join(shape.head(head))
    head_and_body = f"<thead>\n<tr>{columns}</tr>\n</thead>\n<tbody>\n{body}</tbody>"
    # Sans classe, le script du thème mettrait chaque tableau dans une boîte : une longue page se redessinerait entière.
    return f'<table class="kit-table" aria-label="{plain(name)}">\n{head_and_body}\n</table>\n'


def loosened(html: str) -> str:
    """Give what holds tables whose dates may go to the next line before their year."""
    return _WHOLE.sub(lambda found: _YEAR.sub(" ", found.group()), html)


def plain(html: str) -> str:
    """Give the text of a piece of HTML, fit for an attribute."""
    return _BLANKS.sub(" ", _TAG.sub(" ", html).replace('"', "&quot;")).strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shape:
    labels: tuple[str, ...]
    styles: tuple[str, ...]
    headed: bool

    def head(self, cells: Sequence[str]) -> Iterator[str]:
        for cell, style in zip(cells, self.styles, strict=True):
            # Un coin vide n'est l'en-tête de rien.
            yield f'<th scope="col"{style}>{cell}</th>' if cell else "<td></td>"

    def row(self, cells: Sequence[str]) -> Iterator[str]:
        for rank, (cell, label, style) in enumerate(zip(cells, self.labels, self.styles, strict=True)):
            if self.headed and not rank:
                yield f'<th scope="row"{style}>{cell}</th>'
            else:
                yield f'<td data-colonne="{label}"{style}>{cell}</td>'


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.removeprefix("|").removesuffix("|").split("|")]
