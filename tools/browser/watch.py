"""In the engine, after some requests: import every module of the kit, and say what was imported of the library."""

import importlib
import json
import pkgutil
import sys

import kit

_LIBRARY = "python314.zip/"


def _walked() -> dict[str, str]:
    """Import the modules of the kit; give those that need what is not here, with what they need."""
    left = {}
    for module in pkgutil.walk_packages(kit.__path__, "kit."):
        try:
            importlib.import_module(module.name)
        except ImportError as error:
            left[module.name] = str(error.name)
    return left


left = _walked()
files = (str(getattr(module, "__file__", "")) for module in list(sys.modules.values()))
json.dumps({"left": left, "library": sorted(file.partition(_LIBRARY)[2] for file in files if _LIBRARY in file)})
