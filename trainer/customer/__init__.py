"""The difficult customer: what he says, and what moves him."""

from trainer.customer.customer import COLD_TRANSFER, Customer, Reply
from trainer.customer.mood import RULES
from trainer.customer.state import Shift, State

__all__ = ["COLD_TRANSFER", "RULES", "Customer", "Reply", "Shift", "State"]
