"""Why a file cannot be read, in words: what is wrong with it, and the way out. Nothing is ever taken in half."""

from chefsstod.features.imports.model import MAX_BYTES, MAX_PAGES, MAX_WORDS
from chefsstod.i18n import _
from chefsstod.i18n.dates import number
from chefsstod.support.errors import UserError


def _refused(message: str, remedy: str) -> UserError:
    return UserError(_("The document could not be taken in"), message, remedy)


def empty() -> UserError:
    """No words and no pictures."""
    return _refused(_("The file is empty."), _("Look whether you have the right file."))


def no_text() -> UserError:
    """A Word file, a web page or a note without a single word."""
    return _refused(_("There is no text in the document."), _("Look whether you have the right file."))


def scanned(pages: int) -> UserError:
    """A PDF that is only pictures of paper."""
    return _refused(
        _("The pages ({n}) are pictures of a scanned paper, without text that can be read or searched.").format(n=pages),
        _("Ask for the original in Word, or have the text recognised (OCR) in the copier or the PDF program and try again."),
    )


def garbled() -> UserError:
    """A PDF whose fonts do not say which letters they hold."""
    return _refused(
        _("The letters of the document can be seen but not read: its fonts do not say which letters they are."),
        _("Ask for the original in Word, or have the text recognised (OCR) in the PDF program and try again."),
    )


def encrypted() -> UserError:
    """A password is needed to open it."""
    return _refused(
        _("The document is locked with a password."),
        _("Open it in the program that it was made in, save a copy without password and take in the copy."),
    )


def broken() -> UserError:
    """Damaged, cut short, or not what its name says."""
    return _refused(
        _("The file is damaged, or is not what its name says."),
        _("Open it in the program that it was made in and save it anew, or ask for a new copy."),
    )


def too_large() -> UserError:
    """More bytes than any routine has."""
    return _refused(
        _("The file is larger than {n} MB.").format(n=MAX_BYTES // 1_000_000),
        _("Make the pictures in it smaller, or divide it into several documents."),
    )


def too_long(pages: int = 0) -> UserError:
    """More than can be read as one text."""
    message = (
        _("The document has {n} pages; at most {most} can be taken in.").format(n=pages, most=MAX_PAGES)
        if pages
        else _("The document has more than {most} words.").format(most=number(MAX_WORDS))
    )
    return _refused(message, _("Divide it into several documents, one for each routine."))


def bomb() -> UserError:
    """Unpacked it would fill the memory: no word processor makes such a file."""
    return _refused(
        _("The file is built in a way that no word processor does, and could harm the computer. It was not opened."),
        _("Do not open it in another program either. Ask the one you had it from for a new copy."),
    )


def old_word() -> UserError:
    """Word 97–2003."""
    return _refused(
        _("The document is in the old Word format (.doc)."),
        _("Open it in Word, choose Save as and the type Word document (.docx), and take in the new file."),
    )


def other_kind(name: str) -> UserError:
    """A kind that is not read; ``name`` is what it is called, empty when nobody knows."""
    known = {
        "odt": _("The file is an OpenDocument text."),
        "rtf": _("The file is a Rich Text document (.rtf)."),
        "excel": _("The file is an Excel workbook."),
        "powerpoint": _("The file is a PowerPoint presentation."),
        "zip": _("The file is an archive (.zip)."),
        "picture": _("The file is a picture."),
    }
    remedies = {
        "odt": _("Open it, choose Save as and the type Word document (.docx), and take in the new file."),
        "rtf": _("Open it, choose Save as and the type Word document (.docx), and take in the new file."),
        "excel": _("Copy what you need into a Word document, or save it as PDF."),
        "powerpoint": _("Save it as PDF and take in that file."),
        "zip": _("Unpack it and take in the documents; a Chefsstöd pack is installed under Packs."),
    }
    return _refused(
        known.get(name, _("The file is of a kind that Chefsstöd cannot read.")),
        remedies.get(name, _("Word (.docx), PDF, web pages (.html), Markdown (.md) and plain text (.txt) can be taken in.")),
    )


def unreadable() -> UserError:
    """The system does not let us read it."""
    return _refused(
        _("The file could not be opened: it is gone, or you may not read it."),
        _("See that it is there and that you may open it, then try again."),
    )
