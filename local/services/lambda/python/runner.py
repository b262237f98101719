"""Runs the handler of a Python function, one invocation after the other, as the runtime of Lambda does.

Lines of JSON come in on standard input and go out on descriptor 3; what the function prints goes out the same
way, so that it is told before its result.
https://docs.aws.amazon.com/lambda/latest/dg/lambda-python.html
"""

import importlib
import json
import logging
import os
import socket
import sys
import time
import traceback

replies = os.fdopen(3, "w", encoding="utf-8")


def post(message):
    replies.write(json.dumps(message) + "\n")
    replies.flush()


class Output:
    """Standard output and error, as messages."""

    encoding = "utf-8"

    def __init__(self, stream):
        self.stream = stream

    def write(self, text):
        if text:
            post({"kind": "output", "stream": self.stream, "text": text})
        return len(text)

    def flush(self):
        pass

    def isatty(self):
        return False

    def fileno(self):
        return 1 if self.stream == "stdout" else 2


class RuntimeFailure(Exception):
    """A failure that the runtime of Lambda names itself."""

    def __init__(self, kind, message):
        super().__init__(message)
        self.kind = kind


class Context:
    """The handler's second argument: https://docs.aws.amazon.com/lambda/latest/dg/python-context.html"""

    identity = None
    client_context = None
    tenant_id = None

    def __init__(self, context, timeout_ms):
        self.aws_request_id = context["awsRequestId"]
        self.function_name = context["functionName"]
        self.function_version = context["functionVersion"]
        self.invoked_function_arn = context["invokedFunctionArn"]
        self.memory_limit_in_mb = context["memoryLimitInMB"]
        self.log_group_name = context["logGroupName"]
        self.log_stream_name = context["logStreamName"]
        self._deadline = time.monotonic() + timeout_ms / 1000

    def get_remaining_time_in_millis(self):
        return max(int((self._deadline - time.monotonic()) * 1000), 0)

    def log(self, message):
        sys.stdout.write(str(message))


class LogFormatter(logging.Formatter):
    """Lambda's own: level, time, request and text."""

    converter = time.gmtime
    request_id = ""

    def format(self, record):
        record.aws_request_id = LogFormatter.request_id
        return super().format(record)


def lead_logs():
    handler = logging.StreamHandler(sys.stdout)
    layout = "[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t%(aws_request_id)s\t%(message)s"
    handler.setFormatter(LogFormatter(layout, "%Y-%m-%dT%H:%M:%S"))
    logging.getLogger().addHandler(handler)


def keep_aws_away(domains):
    """No name of AWS is looked up: a call that knows no AWS_ENDPOINT_URL does not leave the machine."""
    look_up = socket.getaddrinfo

    def checked(host, *arguments, **named):
        name = host.decode() if isinstance(host, bytes) else str(host)
        bare = name.rstrip(".").lower()
        if any(bare == one or bare.endswith("." + one) for one in domains):
            text = "The local engine lets no call of %s out: give its client AWS_ENDPOINT_URL" % name
            raise socket.gaierror(socket.EAI_NONAME, text)
        return look_up(host, *arguments, **named)

    socket.getaddrinfo = checked


def load_handler(handler):
    if "." not in handler:
        text = "Bad handler '%s': not enough values to unpack (expected 2, got 1)" % handler
        raise RuntimeFailure("Runtime.MalformedHandlerName", text)
    module_name, name = handler.rsplit(".", 1)
    try:
        module = importlib.import_module(module_name.replace("/", "."))
    except ImportError as error:
        text = "Unable to import module '%s': %s" % (module_name, error)
        if error.name in ("boto3", "botocore"):
            text += ". Lambda has it; here it has to be installed: python3 -m pip install boto3"
        raise RuntimeFailure("Runtime.ImportModuleError", text)
    except SyntaxError as error:
        text = "Syntax error in module '%s': %s" % (module_name, error)
        raise RuntimeFailure("Runtime.UserCodeSyntaxError", text)
    if not hasattr(module, name):
        text = "Handler '%s' missing on module '%s'" % (name, module_name)
        raise RuntimeFailure("Runtime.HandlerNotFound", text)
    return getattr(module, name)


def failure(error):
    """What Lambda answers for an exception, without the frames of this file."""
    if isinstance(error, RuntimeFailure):
        return {"errorType": error.kind, "errorMessage": str(error), "stackTrace": []}
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if frame.filename != __file__]
    return {
        "errorType": type(error).__name__,
        "errorMessage": str(error),
        "stackTrace": traceback.format_list(own),
    }


def run(handler, message):
    LogFormatter.request_id = message["context"]["awsRequestId"]
    os.environ["_X_AMZN_TRACE_ID"] = message["traceHeader"]
    context = Context(message["context"], message["timeoutMs"])
    result = handler(json.loads(message["event"]), context)
    try:
        return json.dumps(result)
    except (TypeError, ValueError) as error:
        raise RuntimeFailure("Runtime.MarshalError", "Unable to marshal response: %s" % error)


def main():
    settings = json.loads(sys.argv[1])
    sys.stdout = Output("stdout")
    sys.stderr = Output("stderr")
    lead_logs()
    sys.path[0:1] = [settings["codeFolder"]] + settings["layers"]
    if settings["domains"]:
        keep_aws_away(settings["domains"])
    try:
        handler = load_handler(settings["handler"])
    except BaseException as error:
        post({"kind": "initFailed", "error": failure(error)})
        return
    post({"kind": "ready"})
    for line in sys.stdin:
        try:
            post({"kind": "returned", "payload": run(handler, json.loads(line))})
        except Exception as error:
            post({"kind": "failed", "error": failure(error)})


main()
