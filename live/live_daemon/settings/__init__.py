"""Settings: one TOML file, typed, every key known; ``--set section.key=value`` overrides.

Each range is defined once, here: the OSC table and the engine's limits derive from it. Imports nothing of OSC or MIDI.
"""

from live_daemon.settings.editing import (
    SettingsChangedError,
    change_settings,
    default_settings_file,
    settings_text,
    stamp_of,
)
from live_daemon.settings.effects import EffectPlugin
from live_daemon.settings.ranges import LAYERS, MAX_LOOPS, LayerName, Range
from live_daemon.settings.reading import load_settings, settings_from_dict, settings_from_file, settings_to_file
from live_daemon.settings.sections import (
    AudioSettings,
    BlackBoxSettings,
    ConsoleSettings,
    EffectsSettings,
    EngineSettings,
    FollowerSettings,
    MidiSettings,
    OscSettings,
    PathSettings,
    Settings,
    VoiceSettings,
    black_box_folder,
    limits_of,
    range_of,
    without_console_and_midi,
)
from live_daemon.settings.values import Limits, SettingsError

__all__ = [
    "LAYERS",
    "MAX_LOOPS",
    "AudioSettings",
    "BlackBoxSettings",
    "ConsoleSettings",
    "EffectPlugin",
    "EffectsSettings",
    "EngineSettings",
    "FollowerSettings",
    "LayerName",
    "Limits",
    "MidiSettings",
    "OscSettings",
    "PathSettings",
    "Range",
    "Settings",
    "SettingsChangedError",
    "SettingsError",
    "VoiceSettings",
    "black_box_folder",
    "change_settings",
    "default_settings_file",
    "limits_of",
    "load_settings",
    "range_of",
    "settings_from_dict",
    "settings_from_file",
    "settings_text",
    "settings_to_file",
    "stamp_of",
    "without_console_and_midi",
]
