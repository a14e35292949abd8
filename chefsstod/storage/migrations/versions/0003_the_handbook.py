"""The handbook: own texts with versions, her marks and notes, imported files, packs, the directory."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what is new; nothing that was there is changed."""
    _packs()
    _articles()
    _reading()
    _directory()


def _key(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _text(name: str, default: str = "") -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False, server_default=sa.text(f"'{default}'"))


def _day(name: str, *, nullable: bool = True) -> sa.Column[object]:
    return sa.Column(name, sa.Date(), nullable=nullable)


def _moment(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(), nullable=nullable)


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.text("0"))


def _packs() -> None:
    op.create_table(
        "pack",
        _key("id"),
        _key("title"),
        _key("version"),
        _key("language"),
        _key("licence"),
        _day("reviewed", nullable=False),
        _key("min_app"),
        _day("installed", nullable=False),
        _key("source"),
        _key("digest"),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "pack_file",
        _key("pack"),
        _key("path"),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["pack"], ["pack.id"], name="of_pack", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("pack", "path"),
    )


def _written() -> list[sa.Column[object]]:
    """What she writes of a text: the same in the text and in its versions."""
    columns = (
        _key("kind"),
        _key("title"),
        _text("summary"),
        _key("body"),
        _text("chapter"),
        _text("keywords", "[]"),
        _text("service_types", '["all"]'),
        _text("related", "[]"),
        _text("owner"),
        _text("version"),
        _day("valid_from"),
        _day("review_by"),
    )
    return list(columns)  # type: ignore[arg-type]


def _articles() -> None:
    op.create_table(
        "original",
        _key("id"),
        _key("name"),
        _key("media"),
        _day("imported", nullable=False),
        _key("digest"),
        sa.Column("pages", sa.Integer(), nullable=False, server_default=sa.text("0")),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "article",
        _key("id"),
        *_written(),
        _text("based_on"),
        _text("base_text"),
        _text("imported_digest"),
        sa.Column("original", sa.Text(), nullable=True),
        _moment("created"),
        _moment("changed"),
        sa.ForeignKeyConstraint(["original"], ["original.id"], name="from_original", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "article_version",
        _key("article"),
        sa.Column("number", sa.Integer(), nullable=False),
        _moment("saved"),
        *_written(),
        sa.ForeignKeyConstraint(["article"], ["article.id"], name="of_article", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("article", "number"),
    )
    op.create_table(
        "article_file",
        _key("article"),
        _key("name"),
        _key("media"),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["article.id"], name="file_of_article", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("article", "name"),
    )


def _reading() -> None:
    # No references to «article»: most of what she reads is in packs, not in the database.
    op.create_table(
        "reading",
        _key("article"),
        _day("read_on"),
        _text("read_digest"),
        _flag("repeat"),
        _flag("bookmarked"),
        _moment("opened", nullable=True),
        sa.PrimaryKeyConstraint("article"),
    )
    op.create_table(
        "margin_note",
        _key("id"),
        _key("article"),
        _text("anchor"),
        _key("text"),
        _moment("changed"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "article_tick",
        _key("article"),
        _key("item"),
        _day("ticked", nullable=False),
        sa.PrimaryKeyConstraint("article", "item"),
    )


def _directory() -> None:
    op.create_table(
        "contact",
        _key("id"),
        _key("title"),
        *(_text(name) for name in ("what_for", "name", "phone", "email", "place", "hours", "note", "group_name")),
        _text("keywords", "[]"),
        _flag("hidden"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "it_system",
        _key("id"),
        _key("title"),
        *(_text(name) for name in ("what_for", "local_name", "access", "guide", "helper", "note")),
        _text("keywords", "[]"),
        _flag("hidden"),
        sa.PrimaryKeyConstraint("id"),
    )
