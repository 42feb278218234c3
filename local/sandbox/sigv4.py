"""Checking a call to AWS by its signature.

Contract: docs.aws.amazon.com/IAM (Signature Version 4 for API requests).
"""

import hmac
import re
from urllib.parse import urlsplit

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from flask import request

_PROOF = re.compile(
    r"AWS4-HMAC-SHA256 Credential=(?P<key>[^/\s]+)/\d{8}/(?P<region>[a-z0-9-]+)"
    r"/(?P<service>[a-z0-9]+)/aws4_request, ?SignedHeaders=(?P<headers>[a-z0-9;-]+)"
    r", ?Signature=(?P<signature>[0-9a-f]{64})"
)


def signed_for(service: str, secret: str) -> str:
    """The region for which the present call was signed with `secret`; empty if it was not."""
    proof = _PROOF.fullmatch(request.headers.get("authorization", ""))
    if proof is None or proof["service"] != service:
        return ""
    signed = {name: request.headers.get(name, "") for name in proof["headers"].split(";")}
    call = AWSRequest(
        method=request.method,
        url=urlsplit(request.url)._replace(query="", fragment="").geturl(),
        data=request.get_data(),
        headers=signed,
    )
    call.context["timestamp"] = signed.get("x-amz-date", "")
    check = SigV4Auth(Credentials(proof["key"], secret), service, proof["region"])
    text = check.string_to_sign(call, check.canonical_request(call))
    genuine = hmac.compare_digest(check.signature(text, call), proof["signature"])
    return proof["region"] if genuine else ""
