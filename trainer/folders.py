"""Where this user's programs keep what callfloor has to remember."""

from pathlib import Path

from platformdirs import user_config_path, user_data_path


def data_folder() -> Path:
    """Attempts and recordings."""
    return user_data_path("callfloor", appauthor=False)


def config_folder() -> Path:
    """Settings."""
    return user_config_path("callfloor", appauthor=False)
