"""What a text says in so many words: counts, times, kinds of data and of people, a cause, countries.

In: an English text as a tired person types it, the moment it was written and the zone that its hours are in. Out:
proposals, each with the words that it rests on. Patterns alone read it; what is denied, not known or said of something
else is left out, and a person confirms what is right. Nothing here says “no”, and nothing here judges.
"""
