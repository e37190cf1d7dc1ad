"""What each kind of error of shape is called, and what to write instead: one sentence for one cause."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from kit.findings.finding import Pointer
from kit.findings.remedy import Change, add, drop, put
from kit.findings.rule import Breach
from kit.french import quoted
from kit.yaml import days, layout, schema
from kit.yaml import key as keys
from kit.yaml.contacts import addresses, key_meant
from kit.yaml.guesses import certain, nearest, question, same
from kit.yaml.names import coded, line, name, shown, subject
from kit.yaml.repair import counted, fits, identifier, integer, repaired, unwrapped
from kit.yaml.sample import sample
from kit.yaml.schema import JsonSchema
from kit.yaml.written import Known, element, parts

Told = tuple[str, Breach]
_TRUE = {"toujours", "oui", "vrai", "yes", "on", "true", "o", "y", "1"}
_FALSE = {"jamais", "aucun", "aucune", "non", "faux", "no", "off", "false", "n", "0"}
# Le plus long des petits mots : « de », « ou ».
_LINK = 2
_CONTAINERS = {"array": "une liste (lignes commençant par « - »)", "object": "un groupe de clés"}
_ORDINAL = re.compile(r"[0-9]{1,2} ?(°|º|o|e|ème|er)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One error of shape: the keyword of the schema, what it wants, what was written, where; in brackets, among
    `size` elements."""

    keyword: str
    wanted: Any
    value: Any
    described: JsonSchema
    pointer: Pointer
    size: int = 0
    known: Mapping[str, Known] = field(default_factory=dict)

    def at(self, value: str) -> str:
        """Write a value as the file should have it there: on a line, or in the brackets of its list."""
        return element(self.pointer, (value,), self.size)


def tell(fault: Fault) -> Iterator[Told]:
    """Give the traps of one error of shape, with the fields of their sentences; for unknown keys see below."""
    if fault.value == "" and fault.keyword != "required":
        yield from _blank(fault)
    elif isinstance(fault.value, str) and (told := unwrapped(fault.described, fault.value, fault.pointer)):
        yield told
    elif isinstance(fault.value, str) and (bare := _unended(fault.described, fault.value)):
        mark = '"' if "x-guillemets" in fault.described else ""
        breach = _breach(fault, "fin", signe=fault.value.strip()[-1], conseil=fault.at(f"{mark}{bare}{mark}"))
        yield "valeur-mal-ecrite", replace(breach, fix=f"{mark}{bare}{mark}")
    else:
        yield from _TELL.get(fault.keyword, _unknown)(fault)


def _unended(described: JsonSchema, value: str) -> str | None:
    """Give a value that is right but for the comma that another format would have at the end of the line."""
    bare = value.rstrip(" ,;.")
    proven = "pattern" not in described or "format" in described
    return bare if proven and bare != value and fits(described, bare) else None


def unknown_keys(
    allowed: dict[str, Any], unknown: Iterable[str], present: set[str], pointer: Pointer
) -> Iterator[Told]:
    """Tell the keys that a group does not have, each with the nearest that it has; when several resemble nothing,
    the group itself was written in the wrong place: one finding."""
    keys_of = _Keys.of(allowed, present)
    meant = {key: (keys_of.nearest(key), keys_of.owner(key)) for key in unknown}
    strange = [key for key, near in meant.items() if near == (None, None) and not same(key, _PERSONAL)]
    if len(pointer) > 1 and len(strange) > 1:
        fields = {"cles": quoted(shown(key) for key in meant), "proche": ""}
        yield "cle-inconnue", Breach(pointer=(*pointer, next(iter(meant))), case="plusieurs", fields=fields)
        return
    rivals = Counter(near for near, _ in meant.values())
    for key, (near, owner) in meant.items():
        if same(key, _PERSONAL):
            near = owner = None
            advice = f"Effacez « {shown(key)} » et sa valeur : ces fichiers ne demandent rien sur une personne."
        else:
            near = None if owner else near
            advice = _advice(key, near, owner, present) or _choice(allowed, pointer, key)
        fields = {"cle": coded(key), "suggestion": question(near), "conseil": advice, "proche": near or owner or ""}
        fix = near if near not in present and rivals[near] == 1 else None
        again = "double" if near in present else ""
        breach = Breach(pointer=(*pointer, key), case=again, fields=fields, fix=fix, sure=fix == certain(key, allowed))
        # Ce que rien ne rapproche d’une clé s’efface, si l’on ne choisit pas.
        dropped = () if near or owner else (drop(breach.pointer),)
        taken = f"{owner}: {key}" if owner else fix
        yield "cle-inconnue", replace(breach, fix=taken, changes=dropped)


def _advice(key: str, near: str | None, owner: str | None, present: set[str]) -> str:
    """Say what to write instead of a key: the one that takes it as its value, or the one that it resembles."""
    if owner:
        return f"Écrivez « {owner}: {key} »."
    if near in present:
        return f"« {near} » est déjà écrit ici : réunissez les deux sous « {near} »."
    return f"Écrivez « {near} »." if near else ""


def _choice(allowed: dict[str, Any], pointer: Pointer, key: str) -> str:
    if pointer == ("membres",) and _ORDINAL.fullmatch(key):
        return "Écrivez le nom court du siège, par exemple « medecin » : son rang change d’un texte à l’autre."
    return f"Choisissez parmi {quoted(allowed, 'ou')}, ou effacez « {shown(key)} » et sa valeur."


# Ce que l'on écrit d'une personne, et qui n'a de place dans aucun fichier : ne pas proposer « nom » à la place.
_PERSONAL = (
    "prenom", "prenoms", "initiales", "nom_de_famille", "nom_de_naissance", "nom_d_usage", "date_de_naissance",
    "lieu_de_naissance", "naissance", "age", "sexe", "nationalite", "nationalite_personne", "domicile",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Keys:
    """The keys that a group admits, those it does not have yet, their titles, and the values that some admit."""

    allowed: dict[str, Any]
    absent: tuple[str, ...]
    titles: dict[str, str]
    untaken: tuple[str, ...]
    owners: dict[str, str]

    @classmethod
    def of(cls, allowed: dict[str, Any], present: set[str]) -> "_Keys":
        described = {word: schema.resolve(value) for word, value in allowed.items()}
        titles = {value.get("title", ""): word for word, value in described.items()}
        free = [word for word in allowed if word not in present]
        return cls(
            allowed=allowed,
            absent=tuple(free),
            titles=titles,
            untaken=tuple(title for title, word in titles.items() if word not in present),
            owners={choice: word for word in reversed(free) for choice in described[word].get("enum", ())},
        )

    def owner(self, key: str) -> str | None:
        """Give the key that admits `key` as a value: « {en_cours} » for « {etat: en_cours} »."""
        return self.owners.get(key)

    def nearest(self, key: str) -> str | None:
        exact = same(key, self.allowed) or self.titles.get(same(key, self.titles) or "")
        return (
            exact
            or key_meant(key, self.allowed)
            or nearest(key, self.absent)
            or self.titles.get(nearest(key, self.untaken) or "")
        )


def _required(fault: Fault) -> Iterator[Told]:
    for key in fault.wanted:
        if key not in fault.value:
            described = schema.resolve(fault.described["properties"][key])
            fields = {"champ": key, "description": _described(described)}
            pointer = (*fault.pointer, key)
            yield "valeur-absente", Breach(pointer=pointer, fields=fields, changes=_exemplified(pointer))


def _enum(fault: Fault) -> Iterator[Told]:
    if not isinstance(fault.value, str):
        return  # L'erreur de type est déjà dite.
    if told := _several(fault, fault.value, lambda part: tuple(filter(None, [certain(part, fault.wanted)]))):
        yield told
        return
    near = None if _ambiguous(fault.value, fault.wanted) else nearest(fault.value, fault.wanted)
    since = "".join(f" (« {word} » depuis le {day})" for word, day in fault.described.get("x-depuis", {}).items())
    advice = f"Écrivez « {near} »." if near else f"Choisissez parmi {quoted(fault.wanted, 'ou')}{since}."
    breach = _breach(fault, suggestion=question(near), conseil=advice)
    yield "valeur-inconnue", replace(breach, fix=near, sure=near == certain(fault.value, fault.wanted))


def _type(fault: Fault) -> Iterator[Told]:
    if isinstance(fault.value, str) and fault.wanted == "boolean":
        yield _boolean(fault, fault.value.strip().lower())
    elif isinstance(fault.value, str) and fault.wanted == "integer":
        number = counted(fault.value, name(fault.pointer))
        fix = None if number is None else str(number)
        yield "nombre-mal-ecrit", replace(_breach(fault, minimum="", conseil=_count(fault)), fix=fix)
    elif isinstance(fault.value, str) and (found := _glued(fault.wanted, fault.value)):
        yield found.trap, Breach(pointer=fault.pointer, fields=found.fields)
    else:
        read = "un élément vide" if fault.value is None else "une valeur simple"
        if isinstance(fault.value, (list, dict)):
            read = _CONTAINERS["array" if isinstance(fault.value, list) else "object"]
        fields = {
            "champ": subject(fault.pointer),
            "attendu": _CONTAINERS.get(fault.wanted, "une valeur simple"),
            "lu": read,
            "conseil": _layout(fault),
        }
        fix = _alone(fault)
        bracketed = fix or _listed(fault)
        dashed = fault.wanted == "array" and isinstance(fault.value, dict) and _of_groups(fault)
        whole = len(fault.pointer) == 1 and not dashed
        changes = () if bracketed or whole else _reshaped(fault)
        exampled = not dashed and changes and changes[0].value and "exemple" not in fields["conseil"]
        if exampled:
            fields["conseil"] = fields["conseil"].removesuffix(".")
        yield (
            "forme-inattendue",
            Breach(
                pointer=fault.pointer,
                case="tirets" if dashed else "fichier" if whole else "exemple" if exampled else "",
                fields=fields,
                fix=bracketed,
                sure=bool(fix),
                changes=changes,
            ),
        )


def _alone(fault: Fault) -> str | None:
    """Give the list of one element that a value alone stands for, when it is one that the list admits."""
    if fault.wanted != "array" or not isinstance(fault.value, str):
        return None
    items = schema.resolve(fault.described["items"])
    word = certain(fault.value, items.get("enum", ())) or fault.value
    return layout.inline(fault.pointer, [word]) if fits(items, word) else None


def _reshaped(fault: Fault) -> tuple[Change, ...]:
    """Give what was written the shape that is wanted, when it holds one thing; else write an example in its place."""
    if fault.value is None and isinstance(fault.pointer[-1], int):
        return (drop(fault.pointer),)
    if fault.wanted == "array" and isinstance(fault.value, dict) and _of_groups(fault):
        return (put(fault.pointer, [fault.value]),)
    if isinstance(fault.value, list) and len(fault.value) == 1:
        inside = fault.value[0]
        if isinstance(inside, dict) if fault.wanted == "object" else isinstance(inside, str):
            return (put(fault.pointer, inside),)
    if fault.wanted == "object" and isinstance(fault.value, str):
        return (put(fault.pointer, _holding(fault)),)
    return _exemplified(fault.pointer)


def _holding(fault: Fault) -> Any:
    """Give an example of the group that is wanted, what was written alone at the key that admits it: a day, a word."""
    known = {key: schema.resolve(each) for key, each in fault.described["properties"].items()}
    needed = fault.described.get("required", ())
    example = {key: _cited(fault, known[key], value) for key, value in sample(fault.pointer).items()}
    for key, described in known.items():
        if found := _admitted(described, str(fault.value)):
            return {**{each: example[each] for each in needed}, key: found}
    return {key: value for key, value in example.items() if value is not None}


def _admitted(described: JsonSchema, text: str) -> str | None:
    """Give the day, or the word of a list, that a text means where a key wants one."""
    if described.get("format") == "date":
        return text if days.is_day(text) else days.certain(text)
    words = described.get("enum", ())
    return None if _ambiguous(text, words) else nearest(text, words)


def _cited(fault: Fault, described: JsonSchema, value: Any) -> Any:
    """Give an example, that of an identifier being one that the files write, the last; None when they write none."""
    if "x-reference" not in described:
        return value
    written = fault.known.get(described["x-reference"])
    return written.ids[-1] if written and written.ids else None


def _of_groups(fault: Fault) -> bool:
    """Tell whether the elements of the list that is wanted are groups of keys."""
    return schema.resolve(fault.described["items"]).get("type") == "object"


def _glued(wanted: str, value: str) -> keys.Told | None:
    """Tell a text that stands for a list or a group because a space is missing after its dash or its colon."""
    if wanted == "array" and value:
        return keys.item(value)
    found = keys.read(value)[1] if value and wanted == "object" else None
    return found if found and found.trap == "yaml-illisible" else None


def _ambiguous(text: str, words: Iterable[str]) -> bool:
    """Tell whether a text names two words of a list, or may shorten two of them: « conseil_ordre »."""
    said = _large(identifier(text.replace("’", " ").replace("'", " ")).split("-"))
    parts_of = {word: _large(word.split("_")) for word in words}
    shortened = [word for word, own in parts_of.items() if said < own]
    named = [own for own in parts_of.values() if own <= said]
    return len(shortened) > 1 or len([own for own in named if not any(own < other for other in named)]) > 1


def _large(words: Iterable[str]) -> set[str]:
    """Give words but the small ones that link them."""
    return {word for word in words if len(word) > _LINK}


def _boolean(fault: Fault, value: str) -> Told:
    fix = "true" if value in _TRUE else "false" if value in _FALSE else None
    choices = [fix] if fix else ["true", "false"]
    advice = f"Écrivez {quoted((line(fault.pointer, choice) for choice in choices), 'ou')}."
    return "oui-non", replace(_breach(fault, conseil=advice), fix=fix)


def _count(fault: Fault) -> str:
    number = integer(str(fault.value))
    if number is None:
        number = counted(str(fault.value), name(fault.pointer))
    if number is None:
        example = line(fault.pointer, str(sample(fault.pointer)))
        return f"Écrivez le nombre en chiffres, sans espace ni unité, par exemple « {example} »."
    return f"Écrivez « {line(fault.pointer, str(number))} »."


def _layout(fault: Fault) -> str:
    """Say how to write the list, the group or the value that is wanted."""
    if fault.value is None:
        return "Effacez ce tiret, ou écrivez l’élément après lui."
    if fault.wanted == "object" and len(fault.pointer) == 1:
        return "Écrivez une clé par ligne, « clé: valeur », comme dans le modèle."
    if fault.wanted == "object" and isinstance(fault.value, str) and isinstance(fault.pointer[-1], str):
        group = layout.inline(fault.pointer, _holding(fault))
        return f"Écrivez par exemple « {line(fault.pointer, group)} », avec vos valeurs."
    if fault.wanted == "object":
        return "Écrivez une clé par ligne, « clé: valeur », sans tiret, deux espaces plus à droite que le groupe."
    if fault.wanted != "array":
        return "Écrivez la valeur seule, entre guillemets droits si elle commence par un crochet ou une accolade."
    items = schema.resolve(fault.described["items"])
    if _of_groups(fault):
        first = next(iter([*items.get("required", ()), *items["properties"]]))
        return f"Commencez chaque élément par un tiret, « - {first}: … », et alignez ses autres clés dessous."
    if inside := _listed(fault):
        return f"Écrivez « {line(fault.pointer, inside)} »."
    if _worded(fault) and (items.get("x-reference") in fault.known or "enum" in items):
        known, choices = fault.known.get(items.get("x-reference", "")), items.get("enum", ())
        options = known.choice() if known else f"Choisissez parmi {quoted(choices, 'ou')}."
        return f"{options[:-1]}, entre crochets : « {line(fault.pointer, '[…]')} »."
    return "Écrivez chaque élément sur sa ligne, sous la clé, après un tiret et une espace : « - … »."


def _worded(fault: Fault) -> bool:
    """Tell whether words alone stand where a list is wanted."""
    return fault.wanted == "array" and isinstance(fault.value, str) and not set(fault.value) & set("[]{}:\n")


def _listed(fault: Fault) -> str | None:
    """Give in brackets what stands for a list, in words that the list admits; None when it admits none of them."""
    if not _worded(fault):
        return None
    items = schema.resolve(fault.described["items"])
    text, choices = str(fault.value), items.get("enum", ())
    known = fault.known.get(items.get("x-reference", ""))
    if items.get("type") == "object":
        return None
    if not choices and known is None and "pattern" in items:
        found = next((each for each in (*parts(text), (text,)) if all(fits(items, part) for part in each)), ())
        return layout.inline(fault.pointer, list(found)) if found else None
    if not choices and known is None:
        return f"[{shown(text)}]"
    whole = [(text,)]
    for found in [*whole, *parts(text)] if known or same(text, choices) else [*parts(text), *whole]:
        meant = [known.meant(part) if known else (certain(part, choices) or nearest(part, choices),) for part in found]
        if all(len(part) == 1 and part[0] for part in meant):
            return f"[{', '.join(str(part[0]) for part in meant)}]"
    return None


def _format(fault: Fault) -> Iterator[Told]:
    written = str(fault.value).strip("“”„‘’«» \u00a0\u202f")
    trap, advice = days.told(written)
    fix, certain_day = days.meant(written), days.certain(written)
    if fix is None and (example := days.near(written)):
        advice = f"{advice[:-1]}, par exemple « {line(fault.pointer, example)} »."
    yield trap, replace(_breach(fault, conseil=advice), fix=certain_day or fix, sure=certain_day is not None)


def _pattern(fault: Fault) -> Iterator[Told]:
    described, value = fault.described, str(fault.value)
    if described.get("format") == "date":
        yield "date-invraisemblable", _breach(fault, exemple=days.plausible(value))
        return
    if "x-reference" in described:
        yield _reference(fault, value, fault.known.get(described["x-reference"], Known()))
        return
    example = next(iter(schema.examples(described)), None)
    advice, fix, sure = f"La forme attendue est celle-ci : {_described(described)}.", None, False
    if better := repaired(described, value):
        mark = '"' if "x-guillemets" in described else ""
        advice = f"Écrivez « {fault.at(mark + better + mark)} »."
        # Un identifiant ou une adresse peut être repris ailleurs : on propose, on ne change pas.
        sure = bool(mark) or better in addresses(value)
        fix = mark + better + mark
    elif example:
        example = layout.inline(fault.pointer, example)
        advice = f"Écrivez par exemple « {fault.at(example)} » ({_described(described)})."
    # Un numéro ou une adresse ne se répète pas dans un rapport.
    case = "discret" if name(fault.pointer) in ("telephone", "courriel") else ""
    yield "valeur-mal-ecrite", replace(_breach(fault, case, conseil=advice), fix=fix, sure=sure)


def _reference(fault: Fault, value: str, known: Known) -> Told:
    """Tell what stands for an identifier: several of them, or the words that name one; only those that exist are
    proposed."""
    if told := _several(fault, value, known.meant):
        return told
    found = known.meant(value)
    advice = f"Choisissez parmi {quoted(found, 'ou')}." if found else known.choice()
    if len(found) == 1:
        advice = f"Écrivez « {fault.at(found[0])} »."
    breach = _breach(fault, conseil=advice)
    return "valeur-mal-ecrite", replace(breach, fix=found[0] if len(found) == 1 else None, sure=False)


def _several(fault: Fault, value: str, meant: Callable[[str], tuple[str, ...]]) -> Told | None:
    """Tell an element of a list that holds several, each of which is known."""
    if not isinstance(fault.pointer[-1], int):
        return None
    for found in parts(value):
        each = [meant(part) for part in found]
        if all(len(part) == 1 for part in each):
            values = tuple(dict.fromkeys(part[0] for part in each))
            breach = _breach(fault, "" if fault.size else "lignes", conseil=element(fault.pointer, values, fault.size))
            if fault.size:
                return "virgule-manquante", replace(breach, fix=", ".join(values))
            others = (add(fault.pointer[:-1], each) for each in values[1:])
            changes = (put(fault.pointer, values[0]), *others)
            return "virgule-manquante", replace(breach, changes=changes)
    return None


def _blank(fault: Fault) -> Iterator[Told]:
    breach = _breach(fault, "vide", description=_described(fault.described))
    yield "valeur-absente", replace(breach, changes=_exemplified(fault.pointer))


def _exemplified(pointer: Pointer) -> tuple[Change, ...]:
    """Write at a place an example of what goes there."""
    example = sample(pointer)
    return () if example is None else (put(pointer, example),)


def _length(fault: Fault) -> Iterator[Told]:
    breach = _breach(fault, longueur=str(len(fault.value)), limite=str(fault.wanted))
    yield "valeur-trop-longue", replace(breach, changes=_exemplified(fault.pointer))


def _minimum(fault: Fault) -> Iterator[Told]:
    least = line(fault.pointer, str(fault.wanted))
    advice = f"Écrivez un nombre entier, au moins « {least} », ou effacez la ligne."
    breach = _breach(fault, minimum=f", {fault.wanted} au moins", conseil=advice)
    yield "nombre-mal-ecrit", breach


def _empty(fault: Fault) -> Iterator[Told]:
    """Tell a list that must hold something and holds nothing."""
    example = layout.inline(fault.pointer, sample(fault.pointer))
    advice = f"Écrivez par exemple « {line(fault.pointer, example)} », avec vos valeurs, ou effacez la ligne."
    fields = {"champ": subject(fault.pointer), "attendu": "au moins un élément", "lu": "une liste vide"}
    breach = Breach(pointer=fault.pointer, fields={**fields, "conseil": advice})
    yield "forme-inattendue", replace(breach, changes=_exemplified(fault.pointer))


def _unique(fault: Fault) -> Iterator[Told]:
    seen = set()
    for index, item in enumerate(fault.value):
        if str(item) in seen:
            fields = {"champ": name(fault.pointer), "valeur": shown(item)}
            yield "valeur-repetee", Breach(pointer=(*fault.pointer, index), fields=fields)
        seen.add(str(item))


def _unknown(fault: Fault) -> Iterator[Told]:
    fields = {"champ": subject(fault.pointer), "attendu": "autre chose", "lu": f"« {shown(fault.value)} »"}
    yield "forme-inattendue", Breach(pointer=fault.pointer, fields={**fields, "conseil": "Reprenez le modèle."})


def _breach(fault: Fault, case: str = "", **fields: str) -> Breach:
    common = {"champ": name(fault.pointer), "valeur": coded(fault.value)}
    return Breach(pointer=fault.pointer, case=case, fields={**common, **fields})


def _described(described: JsonSchema) -> str:
    text = str(described.get("description", "valeur attendue")).rstrip(".")
    return text[:1].lower() + text[1:]


_TELL: dict[str, Callable[[Fault], Iterable[Told]]] = {
    "required": _required,
    "enum": _enum,
    "type": _type,
    "format": _format,
    "pattern": _pattern,
    "maxLength": _length,
    "not": _blank,
    "minimum": _minimum,
    "minItems": _empty,
    "uniqueItems": _unique,
}
