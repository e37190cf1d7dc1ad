"""The events and the tokens of a text: by libyaml where it is there and reads the text, else by PyYAML in Python.

A browser has no libyaml. Whatever libyaml refuses is read again in Python, so that it is explained in the same words at
the same place everywhere; what libyaml reads, `PlainLoader` reads alike, but for what only it reads everywhere.
"""

import contextlib
import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, NoReturn, TypeVar

import yaml

try:
    from yaml import CBaseLoader as _Quick
except ImportError:  # Un navigateur n’a pas de quoi l’installer.
    _QUICK = False
else:
    _QUICK = True

# Ce que libyaml lit autrement : une étiquette, ou ce qui suit « | » et « > » sans en être séparé.
_ODD = re.compile(r'(?<!\w)!(?=[^ \n"])|[|>][-+0-9]*[ \t]*[#\t]')
_SPACE, _BLANK = re.compile(r" *"), re.compile(r"[ \t]*")
_COMMENT = re.compile(r"(?:#[^\0\n]*)?")
_SIMPLE = {'"': re.compile(r'"[^"\\\0\n]*"'), "'": re.compile(r"'[^'\0\n]*'(?!')")}
_DIRECTIVES = ("YAML", "TAG")
# Un mot d’un texte nu : un deux-points n’en fait partie que si rien ne le sépare de la suite.
_WORD = re.compile(r"(?:[^\0 \t\n:]|:(?![\0 \t\n]))*")
_AFTER_COLON = ",?[]{}"
_WORD_IN_FLOW = re.compile(rf"(?:[^\0 \t\n:,\[\]{{}}]|:(?![\0 \t\n{re.escape(_AFTER_COLON)}]))*")


_Taken = TypeVar("_Taken")


def parsed(text: str, take: Callable[[Iterable[yaml.Event]], _Taken]) -> _Taken:
    """Give what is taken of the events of a text; where libyaml stops, they are taken again from the first. Raises
    yaml.MarkedYAMLError for a text that is no YAML, and what `take` raises."""
    if _quick(text):
        with contextlib.suppress(yaml.MarkedYAMLError):
            return take(yaml.parse(text, Loader=_Quick))
    return take(yaml.parse(text, Loader=PlainLoader))


def tokens(text: str) -> Iterator[yaml.Token]:
    """Give the tokens of a text; raises yaml.MarkedYAMLError after the last that can be read."""
    if _quick(text):
        with contextlib.suppress(yaml.MarkedYAMLError):
            yield from list(yaml.scan(text, Loader=_Quick))
            return
    yield from yaml.scan(text, Loader=PlainLoader)


def values(text: str) -> Any:
    """Give the values of a text, each as it is written; raises yaml.MarkedYAMLError."""
    loader = _Quick(text) if _QUICK else PlainLoader(text)
    try:
        return loader.get_single_data()
    finally:
        loader.dispose()


def _quick(text: str) -> bool:
    return _QUICK and not _ODD.search(text)


class PlainLoader(yaml.BaseLoader):
    """PyYAML in Python, as strict as libyaml and no more: a tab may stand between two signs or two words of a line, a
    question mark in a text between brackets; a directive is never passed over. The text has no other line end than
    « \\n »."""

    def forward(self, length: int = 1) -> None:
        """Pass over characters."""
        passed = self.buffer[self.pointer : self.pointer + length]
        last = passed.rfind("\n")
        self.pointer += length
        self.index += length
        self.line += passed.count("\n")
        self.column = self.column + length if last < 0 else length - last - 1

    def scan_to_next_token(self) -> None:
        """Pass over what stands before a sign: a tab too, but where a line begins."""
        while True:
            self._pass(_SPACE if self.allow_simple_key and not self.flow_level else _BLANK)
            self._pass(_COMMENT)
            if self.peek() != "\n":
                return
            self.forward()
            if not self.flow_level:
                self.allow_simple_key = True

    def fetch_stream_end(self) -> None:
        """End on a line of its own."""
        if self.column:
            self.line, self.column = self.line + 1, 0
        super().fetch_stream_end()

    def scan_directive_name(self, start_mark: yaml.Mark) -> str:
        """Read the name of a directive, and refuse one that nobody would obey."""
        named: Callable[[yaml.Mark], str] = super().scan_directive_name
        name = named(start_mark)
        if name not in _DIRECTIVES:
            self._refuse("while scanning a directive", start_mark, "found unknown directive name")
        return name

    def scan_yaml_directive_number(self, start_mark: yaml.Mark) -> int:
        """Read a number of a version."""
        number: Callable[[yaml.Mark], int] = super().scan_yaml_directive_number
        return self._bounded(partial(number, start_mark), "while scanning a directive", "found a number too long")

    def scan_plain(self) -> yaml.ScalarToken:
        """Read a text without quotes."""
        start = end = self.get_mark()
        indent, chunks, gap = self.indent + 1, list[str](), ""
        while self.peek() != "#" and (word := self._pass(_WORD_IN_FLOW if self.flow_level else _WORD)):
            self.allow_simple_key = False
            chunks += (gap, word)
            if self.flow_level and self.peek() == ":" and self.peek(1) in _AFTER_COLON:
                self._refuse("while scanning a plain scalar", start, "found unexpected ':'")
            end = self.get_mark()
            found = self._gap(start, indent)
            if not found or (not self.flow_level and self.column < indent):
                break
            gap = found
        return yaml.ScalarToken(value="".join(chunks), plain=True, start_mark=start, end_mark=end)

    def scan_flow_scalar(self, style: str) -> yaml.ScalarToken:
        """Read a text between quotes; at once when it holds nothing but itself."""
        found = _SIMPLE[style].match(self.buffer, self.pointer)
        if not found:
            whole: Callable[[str], yaml.ScalarToken] = super().scan_flow_scalar
            return self._bounded(
                partial(whole, style), "while scanning a double-quoted scalar", "found unknown escape character"
            )
        start = self.get_mark()
        self.forward(found.end() - found.start())
        return yaml.ScalarToken(found[0][1:-1], plain=False, start_mark=start, end_mark=self.get_mark(), style=style)

    def parse_flow_mapping_value(self) -> yaml.Event:
        """Give the value of a key between braces."""
        return self._settled(super().parse_flow_mapping_value)

    def parse_flow_sequence_entry_mapping_value(self) -> yaml.Event:
        """Give the value of a key between brackets."""
        return self._settled(super().parse_flow_sequence_entry_mapping_value)

    def _settled(self, value: Callable[[], yaml.Event]) -> yaml.Event:
        """Place a value that is not there before the sign that closes it, and not after its colon."""
        following: Callable[[], yaml.Token] = self.peek_token
        event = value()
        start, end = event.start_mark, event.end_mark
        if start and end and start.index == end.index:
            event.start_mark = event.end_mark = following().start_mark
        return event

    def _gap(self, start: yaml.Mark, indent: int) -> str | None:
        """Pass over what separates two words, and give what it becomes; None where the document ends."""
        blanks, breaks = self._pass(_BLANK), 0
        while self.peek() == "\n":
            self.forward()
            breaks += 1
            self._pass(_SPACE)
            if self.peek() == "\t" and self.column < indent:
                self._refuse("while scanning a plain scalar", start, "found a tab character that violates indentation")
            self._pass(_BLANK)
        if not breaks:
            return blanks
        self.allow_simple_key = True
        ends: tuple[Callable[[], bool], ...] = (self.check_document_start, self.check_document_end)
        return None if any(each() for each in ends) else "\n" * (breaks - 1) or " "

    def _bounded(self, scan: Callable[[], _Taken], context: str, problem: str) -> _Taken:
        """Scan what holds a number that Python may find too large: the code of a character, a version."""
        start = self.get_mark()
        try:
            return scan()
        except (ValueError, OverflowError):
            self._refuse(context, start, problem)

    def _refuse(self, context: str, start: yaml.Mark, problem: str) -> NoReturn:
        raise yaml.MarkedYAMLError(context, start, problem, self.get_mark())

    def _pass(self, searched: re.Pattern[str]) -> str:
        found = searched.match(self.buffer, self.pointer)
        passed = found[0] if found else ""
        self.forward(len(passed))
        return passed
