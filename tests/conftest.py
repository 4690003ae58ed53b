"""What every test may count on."""

from __future__ import annotations

import pytest

from sim import POLICIES
from sim.engine import engine_for


@pytest.fixture(scope="session", autouse=True)
def _compiled_engine() -> None:
    """The engine has been compiled on this machine before, and so does not say that it is being compiled now."""
    engine_for(POLICIES["longest-wait"], "compiled")
