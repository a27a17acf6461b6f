"""`breachbot` and `python -m breachbot`."""

from breachbot.cli.main import main

if __name__ == "__main__":
    main()
