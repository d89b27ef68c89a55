"""The page Keys: every action of the table with the keys that it answers to."""
