"""Confusion matrices and reliability curves."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import matplotlib as mpl
from matplotlib.figure import Figure
from sklearn.metrics import confusion_matrix

from training.evaluation.honesty import Honesty

mpl.use("Agg")
_SIZE = 4.2
_DPI = 80


def draw_confusions(pairs: Mapping[str, tuple[Sequence[str], Sequence[str]]], to: Path) -> None:
    """A matrix a title; `pairs`: true labels and answers. Colours are shares of the true label."""
    figure = Figure(
        figsize=(_SIZE * 3, _SIZE * -(-len(pairs) // 3)), dpi=_DPI, layout="constrained"
    )
    for number, (title, (truth, given)) in enumerate(pairs.items(), start=1):
        labels = sorted(set(truth) | set(given))
        counts = confusion_matrix(truth, given, labels=labels)
        shares = counts / counts.sum(axis=1, keepdims=True).clip(1)
        axes = figure.add_subplot(-(-len(pairs) // 3), 3, number)
        axes.imshow(shares, cmap="Blues", vmin=0, vmax=1)
        axes.set_xticks(range(len(labels)), labels, rotation=60, ha="right", fontsize=7)
        axes.set_yticks(range(len(labels)), labels, fontsize=7)
        for row in range(len(labels)):
            for column in range(len(labels)):
                dark = "white" if shares[row, column] > 0.5 else "black"
                axes.text(
                    column,
                    row,
                    counts[row, column],
                    ha="center",
                    va="center",
                    fontsize=6,
                    color=dark,
                )
        axes.set_title(title, fontsize=9)
        axes.set_ylabel("true", fontsize=7)
    figure.savefig(to, metadata={"Software": None})


def draw_honesty(curves: Mapping[str, Honesty], to: Path) -> None:
    """Share of right answers over confidence, a curve a head; the diagonal is honest."""
    figure = Figure(figsize=(_SIZE * 1.5, _SIZE * 1.3), dpi=_DPI, layout="constrained")
    axes = figure.add_subplot()
    axes.plot([0, 1], [0, 1], color="grey", linewidth=0.8)
    for title, curve in curves.items():
        axes.plot(
            curve.sure, curve.right, marker="o", markersize=3, label=f"{title}: {curve.error:.1f}"
        )
    axes.set_xlabel("confidence")
    axes.set_ylabel("share of right answers")
    axes.legend(fontsize=7, title="expected calibration error, %", title_fontsize=7)
    figure.savefig(to, metadata={"Software": None})
