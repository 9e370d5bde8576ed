"""What may a region run: code that is off until allowed, confined, and only ever proposes."""

from netralitas.code.amendments import Amended, AmendmentLimits, Power
from netralitas.code.commands import HostCommands, load_commands
from netralitas.code.installed import AllowedCode, InstalledCode, allowed_code, installed_code
from netralitas.code.mechanisms import lacking_mechanisms
from netralitas.code.settings import Settings, read_settings
from netralitas.code.warm import WarmPlugin

__all__ = [
    "AllowedCode",
    "Amended",
    "AmendmentLimits",
    "HostCommands",
    "InstalledCode",
    "Power",
    "Settings",
    "WarmPlugin",
    "allowed_code",
    "installed_code",
    "lacking_mechanisms",
    "load_commands",
    "read_settings",
]
