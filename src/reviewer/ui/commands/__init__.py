"""What each action of the table does: a file for each file of the table."""
