"""The stage's secrets: made empty (or random) here, filled by people, never in the template."""

from aws_cdk import RemovalPolicy
from aws_cdk import aws_secretsmanager as secretsmanager
from constructs import Construct

from infra.acknowledge import acknowledge

_FILLED_BY_PEOPLE = (
    "The platforms issue these secrets and rotate them on their side; both the old and the new "
    "one are accepted while people change them over."
)
_ROTATED_BY_HAND = (
    "Rotating the key invalidates the links in mails already sent; it is done by hand, with the "
    "old key still accepted for a week."
)


class StageSecrets(Construct):
    """`webhooks`: signing secrets by channel. `platforms`: tokens by channel and account.
    `links`: the key of the signed links in mails, made at random."""

    def __init__(self, scope: Construct, construct_id: str, *, keep_data: bool) -> None:
        super().__init__(scope, construct_id)
        policy = RemovalPolicy.RETAIN if keep_data else RemovalPolicy.DESTROY
        self.webhooks = self._secret("Webhooks", "{}", "unused", _FILLED_BY_PEOPLE, policy)
        self.platforms = self._secret("Platforms", "{}", "unused", _FILLED_BY_PEOPLE, policy)
        self.links = self._secret("Links", "{}", "key", _ROTATED_BY_HAND, policy)

    def _secret(
        self, name: str, template: str, generated: str, reason: str, policy: RemovalPolicy
    ) -> secretsmanager.Secret:
        secret = secretsmanager.Secret(
            self,
            name,
            generate_secret_string=secretsmanager.SecretStringGenerator(
                secret_string_template=template,
                generate_string_key=generated,
                exclude_punctuation=True,
                password_length=48,
            ),
            removal_policy=policy,
        )
        acknowledge(secret, "AwsSolutions-SMG4", reason)
        return secret
