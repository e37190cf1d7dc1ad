"""Several files in one, and back."""

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
