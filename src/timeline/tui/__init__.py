"""The terminal app: screens that read the registry, and widgets that draw in cells."""
