"""`python -m training train|eval`: make the bundled classifier's weights, or judge them."""

import argparse
import os
import sys
from pathlib import Path

# One thread a process: sums keep their order, and two processes have two cores.
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from training.examples import DataWrong
from training.places import DATA, MODEL


def main(words: list[str]) -> int:
    """Exit code 1 and one line if the data cannot be used."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")
    train = commands.add_parser("train", help="read the data, write the weights")
    train.add_argument("--data", type=Path, default=DATA, help="the folder of sets (%(default)s)")
    train.add_argument("--corrections", type=Path, help="agents' corrections, a JSON object a line")
    train.add_argument("--to", type=Path, default=MODEL, help="where the weights go (%(default)s)")
    train.set_defaults(act=_train)
    judge = commands.add_parser("eval", help="print and write the figures on the dev splits")
    judge.add_argument("--data", type=Path, default=DATA, help="the folder of sets (%(default)s)")
    judge.set_defaults(act=_judge)
    chosen = parser.parse_args(words)
    try:
        chosen.act(chosen)
    except DataWrong as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


def _train(options: argparse.Namespace) -> None:
    from training.sources.corrections import read_corrections  # noqa: PLC0415 - one command's own
    from training.train import train  # noqa: PLC0415

    corrections = list(read_corrections(options.corrections)) if options.corrections else []
    file = train(options.data, corrections)
    options.to.write_bytes(file)
    print(f"{len(file)} bytes written to {options.to}")


def _judge(options: argparse.Namespace) -> None:
    from training.evaluation.report import judge  # noqa: PLC0415 - one command's own

    judge(options.data)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
