"""Who is done next: a tournament of agents, in which every agent's next moment meets its neighbour's.

A leaf holds ``moment << bits | agent``, so that the smaller word is the earlier moment and, at the same microsecond,
the agent of the smaller number.  Node 1 is the winner of all; node n the winner of 2n and 2n + 1.  A change costs
one comparison a level, and none of them a branch that the processor has to guess.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from sim.units import FOREVER

if TYPE_CHECKING:
    from numpy.typing import NDArray

WORD_BITS = 62
"""Of a signed word; FOREVER is 2**62."""


def agent_bits(agents: int) -> int:
    """How many bits hold the number of an agent."""
    return max(1, (agents - 1).bit_length())


def no_winner(agents: int) -> NDArray[np.int64]:
    """The tournament before anybody has anything to do."""
    return np.full(2 << agent_bits(agents), FOREVER)


def enter(tree: NDArray[np.int64], leaf: int | np.unsignedinteger[Any], word: int) -> None:
    """An agent's next moment changes; FOREVER takes the agent out."""
    node = np.uint32(leaf)
    tree[node] = word
    while node > 1:
        word = min(word, tree[node ^ np.uint32(1)])
        node >>= np.uint32(1)
        tree[node] = word
