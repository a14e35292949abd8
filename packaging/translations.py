"""The translation pipeline: extract → update → (a person translates the .po) → compile; the tests run ``check``.

    python packaging/translations.py extract | update | compile | check

The catalogues carry no line numbers and no dates, so that a run that changes nothing changes no file.
"""

import argparse
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "chefsstod"
FOLDER = ROOT / "translations"
TEMPLATE = FOLDER / "chefsstod.pot"
SOURCE_LANGUAGE = "en"
LANGUAGES = ("sv", "en")
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "N_": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}
WIDTH = 120
HEADER = {
    "Project-Id-Version": "chefsstod",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=utf-8",
    "Content-Transfer-Encoding": "8bit",
}
# {name}, {name:>3}, %(name)s and %s; doubled signs are no placeholders.
PLACEHOLDER = re.compile(r"\{\{|\}\}|%%|\{[^{}]*\}|%\([a-z_]+\)[a-z]|%[a-z]")


class _Stable(Catalog):
    """A catalogue whose header says nothing that changes from run to run."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        language = [("Language", str(self.locale)), ("Plural-Forms", self.plural_forms)] if self.locale else []
        return [*HEADER.items(), *language]

    @mime_headers.setter
    def mime_headers(self, _headers: object) -> None:
        """The header is ours whatever the file says."""


def po_file(language: str) -> Path:
    return FOLDER / language / "LC_MESSAGES" / "chefsstod.po"


def mo_file(language: str) -> Path:
    return po_file(language).with_suffix(".mo")


def extract(sources: Path = SOURCES) -> Catalog:
    """Every message id in the sources."""
    catalogue = _empty(None)
    method = [("**.py", "python")]
    for _file, _line, message, comments, context in extract_from_dir(
        str(sources), method, keywords=KEYWORDS, comment_tags=("Translators:",), strip_comment_tags=True
    ):
        catalogue.add(message, auto_comments=comments, context=context)
    return catalogue


def _empty(language: str | None) -> Catalog:
    catalogue = _Stable(locale=language, domain="chefsstod", header_comment="", fuzzy=False)
    catalogue.header_comment = ""
    return catalogue


def load(language: str) -> Catalog:
    """The catalogue as it lies in the folder; empty if it does not exist yet."""
    file = po_file(language)
    if not file.exists():
        return _empty(language)
    with file.open("rb") as stream:
        return read_po(stream, locale=language, domain="chefsstod", abort_invalid=True)


def updated(old: Catalog, template: Catalog, language: str) -> Catalog:
    """The messages of ``template`` with the translations of ``old``; the source language translates itself."""
    new = _empty(language)
    for message in _messages(template):
        before = old.get(message.id, context=message.context)
        string = message.id if language == SOURCE_LANGUAGE else _kept(message, before)
        flags = {"fuzzy"} if before is not None and before.fuzzy and language != SOURCE_LANGUAGE else set()
        comments = before.user_comments if before is not None else []
        new.add(
            message.id,
            string,
            flags=message.flags - {"fuzzy"} | flags,
            auto_comments=message.auto_comments,
            user_comments=comments,
            context=message.context,
        )
    return new


def _kept(message: Message, before: Message | None) -> str | tuple[str, ...]:
    """The old translation, if the message is still of the same kind (one form, or one for each number)."""
    if before is None or before.id != message.id:
        return ("", "") if message.pluralizable else ""
    strings = _strings(before)
    return tuple(strings) if message.pluralizable else strings[0]


def _ids(message: Message) -> list[str]:
    """The message id, or its singular and plural."""
    return [message.id] if isinstance(message.id, str) else list(message.id)


def _strings(message: Message) -> list[str]:
    """The translation, or its forms; an untranslated one is empty."""
    found = message.string
    return [found] if isinstance(found, str) else [str(string or "") for string in found or ("",)]


def _messages(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


def as_po(catalogue: Catalog) -> bytes:
    """The text of the .po, sorted by message id."""
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=WIDTH, no_location=True, sort_output=True, ignore_obsolete=True)
    return buffer.getvalue().strip() + b"\n"


def as_mo(catalogue: Catalog, language: str) -> bytes:
    """The bytes of the .mo. Fuzzy entries are left out, as gettext does."""
    stable = _empty(language)
    for message in _messages(catalogue):
        stable.add(message.id, message.string, flags=message.flags, context=message.context)
    buffer = io.BytesIO()
    write_mo(buffer, stable)
    return buffer.getvalue()


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    if not file.exists() or file.read_bytes() != content:
        file.write_bytes(content)


def update() -> None:
    """Bring every .po up to date with the sources."""
    template = extract()
    for language in LANGUAGES:
        _write(po_file(language), as_po(updated(load(language), template, language)))


def compile_all() -> None:
    """Make every .mo from its .po."""
    for language in LANGUAGES:
        _write(mo_file(language), as_mo(load(language), language))


def check() -> list[str]:
    """Everything that is wrong, a line each; empty when the catalogues are complete."""
    template = extract()
    return [problem for language in LANGUAGES for problem in check_catalogue(load(language), template, language)] + [
        f"{language}: the .mo is older than the .po; run «compile»"
        for language in LANGUAGES
        if not mo_file(language).exists() or mo_file(language).read_bytes() != as_mo(load(language), language)
    ]


def check_catalogue(catalogue: Catalog, template: Catalog, language: str) -> list[str]:
    """What is wrong with one catalogue."""
    wanted = {(message.context, message.id) for message in _messages(template)}
    present = {(message.context, message.id) for message in _messages(catalogue)}
    problems = [f"{language}: not in the catalogue; run «update»: {_name(id_)}" for _context, id_ in wanted - present]
    problems += [f"{language}: no longer in the sources; run «update»: {_name(id_)}" for _context, id_ in present - wanted]
    for message in _messages(catalogue):
        problems += [f"{language}: {problem}: {_name(message.id)}" for problem in check_message(message)]
        if language == SOURCE_LANGUAGE and message.string != message.id:
            problems.append(f"{language}: differs from the message id; run «update»: {_name(message.id)}")
    return sorted(problems)


def _name(message_id: str | tuple[str, ...] | list[str]) -> str:
    return message_id if isinstance(message_id, str) else message_id[0]


def check_message(message: Message) -> list[str]:
    """What is wrong with one entry."""
    ids, strings = _ids(message), _strings(message)
    if message.fuzzy:
        return ["fuzzy"]
    if len(strings) != len(ids) or not all(strings):
        return ["not translated"]
    problems = []
    if not all(_fits(ids, place, string) for place, string in enumerate(strings)):
        problems.append("the placeholders differ")
    if any(_margins(text) != _margins(string) for text, string in zip(ids, strings, strict=True)):
        problems.append("blanks at the beginning or end differ")
    return problems


def _fits(ids: list[str], place: int, string: str) -> bool:
    """Whether a translation has the placeholders of its id. A singular may leave the number out («en dag»)."""
    used, needed = set(placeholders(string)), set(placeholders(ids[place]))
    singular = len(ids) > 1 and place == 0
    return used == needed or (singular and used <= needed)


def _margins(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def placeholders(text: str) -> list[str]:
    """What the program fills in, sorted."""
    return sorted(found for found in PLACEHOLDER.findall(text) if found not in ("{{", "}}", "%%"))


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("command", choices=["extract", "update", "compile", "check"])
    command = parser.parse_args().command
    if command == "extract":
        _write(TEMPLATE, as_po(extract()))
    elif command == "update":
        update()
    elif command == "compile":
        compile_all()
    else:
        problems = check()
        print("\n".join(problems) or "The catalogues are complete.", file=sys.stderr if problems else sys.stdout)
        return 1 if problems else 0
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
