"""Reads and changes the profile."""

from dataclasses import replace
from datetime import date

from chefsstod.features.profile.model import Employment, Profile, Role, ServiceType, tracking_start
from chefsstod.features.profile.tables import ProfileRow
from chefsstod.i18n import _
from chefsstod.storage.engine import Database
from chefsstod.support.clock import Clock
from chefsstod.support.errors import UserError

EARLIEST = date(1970, 1, 1)
LATEST = date(2100, 12, 31)


class ProfileService:
    """The use cases around the first-run questions."""

    def __init__(self, *, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def profile(self) -> Profile | None:
        """The profile, or None before the questions are answered."""
        with self._database.read() as session:
            row = session.get(ProfileRow, 1)
            if row is None:
                return None
            return Profile(
                service_type=ServiceType(row.service_type),
                start_date=row.start_date,
                role=Role(row.role),
                employment=Employment(row.employment),
                unit=row.unit,
                tracked_from=row.tracked_from,
            )

    def save(self, profile: Profile) -> Profile:
        """Store the answers. ``tracked_from`` is kept while the start date stays the same, else set anew unless given.

        Raises UserError for a start date that no working manager can have.
        """
        if not EARLIEST <= profile.start_date <= LATEST:
            raise UserError(
                _("The start date cannot be right"),
                _("{date} lies outside {first}–{last}.").format(date=profile.start_date, first=EARLIEST.year, last=LATEST.year),
                _("Nothing was saved. Give the day you began as a manager of the unit."),
            )
        before = self.profile()
        profile = replace(profile, unit=profile.unit.strip())
        if profile.tracked_from is None:
            same = before is not None and before.start_date == profile.start_date
            tracked = before.tracked_from if before is not None and same else None
            profile = replace(profile, tracked_from=tracked or tracking_start(profile.start_date, self._clock(), profile.role))
        self._put(profile)
        return profile

    def begin_today(self) -> Profile | None:
        """Let tasks before today be: from now on only later ones can become late. None when there is no profile."""
        profile = self.profile()
        if profile is None:
            return None
        changed = replace(profile, tracked_from=self._clock())
        self._put(changed)
        return changed

    def _put(self, profile: Profile) -> None:
        with self._database.write() as session:
            session.merge(
                ProfileRow(
                    id=1,
                    service_type=profile.service_type.value,
                    start_date=profile.start_date,
                    role=profile.role.value,
                    employment=profile.employment.value,
                    unit=profile.unit,
                    tracked_from=profile.tracked_from or profile.start_date,
                )
            )
