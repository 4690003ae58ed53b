"""Help for authors: what a dialogue cannot do although nothing in it is wrong, its graph, and a file to begin with."""

from trainer.authoring.findings import findings
from trainer.authoring.graph import mermaid
from trainer.authoring.template import write_template

__all__ = ["findings", "mermaid", "write_template"]
