"""Fields from a service: one file a provider."""
