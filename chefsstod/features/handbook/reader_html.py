"""The whole page of a text or of a law as HTML: title, lead, facts, what to know first, the text, what comes after it. No Qt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from chefsstod.content.document import Block, Document, Heading, Item, Items, Paragraph, Span, outline, walk
from chefsstod.content.html import LINE, Setting, Terms, Writer, make_terms
from chefsstod.content.links import SCHEME
from chefsstod.content.markdown import anchor_of, parse
from chefsstod.content.pack import Law
from chefsstod.features.handbook.model import Article, ReadState, Term
from chefsstod.features.handbook.reader_words import CLEAR, READ, REPEAT, UNREAD, Banner, certainty_word, day, duty_word
from chefsstod.i18n import _, ngettext


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around the text itself: the line of facts, banners, her marks, and the texts before and after it."""

    meta: str
    banners: Sequence[Banner] = ()
    state: ReadState = ReadState.UNREAD
    before: Article | None = None
    after: Article | None = None


def article_html(article: Article, document: Document, around: Around, setting: Setting) -> str:
    """The page of a text."""
    writer = Writer(setting, {heading.anchor for heading in outline(document)})
    ticked = sum(1 for block in _lists(document.blocks) for item in block.items if item.key in setting.ticked)
    parts = [
        _title(writer, article.title),
        _lead(writer, article.summary),
        _facts(writer, around.meta),
        *(_banner(writer, banner) for banner in around.banners),
        writer.blocks(document.blocks),
        _clear(writer, ticked) if ticked else "",
        _questions(writer, article.questions),
        _foot(writer, around),
    ]
    return _body(setting, parts)


def law_document(law: Law, used: Sequence[tuple[str, str]], today: date) -> Document:
    """The card of a law as a text like others, with headings that the outline can show."""
    blocks: list[Block] = []

    def part(title: str, *inner: Block) -> None:
        blocks.extend((Heading(2, (Span(title),), anchor_of(title)), *inner))

    if law.protects:
        part(_("What it protects"), *parse(law.protects).blocks)
    if law.duty or law.duty_text:
        words = [_words(duty_word(duty)) for duty in law.duty]
        listed = (Items(tuple(Item((word,)) for word in words)),) if words else ()
        part(_("How it binds"), *listed, *parse(law.duty_text).blocks)
    if law.meaning:
        part(_("What it means for you"), *parse(law.meaning).blocks)
    if law.points:
        part(_("Provisions that you meet"), Items(tuple(Item(parse(point).blocks) for point in law.points)))
    if law.supervisor:
        part(_("Who supervises"), *parse(law.supervisor).blocks)
    if not blocks:
        blocks.append(_words(_("Only the number and the name of this law are written down so far.")))
    if used:
        part(_("Used in"), Items(tuple(Item((Paragraph((Span(title, link=address),)),)) for address, title in used)))
    facts = _("Checked {date}: {certainty}.").format(date=day(law.checked, today), certainty=certainty_word(law.certainty))
    part(
        _("How sure this is"),
        _words(facts),
        _words(_("Chefsstöd gives no legal advice. Ask your employer's lawyer when it is close.")),
    )
    return Document(tuple(blocks))


def law_html(law: Law, document: Document, today: date, setting: Setting) -> str:
    """The page of a law."""
    writer = Writer(setting, {heading.anchor for heading in outline(document)})
    facts = [_("Law"), law.number]
    if law.short not in (law.name, law.number):
        facts.append(law.short)
    if law.in_force:
        facts.append(_("in force since {date}").format(date=day(law.in_force, today)))
    if law.replaces:
        facts.append(_("replaces {law}").format(law=law.replaces))
    facts.append(_("checked {date}").format(date=day(law.checked, today)))
    return _body(setting, [_title(writer, law.name), _facts(writer, " · ".join(facts)), writer.blocks(document.blocks)])


def glossary_terms(glossary: Mapping[str, Term]) -> Terms:
    """The terms as the page marks them; a term's key is its first form in lower case."""
    terms = {term.term: term for term in glossary.values()}
    forms = {form: anchor_of(term.term) for term in terms.values() for form in term.forms}
    return make_terms(forms, {anchor_of(term.term): f"{term.term}: {term.short}" for term in terms.values()})


def _words(text: str) -> Paragraph:
    return Paragraph((Span(text),))


def _lists(blocks: Sequence[Block]) -> list[Items]:
    return [block for block in walk(tuple(blocks)) if isinstance(block, Items)]


def _body(setting: Setting, parts: Sequence[str]) -> str:
    tones = setting.tones
    return f'<body style="color:{tones.ink}">{"".join(parts)}</body>'


def _title(writer: Writer, title: str) -> str:
    size = writer.setting.size
    return (
        f'<h1 style="font-size:{size * 1.85:.0f}px;font-weight:600;margin-top:0px;margin-bottom:{size * 0.5:.0f}px">'
        f"{escape(title)}</h1>"
    )


def _lead(writer: Writer, summary: str) -> str:
    size = writer.setting.size
    if not summary:
        return ""
    extra = f"font-size:{size * 1.18:.0f}px;line-height:104%;"
    return writer.paragraph(writer.spans((Span(summary),), terms=False), gap=round(size * 0.7), extra=extra)


def _facts(writer: Writer, meta: str) -> str:
    size, tones = writer.setting.size, writer.setting.tones
    extra = f"font-size:{size * 0.84:.0f}px;color:{tones.muted};"
    return writer.paragraph(escape(meta), gap=round(size * 1.3), extra=extra)


def _banner(writer: Writer, banner: Banner) -> str:
    tones = writer.setting.tones
    color = tones.callouts.get(banner.token, tones.muted)
    links = " &nbsp; ".join(_action(writer, address, words) for address, words in banner.actions)
    inner = writer.paragraph(escape(banner.text), gap=4 if links else 0)
    return writer.ruled(color, inner + (writer.paragraph(links, gap=0) if links else ""), round(writer.setting.size * 0.5))


def _action(writer: Writer, address: str, words: str) -> str:
    style = f"color:{writer.setting.tones.accent};font-weight:600;text-decoration:none"
    return f'<a href="{escape(address)}" style="{style}">{escape(words)}</a>'


def _clear(writer: Writer, ticked: int) -> str:
    text = ngettext("{n} box is ticked.", "{n} boxes are ticked.", ticked).format(n=ticked)
    clear = _action(writer, CLEAR, _("Clear the ticks"))
    return writer.paragraph(f"{escape(text)} {clear}", gap=round(writer.setting.size))


def _questions(writer: Writer, questions: Sequence[str]) -> str:
    if not questions:
        return ""
    tones, size = writer.setting.tones, writer.setting.size
    style = f"margin:0px;margin-bottom:{size * 0.35:.0f}px;color:{tones.accent};font-weight:600"
    title = _("To talk about")
    head = f'<p style="{style}">{escape(title)}</p>'
    points = "".join(f"<li>{writer.paragraph(escape(text), gap=round(size * 0.3))}</li>" for text in questions)
    return writer.ruled(tones.accent, f'{head}<ul style="margin:0px">{points}</ul>', round(size * 0.75))


def _foot(writer: Writer, around: Around) -> str:
    size, tones = writer.setting.size, writer.setting.tones
    if around.state in (ReadState.UNREAD, ReadState.REPEAT):
        mark = [_action(writer, READ, _("Mark as read"))]
    else:
        mark = [_action(writer, UNREAD, _("Mark as not read"))]
    if around.state is not ReadState.REPEAT:
        mark.append(_action(writer, REPEAT, _("Read it again later")))
    rule = f'<hr style="background-color:{tones.line}" />'
    line = writer.paragraph(" &nbsp;·&nbsp; ".join(mark), gap=round(size * 1.8), extra=f"margin-top:{size:.0f}px;")
    return f"{rule}{line}{_neighbours(writer, around)}"


def _neighbours(writer: Writer, around: Around) -> str:
    size, tones = writer.setting.size, writer.setting.tones

    def cell(article: Article | None, word: str, side: str) -> str:
        if article is None:
            return '<td width="50%"></td>'
        head = f'<span style="color:{tones.muted};font-size:{size * 0.84:.0f}px">{escape(word)}</span><br />'
        style = f"color:{tones.accent};text-decoration:none"
        link = f'<a href="{SCHEME}article/{escape(article.id)}" style="{style}">{escape(article.title)}</a>'
        return f'<td width="50%" valign="top"><p align="{side}" style="margin:0px;line-height:{LINE}%">{head}{link}</p></td>'

    if around.before is None and around.after is None:
        return ""
    cells = cell(around.before, _("← Previous"), "left") + cell(around.after, _("Next →"), "right")
    return f'<table width="100%" cellspacing="0" cellpadding="0" ><tr>{cells}</tr></table>'
