"""From a template and values to Markdown and its fragments; the only door to Jinja, and the only place where text is
escaped.

A value may hold anything: `<script>`, Markdown, a bar that would cut a table. Every character with a meaning becomes
its HTML entity, which Markdown and HTML both read back as that very character, in a cell, a title or an attribute.
"""

import functools
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined

from kit import french
from kit.files import resources
from kit.findings.finding import SEVERITY_FR, total
from kit.french import spaced
from kit.handbook.fragments import lines, slots
from kit.handbook.fragments.table import loosened, plain, table
from kit.handbook.page import Here, Page, Ready, mark, web
from kit.handbook.pages.paragraphs import period_fr
from kit.handbook.vocabulary import fault, rule_title, sought, when, word
from kit.law import prose
from kit.law.addresses import leading
from kit.law.texts import CERTAINTY_FR, provision
from kit.report.formats.citation import cite

_MEANINGFUL = re.compile(r"""[&<>"'\\`*_\[\]{}|~#^$]""")
# Ces signes n'ont un sens qu'en début de bloc : liste, avertissement, titre souligné, définition.
_LEADING = re.compile(r"^(?:[-+=:!%?]|\d+(?=[.)]))")
_HIDDEN = {"Cc", "Co", "Cs", "Cn"}
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")
# La typographie ne touche ni le code, ni les balises, sauf ce qui s'en lit ; de l'en-tête, rien que ce qui se montre.
_UNTOUCHED = re.compile(r"(\A---\n.*?\n---\n|<pre.*?</pre>|<code.*?</code>|`[^`\n]+`|<[^<>]+>)", re.DOTALL)
_TITLE = re.compile(r'(\b(?:title|description|texte|ici): ")([^"\n]*)(")')
_NAMES = re.compile(r'(\b(?:title|aria-label|alt)=")([^"]*)(")')
# Une ligne coupée après « R. » ou « n° » se recolle : le nombre qui suit en fait partie.
# La place d'un tableau : aucun texte ne contient ce signe, que « flat » ôte.
_TABLE = re.compile("\x00(\\d+)\x00")
# Ce que les pages écrites à la main ont de plus que leur prose : titres, blocs de code, tableaux.
_BLOCK = re.compile(
    r"^#+ (?P<title>[^\n{]*[^\n{ ])[^\n]*$|^```(?P<kind>\w*)\n(?P<code>.*?)^```$|^(?P<rows>(?:\|[^\n]*\|(?:\n|\Z))+)",
    re.DOTALL | re.MULTILINE,
)
_INLINE = re.compile(r"`([^`\n]+)`")
# Un mot à traits d’union qui tient sur une ligne de téléphone.
_HYPHENED = re.compile(r"(?<![\w-])(?=-*\w)(?=[\w-]*-)[\w-]{2,28}(?![\w-])")
# Ce qu’un site ne dit que s’il a le formulaire « Ma fiche », ou que s’il ne l’a pas.
_DEPENDS = re.compile(r"<!-- (?P<where>avec|sans) le formulaire -->(?P<said>.*?)<!-- fin -->", re.DOTALL)
_DATE = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)")
_CODED_DATE = re.compile(rf"`([^`\n]*{_DATE.pattern}[^`\n]*)`")
_NUMBER = r'<span class="kit-numero">\g<0></span>'
_WRAPPED = re.compile(r"(\b(?:[RLD]\.|n°)|«)\n *(?=\S)")


@functools.lru_cache(maxsize=1 << 16)
def escape(text: str) -> Ready:
    """Give a text that Markdown and HTML show as it was written, on one line."""
    safe = _MEANINGFUL.sub(lambda found: _entity(found.group()), flat(text))
    return Ready(_LEADING.sub(_leading, safe))


def flat(text: str) -> str:
    """Give a text on one line, without a character that does not show or that turns the reading round."""
    line = "".join(" " if char.isspace() and char not in "\u00a0\u202f" else char for char in text)
    seen = "".join(char for char in line if unicodedata.category(char) not in _HIDDEN)
    return " ".join(part for part in _BIDI.sub("", seen).split(" ") if part)


def code_block(text: str) -> Ready:
    """Give a block of code, its lines kept."""
    return Ready(f'<pre class="kit-code"><code>{_code(text)}</code></pre>')


def _code(text: str) -> str:
    return re.sub(r"[&<>]", lambda found: _entity(found.group()), text)


def typeset(text: str) -> str:
    """Give a page or a fragment its French spaces, code and tags left alone but for the words that they say, and keep
    whole what no line may cut."""
    parts = _UNTOUCHED.split(_WRAPPED.sub(lambda found: f"{found.group(1)} ", text))
    return lines.unbroken("".join(_said_in(part) if index % 2 else spaced(part) for index, part in enumerate(parts)))


def _said_in(part: str) -> str:
    """Give the title of a front matter, or the names that a tag gives, their French spaces."""
    if part.startswith(("<pre", "<code", "`")):
        return part
    return (_TITLE if part.startswith("---") else _NAMES).sub(
        lambda found: found[1] + spaced(found[2]) + found[3], part
    )


# Ce que les modèles savent dire d’une valeur : chaque filtre rend un texte encore à échapper, une marque ou un lien.
FILTERS: Mapping[str, Callable[..., object]] = {
    "capitale": french.capital,
    "cite": cite,
    "certitude": CERTAINTY_FR.__getitem__,
    "cherche": sought,
    "compte": french.count,
    "date": french.date,
    "dans": french.ahead,
    "defaut": fault,
    "heure": french.hour,
    "issue": mark,
    "jour": french.weekday,
    "jour_date": french.long_date,
    "le": when,
    "liste": french.listing,
    "menant": leading,
    "mot": lambda key, kind: word(kind, key),
    "numero": french.dialled,
    "nombre": lambda written: f"{int(written):,}".replace(",", " "),
    "periode": period_fr,
    "poids": SEVERITY_FR.__getitem__,
    "regle": rule_title,
    "texte": lambda text_id: provision(text_id).short,
    "total": total,
    "web": web,
}


def page(path: str, template: str, **values: Any) -> Page:
    """Fill a template of `site/templates` and give the page, with what its `fragment` blocks hold."""
    filled = _Filled()
    blocks = {"fragment": filled.fragment, "table": filled.table}
    text = _environment().get_template(f"{template}.md.j2").render(values, here=Here(path), **blocks)
    return Page(path, typeset(re.sub(r"\n{3,}", "\n\n", text)).strip("\n") + "\n", tuple(filled.fragments))


class _Filled:
    """What the blocks of a template leave apart from its text: a table waits for the fragment that it stands in, so
    that its cells are typeset once, before there are cells."""

    def __init__(self) -> None:
        self.fragments: list[str] = []
        self._tables: list[str] = []

    def fragment(self, words: Iterable[str] = (), *, caller: Callable[[], str]) -> Ready:
        html = _TABLE.sub(lambda found: self._tables[int(found[1])], typeset(str(caller())))
        html = loosened(html)
        self.fragments.append(html)
        return Ready(slots.slot(len(self.fragments) - 1, html, " ".join(map(escape, words))))

    def table(self, *, caller: Callable[[], str]) -> Ready:
        self._tables.append(table(typeset(str(caller()))))
        return Ready(f"\x00{len(self._tables) - 1}\x00")


def hand_written() -> tuple[Page, ...]:
    """Give the pages of `site/pages`, filled from the law, with their French spaces; their blocks of code and their
    tables are fragments, a table being named after the heading that it stands under."""
    base = resources.SITE / "pages"
    return tuple(_hand_written(file, file.relative_to(base).as_posix()) for file in sorted(base.rglob("*.md")))


def _hand_written(file: Path, path: str) -> Page:
    held: list[str] = []
    title = ""

    def block(found: re.Match[str]) -> str:
        nonlocal title
        if found["title"]:
            title = found["title"]
            return found.group()
        words = ""
        if found["rows"]:
            rows = _INLINE.sub(lambda code: f"<code>{_code(code[1])}</code>", typeset(found["rows"]))
            held.append(loosened(table(f"{typeset(title)}\n{rows}")))
            words = plain(held[-1])
        else:
            kind = f' class="language-{found["kind"]}"' if found["kind"] else ""
            typed = f' data-copy="{_typed(found["code"])}"' if found["kind"] == "console" else ""
            code = _code(spaced(found["code"]))
            held.append(f"<pre{typed}><code{kind}>{_whole(code) if typed else code}</code></pre>\n")
        return slots.slot(len(held) - 1, held[-1], words)

    text = _BLOCK.sub(block, prose.filled(_told(file.read_text(encoding="utf-8"))))
    return Page(path, _dated(typeset(text)), tuple(held))


def _told(text: str) -> str:
    """Give what a page says on this site, of what it says with the form « Ma fiche » and without it."""
    here = "avec" if resources.ENGINE.is_dir() else "sans"
    return _DEPENDS.sub(lambda found: found["said"] if found["where"] == here else "", text)


def _dated(text: str) -> str:
    """Give a text whose codes in a sentence keep each date on one line."""
    return _CODED_DATE.sub(lambda found: f"<code>{_DATE.sub(_NUMBER, _inert(found[1]))}</code>", text)


def _inert(code: str) -> str:
    """Give a code that Markdown takes for no mark of its own."""
    return re.sub(r"[*_\[\]\\]", lambda found: _entity(found.group()), _code(code))


def _whole(session: str) -> str:
    """Give a session at a terminal whose words with hyphens, « --date », are not cut at the end of a line."""
    return _HYPHENED.sub(r'<span class="kit-numero">\g<0></span>', session)


def _typed(session: str) -> str:
    """Give what a reader types of a session at a terminal, fit for an attribute: its commands, neither their prompt
    nor what answers them."""
    commands = (line.removeprefix("$ ") for line in session.splitlines() if line.startswith("$ "))
    return _code("\n".join(commands)).replace('"', _entity('"'))


def _template(name: str) -> str:
    """Give a template of `site/templates`, filled from the law."""
    return prose.filled((resources.SITE / "templates" / name).read_text(encoding="utf-8"))


@functools.cache
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(_template),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(FILTERS)
    return environment


def _finalize(value: Any) -> Any:
    if value is None:
        return Ready("")
    # Un nombre n'a aucun signe qui ait un sens.
    return value if isinstance(value, int | float) or hasattr(value, "__html__") else escape(str(value))


def _entity(char: str) -> str:
    return f"&#{ord(char)};"


def _leading(found: re.Match[str]) -> str:
    return _entity(found.group()[0]) + found.group()[1:]
