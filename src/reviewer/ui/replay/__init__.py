"""Replays: a script of actions, keys and waits drives the real window and tells what came of each step."""
