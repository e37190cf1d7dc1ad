"""Several files in one, as a zip: read within bounds, and written with the same bytes for the same files."""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping

from kit.errors import UsageError

try:
    from lzma import LZMAError
except ImportError:  # Un navigateur ne l’a pas : rien de ce qui en aurait besoin ne s’y ouvre.
    _DAMAGED: tuple[type[Exception], ...] = (zlib.error,)
else:
    _DAMAGED = (zlib.error, LZMAError)

# Garde-fous : la fiche d’un département a quatre petits fichiers ; une archive peut en annoncer de démesurés.
_MOST_FILES, _MOST_BYTES = 500, 20_000_000
# Coupée, comprimée d’une façon inconnue, abîmée, ou dont le contenu n’est pas ce qu’elle annonce.
_UNREADABLE: tuple[type[Exception], ...] = (
    zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError, ValueError, *_DAMAGED,
)  # fmt: skip
# Le premier jour qu’une archive sait écrire : aucune heure n’y entre.
_DAY = (1980, 1, 1, 0, 0, 0)


class ArchiveError(Exception):
    """What is no archive, or cannot be read whole."""


class TooLargeError(ArchiveError):
    """An archive that announces more than was allowed."""


class LockedError(ArchiveError):
    """An archive that asks for a password."""


def contents(
    raw: bytes, most_bytes: int, most_files: int, wanted: Callable[[str], bool] = lambda _: True
) -> dict[str, bytes]:
    """Give the files of a zip by path, those that are wanted and no folder; all are counted before any is opened, and
    reading proves that none is longer than announced. Raises ArchiveError."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            known = [each for each in archive.infolist() if not each.is_dir() and wanted(each.filename)]
            if len(known) > most_files or sum(each.file_size for each in known) > most_bytes:
                raise TooLargeError
            if any(each.flag_bits & 1 for each in known):
                raise LockedError
            return {each.filename: archive.read(each) for each in known}
    except _UNREADABLE as error:
        raise ArchiveError from error


def _written(files: Iterable[tuple[str, bytes]], compression: int) -> bytes:
    """Give a zip of files in their order: no clock, and nothing of the system that writes."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, mode="w") as archive:
        for path, raw in files:
            entry = zipfile.ZipInfo(path, _DAY)
            entry.create_system = 0
            archive.writestr(entry, raw, compression)
    return held.getvalue()


def stored(files: Mapping[str, bytes]) -> bytes:
    """Give a zip of files in their order, none compressed."""
    return _written(files.items(), zipfile.ZIP_STORED)


def packed(files: Mapping[str, bytes]) -> bytes:
    """Give a zip of files by path, in the order of their names."""
    return _written(sorted(files.items()), zipfile.ZIP_DEFLATED)


def unpacked(raw: bytes) -> dict[str, bytes]:
    """Give the files of a zip by path, folders aside. Raises UsageError for what is no zip, or is far too big."""
    try:
        return contents(raw, _MOST_BYTES, _MOST_FILES)
    except TooLargeError as error:
        message = "Cette archive est trop grosse : donnez celle des quatre fichiers d’un seul département."
        raise UsageError(message) from error
    except ArchiveError as error:
        message = "Cette archive ne peut pas être ouverte : donnez un fichier zip sans mot de passe."
        raise UsageError(message) from error
