"""Several files in one, as a zip: read within bounds, and written with the same bytes for the same files."""

import io
import zipfile
from collections.abc import Mapping

from kit.errors import UsageError

# Garde-fous : la fiche d’un département a quatre petits fichiers ; une archive peut en annoncer de démesurés.
_MOST_FILES, _MOST_BYTES = 500, 20_000_000
# Le premier jour qu’une archive sait écrire : aucune heure n’y entre.
_DAY = (1980, 1, 1, 0, 0, 0)


def packed(files: Mapping[str, bytes]) -> bytes:
    """Give a zip of files by path, in the order of their names."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, mode="w", compression=zipfile.ZIP_DEFLATED) as archive:
        for path, raw in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(path, _DAY), raw, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def unpacked(raw: bytes) -> dict[str, bytes]:
    """Give the files of a zip by path, folders aside. Raises UsageError for what is no zip, or is far too big."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            known = [each for each in archive.infolist() if not each.is_dir()]
            if len(known) > _MOST_FILES or sum(each.file_size for each in known) > _MOST_BYTES:
                message = "Cette archive est trop grosse : donnez celle des quatre fichiers d’un seul département."
                raise UsageError(message)
            return {each.filename: archive.read(each) for each in known}
    # Une archive peut être coupée, protégée par un mot de passe, ou comprimée d’une façon inconnue.
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError) as error:
        message = "Cette archive ne peut pas être ouverte : donnez un fichier zip sans mot de passe."
        raise UsageError(message) from error
