"""One file per screen; a screen asks the registry and hands values to its widgets."""
