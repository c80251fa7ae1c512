"""Build the worksheets: `python build.py --help`."""

from worksheets.cli import run

if __name__ == "__main__":
    run()
