"""A page as the engine has made it, around the data: what the theme writes set right, its scripts in their own files.

The theme writes a few scripts into each page, the same in all of them: without them, a server can forbid every inline
script."""

import hashlib
import re

from kit.french import spaced

SCRIPTS = "assets/scripts"
# Elle s’affiche à n’importe quelle adresse : elle garde tout en elle, à moins que celle du site ne soit connue.
_NOT_FOUND = "404.html"
_SCRIPT = re.compile(r"<script>(?P<code>.+?)</script>", re.DOTALL)
_BOX = re.compile(r'(<input\b[^>]*\btype="checkbox"[^>]*?) autocomplete="off"')
# Le thème saute au premier titre, après l’introduction et le verdict, et ne saute rien d’une page sans titre.
_SKIP = re.compile(r'(<div data-md-component="skip">).*?(</div>)', re.DOTALL)
_TEXT = re.compile(r'<article class="md-content__inner')
_SKIPPED = r'\1<a href="#contenu" class="md-skip">Aller au contenu</a>\2'
# Une page à qui toute connexion est interdite ne peut rien chercher.
_ALONE = "connect-src 'none'"
_SEARCH = re.compile(
    r'<label class="md-header__button md-icon" for="__search">.*?(?=</nav>\s*(?:<nav class="md-tabs"|</header>))',
    re.DOTALL,
)
# Un titre repris dans un menu y perd ses espaces insécables.
_MENU = re.compile(r'(?<=<span class="md-ellipsis">)[^<]+')


def shell(html: str, path: str, root: str | None = None) -> tuple[str, dict[str, str]]:
    """Give a page of the site, at this path, set right, and the scripts taken out of it by path from the root, which
    is that of the site on its server where its address is known."""
    if path == _NOT_FOUND and root is None:
        return _mended(html), {}
    back = root if path == _NOT_FOUND else "../" * path.count("/")
    files: dict[str, str] = {}

    def moved(found: re.Match[str]) -> str:
        script = f"{SCRIPTS}/{hashlib.sha256(found['code'].encode()).hexdigest()[:12]}.js"
        files[script] = found["code"]
        return f'<script src="{back}{script}"></script>'

    return _SCRIPT.sub(moved, _mended(html)), files


def _mended(html: str) -> str:
    """Give a page without what no validator accepts (`autocomplete` on a box, an empty `tabindex`), whose first link
    leads to its text, whose search has a name, or is not there where it could search nothing, whose headings are no
    stop of the keyboard, and with the French spaces of its menus."""
    kept = _SEARCH.sub("", html, count=1) if _ALONE in html else html
    valid = _BOX.sub(r"\1", kept).replace(' tabindex=""', "")
    named = valid.replace('role="dialog"', 'role="dialog" aria-label="Recherche"')
    named = named.replace('class="headerlink"', 'class="headerlink" tabindex="-1" aria-label="Lien vers cette section"')
    led = _TEXT.sub(r'<article id="contenu" tabindex="-1" class="md-content__inner', _SKIP.sub(_SKIPPED, named))
    return _MENU.sub(lambda found: spaced(found.group()), led)
