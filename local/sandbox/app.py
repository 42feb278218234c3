"""The platforms in one Flask app."""

from flask import Flask, Response, request

from local.sandbox.control_api import control_api
from local.sandbox.labels import LANGUAGES
from local.sandbox.marking import FILTERS
from local.sandbox.pages import pages
from local.sandbox.platforms import PLATFORMS
from local.sandbox.state import Sandbox


def create_sandbox(state: Sandbox) -> Flask:
    """The platforms' endpoints, switches and public pages over one memory."""
    app = Flask(__name__)
    app.url_map.merge_slashes = False
    app.extensions["sandbox"] = state
    app.jinja_env.filters.update(FILTERS)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    routes = (platform.routes for platform in PLATFORMS.values())
    for blueprint in (control_api, pages, *filter(None, routes)):
        app.register_blueprint(blueprint)
    app.after_request(_only_ours)
    app.after_request(_keep_language)
    return app


def _only_ours(answer: Response) -> Response:
    """People's posts are hostile input: no script, style or image but our own runs."""
    answer.headers["content-security-policy"] = "default-src 'self'; frame-ancestors 'none'"
    answer.headers["x-content-type-options"] = "nosniff"
    return answer


def _keep_language(answer: Response) -> Response:
    if (chosen := request.args.get("lang")) in LANGUAGES:
        answer.set_cookie("lang", str(chosen), samesite="Lax")
    return answer
