"""What a person touches: the command line, with one file a command under `commands/`."""
