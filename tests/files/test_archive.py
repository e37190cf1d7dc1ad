"""Several files in one, and back."""

import io
import zipfile

import pytest

from kit.errors import UsageError
from kit.files import archive


def test_the_same_files_give_the_same_bytes() -> None:
    held = {"b/deux.yaml": b"2\n", "a/un.yaml": b"1\n"}
    assert archive.packed(held) == archive.packed(dict(sorted(held.items())))
    assert archive.unpacked(archive.packed(held)) == held


def test_an_archive_that_is_far_too_big_is_refused() -> None:
    with pytest.raises(UsageError, match="trop grosse"):
        archive.unpacked(archive.packed({str(rank): b"" for rank in range(501)}))
    with pytest.raises(UsageError, match="trop grosse"):
        archive.unpacked(archive.packed({"un": bytes(20_000_001)}))


def zipped(method: int) -> bytearray:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as made:
        made.writestr("membres.yaml", bytes(range(256)) * 40)
    return bytearray(held.getvalue())


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_an_archive_that_is_damaged_is_one_sentence(method: int) -> None:
    raw = zipped(method)
    for place in range(100, 130):
        raw[place] ^= 0xA5
    with pytest.raises(UsageError, match="ne peut pas être ouverte"):
        archive.unpacked(bytes(raw))


def test_an_archive_with_a_password_is_told_apart() -> None:
    raw = zipped(zipfile.ZIP_STORED)
    for head, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.index(head) + at] |= 1
    with pytest.raises(archive.LockedError):
        archive.contents(bytes(raw), 1_000_000, 10)
    with pytest.raises(UsageError, match="sans mot de passe"):
        archive.unpacked(bytes(raw))
