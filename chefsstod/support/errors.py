"""Expected errors: each carries what happened, what it means for her data, and a way out.

Everything else is a bug and propagates to the crash hook.
"""


class UserError(Exception):
    """An expected failure, told to the user in her language.

    ``title`` is one short line, ``message`` says what happened and what it means for her data,
    ``remedy`` says what she can do. All three are already translated.
    """

    def __init__(self, title: str, message: str, remedy: str = "") -> None:
        super().__init__(title)
        self.title = title
        self.message = message
        self.remedy = remedy

    def one_line(self) -> str:
        """The whole error on one line, for standard error and the log."""
        return " ".join(part for part in (f"{self.title}:", self.message, self.remedy) if part).replace("\n", " ")
