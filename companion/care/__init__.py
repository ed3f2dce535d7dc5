"""Danger first: what a text says about somebody's safety, and where people can turn."""

from companion.care.assess import assess
from companion.care.concern import Concern, Kind

__all__ = ["Concern", "Kind", "assess"]
