"""What is a sound pack: named properties as plain functions, and the check that runs them all."""

from netralitas.regions.properties.candidate import Candidate, Lay
from netralitas.regions.properties.checking import PackCheck, PropertyResult, check_pack
from netralitas.regions.properties.every import PROPERTIES
from netralitas.regions.properties.nation import Nation, read_nation
from netralitas.regions.properties.permissions import permits_of
from netralitas.regions.properties.property import Layer, Property

__all__ = [
    "PROPERTIES",
    "Candidate",
    "Lay",
    "Layer",
    "Nation",
    "PackCheck",
    "Property",
    "PropertyResult",
    "check_pack",
    "permits_of",
    "read_nation",
]
