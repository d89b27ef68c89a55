"""The table of all actions. Keys, menus, tool bars, key sheet, settings and replays are made from it."""
