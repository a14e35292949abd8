"""The use cases of the handbook: reading (``shelf_service``), her marks (``marks_service``), and here the texts that she writes.

Each change is one transaction and returns what changed and the way back.
"""

import hashlib
import mimetypes
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy.orm import Session

from chefsstod.content.document import Picture, walk
from chefsstod.features.handbook import marks_tables, tables, whole_tables
from chefsstod.features.handbook.marks_service import MarksTexts
from chefsstod.features.handbook.model import (
    OWN_CHAPTER,
    Article,
    ArticleId,
    BaseChange,
    Draft,
    Outcome,
    Version,
    draft_of,
)
from chefsstod.i18n import _
from chefsstod.support.changes import Changes, Saved
from chefsstod.support.errors import UserError
from chefsstod.support.ids import own_id

Files = Mapping[str, tuple[str, bytes]]
"""Pictures by name: kind of file and content."""
_NO_FILES: Files = {}


class HandbookService(MarksTexts):
    """Reads the handbook and the routines of all layers, keeps her marks on them, and stores the texts that she writes.

    ``base`` and ``local`` give the same objects as long as nothing has changed in the packs; new objects are noticed at once.
    """

    # ── writing ──────────────────────────────────────────────────────────────

    def add(self, draft: Draft, *, files: Files = _NO_FILES) -> tuple[ArticleId, Saved]:
        """A text of her own; its id is made of the title and never changes. What she wrote is stored as it is."""

        def work(session: Session) -> None:
            tables.write_article(session, article_id, draft, self._moment())
            tables.write_files(session, article_id, files)

        with self._lock:
            article_id = self._new_id(draft.title)
            return article_id, self._change({article_id}, work)

    def save(self, article_id: str, draft: Draft) -> Saved:
        """Store what stands in the editor, as it is typed. No version is kept. Raises UserError if the text is not hers."""
        if draft_of(self._own_text(article_id)) == draft:
            return Saved(Changes())
        return self._write(article_id, lambda session: tables.write_article(session, article_id, draft, self._moment()))

    def add_files(self, article_id: str, files: Files) -> Saved:
        """Lay pictures beside a text of hers. Raises UserError if the text is not hers."""
        self._own_text(article_id)
        return self._change({article_id}, lambda session: tables.write_files(session, article_id, files))

    def keep_version(self, article_id: str) -> None:
        """Keep the present state of an own text as a version, unless it is as the newest one. Of other texts nothing is kept."""
        with self._database.write() as session:
            tables.keep_version(session, article_id, self._moment())

    def versions(self, article_id: str) -> tuple[Version, ...]:
        """The earlier states of an own text, the newest first."""
        with self._database.read() as session:
            return tuple(tables.read_versions(session, article_id))

    def restore(self, article_id: str, number: int) -> Saved:
        """The text as it was in a version; the present state is kept as one. Raises UserError if there is no such version."""
        self._own_text(article_id)
        with self._database.read() as session:
            version = tables.read_version(session, article_id, number)
        if version is None:
            raise UserError(_("That version is no longer there"), _("Nothing was changed."), "")
        draft = version.draft

        def work(session: Session) -> None:
            tables.keep_version(session, article_id, self._moment())
            tables.write_article(session, article_id, draft, self._moment())

        return self._write(article_id, work)

    def remove(self, article_id: str) -> Saved:
        """Take away a text of her own with its versions, pictures, notes and the file it came from; of a text of a lower layer her
        version, so that the lower text shows again with her marks on it. Raises UserError if the text is not hers.
        """
        self._own_text(article_id)
        alone = self.below(article_id) is None

        def work(session: Session) -> None:
            whole_tables.remove(session, article_id)
            if alone:
                marks_tables.forget(session, [article_id])

        return self._change({article_id}, work, marks=alone)

    def copy(self, article_id: str, title: str) -> tuple[ArticleId, Saved]:
        """A text of her own that is like another, with its pictures. A copy of a template is no template."""
        from chefsstod.content.markdown import parse

        article = self._existing(article_id)
        names = [block.name for block in walk(parse(article.body).blocks) if isinstance(block, Picture)]
        found = {name: self.file(article_id, name) for name in names}
        files = {name: (mimetypes.guess_type(name)[0] or "", data) for name, data in found.items() if data is not None}
        draft = draft_of(article)
        if article.template:  # its dates and owner are those of the template, not of the routine made from it
            draft = replace(draft, version="", owner="", valid_from=None, review_by=None)
        return self.add(replace(draft, title=title), files=files)

    # ── the text under hers ──────────────────────────────────────────────────

    def adapt(self, article_id: str) -> Saved:
        """Her own version of a text of a lower layer, at first like it. Raises UserError if it is hers already."""
        article = self._existing(article_id)
        if article_id in self._shelf().own:
            raise UserError(
                _("«{title}» is your own text already").format(title=article.title),
                _("Nothing was changed."),
                _("Edit it as it is."),
            )
        draft = draft_of(article)
        more = {"based_on": article.digest, "base_text": tables.encoded(draft)}
        return self._change({article_id}, lambda s: tables.write_article(s, article_id, draft, self._moment(), **more))

    def base_change(self, article_id: str) -> BaseChange | None:
        """What has become of the text that her version was adapted from; None if it is as it was, or there never was one."""
        own = self._shelf().own.get(ArticleId(article_id))
        if own is None or not own.based_on:
            return None
        now = self.below(article_id)
        if now is not None and now.digest == own.based_on:
            return None
        with self._database.read() as session:
            then = tables.decoded(tables.base_text(session, article_id))
        return BaseChange(then or draft_of(own), now)

    def settle_base(self, article_id: str) -> Saved:
        """She has seen the change and keeps her version: it rests on the text as it now is. Raises UserError if it is not hers."""
        own = self._own_text(article_id)
        now = self.below(article_id)
        more = {"based_on": now.digest if now else "", "base_text": tables.encoded(draft_of(now)) if now else ""}
        changed = own.changed or self._moment()  # looking at the change is no change of hers
        return self._write(article_id, lambda s: tables.write_article(s, article_id, draft_of(own), changed, **more))

    # ── looking through ──────────────────────────────────────────────────────

    def looked_through(self, article_id: str, until: date | None = None) -> Saved:
        """She has looked a text of hers through and it holds: to be looked at again on ``until``, else in a year."""
        own = self._own_text(article_id)
        return self.save(article_id, replace(draft_of(own), review_by=until or self.today + timedelta(days=365)))

    def set_owner(self, article_id: str, owner: str) -> Saved:
        """Who answers for a text of hers."""
        return self.save(article_id, replace(draft_of(self._own_text(article_id)), owner=owner))

    # ── bringing in ──────────────────────────────────────────────────────────

    def put_imported(
        self, *, name: str, data: bytes, media: str, pages: int, draft: Draft, files: Files
    ) -> tuple[Outcome, ArticleId, Saved | None]:
        """Store the text of a file, the file itself and its pictures, in one transaction.

        The very same file again changes nothing. Another file of the same name replaces the text of the one before, which is
        kept as a version with all that she had written in it; what she had set (owner, dates, chapter) stays where the new
        file says nothing of it.
        """
        with self._lock:
            return self._put_imported(hashlib.sha256(data).hexdigest(), name, data, media, pages, draft, files)

    def _put_imported(
        self, digest: str, name: str, data: bytes, media: str, pages: int, draft: Draft, files: Files
    ) -> tuple[Outcome, ArticleId, Saved | None]:
        with self._database.read() as session:
            same = tables.article_from(session, digest=digest)
            earlier = same or tables.article_from(session, name=name)
        if same is not None:
            return Outcome.SAME, ArticleId(same.id), None
        article_id = ArticleId(earlier.id) if earlier else self._new_id(draft.title)
        text = _renewed(self._own_text(article_id), draft) if earlier else draft
        original = digest[:20]

        def work(session: Session) -> None:
            tables.keep_version(session, article_id, self._moment())
            tables.drop_original(session, article_id)
            kept = {"name": name, "media": media, "imported": self.today, "digest": digest, "pages": pages, "data": data}
            tables.write_original(session, original, **kept)
            tables.write_article(session, article_id, text, self._moment(), original=original, imported_digest=_digest(text))
            tables.remove_files(session, article_id)
            tables.write_files(session, article_id, files)

        saved = self._change({article_id}, work, originals=[original])
        return (Outcome.CHANGED if earlier else Outcome.NEW), article_id, saved

    def edited_since_import(self, article_id: str) -> bool:
        """Whether she has changed a text since it was brought in: a new edition of the file would then replace her words."""
        own = self._shelf().own.get(ArticleId(article_id))
        if own is None or not own.original:
            return False
        with self._database.read() as session:
            return tables.imported_digest(session, article_id) != own.digest

    # ── the way there and back ───────────────────────────────────────────────

    def _own_text(self, article_id: str) -> Article:
        article = self._existing(article_id)
        if article_id not in self._shelf().own:
            raise UserError(
                _("«{title}» is not your own text").format(title=article.title),
                _("Nothing was changed."),
                _("Make your own version of it first."),
            )
        return self._shelf().own[article.id]

    def _new_id(self, title: str) -> ArticleId:
        return new_id(title, self._shelf().articles)

    def _write(self, article_id: str, work: Callable[[Session], None]) -> Saved:
        """Change the row of one own text; the way back leaves versions and pictures alone."""
        with self._database.write() as session:
            before = whole_tables.take_text(session, article_id)
            work(session)
        self._changed([article_id])
        return Saved(_told([article_id]), lambda: self._put_text_back(article_id, before))

    def _put_text_back(self, article_id: str, before: dict[str, object]) -> Saved:
        return self._write(article_id, lambda session: whole_tables.put_text_back(session, before))

    def _change(
        self, articles: Iterable[str], work: Callable[[Session], None], *, originals: Iterable[str] = (), marks: bool = False
    ) -> Saved:
        """Change all that belongs to some texts."""
        with self._database.write() as session:
            before = whole_tables.take(session, articles, originals, marks=marks)
            work(session)
        self._changed(before.articles)
        return Saved(_told(before.articles, marks=marks), lambda: self._put_back(before))

    def _put_back(self, rows: whole_tables.Rows) -> Saved:
        return self._change(
            rows.articles, lambda session: whole_tables.put_back(session, rows), originals=rows.originals, marks=rows.marks
        )


def _told(articles: Iterable[str], *, marks: bool = False) -> Changes:
    ids = frozenset(articles)
    return Changes(articles=ids, readings=ids if marks else frozenset())


def _digest(draft: Draft) -> str:
    from chefsstod.features.handbook.model import digest

    return digest(draft.title, draft.summary, draft.body)


def _renewed(own: Article, draft: Draft) -> Draft:
    """The new edition of a file, with what she has set where the file says nothing of it."""
    return replace(
        draft,
        chapter=own.chapter if draft.chapter == OWN_CHAPTER else draft.chapter,
        kind=own.kind,
        keywords=tuple(dict.fromkeys((*own.keywords, *draft.keywords))),
        related=tuple(dict.fromkeys((*own.related, *draft.related))),
        service_types=own.service_types,
        owner=draft.owner or own.owner,
        version=draft.version or own.version,
        valid_from=draft.valid_from or own.valid_from,
        review_by=draft.review_by or own.review_by,
    )


def new_id(title: str, taken: Collection[str]) -> ArticleId:
    """An id for a text of her own, not ``taken``: made of its title, unless that holds what should not follow the text for good."""
    return ArticleId(own_id(title, taken, "text"))
