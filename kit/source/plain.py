"""The values of a file that the kit brings, without their places: the tests have read it as any other file is read."""

from typing import Any

import yaml


class _Loader(yaml.CBaseLoader):
    """Gives no tag, for every scalar is a text: to look for tags takes a quarter of the time of reading."""

    def resolve(self, *_: Any) -> str:
        """Give no tag."""
        return ""

    def descend_resolver(self, *_: Any) -> None:
        """Prepare nothing."""

    def ascend_resolver(self) -> None:
        """Undo nothing."""


def plain(text: str) -> Any:
    """Give the values of a text, as `compose` does; raises ValueError for a text that is no YAML."""
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from error
    return _value(node) if node else None


def _value(node: yaml.Node) -> Any:
    if isinstance(node, yaml.MappingNode):
        values = ((key.value, _value(value)) for key, value in node.value)
        return {key: value for key, value in values if value is not None}
    if isinstance(node, yaml.SequenceNode):
        return [_value(item) for item in node.value]
    written = isinstance(node, yaml.ScalarNode) and (node.value or node.style)
    return node.value if written else None
