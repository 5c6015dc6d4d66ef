"""The list of hostile files: each a name, a way to make it, and how reading it may end."""

REFUSED = (65,)
READ = (0,)
#: A bounded answer either way: the file may be read, or refused.
EITHER = (0, 65)

CASES = []


class Case:
    def __init__(self, name, make, statuses, codes, shows, late):
        self.name, self.make, self.statuses, self.codes = name, make, statuses, codes
        self.shows, self.late = shows, late


def case(name, make, statuses=REFUSED, codes="", shows=None, late=False):
    """Declares a file. `codes`: the findings one of which must be shown, by name or start; `shows`: words of its CSV dump;
    `late`: its fault lies beyond its first rows."""
    if any(known.name == name for known in CASES):
        raise ValueError(f"two files called {name}")
    CASES.append(Case(name, make, statuses, codes.split(), shows, late))
