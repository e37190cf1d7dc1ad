"""The rules of law, by family; importing this package registers them all, so the registry of here is a full one."""

import importlib
import pkgutil

from kit.judging import registry

__all__ = ["FAMILIES", "registry"]

# Un module, une famille : ses fiches sont dans le dossier du même nom.
FAMILIES = tuple(importlib.import_module(f"{__name__}.{family.name}") for family in pkgutil.iter_modules(__path__))
