"""The parts of a plan's page that wait, freeze or decide, each with its callbacks."""
