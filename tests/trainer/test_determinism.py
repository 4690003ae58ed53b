"""The same seed and answers give the same call and the same score, to the last bit, in any process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROGRAM = """
import hashlib, json
from played import TRAINEES, played
from trainer.rubric import as_mapping
digest = hashlib.sha256()
for name in ("double_charged", "uk/dead_line", "fa/price_shopper", "ru/double_charged", "ro/dead_line"):
    for trainee in TRAINEES:
        call = played(name, trainee)
        digest.update(json.dumps(as_mapping(call.score)).encode())
        digest.update(repr(call.session.replies).encode())
print(digest.hexdigest())
"""


def test_the_order_of_sets_decides_nothing() -> None:
    """Python orders sets of words anew in every process, unless PYTHONHASHSEED says how."""
    paths = os.pathsep.join([str(ROOT), str(ROOT / "tests" / "trainer")])
    found = set()
    for seed in ("0", "1", "2"):
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": paths}
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM], env=environment, capture_output=True, text=True, check=True
        )
        found.add(done.stdout)
    assert len(found) == 1
