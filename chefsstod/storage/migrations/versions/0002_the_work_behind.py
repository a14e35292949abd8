"""The work behind the dates: lessons, changed rules, hidden tasks, chains, own weeks, roll-over, reminders, calendar files."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what is new; nothing that was there is changed, so that no table has to be rebuilt."""
    _occurrences_and_tasks()
    _rules()
    _chains()
    _weeks_and_months()
    _rollover_and_reminders()
    _calendar_files()


def _text(name: str, default: str = "") -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False, server_default=sa.text(f"'{default}'"))


def _key(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _day(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.Date(), nullable=nullable)


def _occurrences_and_tasks() -> None:
    op.add_column("occurrence", _text("next_time"))
    op.add_column("occurrence", _text("title"))
    op.add_column("occurrence", sa.Column("lead_days", sa.Integer(), nullable=True))
    op.add_column("occurrence", sa.Column("hours", sa.Float(), nullable=True))
    op.create_table(
        "step_date",
        _key("activity"),
        _day("original"),
        _key("step"),
        _day("day"),
        sa.ForeignKeyConstraint(
            ["activity", "original"],
            ["occurrence.activity", "occurrence.original"],
            name="of_occurrence",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("activity", "original", "step"),
    )
    for name in ("short", "kind", "words", "place", "at_time", "based_on"):
        op.add_column("own_activity", _text(name))
    op.add_column("own_activity", _text("nature", "task"))
    op.add_column("own_activity", _text("steps", "[]"))
    op.add_column("own_activity", sa.Column("workday", sa.Integer(), nullable=True))
    op.add_column("own_activity", _day("ends", nullable=True))


def _rules() -> None:
    op.create_table(
        "rule_change",
        _key("activity"),
        _day("valid_from"),
        _key("rrule"),
        _key("words"),
        sa.Column("workday", sa.Integer(), nullable=True),
        _key("red_day"),
        sa.Column("lead_days", sa.Integer(), nullable=True),
        _key("source"),
        sa.PrimaryKeyConstraint("activity", "valid_from"),
    )
    op.create_table(
        "hidden_activity",
        _key("activity"),
        _day("since"),
        _key("reason"),
        sa.PrimaryKeyConstraint("activity"),
    )
    op.create_table(
        "local_answer",
        _key("question"),
        _key("value"),
        _day("answered"),
        sa.PrimaryKeyConstraint("question"),
    )


def _chains() -> None:
    op.create_table(
        "chain",
        _key("id"),
        _key("template"),
        _key("label"),
        _day("start"),
        _day("closed", nullable=True),
        _key("note"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "chain_step",
        _key("chain"),
        _key("step"),
        _day("done_on", nullable=True),
        _day("moved_to", nullable=True),
        sa.Column("applies", sa.Boolean(), nullable=False),
        _key("note"),
        sa.ForeignKeyConstraint(["chain"], ["chain.id"], name="of_chain", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("chain", "step"),
    )


def _weeks_and_months() -> None:
    op.create_table(
        "slack_week",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("week", sa.Integer(), nullable=False),
        _key("text"),
        sa.PrimaryKeyConstraint("year", "week"),
    )
    op.create_table(
        "own_leave",
        _key("id"),
        _day("first"),
        _day("last"),
        _key("text"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "month_need",
        _key("id"),
        _day("month"),
        _key("text"),
        _day("done_on", nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )


def _rollover_and_reminders() -> None:
    op.create_table(
        "rollover_choice",
        sa.Column("year", sa.Integer(), nullable=False),
        _key("activity"),
        _key("choice"),
        _key("lesson"),
        _day("decided"),
        sa.PrimaryKeyConstraint("year", "activity"),
    )
    op.create_table(
        "snooze",
        _key("activity"),
        _day("original"),
        sa.Column("until", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("activity", "original"),
    )


def _calendar_files() -> None:
    op.create_table(
        "ics_out",
        _key("activity"),
        _day("original"),
        sa.Column("sequence", sa.Integer(), nullable=False),
        _key("digest"),
        sa.PrimaryKeyConstraint("activity", "original"),
    )
    op.create_table(
        "ics_in",
        _key("uid"),
        _key("recurrence"),
        _key("activity"),
        sa.Column("sequence", sa.Integer(), nullable=False),
        _key("digest"),
        sa.PrimaryKeyConstraint("uid", "recurrence"),
    )
