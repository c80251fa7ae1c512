"""The command line: nothing else writes to the terminal or gives exit codes.

0 is good, 1 means that content or templates are wrong, 2 that it could not be done. Each
command has a module that is named as it; what several share lies in common, options, box and
profiles. Everything heavy is imported inside the command that needs it, so that --help starts at
once.
"""
