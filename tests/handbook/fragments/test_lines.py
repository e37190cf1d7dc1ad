"""What no line may cut is kept whole, in sentences alone."""

import pytest

from kit.french import NBSP
from kit.handbook.fragments.lines import unbroken

_ARTICLE = f"R.{NBSP}121-12-7"


def kept(number: str) -> str:
    return f'<span class="kit-numero">{number}</span>'


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        (f'<a href="x">article {_ARTICLE} du CASF</a>', f'<a href="x">article {kept(_ARTICLE)} du CASF</a>'),
        (f"<h1>{_ARTICLE}, L.{NBSP}425-4</h1>", f"<h1>{kept(_ARTICLE)}, {kept(f'L.{NBSP}425-4')}</h1>"),
        (f"<p>décret n°{NBSP}2020-1545.</p>", f"<p>décret {kept(f'n°{NBSP}2020-1545')}.</p>"),
        (f'<td data-colonne="{_ARTICLE}">oui</td>', f'<td data-colonne="{_ARTICLE}">oui</td>'),
        (f"<title>{_ARTICLE}</title>", f"<title>{_ARTICLE}</title>"),
        (f"<script>{_ARTICLE}</script>", f"<script>{_ARTICLE}</script>"),
        (f"<svg><text>{_ARTICLE}</text></svg>", f"<svg><text>{_ARTICLE}</text></svg>"),
        (f"<p>L.{NBSP}425 et 2026-11-24</p>", f"<p>L.{NBSP}425 et 2026-11-24</p>"),
        (f"<p>arrêté n°{NBSP}13-2026-06-08-00002</p>", f"<p>arrêté {kept(f'n°{NBSP}13-2026-06-08-00002')}</p>"),
        ("<strong>Préambule, E-00-1</strong>", f"<strong>Préambule, {kept('E-00-1')}</strong>"),
        ("<dd>psp-13@exemple.invalid</dd>", '<dd><span class="kit-adresse">psp-13@exemple.invalid</span></dd>'),
        ("<p>actions/checkout@v5, a@b</p>", "<p>actions/checkout@v5, a@b</p>"),
        (
            "<td>n°\u00a0DGCS/SDFE/2022/7 du 13, OUI/NON</td>",
            '<td>n°\u00a0<span class="kit-adresse">DGCS/SDFE/2022/7</span> du 13, OUI/NON</td>',
        ),
        ("<dd>psp&#95;13@exemple.invalid</dd>", '<dd><span class="kit-adresse">psp&#95;13@exemple.invalid</span></dd>'),
        # En Markdown, ni l'en-tête, ni le code, ni l'adresse d'un lien, ni les attributs.
        (f'---\ntitle: "{_ARTICLE}"\n---\n# {_ARTICLE}', f'---\ntitle: "{_ARTICLE}"\n---\n# {kept(_ARTICLE)}'),
        (f"```yaml\nx: {_ARTICLE}\n```\n{_ARTICLE}", f"```yaml\nx: {_ARTICLE}\n```\n{kept(_ARTICLE)}"),
        (f"`{_ARTICLE}`", f"`{_ARTICLE}`"),
        (f"[{_ARTICLE}](mailto:a@exemple.invalid)", f"[{kept(_ARTICLE)}](mailto:a@exemple.invalid)"),
        ('## Titre {: #x data-exigences="E-00-2" }', '## Titre {: #x data-exigences="E-00-2" }'),
        ("<p>du 3 mars 2026 au 4 mai</p>", f"<p>du 3{NBSP}mars{NBSP}2026 au 4{NBSP}mai</p>"),
        ("# Au 23 novembre 2026", f"# Au 23{NBSP}novembre{NBSP}2026"),
        ("<p>le 1er mai, la 2e fois</p>", f"<p>le 1<sup>er</sup>{NBSP}mai, la 2<sup>e</sup> fois</p>"),
        ("<p>n-2e, 12ex, 3 mars2, `1er`</p>", "<p>n-2e, 12ex, 3 mars2, `1er`</p>"),
        ("rien", "rien"),
    ],
)  # fmt: skip
def test_a_number_stays_on_one_line(html: str, wanted: str) -> None:
    assert unbroken(html) == wanted
