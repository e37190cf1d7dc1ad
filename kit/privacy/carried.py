"""The contacts of services that seem to be those of a person: a mobile number, a box that anybody opens for oneself."""

from collections.abc import Iterator, Mapping
from typing import Any

from kit.findings.finding import Pointer, reached
from kit.law.texts import data
from kit.privacy.shapes import FILE, mobile


def carried(tree: Mapping[str, Any]) -> Iterator[Pointer]:
    """Give the places of these contacts in the files of a department."""
    for place in data(FILE)["services_publies"]:
        service = tuple(place.split("/"))
        for key, personal in (("courriel", _box), ("telephone", mobile)):
            written = reached(tree, (*service, key))
            if isinstance(written, str) and personal(written):
                yield (*service, key)


def _box(address: str) -> bool:
    """Tell an address of one's own from that of a service."""
    return address.rpartition("@")[2].strip().lower() in data(FILE)["boites_personnelles"]
