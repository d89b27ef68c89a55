"""Takes callbacks of services from the network and puts them into the workspace's spool; knows no database."""

PROVIDERS = ("mindee", "verihubs")
"""Those that call back."""
