"""What the engine makes, set right: inline scripts leave the page, data stay, the theme is mended."""

import pytest

from kit.french import NBSP, NNBSP
from kit.handbook.site.shell import SCRIPTS, shell


def test_a_script_moves_into_a_file_named_after_its_content() -> None:
    page = "<p>a</p><script>var b=1</script><script>var b=1</script>"
    html, files = shell(page, "un/deux/page.html")
    [(path, code)] = files.items()
    assert code == "var b=1"
    assert path.startswith(f"{SCRIPTS}/")
    assert html == "<p>a</p>" + f'<script src="../../{path}"></script>' * 2
    assert shell(page, "index.html")[0] == "<p>a</p>" + f'<script src="{path}"></script>' * 2


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("page.html", '<script type="application/json" id="x">{"a": "<b>"}</script><script src="a.js"></script>'),
        # Elle s’affiche à toute adresse.
        ("404.html", "<script>var b=1</script>"),
    ],
)
def test_data_files_and_the_page_of_any_address_keep_their_scripts(path: str, page: str) -> None:
    assert shell(page, path) == (page, {})


def test_the_page_of_any_address_takes_its_scripts_from_the_address_of_the_site() -> None:
    html, files = shell("<script>var b=1</script>", "404.html", "/prefixe/")
    [name] = files
    assert html == f'<script src="/prefixe/{name}"></script>'


@pytest.mark.parametrize(
    ("theme", "html"),
    [
        ('<input type="checkbox" id="x" autocomplete="off">', '<input type="checkbox" id="x">'),
        ('<input type="text" autocomplete="off">', '<input type="text" autocomplete="off">'),
        ('<label for="x" tabindex="">', '<label for="x">'),
        ('<label for="x" tabindex="0">', '<label for="x" tabindex="0">'),
        ('<span class="md-ellipsis">\n  Qui ? R. 121-12-7 : rien\n</span>',
         f'<span class="md-ellipsis">\n  Qui{NNBSP}? R.{NBSP}121-12-7{NBSP}: rien\n</span>'),
    ],
)  # fmt: skip
def test_the_theme_is_mended_and_the_rest_is_left(theme: str, html: str) -> None:
    assert shell(theme, "page.html") == (html, {})


@pytest.mark.parametrize("after", ["</header>", '<nav class="md-tabs">'])
def test_a_page_that_may_connect_to_nothing_has_no_search(after: str) -> None:
    button = '<label class="md-header__button md-icon" for="__search">s</label>'
    search = f'{button}<div role="dialog"><form><nav>o</nav></form></div></nav>\n{after}'
    alone, other = (f"<meta content=\"connect-src '{who}'\"><nav>a" for who in ("none", "self"))
    assert shell(alone + search, "a.html")[0] == f"{alone}</nav>\n{after}"
    assert button in shell(other + search, "a.html")[0]
