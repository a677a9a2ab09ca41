"""The command line: flags -> calls -> exit code. The only code that prints."""
