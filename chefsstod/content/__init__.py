"""Packs of content and their layers: reading, checking, and where in which file a problem lies."""
