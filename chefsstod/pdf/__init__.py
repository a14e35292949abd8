"""Page templates, fonts and styles that all reports share. No Qt, no SQL."""
