"""Plan an artifact: decide every name, type and default before anything is rendered."""

from hero_generator.plan.build import build_plan
from hero_generator.plan.values import Plan

__all__ = ["Plan", "build_plan"]
