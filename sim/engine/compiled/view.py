"""What a compiled policy sees of the floor: the columns where the engine keeps them, for reading.

Handing fifteen arrays over at every question would cost more than the answer.  So the engine hands over one number,
the address of a table with the addresses of the columns, and the floor is put together where it is looked at: of what
the policy does not read, the compiler leaves nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
from llvmlite import ir
from numba import types
from numba.core.errors import TypingError
from numba.extending import intrinsic
from numba.np.arrayobj import make_array, populate_array

from sim.routing import Floor

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

WORD = ir.IntType(64)
SIZES: Final = len(Floor._fields)
"""Where the sizes stand in the table, behind the addresses."""
ONE, QUEUES, GROUPS, PARAMS, MEMORY = range(SIZES, SIZES + 5)


def table_of(floor: Floor) -> NDArray[np.int64]:
    """The table of a floor: the address of each column, then how many there are of what.  Keep the floor alive."""
    sizes = (1, len(floor.queue_length), len(floor.idle), len(floor.params), len(floor.memory))
    return np.array([column.ctypes.data for column in floor] + list(sizes), dtype=np.int64)


def _column(kind: Any, *, readonly: bool = True) -> Callable[[int, int, int], Any]:
    """The array whose address stands at one place of the table and whose length at another."""
    array = types.Array(kind, 1, "C", readonly=readonly)

    def codegen(context: Any, builder: Any, _signature: Any, args: Any) -> Any:
        table, place, length = args
        return _array(context, builder, array, _load(builder, table, place), [_load(builder, table, length)])

    @intrinsic
    def column(_typing: Any, table: Any, place: Any, length: Any) -> Any:
        return array(types.int64, types.int64, types.int64), codegen

    return column


def _matrix(kind: Any) -> Callable[[int, int], Any]:
    """The matrix of groups by queues whose address stands at a place of the table."""
    array = types.Array(kind, 2, "C", readonly=True)

    def codegen(context: Any, builder: Any, _signature: Any, args: Any) -> Any:
        table, place = args
        shape = [_load(builder, table, ir.Constant(WORD, size)) for size in (GROUPS, QUEUES)]
        return _array(context, builder, array, _load(builder, table, place), shape)

    @intrinsic
    def matrix(_typing: Any, table: Any, place: Any) -> Any:
        return array(types.int64, types.int64), codegen

    return matrix


def _load(builder: Any, table: Any, place: Any) -> Any:
    return builder.load(builder.gep(builder.inttoptr(table, WORD.as_pointer()), [place]))


def _array(context: Any, builder: Any, array: Any, address: Any, shape: list[Any]) -> Any:
    item = ir.Constant(WORD, 8)
    strides = [item] if len(shape) == 1 else [builder.mul(shape[1], item), item]
    made = make_array(array)(context, builder)
    data = builder.inttoptr(address, context.get_data_type(array.dtype).as_pointer())
    populate_array(made, data=data, shape=shape, strides=strides, itemsize=item, meminfo=None)
    return made._getvalue()


@intrinsic
def whole(_typing: Any, answer: Any) -> Any:
    """The answer of a policy, where it is a whole number whatever the floor."""
    if not (isinstance(answer, types.Integer) and answer.signed):
        raise TypingError(f"a policy answers {answer}, not a whole number")

    def codegen(context: Any, builder: Any, _signature: Any, args: Any) -> Any:
        return context.cast(builder, args[0], answer, types.int64)

    return types.int64(answer), codegen


ints, floats, notes = _column(types.int64), _column(types.float64), _column(types.float64, readonly=False)
int_matrix, float_matrix = _matrix(types.int64), _matrix(types.float64)


def floor_at(table: int) -> Floor:
    """The floor of a table, its columns in the order of Floor."""
    return Floor(
        ints(table, 0, ONE),
        ints(table, 1, QUEUES),
        ints(table, 2, QUEUES),
        ints(table, 3, GROUPS),
        ints(table, 4, GROUPS),
        ints(table, 5, GROUPS),
        int_matrix(table, 6),
        int_matrix(table, 7),
        int_matrix(table, 8),
        float_matrix(table, 9),
        floats(table, 10, QUEUES),
        ints(table, 11, QUEUES),
        floats(table, 12, PARAMS),
        notes(table, 13, MEMORY),
        floats(table, 14, ONE),
    )
