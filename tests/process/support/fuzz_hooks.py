"""Hooks of Schemathesis: let requests aim at what is there.

No generator guesses the name of a space or the id of an execution, so without
this nearly every request would end at "404 not found". Every second valid part
of a request is given names and ids that exist; invalid ones stay invalid.
"""

import json
import os
import random
import sys

import schemathesis
from schemathesis.core.parameters import ParameterLocation

# What a path's parameter may be, by the beginning of the path and the parameter's name.
KNOWN = json.loads(os.environ["QARION_FUZZ_KNOWN"])
choice = random.Random(20261124)

# Python 3.11 fails when one thread interrupts another that reads source code, which
# Hypothesis does: https://github.com/python/cpython/issues/106905. So they take turns
# only where they wait, for an answer for instance.
sys.setswitchinterval(60)


@schemathesis.hook
def before_call(context, case, kwargs):
    if choice.random() < 0.5:
        return
    if is_valid(case, ParameterLocation.PATH):
        for name in case.path_parameters or {}:
            if known := known_for(case.path, name):
                case.path_parameters[name] = choice.choice(known)
    if is_valid(case, ParameterLocation.QUERY) and "space" in (case.query or {}):
        case.query["space"] = KNOWN["space"]
    if is_valid(case, ParameterLocation.BODY) and isinstance(case.body, dict):
        for name in ("space", "source"):
            if isinstance(case.body.get(name), str):
                case.body[name] = KNOWN[name]


def is_valid(case, location):
    return case.meta is None or not case.meta.is_negative_at(location)


def known_for(path, name):
    for start, values in KNOWN["paths"].items():
        if path.startswith(start) and name in values:
            return values[name]
    return None
