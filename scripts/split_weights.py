"""Store a model folder in the package, its large files in parts.

Git hosts refuse large files; presscli joins the parts into the user's cache at
first use and checks them. Run, for example:

    python scripts/split_weights.py path/to/embedded-v1 presscli/data/embedded-v1

and put the checksums that it prints under ``files`` of the model in models.yaml.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from presscli.errors import ModelError
from presscli.models.parts import PART_BYTES, read_parts, split_folder


def main() -> int:
    """Split one folder; exit 1 where the target already holds files."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("source", type=Path, help="a flat folder with the model's files")
    parser.add_argument("target", type=Path, help="the folder under presscli/data to write")
    parser.add_argument("--part-bytes", type=int, default=PART_BYTES, help="largest part")
    arguments = parser.parse_args()
    try:
        split_folder(arguments.source, arguments.target, part_bytes=arguments.part_bytes)
    except ModelError as error:
        sys.stderr.write(f"error: {error}\n")
        return 1
    lines = []
    for name, file in read_parts(arguments.target).items():
        lines += [f"      {name}:", f"        sha256: {file.whole.sha256}"]
        lines += [f"        size_bytes: {file.whole.size_bytes}"]
    sys.stdout.write("    files:\n" + "\n".join(lines) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
