"""What the search knows of a page is what the theme's own reader finds in it."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from material.plugins.search.plugin import Parser

from kit.handbook.engine.search import sections

_PAGES = (
    "",
    "du texte",
    "<p>avant</p>\n<h1 id='x'>un</h1>",
    '<h1 id="un">Un &amp; deux<a class="headerlink" href="#un" title="&lt;">¶</a></h1>\n<p>a\nb</p>\n<p> \n</p>',
    '<p>avant</p><h2 id="a">A</h2><p>b</p><h1 id="c">C</h1><h2>sans</h2><pre><code>a\n\n  b</code></pre>',
    '<div><h2 id="a">A</h2><p>dedans</p></div><p>après</p><div><div><h3 id="b">B</h3></div>x</div>y',
    "<ul>\n<li>a<br />b</li>\n<li></li>\n</ul><ol><li> </li></ol>",
    '<svg viewBox="0 0"><title>t</title><path d="m" /></svg>',
    '<h2 id="a">A <code>b</code> <sub> </sub></h2><table><tr><td>1</td><td>&lt;2</td></tr></table>',
    '<p>a<script>var x = "<p>b</p>"</script></p><style>p{}</style><object><p>c</p></object>',
    '<div data-search-exclude><p>a</p></div><p>b</p><div class="linenodiv"><pre>1</pre></div><p>c</p>',
    "<p>a < b <!-- <p>c</p> --> <?d?> </p x></div></p>\r\n<P CLASS=a>e</P><p hidden>f",
    "<h2 id>A</h2><h2 id=a>B</h2><title>a<b></title></p>",
)


def _seen(found: list[Any]) -> list[Any]:
    return [(each.el.tag, each.depth, each.id or None, each.is_excluded(), each.title, each.text) for each in found]


def _same(html: str) -> None:
    usual = Parser()
    usual.feed(html)
    usual.close()
    assert _seen(sections(html)) == _seen(usual.data)


@pytest.mark.parametrize("html", _PAGES)
def test_the_sections_of_the_theme(html: str) -> None:
    _same(html)


_TAGS = ("p", "h1", "h2", "div", "ul", "li", "pre", "a")
_BITS = [
    *(f"<{tag}>" for tag in _TAGS),
    '<h2 id="b">',
    '<h3 id="c" class="d">',
    '<a class="headerlink">',
    "<br />",
    "<i />",
    " ",
    "\n",
    "x\ny",
    "&amp;",
]


@settings(max_examples=50)
@given(st.recursive(st.sampled_from(_BITS), lambda inner: st.builds("".join, st.lists(inner, max_size=6))))
def test_any_sections(html: str) -> None:
    closed = "".join(f"</{tag}>" for tag in ("a", "li", "h2", "p", "div"))
    _same(f"<p>{html}</p>")
    _same(f'<div>{html}{closed}<h2 id="z">{html}</h2>{html}')
