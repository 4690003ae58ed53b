"""An operator, trained: difficult customers who speak, and a score that rests on what was heard."""
