"""What the tests of a new folder share with those of an editor."""

import re


def uncommented(text: str, times: int = 1) -> str:
    """Take away the mark of the examples, as a person does, and the line that says that nothing is written."""
    text = re.sub(r"^(?:\{\}|\[\])  # .*\n", "", text, flags=re.MULTILINE)
    modeline, _, rest = text.partition("\n")
    for _ in range(times):
        rest = re.sub(r"^( *)# ", r"\1", rest, flags=re.MULTILINE)
    return f"{modeline}\n{rest}"
