"""The steps from a database of one version to the next: Alembic's, and only here."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

MIGRATIONS: Final = Path(__file__).parent / "migrations"


def migrate(connection: Connection, scripts: Path = MIGRATIONS, to: str = "head") -> None:
    """Takes the steps that the database lacks, in the transaction that is open: all of them or none."""
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    command.upgrade(config, to)
