"""Where things are."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DATA = Path("../shared/data")
MODEL = ROOT / "layers/core/python/hearback/adapters/classifiers/model.bin"
REPORT = ROOT / "training" / "EVAL.md"
PICTURES = ROOT / "docs" / "images" / "classifier"
