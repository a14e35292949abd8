"""The profile: what the first-run questions ask for."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

FIRST_CYCLE = timedelta(days=365)


class ServiceType(StrEnum):
    """Verksamhetstyp."""

    HEMTJANST = "hemtjanst"
    SABO = "sabo"
    LSS = "lss"
    IFO = "ifo"
    HEMSJUKVARD = "hemsjukvard"
    MYNDIGHET = "myndighet"
    OVRIGT = "ovrigt"


class Role(StrEnum):
    """Who uses the program."""

    NEW = "new"
    EXPERIENCED = "experienced"
    MENTOR = "mentor"


class Employment(StrEnum):
    """Anställningsform."""

    PERMANENT = "tillsvidare"
    SUBSTITUTE = "vikariat"


@dataclass(frozen=True, slots=True)
class Profile:
    """The answers. ``tracked_from`` is the first day whose tasks are hers to answer for: earlier ones never count as late."""

    service_type: ServiceType
    start_date: date
    role: Role = Role.NEW
    employment: Employment = Employment.PERMANENT
    unit: str = ""
    tracked_from: date | None = None


def tracking_start(start_date: date, today: date, role: Role) -> date:
    """From which day tasks can become late.

    For a new manager in her first year cycle that is the start date, so that nothing of the first year is missed. Whoever knows her
    year, or has been longer in place, and opens Chefsstöd for the first time begins today, not with a wall of old tasks.
    """
    in_first_cycle = today - start_date <= FIRST_CYCLE
    return start_date if role is Role.NEW and in_first_cycle else max(start_date, today)
