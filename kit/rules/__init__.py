"""The rules of law, by family; importing this package registers them all."""

from kit.rules import composition, designations, installation, liste, presidence, services

FAMILIES = (installation, presidence, composition, services, designations, liste)
