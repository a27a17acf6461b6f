"""One file per sender: what its body looks like, and how a signal is read from it. Same rules as the room."""
