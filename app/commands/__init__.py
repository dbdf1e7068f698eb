"""The subcommands of `innokg`: each module here is one, and holds it as `command`."""
