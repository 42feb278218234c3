"""The CDK app: a stage's configuration in, its stack out. No credentials, no network call.

cdk synth -c stage=infra/stages/example.yaml
"""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent
os.environ.setdefault("JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION", "20")
sys.path.insert(0, str(ROOT / "layers" / "core" / "python"))

from aws_cdk import App, Validations  # noqa: E402
from cdk_nag import AwsSolutionsChecks  # noqa: E402

from hearback.domain.errors import PolicyInvalid  # noqa: E402
from infra.care_stack import CareStack  # noqa: E402
from infra.config import Stage  # noqa: E402

DEFAULT_STAGE = ROOT / "infra" / "stages" / "example.yaml"


def build(stage_file: Path, outdir: str | None = None) -> App:
    """The app of one stage. Raises `PolicyInvalid` for a wrong configuration or care policy."""
    app = checked_app(outdir)
    stage_file = Path(app.node.try_get_context("stage") or stage_file)
    stage = Stage.load(stage_file, datetime.now(UTC).date())
    CareStack(app, "Hearback", stage=stage)
    return app


def checked_app(outdir: str | None = None) -> App:
    """An empty app whose synthesis fails if anything in it breaks a security rule."""
    app = App(outdir=outdir, analytics_reporting=False)
    Validations.of(app).add_plugins(AwsSolutionsChecks(app))
    return app


if __name__ == "__main__":
    try:
        build(DEFAULT_STAGE).synth()
    except PolicyInvalid as error:
        sys.exit(f"error: {error}")
