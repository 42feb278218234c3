"""Three layers: third-party packages, our core, the compiled care policy."""

from aws_cdk import aws_lambda as lambda_
from constructs import Construct

from hearback.domain.policy import CarePolicy
from infra.assets.build import Asset, AssetBuilder
from infra.constructs.python_function import ARCHITECTURE, RUNTIME, code_of


class Layers(Construct):
    def __init__(
        self, scope: Construct, construct_id: str, *, builder: AssetBuilder, policy: CarePolicy
    ) -> None:
        super().__init__(scope, construct_id)
        self.all = [
            self._layer("Dependencies", builder.dependencies()),
            self._layer("Core", builder.core()),
            self._layer("Policy", builder.policy(policy)),
        ]

    def _layer(self, name: str, asset: Asset) -> lambda_.LayerVersion:
        return lambda_.LayerVersion(
            self,
            name,
            code=code_of(asset),
            compatible_runtimes=[RUNTIME],
            compatible_architectures=[ARCHITECTURE],
        )
