"""Every page and state of the window: shared by the pictures (``python -m tests.screens``) and the geometry tests."""
