"""The use cases around documents of other programs: take files in, accept what was recognised in them, give them back."""

import hashlib
import logging
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from chefsstod.features.handbook.model import Article, Kind
from chefsstod.features.handbook.model import Outcome as Put
from chefsstod.features.handbook.model import draft_of as draft_of_article
from chefsstod.features.handbook.service import HandbookService
from chefsstod.features.imports import refusals, titles
from chefsstod.features.imports.detect import remarks, suggestions
from chefsstod.features.imports.model import (
    ENDINGS,
    MAX_FILES,
    OTHERS,
    Fact,
    Found,
    ImportResult,
    Outcome,
    Progress,
    Remark,
    RemarkKind,
    Suggestion,
    draft_of,
    together,
    with_suggestions,
)
from chefsstod.features.imports.readers import read_bytes, read_file
from chefsstod.i18n import _
from chefsstod.storage.failures import translate_error
from chefsstod.support.changes import Saved
from chefsstod.support.clock import Clock
from chefsstod.support.errors import UserError

_OUTCOMES = {Put.NEW: Outcome.NEW, Put.CHANGED: Outcome.CHANGED, Put.SAME: Outcome.SAME}


class ImportService:
    """Documents in. Each file is one transaction: what is done stays done when the next one fails or she stops."""

    def __init__(self, *, handbook: HandbookService, clock: Clock) -> None:
        self._handbook = handbook
        self._clock = clock

    # ── files in ─────────────────────────────────────────────────────────────

    def import_files(self, paths: Iterable[Path], progress: Progress) -> tuple[ImportResult, ...]:
        """Take in files, and those in folders and the folders below them; tells what became of each, in the order of their names.

        Nothing is raised for a file that cannot be read: it is told. Stops between two files when ``progress`` says so.
        Raises UserError when a folder holds more than ``MAX_FILES``.
        """
        files = list(found_files(paths))
        names = kept_names(files)
        known = {original.digest: original.id for original in self._handbook.originals}
        done: list[ImportResult] = []
        for number, file in enumerate(files):
            if progress.cancelled:
                break
            progress.say(number, len(files), file.name)
            result = self._import_one(file, names[file], known)
            done.append(result)
        if not progress.cancelled:
            progress.say(len(done), len(files), "")
        return tuple(done)

    def _import_one(self, file: Path, name: str, known: Mapping[str, str]) -> ImportResult:
        try:
            data = read_bytes(file)
            same = self._same(file, known.get(hashlib.sha256(data).hexdigest(), ""))
            if same is not None:
                return same
            found = read_file(data, file.name) if _stands_alone(file) else read_file(file)
            return self._put(file, name, data, found)
        except UserError as problem:
            return _failed(file, problem)
        except Exception as problem:
            told = translate_error(problem)
            if told is None:
                # One document that no reader was prepared for must not take the other hundred with it.
                logging.getLogger(__name__).exception("a document could not be read")
                told = refusals.broken()
            return _failed(file, told)

    def _same(self, file: Path, original: str) -> ImportResult | None:
        """The result for a file that has been taken in before and has not changed."""
        article = self._from_original(original) if original else None
        if article is None:
            return None
        return ImportResult(file, Outcome.SAME, article.id, article.title, suggestions=())

    def _from_original(self, original: str) -> Article | None:
        return next((a for a in self._handbook.articles(everything=True) if a.original == original), None)

    def _put(self, file: Path, name: str, data: bytes, found: Found) -> ImportResult:
        draft = draft_of(found)
        earlier = next((original.id for original in self._handbook.originals if original.name == name), "")
        before = self._from_original(earlier) if earlier else None
        edited = before is not None and self._handbook.edited_since_import(before.id)
        put, article_id, saved = self._handbook.put_imported(
            name=name, data=data, media=found.media, pages=found.pages, draft=draft, files=found.files
        )
        article = self._handbook.article(article_id)
        recognised = suggestions(found)
        told = [*found.remarks, *remarks(found), *self._overdue(found, recognised)]
        if put is Put.CHANGED and edited:
            told.insert(0, Remark(RemarkKind.VERSION_KEPT))
        double = self._double(article_id, draft.title) if put is Put.NEW else ""
        if double:
            told.insert(0, Remark(RemarkKind.NEAR_DOUBLE, double))
        return ImportResult(
            file,
            _OUTCOMES[put],
            article_id,
            draft.title,
            suggestions=_news(recognised, article),
            remarks=tuple(told),
            pages=found.pages,
            saved=saved,
        )

    def _overdue(self, found: Found, recognised: Iterable[Suggestion]) -> Iterator[Remark]:
        """A document that should have been looked over by now may not say what holds."""
        stated = found.review_by.isoformat() if found.review_by else ""
        day = stated or next((one.value for one in recognised if one.fact is Fact.REVIEW_BY and one.sure), "")
        if day and day < self._clock().isoformat():
            yield Remark(RemarkKind.OVERDUE, day)

    def _double(self, article_id: str, title: str) -> str:
        """The title of another routine that says the same with other signs, empty for none."""
        wanted = titles.bare(title)
        others = (a for a in self._handbook.articles(Kind.ROUTINE, everything=True) if a.id != article_id and not a.template)
        return next((other.title for other in others if titles.bare(other.title) == wanted), "")

    # ── what was recognised ──────────────────────────────────────────────────

    def is_there(self, result: ImportResult) -> bool:
        """Whether the text that came of a document is (still) there."""
        return bool(result.article_id) and self._handbook.article(result.article_id) is not None

    def left(self, result: ImportResult) -> tuple[Suggestion, ...]:
        """The suggestions that the text's details do not say yet."""
        return _news(result.suggestions, self._handbook.article(result.article_id) if result.article_id else None)

    def apply(self, result: ImportResult, chosen: Sequence[Suggestion]) -> Saved:
        """Write facts that were recognised in a document into the details of its text. Raises UserError if the text is gone."""
        article = self._handbook.article(result.article_id)
        if article is None:
            raise UserError(
                _("The text «{title}» is no longer there").format(title=result.title),
                _("It may have been removed. Nothing was changed."),
                _("Take the document in again."),
            )
        return self._handbook.save(article.id, with_suggestions(draft_of_article(article), chosen))

    def apply_all(self, chosen: Sequence[tuple[ImportResult, Sequence[Suggestion]]]) -> Saved:
        """The same for several documents, undone in one step."""
        return together([self.apply(result, facts) for result, facts in chosen if facts])

    # ── the way back ─────────────────────────────────────────────────────────

    def whole(self, results: Iterable[ImportResult]) -> Saved | None:
        """All that an import changed as one step to undo; None when it changed nothing."""
        steps = [result.saved for result in results if result.saved is not None]
        return together(steps) if steps else None

    def original(self, result: ImportResult) -> tuple[str, bytes]:
        """The name and the bytes of the file as it came. Raises UserError when it is gone."""
        article = self._handbook.article(result.article_id)
        kept = self._handbook.original(article.original) if article is not None else None
        if article is None or kept is None:
            return result.path.name, self._handbook.original_data("")
        return kept.name, self._handbook.original_data(kept.id)


def _stands_alone(file: Path) -> bool:
    """Whether a document needs nothing that lies beside it."""
    return file.suffix.lower() not in (".html", ".htm", ".md", ".markdown")


def _failed(file: Path, problem: UserError) -> ImportResult:
    return ImportResult(file, Outcome.FAILED, title=file.name, message=problem.message, remedy=problem.remedy)


def _news(found: Iterable[Suggestion], article: Article | None) -> tuple[Suggestion, ...]:
    """The suggestions that say something else than what stands in the text's details already.

    What she has set before is not overwritten unless she ticks it herself.
    """
    if article is None:
        return ()
    kept = []
    for suggestion in found:
        value = getattr(article, suggestion.fact.value)
        stands = value.isoformat() if hasattr(value, "isoformat") else str(value or "")
        if stands == suggestion.value:
            continue
        kept.append(replace(suggestion, sure=False) if stands and suggestion.fact is not Fact.TITLE else suggestion)
    return tuple(kept)


# ── which files ──────────────────────────────────────────────────────────────


def found_files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files that are meant: those named, and the documents in named folders. Each once; no links, no hidden or lock files.

    Raises UserError when there are more than ``MAX_FILES``.
    """
    seen: set[Path] = set()
    for path in paths:
        for file in _within(path) if path.is_dir() else [path]:
            key = file.absolute()
            if key in seen:
                continue
            seen.add(key)
            if len(seen) > MAX_FILES:
                raise UserError(
                    _("The folder holds more than {n} documents").format(n=MAX_FILES),
                    _("Nothing was taken in."),
                    _("Choose a smaller folder, or the files that you need."),
                )
            yield file


def _within(folder: Path) -> Iterator[Path]:
    for where, folders, files in os.walk(folder, followlinks=False):
        folders[:] = sorted(
            name for name in folders if not name.startswith((".", "__MACOSX")) and not Path(where, name).is_symlink()
        )
        for name in sorted(files, key=str.casefold):
            file = Path(where, name)
            ending = file.suffix.lower()
            if name.startswith((".", "~$", "~")) or file.is_symlink() or ending not in (*ENDINGS, *OTHERS):
                continue
            if file.parent.name.lower().endswith(("_files", "_filer", "-filer")) and ending in (".html", ".htm"):
                continue  # what a browser or Word keeps beside a saved page
            yield file


def kept_names(files: Sequence[Path]) -> dict[Path, str]:
    """The name under which each file is remembered: its own, with that of its folder where several files share it.

    Else «Rutin.docx» of one folder would be taken for a new edition of «Rutin.docx» of another.
    """
    times = Counter(file.name.casefold() for file in files)
    names: dict[Path, str] = {}
    taken: Counter[str] = Counter()
    for file in files:
        name = file.name if times[file.name.casefold()] == 1 else f"{file.absolute().parent.name} – {file.name}"
        taken[name] += 1
        names[file] = name if taken[name] == 1 else f"{Path(name).stem} ({taken[name]}){file.suffix}"
    return names
