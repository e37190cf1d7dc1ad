"""The rules of law, by family; importing this package registers them all."""

from kit.rules import (
    composition,
    designations,
    dossiers,
    droit,
    exceptions,
    formation,
    indicateurs,
    installation,
    liste,
    mandats,
    personnes,
    presidence,
    procedures,
    seances,
    services,
)

FAMILIES = (
    installation,
    presidence,
    composition,
    services,
    designations,
    liste,
    mandats,
    formation,
    seances,
    dossiers,
    procedures,
    indicateurs,
    exceptions,
    personnes,
    droit,
)
