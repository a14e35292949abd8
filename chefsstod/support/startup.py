"""The garbage collector during start-up.

Importing SQLAlchemy and Qt makes hundreds of thousands of objects that live as long as the program; the collector goes through
them again and again and finds nothing. Left alone until the window is seen, start-up is 6–10 % shorter (``make bench``).
"""

import gc


def begin() -> None:
    """Let the collector rest. Called before the heavy imports."""
    gc.disable()


def finished() -> None:
    """Let it work again; what start-up made is not looked through any more."""
    gc.freeze()
    gc.enable()
