"""The names of emoji that an app may write between colons, and their marks: a small part of Slack's."""

from __future__ import annotations

from collections.abc import Mapping

EMOJI: Mapping[str, str] = {
    "alarm_clock": "⏰", "arrow_right": "➡️", "bell": "🔔", "bulb": "💡", "calendar": "📆", "clipboard": "📋",
    "envelope": "✉️", "exclamation": "❗", "eyes": "👀", "file_folder": "📁", "gear": "⚙️", "hourglass": "⌛",
    "hourglass_flowing_sand": "⏳", "house": "🏠", "information_source": "ℹ️", "key": "🔑", "large_blue_circle": "🔵",
    "large_green_circle": "🟢", "large_orange_circle": "🟠", "large_red_circle": "🔴", "large_yellow_circle": "🟡",
    "lock": "🔒", "mag": "🔍", "memo": "📝", "no_entry": "⛔", "page_facing_up": "📄", "pushpin": "📌",
    "question": "❓", "red_circle": "🔴", "rotating_light": "🚨", "shield": "🛡️", "stopwatch": "⏱️",
    "tada": "🎉", "thumbsup": "👍", "unlock": "🔓", "warning": "⚠️", "wave": "👋", "white_check_mark": "✅", "x": "❌",
}  # fmt: skip
