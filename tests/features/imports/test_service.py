"""Taking documents in: one transaction a file, what is the same stays, and everything can be taken back."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from chefsstod.features.handbook.model import Article, draft_of
from chefsstod.features.imports import service as service_module
from chefsstod.features.imports.model import Fact, ImportResult, Outcome, RemarkKind, Suggestion, Unwatched, together
from chefsstod.features.imports.service import found_files, kept_names
from chefsstod.shell.context import AppContext
from chefsstod.support.changes import Changes, Saved
from chefsstod.support.errors import UserError
from tests.conftest import SetClock


class Watch:
    """Hears how far it has come; stops after ``most`` files."""

    def __init__(self, most: int = 1000) -> None:
        self.most = most
        self.said: list[tuple[int, int, str]] = []

    @property
    def cancelled(self) -> bool:
        return len(self.said) >= self.most

    def say(self, done: int, total: int, text: str = "") -> None:
        self.said.append((done, total, text))


def bring(context: AppContext, *paths: Path) -> tuple[ImportResult, ...]:
    return context.imports.import_files(paths, Unwatched())


def article(context: AppContext, result: ImportResult) -> Article:
    found = context.handbook.article(result.article_id)
    assert found is not None
    return found


def note(folder: Path, text: str, name: str = "rutin.txt") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_a_document_becomes_a_routine_with_its_original_and_pictures(profiled: AppContext, documents: Path) -> None:
    [result] = bring(profiled, documents / "pandoc_fallrisk.docx")
    made = article(profiled, result)
    assert (result.outcome, made.title) == (Outcome.NEW, "Rutin vid fallrisk i ordinärt boende")
    assert profiled.handbook.file(made.id, "bild-1.png") is not None
    assert profiled.imports.original(result) == ("pandoc_fallrisk.docx", (documents / "pandoc_fallrisk.docx").read_bytes())


def test_a_pdf_remembers_how_many_pages_it_has(profiled: AppContext, documents: Path) -> None:
    [result] = bring(profiled, documents / "libreoffice_spalter.pdf")
    original = profiled.handbook.original(article(profiled, result).original)
    assert original is not None
    assert (original.pages, original.media, result.pages) == (3, "application/pdf", 3)


def test_a_whole_folder_tells_what_became_of_each_file(profiled: AppContext, documents: Path) -> None:
    watch = Watch()
    results = profiled.imports.import_files([documents], watch)
    failed = {result.path.name for result in results if result.outcome is Outcome.FAILED}
    assert failed == {
        "avklippt.docx", "avklippt.pdf", "gammal_word.docx", "inskannad.pdf", "last_anvandare.pdf", "last_word.docx", "tom.docx",
    }  # fmt: skip
    assert all(result.message and result.remedy for result in results if result.outcome is Outcome.FAILED)
    assert len(results) == len(watch.said) - 1
    assert watch.said[0] == (0, len(results), "abiword_utrymning.docx")
    assert watch.said[-1] == (len(results), len(results), "")


def test_the_same_again_changes_nothing_and_is_not_even_read(
    profiled: AppContext, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = note(tmp_path, "Rutin brand\n\nSamlas ute.")
    [first] = bring(profiled, file)
    monkeypatch.setattr(service_module, "read_file", None)
    [again] = bring(profiled, file)
    assert (again.outcome, again.article_id, again.saved) == (Outcome.SAME, first.article_id, None)
    assert profiled.imports.whole([again]) is None


def test_a_newer_edition_replaces_the_text_and_keeps_what_she_has_set(profiled: AppContext, tmp_path: Path) -> None:
    [first] = bring(profiled, note(tmp_path, "Rutin brand\n\nDokumentägare: MAS\n\nSamlas ute."))
    profiled.imports.apply(first, first.suggestions)
    [second] = bring(profiled, note(tmp_path, "Rutin brand\n\nDokumentägare: MAS\n\nSamlas vid stången."))
    made = article(profiled, second)
    assert (second.outcome, second.article_id) == (Outcome.CHANGED, first.article_id)
    assert "stången" in made.body
    assert made.owner == "MAS"
    assert second.suggestions == ()  # said already


def test_what_she_has_written_in_an_imported_text_is_kept_as_a_version(profiled: AppContext, tmp_path: Path) -> None:
    [first] = bring(profiled, note(tmp_path, "Rutin brand\n\nSamlas ute."))
    draft = draft_of(article(profiled, first))
    profiled.handbook.save(first.article_id, type(draft)(title=draft.title, body="Mina egna ord.\n"))
    [second] = bring(profiled, note(tmp_path, "Rutin brand\n\nSamlas inne."))
    assert RemarkKind.VERSION_KEPT in {remark.kind for remark in second.remarks}
    assert any("Mina egna ord" in version.draft.body for version in profiled.handbook.versions(first.article_id))


def test_a_fact_that_she_has_set_otherwise_is_offered_but_not_ticked(profiled: AppContext, tmp_path: Path) -> None:
    [first] = bring(profiled, note(tmp_path, "Rutin brand\n\nDokumentägare: MAS\n\nUte."))
    profiled.imports.apply(first, [Suggestion(Fact.OWNER, "Enhetschef", "")])
    [second] = bring(profiled, note(tmp_path, "Rutin brand\n\nDokumentägare: MAS\n\nInne."))
    assert [(one.value, one.sure) for one in second.suggestions] == [("MAS", False)]


def test_suggestions_are_written_and_taken_back(profiled: AppContext, documents: Path) -> None:
    [result] = bring(profiled, documents / "word_nycklar.docx")
    saved = profiled.imports.apply(result, result.suggestions)
    made = article(profiled, result)
    assert (made.owner, made.valid_from, made.review_by) == ("Enhetschef hemtjänsten", date(2025, 3, 1), date(2026, 9, 30))
    assert made.version == "3.0, dnr OMS 2025/0042"
    assert profiled.imports.left(result) == ()
    assert result.article_id in saved.changes.articles
    assert saved.undo is not None
    saved.undo()
    assert article(profiled, result).owner == ""
    assert len(profiled.imports.left(result)) == 5


def test_all_suggestions_of_several_documents_are_one_step(profiled: AppContext, documents: Path) -> None:
    results = bring(profiled, documents / "word_nycklar.docx", documents / "word_rubrik.docx")
    saved = profiled.imports.apply_all([(result, result.suggestions) for result in results] + [(results[0], ())])
    assert saved.undo is not None
    again = saved.undo()
    assert [article(profiled, result).owner for result in results] == ["", ""]
    assert again.undo is not None
    again.undo()
    assert [article(profiled, result).owner for result in results] == ["Enhetschef hemtjänsten", "Gruppchef"]


def test_a_whole_import_is_taken_back_and_brought_again(profiled: AppContext, documents: Path) -> None:
    results = bring(profiled, documents / "pandoc_fallrisk.docx", documents / "stromavbrott_cp1252.txt", documents / "tom.docx")
    whole = profiled.imports.whole(results)
    assert whole is not None
    assert whole.undo is not None
    redo = whole.undo()
    assert not any(map(profiled.imports.is_there, results))
    assert profiled.handbook.originals == ()
    assert redo.undo is not None
    redo.undo()
    assert [profiled.imports.is_there(result) for result in results] == [True, True, False]
    assert profiled.imports.original(results[0])[0] == "pandoc_fallrisk.docx"


def test_a_text_that_is_gone_takes_no_facts_and_has_no_original(profiled: AppContext, documents: Path) -> None:
    [result] = bring(profiled, documents / "stromavbrott_cp1252.txt")
    profiled.handbook.remove(result.article_id)
    assert profiled.imports.left(result) == ()
    for attempt in (lambda: profiled.imports.apply(result, result.suggestions), lambda: profiled.imports.original(result)):
        with pytest.raises(UserError):
            attempt()


def test_stopping_keeps_what_is_done(profiled: AppContext, documents: Path) -> None:
    watch = Watch(most=2)
    results = profiled.imports.import_files([documents], watch)
    assert len(results) == 2
    assert profiled.imports.is_there(results[0])


def test_a_routine_of_the_same_name_is_told(profiled: AppContext, tmp_path: Path) -> None:
    bring(profiled, note(tmp_path, "Rutin brand\n\nSamlas ute.", "a.txt"))
    [second] = bring(profiled, note(tmp_path, "1. Rutin brand\n\nNågot annat.", "b.txt"))
    assert second.outcome is Outcome.NEW
    [double] = [remark for remark in second.remarks if remark.kind is RemarkKind.NEAR_DOUBLE]
    assert double.text == "Rutin brand"


def test_a_document_that_should_have_been_looked_over_is_told(profiled: AppContext, clock: SetClock, tmp_path: Path) -> None:
    clock.day = date(2026, 4, 2)
    front = "---\nreview_by: 2026-04-01\n---\n"
    [stated] = bring(profiled, note(tmp_path, front + "# Stated\n\nOrd.", "s.md"))
    [read] = bring(profiled, note(tmp_path, "Läst\n\nRevideras senast 2026-04-01", "l.txt"))
    [later] = bring(profiled, note(tmp_path, "Senare\n\nRevideras senast 2026-04-02", "m.txt"))
    overdue = [[remark.text for remark in result.remarks if remark.kind is RemarkKind.OVERDUE] for result in (stated, read, later)]
    assert overdue == [["2026-04-01"], ["2026-04-01"], []]


def test_one_document_that_no_reader_was_prepared_for_does_not_stop_the_others(
    profiled: AppContext, documents: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = service_module.read_file

    def read(source: Path | bytes, name: str = "") -> object:
        if name == "word_fetstil.docx":
            raise ZeroDivisionError
        return real(source, name)

    monkeypatch.setattr(service_module, "read_file", read)
    outcomes = [result.outcome for result in bring(profiled, documents / "word_fetstil.docx", documents / "word_rubrik.docx")]
    assert outcomes == [Outcome.FAILED, Outcome.NEW]


def test_a_full_disk_is_told_for_what_it_is(profiled: AppContext, documents: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(**_file: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(profiled.handbook, "put_imported", full)
    [result] = bring(profiled, documents / "stromavbrott_cp1252.txt")
    assert result.outcome is Outcome.FAILED
    assert result.remedy


# ── which files ──────────────────────────────────────────────────────────────


def test_folders_are_looked_through_without_links_locks_hidden_files_and_other_kinds(tmp_path: Path) -> None:
    for name in (
        "b/c/djup.docx",
        "B.pdf",
        "a.MD",
        "gammal.doc",
        ".dold.docx",
        "~$las.docx",
        ".git/x.md",
        "bild.png",
        "x_files/y.html",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "länk.docx").symlink_to(tmp_path / "B.pdf")
    (tmp_path / "rundgång").symlink_to(tmp_path)
    files = [file.relative_to(tmp_path).as_posix() for file in found_files([tmp_path, tmp_path / "B.pdf", tmp_path / "bild.png"])]
    assert files == ["a.MD", "B.pdf", "gammal.doc", "b/c/djup.docx", "bild.png"]


def test_somebodys_whole_archive_is_refused_before_anything_is_taken_in(
    profiled: AppContext, documents: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service_module, "MAX_FILES", 3)
    with pytest.raises(UserError):
        bring(profiled, documents)
    assert profiled.handbook.originals == ()


def test_files_of_the_same_name_in_two_folders_are_two_documents(profiled: AppContext, tmp_path: Path) -> None:
    note(tmp_path / "norr", "Brand norr\n\nSamlas ute.")
    note(tmp_path / "söder", "Brand söder\n\nSamlas inne.")
    shutil.copytree(tmp_path / "norr", tmp_path / "x" / "norr")
    assert sorted(kept_names(list(found_files([tmp_path]))).values()) == [
        "norr – rutin (2).txt", "norr – rutin.txt", "söder – rutin.txt",
    ]  # fmt: skip
    shutil.rmtree(tmp_path / "x")
    assert [result.outcome for result in bring(profiled, tmp_path)] == [Outcome.NEW, Outcome.NEW]
    note(tmp_path / "norr", "Brand norr\n\nSamlas vid stången.")
    assert {r.outcome for r in bring(profiled, tmp_path)} == {Outcome.CHANGED, Outcome.SAME}


def test_steps_without_a_way_back_have_none_together() -> None:
    saved = together([Saved(Changes(articles=frozenset({"a"}))), Saved(Changes(packs=True, profile=True))])
    assert saved.undo is None
    assert saved.changes == Changes(articles=frozenset({"a"}), packs=True, profile=True)
