"""breachbot gets a company through a personal data breach. See docs/architecture.md for the house as built."""

__version__ = "0.1.0"
