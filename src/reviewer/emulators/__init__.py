"""The recognition services, played on this computer: one file a service, for trying, training and testing.

They answer in the form of the service with what a local engine reads; they show its form, not its quality.
"""
