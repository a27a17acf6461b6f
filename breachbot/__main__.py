"""`breachbot` and `python -m breachbot`."""

import gc


def main() -> None:
    """Run one command. A start makes hundreds of thousands of objects that stay: to look for garbage among them after
    every 700 new ones, as Python does by itself, takes a fifth of it."""
    gc.set_threshold(10_000)
    from breachbot.cli.main import main as run

    run()


if __name__ == "__main__":
    main()
