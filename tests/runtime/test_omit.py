"""OMIT is one value that is nothing else."""

import copy
import pickle

from hero_runtime.omit import OMIT, Omit


def test_omit_is_one_value() -> None:
    assert repr(OMIT) == str(OMIT) == "OMIT"
    assert isinstance(OMIT, Omit)
    assert OMIT is not None
    assert copy.deepcopy(OMIT) is OMIT
    assert pickle.loads(pickle.dumps(OMIT)) is OMIT
