"""A PostgreSQL for the tests: the one that CALLFLOOR_TEST_POSTGRES names, or one of our own for as long as they run."""

from __future__ import annotations

import atexit
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from uuid import uuid4

GIVEN = "CALLFLOOR_TEST_POSTGRES"
UNPRIVILEGED = ("postgres", "nobody")
"""Whom the server runs as where the tests run as root, which PostgreSQL refuses to."""


def binaries() -> Path | None:
    """The folder of initdb and pg_ctl; Debian keeps them off the path."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    return max(Path("/usr/lib/postgresql").glob("*/bin"), default=None)


def missing() -> str:
    """Why there is no PostgreSQL to test with; empty where there is one."""
    if os.environ.get(GIVEN) or binaries():
        return ""
    return f"no PostgreSQL: {GIVEN} is not set, and neither initdb nor /usr/lib/postgresql is here"


@contextmanager
def empty_schema() -> Iterator[str]:
    """The URL of an empty corner of the server; removed afterwards with all that is in it."""
    import psycopg

    url, name = server(), f"callfloor_{uuid4().hex}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {name}")
    try:
        yield f"{url}{'&' if '?' in url else '?'}options=-csearch_path%3D{name}"
    finally:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(f"DROP SCHEMA {name} CASCADE")


@cache
def server() -> str:
    """The URL of a server that runs until the tests are over."""
    if given := os.environ.get(GIVEN):
        return given
    folder = Path(tempfile.mkdtemp(prefix="callfloor-pg-"))
    user = _unprivileged()
    if user:
        shutil.chown(folder, user)
    _run(user, "initdb", "-D", str(folder / "data"), "-U", "callfloor", "-A", "trust", "-E", "UTF8", "--no-sync")
    socket_only = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c max_connections=60"
    _run(user, "pg_ctl", "-D", str(folder / "data"), "-o", socket_only, "-l", str(folder / "log"), "-w", "start")
    atexit.register(_stop, user, folder)
    return f"postgresql://callfloor@/postgres?host={folder}"


def _stop(user: str | None, folder: Path) -> None:
    _run(user, "pg_ctl", "-D", str(folder / "data"), "-m", "immediate", "-w", "stop")
    shutil.rmtree(folder, ignore_errors=True)


def _unprivileged() -> str | None:
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in UNPRIVILEGED if name in known)


def _run(user: str | None, program: str, *words: str) -> None:
    folder = binaries()
    assert folder is not None
    subprocess.run([str(folder / program), *words], user=user, cwd="/", check=True, stdin=subprocess.DEVNULL,
                   stdout=subprocess.DEVNULL, timeout=120)  # fmt: skip
