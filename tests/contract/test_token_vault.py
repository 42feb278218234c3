"""Versions of the real secret: pending, current, and who comes too late."""

import json
import uuid
from typing import Any

import pytest

from hearback.adapters.secrets import JsonSecret
from hearback.adapters.token_vault import SecretVault
from hearback.domain.errors import Conflict
from hearback.domain.tokens import Accounts
from local.aws import client

FIRST: Accounts = {"x": {"1": {"access_token": "a0", "refresh_token": "r0"}}}
SECOND: Accounts = {"x": {"1": {"access_token": "a1", "refresh_token": "r1"}}}
THIRD: Accounts = {"x": {"1": {"access_token": "a2", "refresh_token": "r2"}}}


@pytest.fixture
def secret(emulator_url: str) -> tuple[Any, str]:
    manager = client("secretsmanager", emulator_url)
    plain = {**FIRST, "unused": "x" * 48, "odd": {"2": {"scopes": ["a"]}, "3": "text"}}
    name = f"tokens-{uuid.uuid4().hex[:8]}"
    arn = manager.create_secret(Name=name, SecretString=json.dumps(plain))["ARN"]
    return manager, arn


def test_what_is_proposed_is_pending_and_read_by_nobody(secret: tuple[Any, str]) -> None:
    vault = SecretVault(*secret)
    assert vault.pending() is None
    vault.propose(SECOND)
    pending = vault.pending()
    assert pending is not None
    assert pending.accounts["x"] == SECOND["x"]
    assert vault.current().accounts["x"] == FIRST["x"]
    manager, arn = secret
    reader = JsonSecret(manager, arn, lambda: 0.0)
    assert reader.value()["x"] == FIRST["x"]
    assert not reader.has_changed()


def test_what_is_accepted_is_current_and_the_last_one_stays_within_reach(
    secret: tuple[Any, str],
) -> None:
    manager, arn = secret
    reader = JsonSecret(manager, arn, lambda: 0.0)
    assert reader.value()["x"] == FIRST["x"]
    vault = SecretVault(manager, arn)
    vault.accept(vault.propose(SECOND), instead_of=vault.current().id)
    assert vault.current().accounts["x"] == SECOND["x"]
    previous = manager.get_secret_value(SecretId=arn, VersionStage="AWSPREVIOUS")
    assert json.loads(previous["SecretString"])["x"] == FIRST["x"]
    assert reader.value()["x"] == FIRST["x"]
    assert reader.has_changed()
    assert reader.value()["x"] == SECOND["x"]


def test_what_else_the_secret_holds_is_kept_and_is_nobodys_token(secret: tuple[Any, str]) -> None:
    vault = SecretVault(*secret)
    assert vault.current().accounts == {**FIRST, "odd": {}}
    vault.accept(vault.propose(SECOND), instead_of=vault.current().id)
    manager, arn = secret
    plain = json.loads(manager.get_secret_value(SecretId=arn)["SecretString"])
    assert plain["unused"] == "x" * 48
    assert plain["x"] == SECOND["x"]
    assert plain["odd"] == {"2": {"scopes": ["a"]}, "3": "text"}
    vault.propose({"odd": {"4": {"access_token": "a"}}})
    pending = manager.get_secret_value(SecretId=arn, VersionStage="AWSPENDING")
    odd = json.loads(pending["SecretString"])["odd"]
    assert odd == {"2": {"scopes": ["a"]}, "3": "text", "4": {"access_token": "a"}}


def test_blanks_around_a_token_are_not_its_own(emulator_url: str) -> None:
    manager = client("secretsmanager", emulator_url)
    pasted = json.dumps({"x": {"1": {"access_token": " a0\n"}}})
    arn = manager.create_secret(Name=f"t-{uuid.uuid4().hex[:8]}", SecretString=pasted)["ARN"]
    assert SecretVault(manager, arn).current().accounts == {"x": {"1": {"access_token": "a0"}}}


def test_of_two_proposals_the_later_one_is_pending(secret: tuple[Any, str]) -> None:
    vault = SecretVault(*secret)
    vault.propose(SECOND)
    last = vault.propose(THIRD)
    pending = vault.pending()
    assert pending is not None
    assert (pending.id, pending.accounts["x"]) == (last, THIRD["x"])


def test_who_writes_in_between_is_not_overwritten(secret: tuple[Any, str]) -> None:
    manager, arn = secret
    vault = SecretVault(manager, arn)
    before = vault.current()
    version = vault.propose(SECOND)
    manager.put_secret_value(SecretId=arn, SecretString=json.dumps(THIRD))
    with pytest.raises(Conflict):
        vault.accept(version, instead_of=before.id)
    assert vault.current().accounts == THIRD
