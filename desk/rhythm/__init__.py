"""例行工作: who owes what by the calendar, what met it, and which visits are planned."""
