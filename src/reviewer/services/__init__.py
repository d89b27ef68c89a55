"""The use cases, as jobs: what Reviewer does, without a window."""
