"""What the systematic work environment management (SAM) of a year has to hold, and which tasks of the base content carry it.

Source: AFS 2023:1 and AFS 2023:2 as in the fact sheet on work environment law, checked 2026-11-22. Each part names the provision
that it rests on. What is only custom is not said to be a duty: a yearly «skyddsrond» is one way of many to examine the work
environment, and the yearly summary of incidents is good practice since AFS 2023:1 took the place of AFS 2001:1.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from chefsstod.content.layers import Layer
from chefsstod.features.yearwheel.model import Activity
from chefsstod.i18n import N_

CHECKED = date(2026, 11, 22)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of SAM: its name, what is required and where it stands, the base tasks that carry it.

    ``words`` are beginnings of Swedish words by which a task of her own or of her employer is known to carry it too.
    """

    id: str
    name: str
    requirement: str
    law: str
    ref: str
    tasks: tuple[str, ...]
    words: tuple[str, ...]


PARTS = (
    Part(
        "uppfoljning",
        N_("Yearly follow-up of the work environment management"),
        N_("The systematic work environment management is to be followed up every year."),
        "afs-2023-1",
        "14 §",
        ("sam-uppfoljning",),
        ("sam-uppfölj", "uppföljning av sam", "uppföljning av arbetsmiljöarbetet"),
    ),
    Part(
        "undersokning",
        N_("Examination of the work environment"),
        N_("The work environment is to be examined regularly; a safety round is one way to do it."),
        "afs-2023-1",
        "11 §",
        ("skyddsrond", "riskinventering"),
        ("skyddsrond", "arbetsmiljörond", "riskinventering"),
    ),
    Part(
        "riskbedomning",
        N_("Risk assessment when something is to change"),
        N_("When changes are planned the risks are to be assessed, always in writing."),
        "afs-2023-1",
        "11 §",
        ("riskbedomning-andring",),
        ("riskbedöm", "konsekvensanalys"),
    ),
    Part(
        "handlingsplan",
        N_("Action plan for the work environment"),
        N_("What is not put right at once is to stand in a written action plan, and the effect is to be checked."),
        "afs-2023-1",
        "13 §",
        ("handlingsplan-arbetsmiljo",),
        ("handlingsplan",),
    ),
    Part(
        "tillbud",
        N_("Incidents and accidents"),
        N_("The causes of ill health, accidents and serious incidents are to be investigated."),
        "afs-2023-1",
        "12 §",
        ("tillbud-arbetsskador",),
        ("tillbud", "arbetsskad", "olycksfall"),
    ),
    Part(
        "forsta-hjalpen",
        N_("First aid and crisis support"),
        N_("Every workplace is to be prepared for first aid and crisis support, with routines that all know."),
        "afs-2023-2",
        "4 kap. 4–6 §§",
        ("forsta-hjalpen-krisstod",),
        ("första hjälp", "krisstöd"),
    ),
    Part(
        "osa",
        N_("Organisational and social work environment"),
        N_("Resources are to be fitted to the demands, and everybody is to know what comes first when time is short."),
        "afs-2023-2",
        "2 kap. 6–7 §§",
        ("osa-rond",),
        ("osa", "arbetsbelastning"),
    ),
    Part(
        "krankande",
        N_("Victimisation at work"),
        N_("It is to be clear that victimisation is not accepted, and what to do if it happens."),
        "afs-2023-2",
        "2 kap. 10–11 §§",
        ("krankande-sarbehandling",),
        ("kränkande",),
    ),
    Part(
        "kunskaper",
        N_("Knowledge and introduction"),
        N_("Everybody is to know enough about the work and its risks; serious risks need written instructions."),
        "afs-2023-1",
        "10 §",
        ("sommarintroduktion", "kompetensplan"),
        ("introduktion", "kompetensplan"),
    ),
    Part(
        "fordelning",
        N_("Distribution of the work environment tasks"),
        N_("Whoever is given such tasks is to have the authority, the means and the knowledge for them."),
        "afs-2023-1",
        "9 §",
        ("arbetsmiljouppgifter", "mandatkoll"),
        ("arbetsmiljöuppgift", "uppgiftsfördelning"),
    ),
    Part(
        "foretagshalsovard",
        N_("Occupational health service"),
        N_("When your own knowledge is not enough, occupational health or other expert help is to be called in."),
        "afs-2023-1",
        "15–16 §§",
        (),  # no task of the base content is about it: see ASKED_ONCE
        ("företagshäls", "fhv"),
    ),
)

ASKED_ONCE = frozenset(part.id for part in PARTS if not part.tasks)
"""Parts that need no task of hers where the employer keeps them together: once she has said so they are not asked for again."""


def carriers(part: Part, activities: Iterable[Activity]) -> list[Activity]:
    """The tasks that carry a part of SAM: those of the base content by id, others by the words in their titles."""
    return [a for a in activities if a.id in part.tasks or (a.layer is not Layer.BASE and _names(part, a))]


def _names(part: Part, activity: Activity) -> bool:
    text = f" {activity.title} {activity.short}".casefold()
    return any(f" {word}" in text for word in part.words)
