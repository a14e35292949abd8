"""The base tasks with the steps whose days a local answer has set: between the content and everything that uses it.

Imported when the first page is made, and therefore small.
"""

from collections.abc import Sequence

from chefsstod.features.localdates.rules import with_step
from chefsstod.features.localdates.tables import read_steps
from chefsstod.features.yearwheel.model import Activity
from chefsstod.storage.engine import Database


def with_local_steps(database: Database, activities: Sequence[Activity]) -> Sequence[Activity]:
    """``activities``, some of them with other days for their steps and another lead time."""
    with database.read() as session:
        wanted = {steps.activity: steps for steps in read_steps(session)}
    if not wanted:
        return activities
    return [with_step(activity, wanted[activity.id]) if activity.id in wanted else activity for activity in activities]
