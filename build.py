"""Build the worksheets: `python build.py --help`."""

from worksheets.cli.main import start

if __name__ == "__main__":
    start()
