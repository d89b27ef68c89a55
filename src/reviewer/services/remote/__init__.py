"""Recognition by a service: send, wait, take the answer, bring corrections back."""
