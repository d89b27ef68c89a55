"""Operator: how many key presses documents take, with an operator who knows the truth and presses real keys.

The key presses per document on samples or a corpus and on made documents of 12 fields, beside keying everything by hand
and the published ways of other programs; and how long the window takes for each step.
"""

if __name__ == "__main__":
    import _keying

    _keying.main(__doc__)
else:
    # Python has a module of this name, and looks for it in the folder of a benchmark first: this is it, then.
    import os

    with open(os.path.join(os.path.dirname(os.__file__), "operator.py"), encoding="utf-8") as _file:  # noqa: PTH118, PTH120, PTH123 - pathlib needs that module
        exec(compile(_file.read(), _file.name, "exec"))
