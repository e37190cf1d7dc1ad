"""Each family of rules has a French title on the pages."""

from kit.handbook.vocabulary import words
from kit.judging import registry


def test_each_family_has_a_title_and_no_title_is_left_over() -> None:
    assert {rule.family for rule in registry.catalogue()} == set(words("libelles")["familles"])
