"""A YAML file as plain values: mappings, lists, text, numbers, true/false, null.

Stricter than YAML on purpose. Duplicate keys, anchors and tags are refused: the
first hides a slip, the second can blow a small file up to gigabytes, the third
can name code. Every message carries the line.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from presscli.errors import ConfigError

if TYPE_CHECKING:
    import yaml

Value = dict[str, "Value"] | list["Value"] | str | int | float | bool | None

MAX_BYTES = 1_000_000
"""Far above any hand-written list of models; a larger file is a mistake."""
MAX_DEPTH = 20
"""Deeper nesting than any entry has, and far below what exhausts the stack."""

_TAG = "tag:yaml.org,2002:"
_COLLECTIONS = {f"{_TAG}map", f"{_TAG}seq"}


def read_mapping(path: Path) -> dict[str, Value]:
    """Read a YAML file whose top level is a mapping.

    Raises:
        ConfigError: The file cannot be read, is not UTF-8 or not YAML, has
            duplicate keys, anchors or tags, or its top level is no mapping.
    """
    node = compose(read_text(path), str(path))
    problems: list[str] = []
    value = _Builder(problems).build(node) if node is not None else None
    if problems:
        raise ConfigError(str(path), problems)
    if not isinstance(value, dict):
        raise ConfigError(str(path), ["line 1: not a mapping. Write 'models:' and 'profiles:'"])
    return value


def read_text(path: Path) -> str:
    """The text of a configuration file.

    Raises:
        ConfigError: It cannot be read, is too large, or is not UTF-8.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise ConfigError(str(path), [f"cannot be read ({reason})"]) from error
    if len(data) > MAX_BYTES:
        problem = f"too large ({len(data)} bytes). At most {MAX_BYTES} are allowed"
        raise ConfigError(str(path), [problem])
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ConfigError(str(path), [f"line {line}: not UTF-8 text"]) from error


def compose(text: str, where: str) -> yaml.Node | None:
    """The nodes of a YAML text, each with its line; None for an empty one.

    Raises:
        ConfigError: It is not YAML, or nested too deep; ``where`` names it.
    """
    import yaml

    try:
        _refuse_depth(text)
        # The composer shares the nodes of aliases instead of copying them.
        return yaml.compose(text, Loader=_loader())
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = f"line {mark.line + 1}, column {mark.column + 1}: " if mark else ""
        raise ConfigError(where, [f"{line}not YAML ({error.problem or error.context})"]) from error
    except yaml.YAMLError as error:
        raise ConfigError(where, [f"not YAML ({' '.join(str(error).split())})"]) from error


def _loader() -> type[yaml.SafeLoader]:
    """The C parser where PyYAML was built with it: ten times as fast, and commands wait."""
    import yaml

    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _refuse_depth(text: str) -> None:
    """Raise with the line, before the composer, which recurses, runs out of stack."""
    import yaml

    depth = 0
    for event in yaml.parse(text, Loader=_loader()):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            line = event.start_mark.line + 1 if event.start_mark else 1
            raise yaml.YAMLError(f"line {line}: nested deeper than {MAX_DEPTH} levels")


class _Builder:
    """Turns nodes into values and notes what is not allowed."""

    def __init__(self, problems: list[str]) -> None:
        self._problems = problems
        self._seen: set[int] = set()

    def build(self, node: yaml.Node) -> Value:
        import yaml

        if id(node) in self._seen:
            self._note(node, "an alias (*name) is not allowed here. Write the value out")
            return None
        self._seen.add(id(node))
        if isinstance(node, yaml.CollectionNode) and node.tag not in _COLLECTIONS:
            self._note(node, f"the tag {node.tag!r} is not allowed")
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item) for item in node.value]
        return self._scalar(node) if isinstance(node, yaml.ScalarNode) else None

    def _mapping(self, node: yaml.MappingNode) -> dict[str, Value]:
        result: dict[str, Value] = {}
        lines: dict[str, int] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            if key in result:
                self._note(key_node, f"{key!r} is there twice (first on line {lines[key]})")
                continue
            lines[key] = key_node.start_mark.line + 1
            result[key] = self.build(value_node)
        return result

    def _scalar(self, node: yaml.ScalarNode) -> Value:
        from yaml.constructor import ConstructorError, SafeConstructor

        text = str(node.value)
        kind = str(node.tag).removeprefix(_TAG)
        convert = {
            "int": SafeConstructor.construct_yaml_int,
            "float": SafeConstructor.construct_yaml_float,
            "bool": SafeConstructor.construct_yaml_bool,
        }.get(kind)
        if kind in ("str", "null"):
            return text if kind == "str" else None
        if convert is None:
            self._note(node, f"{text!r} is read as {kind}. Put it in quotes if it is text")
            return None
        try:
            result: Value = convert(SafeConstructor(), node)
        except (ConstructorError, ValueError):
            self._note(node, f"{text!r} is not a valid {kind}")
            return None
        return result

    def _note(self, node: yaml.Node, problem: str) -> None:
        self._problems.append(f"line {node.start_mark.line + 1}: {problem}")
