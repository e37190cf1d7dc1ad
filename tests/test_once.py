"""An answer is kept for the very values it was given for."""

from kit.once import once


def test_a_question_is_asked_once_of_a_value_and_again_of_an_equal_one() -> None:
    asked: list[list[int]] = []

    @once(most=8)
    def total(values: list[int]) -> int:
        asked.append(values)
        return sum(values)

    first, equal = [1, 2], [1, 2]
    assert [total(first), total(first), total(equal)] == [3, 3, 3]
    assert asked == [first, equal]


def test_old_answers_are_forgotten_and_never_given_to_another_value() -> None:
    @once(most=3)
    def first(values: list[int]) -> int:
        return values[0]

    for number in range(100):
        assert first([number]) == number


def test_an_answer_given_before_is_not_asked_again() -> None:
    @once(most=8)
    def total(values: list[int]) -> int:
        raise AssertionError(values)

    values = [1, 2]
    assert total.know(3, values) == total(values) == 3
