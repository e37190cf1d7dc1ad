"""What a repository says of itself in `kit.yaml`, at its root: the departments it holds, and who publishes them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kit.findings.finding import Finding
from kit.findings.rule import Breach
from kit.french import quoted
from kit.law.territories import territories
from kit.model.department import finding, spots
from kit.privacy.mask import Mask, mask
from kit.yaml.normalize import normalize
from kit.yaml.schema import REPOSITORY
from kit.yaml.source import Source, read

FILE = f"{REPOSITORY}.yaml"
_HELD = (REPOSITORY, "departements")
_TEXTS = ("editeur", "directeur_publication", "hebergeur", "adresse", "contact", "depot", "branche")


@dataclass(frozen=True, slots=True, kw_only=True)
class Repository:
    """What `kit.yaml` says, and what is wrong with it; `departements` is None when nobody says which are held;
    `place` is where they are, `texts` the file as it may be shown, `source` the file as it was read, and `hidden` what
    must not be repeated of it."""

    departements: frozenset[str] | None = None
    editeur: str | None = None
    adresse: str | None = None
    contact: str | None = None
    depot: str | None = None
    branche: str | None = None
    directeur_publication: str | None = None
    hebergeur: str | None = None
    findings: tuple[Finding, ...] = ()
    place: tuple[int, int] = (1, 1)
    texts: Mapping[str, str] | None = None
    source: Source | None = None
    hidden: Mask = field(default_factory=Mask)

    def follow(self, path: str) -> str:
        """Give the address at which an agenda follows a calendar of the site, where that of the site is known."""
        _, _, place = (self.adresse or "").rstrip("/").partition("://")
        return f"webcal://{place}/{path}"


def load(root: Path) -> Repository:
    """Read `kit.yaml` of a repository; one that is not there says nothing. Never raises."""
    path = root.resolve() / FILE
    if not path.is_symlink() and not path.exists():
        return Repository()
    return _of(read(path, FILE))


def _of(source: Source) -> Repository:
    told = [finding(each.trap, each.breach, FILE, each.line, each.column) for each in spots(source)]
    wrong = {each.breach.pointer for each in spots(source)}
    data = normalize(REPOSITORY, source.data) if source.readable else None
    known: dict[str, Any] = data if isinstance(data, dict) else {}
    codes = known.get(_HELD[-1])
    held: list[Any] = codes if isinstance(codes, list) and not any(each[:2] == _HELD for each in wrong) else []
    told += _strangers(source, held)
    hidden = mask([source])
    # Ce qui parle de quelqu’un ne sort pas d’ici.
    wrong |= {each.pointer for each in hidden.found if not each.loose}
    return Repository(
        departements=frozenset(held) & frozenset(territories()) or None,
        findings=tuple(_masked(hidden, told)),
        place=source.key_place(_HELD),
        texts={FILE: hidden.text(FILE, source.text)},
        source=source,
        hidden=hidden,
        **{key: known[key] for key in _TEXTS if _good(known, key, wrong)},
    )


def _good(known: Mapping[str, Any], key: str, wrong: Iterable[tuple[str | int, ...]]) -> bool:
    return isinstance(known.get(key), str) and (REPOSITORY, key) not in wrong


def _strangers(source: Source, held: list[Any]) -> Iterator[Finding]:
    """Say the codes that are of no department."""
    for rank, code in enumerate(held):
        if code not in territories():
            pointer = (*_HELD, rank)
            yield finding("departement-hors-liste", Breach(pointer=pointer, fields={"code": code}), FILE,
                          *source.place(pointer))  # fmt: skip


def _masked(hidden: Mask, findings: Iterable[Finding]) -> Iterator[Finding]:
    return (hidden.finding(each) for each in findings)


def outside(repository: Repository, filed: Iterable[tuple[str, str]]) -> Iterator[Finding]:
    """Say the departments that have a folder, given by code and folder, and that `kit.yaml` does not name."""
    held = repository.departements
    strangers = {code: folder for code, folder in filed if held is not None and code not in held}
    if strangers:
        fields = {"dossiers": quoted(strangers.values()), "codes": quoted(f'"{code}"' for code in sorted(strangers))}
        yield finding("departement-hors-perimetre", Breach(pointer=_HELD, fields=fields), FILE, *repository.place)
