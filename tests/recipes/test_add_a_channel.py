"""docs/how-to/add-a-channel.md, carried out on a copy: the new file is found by its name and delivers."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.recipes.tree import code_of, copy_of_the_tree, run

pytestmark = pytest.mark.slow

USE = """
import asyncio
from breachbot.outbox.channel import Message
from breachbot.outbox.registry import CHANNELS

class Pager:
    async def page(self, to, text):
        return f"{to}: {text}"

print(list(CHANNELS), asyncio.run(CHANNELS["page"].deliver(Pager(), Message("dpo", "pdb-x: 6 h left"))).ref)
"""


def test_the_new_file_is_found_and_delivers_a_message(tmp_path: Path) -> None:
    copy = copy_of_the_tree(tmp_path)
    (code,) = code_of("add-a-channel.md")
    (copy / "breachbot/outbox/channels/page.py").write_text(code)
    told = run(copy, "-c", USE)
    assert told.stdout == "['mail', 'page', 'slack', 'webhook'] dpo: pdb-x: 6 h left\n", told.stderr
