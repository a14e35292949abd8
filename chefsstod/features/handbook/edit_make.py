"""How a new text comes to be, and steps of several as one. No Qt."""

from chefsstod.features.handbook import templates
from chefsstod.features.handbook.model import ArticleId, draft_of
from chefsstod.features.handbook.service import HandbookService
from chefsstod.features.handbook.templates import Template
from chefsstod.support.changes import Changes, Saved


def make(handbook: HandbookService, template: Template, title: str) -> tuple[ArticleId, Saved]:
    """A text of hers from a template, called ``title`` (empty: as the template says): valid from today, looked over in a year."""
    if not template.article:
        return handbook.add(templates.draft_from(template.id, title, handbook.today))
    article_id, saved = handbook.copy(template.article, title or template.title)
    made = handbook.article(article_id)
    if made is None:
        return article_id, saved
    return article_id, both(saved, handbook.save(article_id, templates.dated(draft_of(made), handbook.today)))


def both(first: Saved, second: Saved) -> Saved:
    """Two steps as one."""
    changes = Changes(
        articles=first.changes.articles | second.changes.articles, readings=first.changes.readings | second.changes.readings
    )
    if first.undo is None or second.undo is None:
        return Saved(changes, second.undo or first.undo)
    back, further = second.undo, first.undo
    return Saved(changes, lambda: both(back(), further()))
