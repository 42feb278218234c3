"""What ministack 1.5.33 does otherwise than AWS and this product needs as AWS does it.

Each patch names the difference. The emulator's version is pinned exactly; a test for each patch
says when it is no longer needed.
"""

import contextlib
import hashlib
import io
import json
import os
import tempfile
import threading
import time
import zipfile
from pathlib import Path
from typing import Any

import ministack.core.lambda_runtime as runtime
import ministack.services.cloudformation.provisioners as cloudformation
import ministack.services.lambda_svc as lambdas
import ministack.services.stepfunctions as workflows
from ministack.services import dynamodb, secretsmanager

VERSION = "1.5.33"
_LONGEST_QUEUE = 60.0


def apply_all() -> None:
    timeout_seconds_path()
    exception_names()
    time_to_live()
    layers_unpacked_once()
    calls_wait_for_a_worker()
    streams_go_on_after_a_restart()
    receipt_rules()
    pending_is_one_version()


def timeout_seconds_path() -> None:
    """`TimeoutSecondsPath` is ignored: every wait would last a day."""
    execute = workflows._execute_task

    def execute_task(state: dict[str, Any], raw_input: Any, execution: Any, ctx: Any) -> Any:
        if "TimeoutSecondsPath" in state:
            effective = workflows._apply_input_path(state, raw_input, ctx)
            seconds = workflows._resolve_path(state["TimeoutSecondsPath"], effective)
            if not isinstance(seconds, int) or seconds <= 0:
                raise workflows._ExecutionError(
                    "States.Runtime", f"TimeoutSecondsPath gave {seconds!r}"
                )
            state = {**state, "TimeoutSeconds": seconds}
        return execute(state, raw_input, execution, ctx)

    workflows._execute_task = execute_task


def exception_names() -> None:
    """A handler's exception loses its class name, so that no Retry or Catch by name matches, and
    kills the warm worker. Here it travels as a marked result and is unpacked behind the worker."""
    mark = "__raised__"
    said = '"status": "error", "error": str(e), "trace": traceback.format_exc()'
    told = (
        f'"status": "ok", "result": {{"{mark}": '
        "[type(e).__name__, str(e), traceback.format_exc()]}"
    )
    script = runtime._PYTHON_WORKER_SCRIPT
    before, found, after = script.rpartition(said)
    if not found:
        raise RuntimeError("the emulator's worker script has changed: see local/emulator/patches")
    runtime._PYTHON_WORKER_SCRIPT = before + told + after

    raised = threading.local()
    invoke, execute = runtime.Worker.invoke, lambdas._execute_function_warm

    def unpack(self: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        answer: dict[str, Any] = invoke(self, *args, **kwargs)
        result = answer.get("result")
        if not (isinstance(result, dict) and mark in result):
            return answer
        raised.name, message, trace = result[mark]
        return {**answer, "status": "error", "error": message, "trace": trace, "result": None}

    def name(*args: Any, **kwargs: Any) -> dict[str, Any]:
        raised.name = None
        answer: dict[str, Any] = execute(*args, **kwargs)
        if answer.get("error") and raised.name:
            answer["body"]["errorType"] = raised.name
        return answer

    runtime.Worker.invoke = unpack
    lambdas._execute_function_warm = name


def time_to_live() -> None:
    """A table's `TimeToLiveSpecification` is dropped by CloudFormation."""
    handlers = cloudformation._RESOURCE_HANDLERS["AWS::DynamoDB::Table"]
    create = handlers["create"]

    def create_with_ttl(logical_id: str, props: dict[str, Any], stack_name: str) -> Any:
        made = create(logical_id, props, stack_name)
        with contextlib.suppress(KeyError):
            wanted = props["TimeToLiveSpecification"]
            dynamodb._update_ttl(
                {
                    "TableName": made[0],
                    "TimeToLiveSpecification": {
                        "Enabled": str(wanted["Enabled"]).lower() == "true",
                        "AttributeName": wanted["AttributeName"],
                    },
                }
            )
        return made

    handlers["create"] = create_with_ttl


def layers_unpacked_once() -> None:
    """Each worker unpacks every layer anew, thousands of files under the emulator's one lock. Here
    a layer is unpacked once, and each worker is told where."""
    spawn = runtime.Worker._spawn
    unpacked: dict[str, Path] = {}
    one_at_a_time = threading.Lock()

    def folder_of(layer: Any) -> Path | None:
        packed = lambdas._resolve_layer_zip(layer)
        if not packed:
            return None
        digest = hashlib.sha256(packed).hexdigest()
        with one_at_a_time:
            if digest not in unpacked:
                folder = Path(tempfile.mkdtemp(prefix="layer-"))
                zipfile.ZipFile(io.BytesIO(packed)).extractall(folder)
                unpacked[digest] = folder
            return unpacked[digest]

    def spawn_with_layers(self: Any) -> None:
        config = self.config
        folders = [f for layer in config.get("Layers", []) if (f := folder_of(layer)) is not None]
        variables = {
            **config.get("Environment", {}).get("Variables", {}),
            "_LAMBDA_LAYERS_DIRS": os.pathsep.join(map(str, folders)),
        }
        self.config = {**config, "Layers": [], "Environment": {"Variables": variables}}
        try:
            spawn(self)
        finally:
            self.config = config

    runtime.Worker._spawn = spawn_with_layers


def calls_wait_for_a_worker() -> None:
    """Each call at the same time gets a new process, so that fifty webhooks at once bring a laptop
    to its knees. Here a function has a few workers, and further calls wait for one of them. (A
    function that calls itself would wait for ever; none of ours does.)"""
    acquire = lambdas.acquire_worker
    most = max(4, 2 * (os.cpu_count() or 1))

    def acquire_in_turn(*args: Any, **kwargs: Any) -> Any:
        deadline = time.monotonic() + _LONGEST_QUEUE
        while True:
            worker, reason = acquire(*args, **kwargs, max_concurrency=most)
            if worker is not None or time.monotonic() > deadline:
                return worker, reason
            time.sleep(0.01)

    lambdas.acquire_worker = acquire_in_turn


def streams_go_on_after_a_restart() -> None:
    """A kept position in a stream whose records are not kept: nothing new would be delivered."""
    restore = lambdas._restore_esm_positions

    def restore_positions(store: Any, kept: Any) -> None:
        if store is not lambdas._dynamodb_stream_positions:
            restore(store, kept)

    lambdas._restore_esm_positions = restore_positions


def receipt_rules() -> None:
    """CloudFormation knows no receipt rules of SES, and no mail comes in from outside. Here a rule
    is made in name only: a mail that is put into the bucket is one that SES received."""

    def create(logical_id: str, props: dict[str, Any], stack_name: str) -> Any:
        return props.get("RuleSetName") or f"{stack_name}-{logical_id}", {}

    def delete(physical_id: str, props: dict[str, Any]) -> None:
        """Nothing was made."""

    for kind in ("ReceiptRuleSet", "ReceiptRule"):
        name = f"AWS::SES::{kind}"
        cloudformation._RESOURCE_HANDLERS[name] = {"create": create, "delete": delete}


def pending_is_one_version() -> None:
    """A label that a new version of a secret is written with stays at the older ones too, so that
    the first that was pending is read for ever."""
    put = secretsmanager._put_secret_value

    def put_with_labels(data: dict[str, Any]) -> Any:
        _, secret = secretsmanager._resolve(data.get("SecretId"))
        answer = put(data)
        if secret and answer[0] == 200:
            own = json.loads(answer[2])["VersionId"]
            for version, kept in secret["Versions"].items():
                if version != own:
                    taken = set(data.get("VersionStages") or ()) - {"AWSCURRENT", "AWSPREVIOUS"}
                    kept["Stages"] = [label for label in kept["Stages"] if label not in taken]
        return answer

    secretsmanager._put_secret_value = put_with_labels
