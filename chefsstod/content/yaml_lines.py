"""YAML with line numbers: PyYAML's nodes turned into plain values, with the line of every list item and key kept beside."""

from dataclasses import dataclass, field
from typing import Any

from chefsstod.content.schema_words import yaml_words
from chefsstod.i18n import _

MAX_BYTES = 2_000_000
MAX_DEPTH = 20


class BrokenYaml(ValueError):  # noqa: N818 - a state of the file, told as a Problem by the caller
    """The text is no YAML that we read; ``line`` counts from 1, 0 if unknown."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True, slots=True)
class Document:
    """The values of a file, and the line of each value by its path: ``("activities", 3, "title")``."""

    value: Any
    lines: dict[tuple[str | int, ...], int] = field(default_factory=dict)

    def line(self, *path: str | int) -> int:
        """The line of the value at ``path``, or of the nearest value around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 0)


def read(text: str) -> Document:
    """Parse one YAML document safely. Raises BrokenYaml for syntax errors, aliases, tags, doubled keys and too much depth."""
    import yaml

    loader_class = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    if len(text) > MAX_BYTES:
        raise BrokenYaml(0, _("larger than {n} MB").format(n=MAX_BYTES // 1_000_000))
    loader = loader_class(text)
    try:
        _check_depth(text, loader_class)
        node = loader.get_single_node()
        if node is None:
            return Document(None)
        lines: dict[tuple[str | int, ...], int] = {}
        return Document(_value(loader, node, (), lines, set()), lines)
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark or problem.context_mark
        raise BrokenYaml(mark.line + 1 if mark else 0, yaml_words(str(problem.problem or problem))) from problem
    except yaml.YAMLError as problem:
        raise BrokenYaml(0, yaml_words(str(problem))) from problem
    finally:
        loader.dispose()


def _check_depth(text: str, loader_class: Any) -> None:
    """Stop before the composer does: it calls itself for every level, and some ten thousand of them end the process."""
    import yaml

    depth = 0
    for event in yaml.parse(text, Loader=loader_class):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                line = event.start_mark.line + 1 if event.start_mark else 0
                raise BrokenYaml(line, _("nested deeper than {n} levels").format(n=MAX_DEPTH))
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _value(loader: Any, node: Any, path: tuple[str | int, ...], lines: dict[tuple[str | int, ...], int], seen: set[int]) -> Any:
    import yaml

    line = node.start_mark.line + 1
    if id(node) in seen:
        raise BrokenYaml(line, _("aliases (*) are not used in content files"))
    seen.add(id(node))
    lines[path] = line
    if isinstance(node, yaml.SequenceNode):
        return [_value(loader, item, (*path, index), lines, seen) for index, item in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            if key in result:
                raise BrokenYaml(key_node.start_mark.line + 1, _("the key «{key}» stands twice").format(key=key))
            result[key] = _value(loader, value_node, (*path, key), lines, seen)
        return result
    try:
        return loader.construct_object(node, deep=True)
    except ValueError as problem:
        raise BrokenYaml(line, yaml_words(str(problem))) from problem
