"""The history of the schema. Each migration is self-contained: it imports nothing of the program's own tables."""
