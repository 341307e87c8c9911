"""The page's scripts share one room of names."""

from __future__ import annotations

import re
from collections import defaultdict

from kg.explore import assets

_DECLARED = re.compile(r"^(?:async )?(?:function|class|const|let|var) +(\w+)", re.MULTILINE)


def test_no_two_scripts_declare_the_same_name():
    """A second `const` of a name stops its whole script, and with it a part of the page."""
    declared = defaultdict(list)
    for name in assets.SCRIPTS:
        for found in _DECLARED.findall(assets.script(name)):
            declared[found].append(name)
    assert len(declared) > len(assets.SCRIPTS)
    assert {name: scripts for name, scripts in declared.items() if len(scripts) > 1} == {}
