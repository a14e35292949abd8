"""Names of the answers to the first-run questions."""

from chefsstod.features.profile.model import Employment, Role, ServiceType
from chefsstod.i18n import N_, _

_SERVICES = {
    ServiceType.HEMTJANST: N_("Home care"),
    ServiceType.SABO: N_("Residential care for older people"),
    ServiceType.LSS: N_("LSS and disability support"),
    ServiceType.IFO: N_("Individual and family services"),
    ServiceType.HEMSJUKVARD: N_("Home health care"),
    ServiceType.MYNDIGHET: N_("Needs assessment (exercise of authority)"),
    ServiceType.OVRIGT: N_("Another kind of unit"),
}
_ROLES = {Role.NEW: N_("New manager"), Role.EXPERIENCED: N_("Experienced manager"), Role.MENTOR: N_("Mentor")}
_ROLE_TEXTS = {
    Role.NEW: N_("in my first year"),
    Role.EXPERIENCED: N_("I know my year and want to see it"),
    Role.MENTOR: N_("I support a new colleague"),
}
_EMPLOYMENTS = {Employment.PERMANENT: N_("Permanent post"), Employment.SUBSTITUTE: N_("Temporary post")}


def service_name(kind: ServiceType) -> str:
    """«Särskilt boende»."""
    return _(_SERVICES[kind])


def role_name(role: Role) -> str:
    """«Ny chef»."""
    return _(_ROLES[role])


def role_text(role: Role) -> str:
    """What the role means, in a few words."""
    return _(_ROLE_TEXTS[role])


def employment_name(kind: Employment) -> str:
    """«Tillsvidareanställning»."""
    return _(_EMPLOYMENTS[kind])
