"""Render a plan and its annotations as the text of every file of an artifact."""

from hero_generator.render.artifact import render_artifact

__all__ = ["render_artifact"]
