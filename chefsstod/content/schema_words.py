"""What a schema finds wrong with a value, in the words of somebody who writes content and no programs."""

import re
from collections.abc import Callable

from chefsstod.i18n import _

_KINDS = {
    "str": lambda: _("text"),
    "int": lambda: _("a whole number"),
    "float": lambda: _("a number"),
    "bool": lambda: _("true or false"),
    "date": lambda: _("a date (YYYY-MM-DD)"),
    "array": lambda: _("a list"),
    "object": lambda: _("keys with values"),
    "null": lambda: _("nothing"),
}
_SLUG, _VERSION = r"^[a-z0-9]+(-[a-z0-9]+)*$", r"^\d+(\.\d+){0,2}$"
_BOUND = r"(?P<sign><=|>=|<|>) (?P<n>-?[\d.]+)"


def schema_words(message: str) -> str:
    """The message of the schema in the language in use; one that is not known stays as it is."""
    for pattern, told in _TOLD:
        match = re.fullmatch(pattern, message, re.DOTALL)
        if match:
            return told(match)
    return message


def yaml_words(problem: str) -> str:
    """What the reader of YAML says, after what it usually is."""
    return _(
        "this is no YAML that can be read: a quote, a bracket, a colon or an indent is missing or too many ({problem})"
    ).format(problem=problem)


def _kinds(names: str) -> str:
    """«`str | null`» in words; that it may also be left out goes without saying."""
    wanted = [name for name in names.split(" | ") if name != "null"] or ["null"]
    return _(" or ").join(_KINDS[name]() if name in _KINDS else name for name in wanted)


def _bound(match: re.Match[str]) -> str:
    least = match["sign"].startswith(">")
    if match["kind"] in ("str", "array", "object"):
        if match["kind"] == "str":
            text = _("at least {n} letters") if least else _("at most {n} letters")
        else:
            text = _("at least {n} of them") if least else _("at most {n} of them")
    else:
        text = _("at least {n}") if least else _("at most {n}")
    return text.format(n=match["n"])


def _form(match: re.Match[str]) -> str:
    form = match["regex"].replace("\\\\", "\\")  # as Python writes it
    if form == _SLUG:
        return _("only the letters a–z, figures and hyphens are used in an id")
    if form == _VERSION:
        return _("a version is written as 1, 1.2 or 1.2.3")
    return _("is not written as it should be ({form})").format(form=form)


_TOLD: tuple[tuple[str, Callable[[re.Match[str]], str]], ...] = (
    (r"Object missing required field `(?P<key>[^`]+)`", lambda m: _("«{key}» is missing").format(key=m["key"])),
    (r"Object contains unknown field `(?P<key>[^`]+)`", lambda m: _("unknown key «{key}»").format(key=m["key"])),
    (r"Invalid enum value (?P<value>.+)", lambda m: _("unknown value {value}").format(value=m["value"])),
    (r"Invalid .* encoded date", lambda _m: _("is no date (YYYY-MM-DD)")),
    (
        r"Expected `(?P<wanted>[^`]+)`, got `(?P<got>[^`]+)`",
        lambda m: _("{wanted} is expected, not {got}").format(wanted=_kinds(m["wanted"]), got=_kinds(m["got"])),
    ),
    (r"Expected `(?P<kind>[^`]+)` of length " + _BOUND, _bound),
    (r"Expected `(?P<kind>int|float)` " + _BOUND, _bound),
    (r"Expected `str` matching regex '(?P<regex>.*)'", _form),
)
