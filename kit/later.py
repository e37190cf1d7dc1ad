"""What is prepared when it is first used: a module imported, an expression compiled.

For what a check of clean files does without and that takes long to prepare. Beside `TYPE_CHECKING`, where the import is
written as any other, so that types, floors and doors are checked as ever."""

import importlib
import re
from types import ModuleType
from typing import TYPE_CHECKING, Any


class Later(ModuleType):
    """Stands for a module by its name, and imports it at the first attribute."""

    def __getattr__(self, name: str) -> Any:
        """Give what the module gives."""
        return getattr(importlib.import_module(self.__name__), name)


class _Pattern:
    """Stands for a regular expression, and compiles it at the first attribute."""

    def __init__(self, written: str, flags: int = 0) -> None:
        self._written = (written, flags)

    def __getattr__(self, name: str) -> Any:
        value = getattr(re.compile(*self._written), name)
        setattr(self, name, value)
        return value

    def __reduce__(self) -> tuple[Any, ...]:
        """Be copied, or sent to another process, as the expression itself."""
        return re.compile, self._written


if TYPE_CHECKING:
    import difflib as difflib
    import hashlib as hashlib
    import shutil as shutil
    import sysconfig as sysconfig

    pattern = re.compile
else:
    difflib, hashlib, shutil, sysconfig = map(Later, ("difflib", "hashlib", "shutil", "sysconfig"))
    pattern = _Pattern
