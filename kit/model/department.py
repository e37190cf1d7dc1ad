"""One department as read from its folder: its four files typed and shaped, and the traps they fell into."""

import datetime
import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from kit.findings.finding import Finding, Outcome, Pointer, Severity, json_pointer, reached
from kit.findings.remedy import put
from kit.findings.rule import Breach
from kit.french import date as french_date
from kit.law.territories import Territory, territories, territory_named
from kit.law.texts import COMPOSITION, data, provision
from kit.model.folder import Folder, inventory
from kit.model.lasting import last_of
from kit.model.parts import Parts, across, joined, parts
from kit.model.sessions import HELD, PLANNED
from kit.privacy.names import personal, printable
from kit.privacy.private import Apart
from kit.yaml import rewrite, schema
from kit.yaml.days import is_day
from kit.yaml.faults import Told
from kit.yaml.likely import Likely
from kit.yaml.names import shown
from kit.yaml.normalize import normalize
from kit.yaml.repair import identifier
from kit.yaml.repeated import Repeated, repeated
from kit.yaml.sample import sample
from kit.yaml.schema import BRANCHES, SESSIONS
from kit.yaml.source import Source, given, read
from kit.yaml.spot import Edit, Spot
from kit.yaml.traps import TRAPS
from kit.yaml.validate import curled, size, tidied, unquoted, validate
from kit.yaml.written import Known, Written, element

# Ces pièges laissent une place vide : ce qui y était écrit n'est pas connu.
_CODE: Pointer = ("commission", "departement")
_HELD: Pointer = (schema.REPOSITORY, "departements")
_UNKNOWN: Mapping[str, Known] = {}
_UNREAD: Mapping[str, Source] = {}
_ALONE: Mapping[str, tuple[Repeated, ...]] = {}
_LOST = frozenset(
    {"caractere-interdit", "texte-apres-diese", "valeur-nulle", "yaml-etiquette", "yaml-fusion", "yaml-illisible"}
)

_NULL = "valeur-nulle"
_ENDS = "fins-de-ligne-windows"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """The values of a department, and what reading them found; `bad` holds the pointers that cannot be trusted, and
    `strange` the file and the place of each key that is like none. The sessions of `tree` and of `bad` are those of the
    whole list, whatever files hold them (see `parts`)."""

    folder: Folder
    territory: Territory | None
    tree: dict[str, Any]
    sources: dict[str, Source]
    bad: frozenset[Pointer]
    findings: tuple[Finding, ...]
    strange: frozenset[tuple[str, str]] = frozenset()

    @property
    def apart(self) -> Apart:
        """What the files hold that the tree does not: entries that cannot be trusted, the text of unreadable files."""
        read = {branch: source.data if source.readable else source.text for branch, source in self.sources.items()}
        return tuple((branch, node) for branch, node in joined(read) if node != self.tree.get(branch))

    @property
    def parts(self) -> Parts:
        """The files that hold the sessions."""
        return parts(self.sources)

    def unread(self, branch: str) -> tuple[str, ...]:
        """Give, of one of the four that is not read whole, the files of which something is not."""
        astray = self.folder.astray if branch == SESSIONS else ()
        if not astray and (branch != SESSIONS or not self.parts.split):
            return (f"{branch}.yaml",)
        spoilt = {self.parts.local(spot)[0] for spot in self.bad if len(spot) > 1 and spot[0] == branch}
        lists = {each: isinstance(source.data, list) for each, source in self.sources.items()}
        held = dict.fromkeys((*(each for each, _ in self.parts.held), branch))
        return (*astray, *(f"{each}.yaml" for each in held if each in spoilt or not lists.get(each)))

    def place(self, pointer: Pointer) -> tuple[str, int, int]:
        """Give the file, line and column (from 1) of a value or of its nearest written ancestor."""
        pointer = self.parts.local(pointer)
        branch = str(pointer[0]) if pointer else "commission"
        source = self.sources.get(branch)
        line, column = source.place(pointer) if source else (1, 1)
        return f"{self.folder.name}/{branch}.yaml", line, column


def finding(
    trap: str,
    breach: Breach,
    file: str,
    line: int = 1,
    column: int = 1,
    sources: Mapping[str, Source] = _UNREAD,
    edits: tuple[Edit, ...] = (),
) -> Finding:
    """Turn a trap found at a place into a finding; `edits` do what its remedy says in the file that was read."""
    rule = TRAPS[trap]
    said = rewrite.answer(rule, breach, sources, edits)
    return Finding(
        rule=trap,
        outcome=Outcome.FAIL,
        severity=rule.severity,
        message=said.message,
        remedy=said.remedy,
        file=file,
        line=line,
        column=column,
        pointer=json_pointer(breach.pointer[1:]),
        edit=said.edit,
    )


def load(folder: Folder) -> Dossier:
    """Read the folder of a department: whatever it holds, the answer is values and findings."""
    return assemble(folder, sources(folder))


def sources(folder: Folder) -> dict[str, Source]:
    """Read the files of a folder, by branch, neither typed nor shaped."""
    held = folder.given
    return {
        branch: read(path, file) if held is None else _given(held[path.name], file, branch)
        for branch, path, file in ((each, path, f"{folder.name}/{path.name}") for each, path in folder.files.items())
    }


# Un formulaire redonne à chaque geste tous les fichiers, dont un seul a changé.
_given = functools.lru_cache(maxsize=24)(given)


def spots(source: Source, known: Mapping[str, Known] = _UNKNOWN) -> tuple[Spot, ...]:
    """Give all that is wrong in one file read: its traps, and its shape where they leave something to judge; `known`
    are the identifiers of its department."""
    return tuple(_Shaped(source, known).spots)


def identifiers(sources: Mapping[str, Source]) -> dict[str, Known]:
    """Give the identifiers that the files of a department write, and the words by which people name them."""
    members, commission = (sources[each].data if each in sources else None for each in ("membres", "commission"))
    holders: dict[str, list[str]] = {}
    for seat, entries in members.items() if isinstance(members, dict) else ():
        for entry in _entries(entries):
            for word in (entry["id"], seat, entry.get("titre"), entry.get("organisme")):
                holders.setdefault(identifier(str(word)), []).append(entry["id"])
    approved: dict[str, list[str]] = {}
    for entry in _entries(commission.get("associations_agreees") if isinstance(commission, dict) else None):
        for word in (entry["id"], entry.get("nom")):
            approved.setdefault(identifier(str(word)), []).append(entry["id"])
    return {"membres": _known(holders), "associations_agreees": _known(approved)}


def _entries(entries: Any) -> Iterator[dict[str, Any]]:
    for entry in entries if isinstance(entries, list) else ():
        if isinstance(entry, dict) and isinstance(entry.get("id"), str):
            yield entry


def _known(named: dict[str, list[str]]) -> Known:
    return Known({word: tuple(dict.fromkeys(ids)) for word, ids in named.items()})


def assemble(folder: Folder, sources: dict[str, Source]) -> Dossier:
    """Make one department of its files already read, by branch."""
    read: dict[str, Any] = {}
    bad: set[Pointer] = {(branch,) for branch in BRANCHES if branch not in sources}
    # Les séances d’une année que son fichier mal nommé garde pour lui : les autres ne sont pas toutes.
    bad |= {(SESSIONS,)} if folder.astray else set()
    strange: set[tuple[str, str]] = set()
    found = [finding(m.trap, m.breach, m.file) for m in inventory(folder)]
    known, held = identifiers(sources), parts(sources)
    twice = across(sources, held) if held.split else _ALONE
    for branch, source in sources.items():
        shaped = _Shaped(source, known, sources, twice.get(branch))
        found += shaped.findings
        strange |= {(source.file, json_pointer(spot.breach.pointer[1:])) for spot in shaped.spots if _strange(spot)}
        lost = (branch,) in shaped.bad and schema.year(branch)
        bad |= {(SESSIONS,)} if lost else set(map(held.whole, shaped.bad))
        read[branch] = shaped.data
    tree = dict(joined({branch: data for branch, data in read.items() if (schema.kind(branch),) not in bad}))
    bad |= set(_doubtful_seats(tree, bad))
    tree = {branch: _kept(data, branch, bad) for branch, data in tree.items()}
    territory, named = _territory(folder, tree, bad, sources.get("commission"))
    return Dossier(
        folder=folder, territory=territory, tree=tree, sources=sources, bad=frozenset(bad),
        findings=(*_once(found), *named), strange=frozenset(strange),
    )  # fmt: skip


def _once(found: list[Finding]) -> Iterator[Finding]:
    """Say once of a folder that its files have line ends of Windows: git or an editor did it to all of them."""
    ends = [each for each in found if each.rule == _ENDS]
    for each in found:
        if each.rule != _ENDS or len(ends) == 1:
            yield each
        elif each is ends[0]:
            breach = Breach(pointer=(), case="plusieurs", fields={"nombre": str(len(ends))})
            yield finding(_ENDS, breach, each.file, each.line, each.column)


def written_days() -> Likely:
    """Give the days that the files may have: none before a commission could do anything, none after the day when the
    kit itself will have been reread."""
    house = data("maison")
    reread = datetime.date.fromisoformat(house["relu_le"])
    last = reread.replace(year=reread.year + int(house["annees_de_lecture"]))
    first = provision(COMPOSITION).versions[0].start
    return Likely(first=first, last=last, coming=reread.year + 1, last_of=last_of)


class _Shaped:
    """One file typed, then judged by its schema; a value with a trap of its own gets no second finding."""

    def __init__(
        self,
        source: Source,
        known: Mapping[str, Known] = _UNKNOWN,
        others: Mapping[str, Source] = _UNREAD,
        twice: tuple[Repeated, ...] | None = None,
    ) -> None:
        self.source = source
        self._others, self._twice = others, twice
        self.written = Written(empty=source.empty, brackets=frozenset(source.brackets), known=known)
        self.data = normalize(source.branch, source.data) if source.readable else None
        self.bad: set[Pointer] = set(source.tainted) if source.readable else {(source.branch,)}
        spots = [_exemplified(spot) for spot in source.spots]
        if source.readable:
            errors = {spot.breach.pointer for spot in spots if TRAPS[spot.trap].severity is Severity.ERROR}
            shape = list(self._shape(errors))
            lists = {spot.breach.pointer for spot in shape if spot.trap == "forme-inattendue"}
            # Des tirets oubliés répètent les clés de chaque élément : la liste attendue est la seule cause.
            spots = [s for s in spots if s.trap != "yaml-cle-repetee" or s.breach.pointer[:-1] not in lists] + shape
            self.bad |= {spot.breach.pointer for spot in spots if spot.trap in _LOST}
            if any(_unplaced(spot) for spot in spots):
                self.bad |= {(source.branch, key) for key in _absent(source.branch, self.data)}
        self.spots = spots

    @property
    def findings(self) -> list[Finding]:
        read = {self.source.branch: self.source}
        return [finding(s.trap, s.breach, self.source.file, s.line, s.column, read, s.edits) for s in self.spots]

    def _shape(self, told: set[Pointer]) -> Iterator[Spot]:
        for trap, breach in self._refused():
            self.bad.add(breach.pointer)
            if near := breach.fields.get("proche"):
                self.bad.add((*breach.pointer[:-1], near))
            around = breach.pointer[:-1] if trap == "valeur-absente" else breach.pointer
            lost = trap in ("valeur-absente", "forme-inattendue") and around in self.source.tainted
            if breach.pointer not in told and not lost:
                told.add(breach.pointer)
                place = self.source.key_place if trap == "cle-inconnue" else self.source.place
                yield Spot(*place(breach.pointer), trap, breach)
        for pointer, found in (*self._repeated(), *self._misplaced(), *self._badly_quoted()):
            if found and pointer not in told:
                told.add(pointer)
                yield Spot(*self.source.place(pointer), *found)

    def _refused(self) -> Iterator[Told]:
        """Give what the schema refuses, and the days that cannot be the right ones."""
        branch = self.source.branch
        for trap, breach in validate(branch, self.data, self.written):
            alone = trap == "forme-inattendue" and breach.pointer == _HELD
            if alone or (trap == "valeur-mal-ecrite" and _is_code(breach.pointer)):
                among = size(self.data, breach.pointer, self.written.brackets)
                yield trap, _named(self._written(breach.pointer), breach, among)
            else:
                yield trap, breach
        if isinstance(self.data, (dict, list)):
            yield from written_days().wrong(self.data, (branch,))

    def _repeated(self) -> Iterator[tuple[Pointer, Told]]:
        """Give the names written twice; what cites one may mean either, and neither proves anything."""
        for found in repeated(self.source.branch, self.data) if self._twice is None else self._twice:
            trap, breach = found.told
            first = self._others.get(str(found.first[0]), self.source)
            line = str(first.place(found.first)[0])
            where = line if first is self.source else f"{line} de « {first.branch}.yaml »"
            self.bad |= set() if found.same else {found.first, breach.pointer}
            yield breach.pointer, (trap, replace(breach, fields={**breach.fields, "ligne": where}))

    def _misplaced(self) -> Iterator[tuple[Pointer, Told]]:
        """Give the sessions of another year than the one that the name of their file says, but for those that another
        file holds too: that is said of one of both."""
        year, branch = schema.year(self.source.branch), self.source.branch
        found = list(_of_other_years(self.data, year)) if year else []
        elsewhere = self._elsewhere() if found else set()
        for rank, session in found:
            day, own = session["date"], f"{SESSIONS}-{session['date'][:4]}"
            if _same_as(session) not in elsewhere:
                fields = {
                    "jour": french_date(datetime.date.fromisoformat(day)),
                    "fichier": f"{branch}.yaml",
                    "attendu": f"{own if own in self._others else SESSIONS}.yaml",
                }
                pointer = (branch, rank, "date")
                yield pointer, ("seance-mal-rangee", Breach(pointer=pointer, fields=fields))

    def _elsewhere(self) -> set[tuple[str, ...]]:
        """Give what tells apart the sessions of the other files."""
        others = (each for branch, each in self._others.items() if branch != self.source.branch)
        lists = (normalize(SESSIONS, each.data) for each in others if schema.kind(each.branch) == SESSIONS)
        held = (session for each in lists if isinstance(each, list) for session in each)
        return {_same_as(session) for session in held if isinstance(session, dict)}

    def _badly_quoted(self) -> Iterator[tuple[Pointer, Told | None]]:
        """Give what is said of values without their quotes, between the wrong ones, or between quotes for nothing."""
        branch, brackets = self.source.branch, self.written.brackets
        for pointer in self.source.suspects:
            yield pointer, unquoted(branch, pointer, self._written(pointer), size(self.data, pointer, brackets))
        for pointer in self.source.curly:
            yield pointer, curled(branch, pointer, self._written(pointer))
        between = frozenset(self.source.quoted)
        for pointer, written, value in _changed(self.source.data, self.data, (branch,)):
            if pointer in between or isinstance(value, str):
                yield pointer, tidied(branch, pointer, written, value, size(self.data, pointer, brackets))

    def _written(self, pointer: Pointer) -> str:
        return str(reached(self.source.data, pointer[1:]))


def _of_other_years(data: Any, year: str) -> Iterator[tuple[int, dict[str, Any]]]:
    for rank, session in enumerate(data if isinstance(data, list) else ()):
        day = session.get("date") if isinstance(session, dict) else None
        if isinstance(day, str) and is_day(day) and not day.startswith(f"{year}-"):
            yield rank, session


def _same_as(session: dict[str, Any]) -> tuple[str, ...]:
    """Give what makes two sessions the same, for `calendrier-sans-suite`, that says it of those held or planned."""
    told = session.get("etat") in (HELD, PLANNED)
    return tuple(str(session.get(key)) for key in ("date", "formation", "heure", *(() if told else ("etat",))))


def _exemplified(spot: Spot) -> Spot:
    """Give a value that says nothing the example that its place has."""
    if spot.trap != _NULL or (example := sample(spot.breach.pointer)) is None:
        return spot
    change = put(spot.breach.pointer, example)
    return replace(spot, breach=replace(spot.breach, changes=(change,)))


def _changed(before: Any, after: Any, pointer: Pointer) -> Iterator[tuple[Pointer, str, Any]]:
    """Give the texts of a file that are typed or tidied: where, as written, and what they become."""
    if isinstance(before, str):
        if before != after:
            yield pointer, before, after
        return
    for key, value in before.items() if isinstance(before, dict) else enumerate(before or ()):
        yield from _changed(value, after[key], (*pointer, key))


def _is_code(pointer: Pointer) -> bool:
    """Tell the code of a department: that of a commission, or one of those that a repository holds."""
    return pointer == _CODE or pointer[:-1] == _HELD


def _named(written: Any, breach: Breach, among: int) -> Breach:
    """Give the code of the department that was named instead of it, `among` those of a list in brackets."""
    named = territory_named(str(written))
    if named is None:
        return replace(breach, fields={**breach.fields, "valeur": shown(written)})
    fix = f'["{named.code}"]' if breach.pointer == _HELD else f'"{named.code}"'
    fields = {
        **breach.fields,
        "valeur": shown(written),
        "conseil": f"Écrivez « {element(breach.pointer, (fix,), among)} » ({named.name}).",
    }
    return replace(breach, fields=fields, fix=fix, sure=True)


def _unplaced(spot: Spot) -> bool:
    """Tell whether a whole entry of a file was written under a name that does not say which it is."""
    nameless = spot.trap == "cle-inconnue" and not spot.breach.fields["proche"]
    return len(spot.breach.pointer) == 2 and (nameless or spot.trap == "yaml-cle-repetee")


def _strange(spot: Spot) -> bool:
    """Tell a key, told alone, that is like none of those that may stand there."""
    return spot.trap == "cle-inconnue" and not (spot.breach.case or spot.breach.fields["proche"])


def _absent(branch: str, data: Any) -> set[str]:
    described = schema.at(branch, ()) or {}
    return set(described.get("properties", ())) - set(data)


def _kept(data: Any, branch: str, bad: set[Pointer]) -> Any:
    """Leave out of a file the entries that cannot be trusted as a whole."""
    if not isinstance(data, dict):
        return data
    return {key: value for key, value in data.items() if (branch, key) not in bad}


def _doubtful_seats(tree: dict[str, Any], bad: set[Pointer]) -> Iterator[Pointer]:
    """Give the seats that nobody can call empty, because what commission.yaml says of them could not be read."""
    unread = {pointer for pointer in bad if pointer[0] == "commission"}
    if unread & {("commission",), ("commission", "liste_membres"), ("commission", "vacances")}:
        yield ("membres",)
    for pointer in unread:
        if pointer[1:2] == ("vacances",) and len(pointer) > 2:
            yield ("membres", str(tree["commission"]["vacances"][pointer[2]].get("siege")))


def _territory(
    folder: Folder, tree: dict[str, Any], bad: set[Pointer], source: Source | None
) -> tuple[Territory | None, tuple[Finding, ...]]:
    """Find which department this is, by its code, else by the name of its folder."""
    known = territories()
    by_folder = known.get(folder.path.name.partition("-")[0].upper())
    commission = tree.get("commission")
    code = commission.get("departement") if isinstance(commission, dict) else None
    pointer = _CODE
    if not isinstance(code, str) or source is None or pointer in bad:
        return by_folder, ()  # Le schéma a déjà dit que le code est mal écrit.
    line, column = source.place(pointer)
    if code not in known:
        breach = Breach(pointer=pointer, fields={"code": code})
        return None, (finding("departement-hors-liste", breach, source.file, line, column),)
    territory = known[code]
    if folder.path.name == territory.folder or personal(folder.path.name):
        return territory, ()  # Un nom qui parle d’une personne a déjà son constat.
    fields = {"dossier": printable(folder.path.name), "code": code, "attendu": territory.folder}
    breach = Breach(pointer=pointer, fields=fields)
    return territory, (finding("dossier-mal-nomme", breach, source.file, line, column),)
