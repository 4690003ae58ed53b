"""Every check, by section, in the order in which they are shown."""

from trainer.rubric.checks.closing import closing
from trainer.rubric.checks.delivery import delivery
from trainer.rubric.checks.discovery import discovery
from trainer.rubric.checks.empathy import empathy
from trainer.rubric.checks.objections import objections
from trainer.rubric.checks.opening import opening
from trainer.rubric.checks.resolution import resolution
from trainer.rubric.checks.survey import neutrality, verbatim
from trainer.rubric.checks.verification import verification

SECTIONS = (opening, verification, discovery, empathy, resolution, objections, verbatim, neutrality, delivery, closing)
ALL = tuple(check for section in SECTIONS for check in section.all)

__all__ = ["ALL", "SECTIONS"]
