"""The database: one SQLite file, its schema and migrations, backups and health. Rows never leave this room and the
services.
"""
