"""The names of the holidays in the user's language."""

from chefsstod.i18n import N_, _
from chefsstod.support.holidays import Holiday

_NAMES = {
    Holiday.NEW_YEAR: N_("New Year's Day"),
    Holiday.EPIPHANY: N_("Epiphany"),
    Holiday.GOOD_FRIDAY: N_("Good Friday"),
    Holiday.EASTER_SUNDAY: N_("Easter Sunday"),
    Holiday.EASTER_MONDAY: N_("Easter Monday"),
    Holiday.MAY_DAY: N_("May Day"),
    Holiday.ASCENSION: N_("Ascension Day"),
    Holiday.PENTECOST: N_("Whit Sunday"),
    Holiday.NATIONAL_DAY: N_("National Day"),
    Holiday.MIDSUMMER_EVE: N_("Midsummer Eve"),
    Holiday.MIDSUMMER_DAY: N_("Midsummer Day"),
    Holiday.ALL_SAINTS: N_("All Saints' Day"),
    Holiday.CHRISTMAS_EVE: N_("Christmas Eve"),
    Holiday.CHRISTMAS_DAY: N_("Christmas Day"),
    Holiday.BOXING_DAY: N_("Boxing Day"),
    Holiday.NEW_YEARS_EVE: N_("New Year's Eve"),
}


def holiday_name(holiday: Holiday) -> str:
    """«första maj»: the name as it stands inside a sentence."""
    return _(_NAMES[holiday])
