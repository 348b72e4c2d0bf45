"""Judges requests against an OpenAPI description, by openapi-core.

Usage: judge.py CHECK.json, where CHECK.json has the `description` and the `tasks`: for each request, the path template
and the method of the operation that it is meant for. Prints the port it serves on, then a JSON line per request:
`{"task": 7, "verdict": "accepted" | "refused" | "failed", "reasons": [...]}`; `failed` is a fault of the judge, and
with `"by_hint": true` nothing but discriminators is against the request.
The number of its task is the first segment of a request's path. Ends when its input ends.
"""

import json
import logging
import re
import sys
import threading
import warnings
from http.cookies import CookieError, SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, unquote

from openapi_core import Config, OpenAPI
from openapi_core.datatypes import RequestParameters
from openapi_core.templating.datatypes import TemplateResult
from openapi_core.templating.paths.datatypes import PathOperationServer
from openapi_core.templating.paths.exceptions import OperationNotFound, PathNotFound
from werkzeug.datastructures import Headers, ImmutableMultiDict

warnings.simplefilter("ignore")
logging.disable()


def without_operators(template):
    """The template without the operators of RFC 6570, which openapi-core does not know: `{.id*}` is `{id}`."""
    return re.sub(r"\{[.;+]?([^}*]+|\*)\*?\}", r"{\1}", template)


def lower_schemes(description):
    """Names of HTTP authentication schemes have no case (RFC 9110, section 11.1); openapi-core compares them as text."""
    schemes = description.get("components", {}).get("securitySchemes", {})
    for scheme in schemes.values():
        if isinstance(scheme.get("scheme"), str):
            scheme["scheme"] = scheme["scheme"].lower()
    return description


def path_values(template, path):
    """The path parameters, decoded; None where the path is not one of the template."""
    template = without_operators(template)
    parts = re.split(r"(\{[^}]*\})", template.split("?")[0].split("#")[0])
    names = [part[1:-1] for part in parts if part.startswith("{")]
    pattern = "".join(
        "([^/]*)" if part.startswith("{") else re.escape(part) for part in parts
    )
    found = re.fullmatch(pattern, path) or re.fullmatch(pattern, unquote(path))
    if found is None:
        return None
    return {name: unquote(value) for name, value in zip(names, found.groups())}


class Request:
    """A request as openapi-core wants it; its path is the number of its task."""

    def __init__(self, task, values, query, handler, body):
        self.host_url = "http://judge"
        self.path = f"/{task}"
        self.method = handler.command.lower()
        self.body = body
        self.content_type = handler.headers.get("content-type", "")
        self.parameters = RequestParameters(
            path=values,
            query=ImmutableMultiDict(parse_qsl(query, keep_blank_values=True)),
            header=Headers(list(handler.headers.items())),
            cookie=ImmutableMultiDict(cookies(handler.headers.get("cookie", ""))),
        )


def cookies(text):
    try:
        return {name: unquote(it.value) for name, it in SimpleCookie(text).items()}
    except CookieError:
        return {}


def finder(tasks):
    """A finder that takes the operation that the task names."""
    paths = {}

    class Finder:
        def __init__(self, spec, base_url=None):
            self.spec = spec

        def find(self, method, name):
            template, expected = tasks[int(name.rsplit("/", 1)[1])]
            # A key with a `#` is not one that `/` finds.
            if not paths:
                paths.update((self.spec / "paths").str_items())
            path = paths[template]
            if method != expected.lower():
                raise OperationNotFound(name, method)
            if method not in path:
                raise PathNotFound(name)
            found = TemplateResult(template, {})
            return PathOperationServer(path, path / method, None, found, found)

    return Finder


def shortened(text, most=300):
    """The text without its middle, where it is long: values stand first, what is wrong with them last."""
    if len(text) <= most:
        return text
    return f"{text[: most // 2]} … {text[-most // 2 :]}"


def without_discriminators(node):
    """The description as a JSON Schema validator reads it: a discriminator is a hint, which no outcome depends on."""
    if isinstance(node, list):
        return [without_discriminators(it) for it in node]
    if not isinstance(node, dict):
        return node
    is_hint = lambda name, it: (
        name == "discriminator" and isinstance(it, dict) and "propertyName" in it
    )
    return {
        name: without_discriminators(it)
        for name, it in node.items()
        if not is_hint(name, it)
    }


def reason(error):
    """What is wrong, from the outermost error to its cause, each on one line."""
    texts = []
    while error is not None:
        for one in [error, *getattr(error, "schema_errors", [])]:
            place = "/".join(str(it) for it in getattr(one, "absolute_path", []))
            text = getattr(one, "message", None) or str(one)
            # The schema errors say which value it is.
            text = shortened(" ".join(text.split()).split(": Value ")[0])
            texts.append(f"{type(one).__name__}: {place} {text}".replace("  ", " "))
        error = error.__cause__
    return " < ".join(dict.fromkeys(texts))


def judge(openapi, without_hints, tasks, handler, body):
    task, _, path = handler.path.lstrip("/").partition("/")
    path, _, query = path.partition("?")
    verdict = {"task": int(task)}
    try:
        values = path_values(tasks[int(task)][0], f"/{path}")
        if values is None:
            reasons = [f"the path is none of {tasks[int(task)][0]}"]
        else:
            request = Request(task, values, query, handler, body)
            reasons = [reason(it) for it in openapi.iter_request_errors(request)]
            if reasons and not list(without_hints.iter_request_errors(request)):
                verdict["by_hint"] = True
        verdict["verdict"] = "refused" if reasons else "accepted"
        verdict["reasons"] = reasons
    except Exception as error:  # Whatever it is, it is a fault of the judge.
        verdict["verdict"] = "failed"
        verdict["reasons"] = [reason(error)]
    return verdict


def read_body(handler):
    if "chunked" not in handler.headers.get("transfer-encoding", ""):
        return handler.rfile.read(int(handler.headers.get("content-length", 0)))
    body = b""
    while size := int(handler.rfile.readline().split(b";")[0], 16):
        body += handler.rfile.read(size)
        handler.rfile.readline()
    handler.rfile.readline()
    return body


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        check = json.load(file)
    tasks = check["tasks"]
    loads = {name: lambda value, **_: json.loads(value) for name in check["json"]}
    description = lower_schemes(check["description"])

    def validator(description):
        config = Config(
            spec_validator_cls=None,
            path_finder_cls=finder(tasks),
            extra_media_type_deserializers=loads,
        )
        return OpenAPI.from_dict(description, config=config)

    openapi = validator(description)
    without_hints = validator(without_discriminators(description))
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def judge(self):
            verdict = judge(openapi, without_hints, tasks, self, read_body(self))
            text = json.dumps(verdict)
            with lock:
                print(text, flush=True)
            answer = b"" if self.command == "HEAD" else text.encode()
            self.send_response(200 if verdict["verdict"] == "accepted" else 422)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def __getattr__(self, name):
            if name.startswith("do_"):
                return self.judge
            raise AttributeError(name)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(server.server_address[1], flush=True)
    sys.stdin.read()


main()
