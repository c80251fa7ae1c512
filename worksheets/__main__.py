"""Build the worksheets: `python -m worksheets --help`."""

from worksheets.cli.main import start

if __name__ == "__main__":
    start()
