"""`progress` and `export`: being written."""


def progress() -> None:
    """Being written."""


def export() -> None:
    """Being written."""
