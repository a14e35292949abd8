"""Content packs: local texts, dates, contacts and systems from the employer, as one file."""
