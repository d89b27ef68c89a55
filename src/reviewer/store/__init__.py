"""The workspace: a folder with one database and the originals. Imported late: SQLAlchemy takes 0.3 s."""
