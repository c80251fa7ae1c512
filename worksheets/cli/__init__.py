"""The command line: the only printer, and the only giver of exit codes.

0 is good, 1 means that content or templates are wrong, 2 that it could not be done. A module holds
the commands of one subject; everything heavy is imported inside the command that needs it, so that
--help starts at once.
"""
