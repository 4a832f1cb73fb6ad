"""The published document as a judge of answers: every schema closed, every part of it counted.

A shape is written by one function wherever it occurs, so its members are counted once under its
name; what one method alone can answer, its kinds of errors and the choices of its result, is
counted method by method.
"""
import json

import jsonschema

NAMED = "#/components/schemas/"
# Kinds of errors that methods share by the way they are reached: each is to be given once.
SHARED = {"bad-value", "unknown-field", "missing-input", "repeated", "wrong-state",
          "clock-suspect", "storage-busy", "storage-failed", "cancelled"}


def closed(schema):
    """The schema without room for members that it does not name."""
    if isinstance(schema, list):
        return [closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    schema = {name: part if name in ("const", "enum", "default") else closed(part)
              for name, part in schema.items()}
    if "properties" in schema and isinstance(schema["properties"], dict):
        schema.setdefault("additionalProperties", False)
    return schema


class Document:
    def __init__(self, document):
        self.document = document
        self.methods = {method["name"]: method for method in document["methods"]}
        self.components = closed(document["components"]["schemas"])
        self.given = set()
        self.shared = set()
        self.shown = {}

    # Judging

    def faults(self, schema, value):
        whole = {"allOf": [closed(schema)], "components": {"schemas": self.components}}
        found = jsonschema.Draft7Validator(whole).iter_errors(value)
        return [f"{'/'.join(map(str, fault.absolute_path))}: {fault.message[:300]}"
                for fault in self.leaves(found)]

    def leaves(self, faults):
        """Of a choice what is wrong with the likeliest part of it."""
        for fault in faults:
            best = jsonschema.exceptions.best_match([fault])
            yield best

    def judge(self, record):
        """What is wrong with a call's answer; what it shows is counted."""
        method = record.get("method")
        entry = self.methods.get(method)
        if record["answer"] == "refused":
            return self.judge_error(method, entry, record["error"])
        if record["answer"] == "needs":
            call = {"method": method, "params": record["params"]}
            value = record.get("asked") or {
                "status": "input_required", "command": call, "inputs": record["inputs"]}
            schema = {"$ref": NAMED + "InputRequired"}
        elif entry is None:
            return []  # A word of the conversation: no method, and no published answer.
        else:
            value, schema = record["result"], entry["result"]["schema"]
        found = self.faults(schema, value)
        if not found:
            self.count(schema, value, method, top=True)
        if entry and record["answer"] == "needs":
            self.given.add(("answer", method, "InputRequired"))
        return found

    def judge_error(self, method, entry, error):
        found = self.faults({"$ref": NAMED + "Problem"}, error)
        if not found:
            self.count({"$ref": NAMED + "Problem"}, error, method)
        kind = error.get("kind")
        declared = self.kinds(self.methods[method if entry else "desk.execute"])
        if kind not in declared | self.kinds(self.methods["desk.execute"]):
            found.append(f"the kind {kind} is not declared")
        elif entry and kind not in declared and kind not in self.spoken():
            found.append(f"the kind {kind} is not declared")
        self.given.add(("error", method, kind))
        self.shared.add(kind)
        return found

    def spoken(self):
        """The kinds of lines, which no typed call can give."""
        errors = self.methods["desk.execute"]["errors"]
        return {kind for entry in errors if entry.get("code") == 4000
                for kind in entry["data"]["x-kinds"]}

    def kinds(self, method):
        kinds = set()
        for entry in method["errors"]:
            if "$ref" in entry:
                entry = self.document["components"]["errors"][entry["$ref"].rsplit("/", 1)[1]]
            data = entry.get("data", {})
            kinds |= set(data.get("x-kinds") or [data.get("kind")])
        return kinds

    def judge_notification(self, message):
        """Faults of what a connection tells of itself."""
        schema = self.document["x-notifications"][message["method"]]
        found = self.faults(schema, message["params"])
        if not found:
            self.count(schema, message["params"], message["method"])
        return found

    # Counting

    def count(self, schema, value, method, top=False, name=None):
        """Notes every named shape, member and choice that a value has."""
        if "$ref" in schema:
            name = schema["$ref"][len(NAMED):]
            if top:
                self.given.add(("answer", method, name))
            return self.count(self.components[name], value, method, name=name)
        for part in schema.get("allOf", []):
            self.count(part, value, method)
        if "oneOf" in schema:
            for part in schema["oneOf"]:
                if not self.faults(part, value):
                    return self.count(part, value, method, top, name)
        if isinstance(value, dict):
            for member, part in schema.get("properties", {}).items():
                if member not in value:
                    continue
                if name:
                    self.given.add(("member", self.label(name, schema), member))
                self.count(part, value[member], method)
            more = schema.get("additionalProperties")
            if isinstance(more, dict):
                for part in value.values():
                    self.count(more, part, method)
        if isinstance(value, list) and isinstance(schema.get("items"), dict):
            for part in value:
                self.count(schema["items"], part, method)

    @staticmethod
    def label(name, schema):
        """The shape's name, with its kind where it is one of several."""
        kind = schema.get("properties", {}).get("kind", {}).get("const")
        return f"{name} {kind}" if kind else name

    def declared(self):
        """All that the document says can be answered."""
        wanted = set()
        for name, schema in self.components.items():
            for part in schema.get("oneOf", [schema]):
                for member in part.get("properties", {}):
                    wanted.add(("member", self.label(name, part), member))
        for name, method in self.methods.items():
            schema = method["result"]["schema"]
            for part in schema.get("oneOf", [schema]):
                if "$ref" in part:
                    wanted.add(("answer", name, part["$ref"][len(NAMED):]))
            wanted |= {("error", name, kind) for kind in self.kinds(method) - SHARED}
        return wanted


def load(text):
    return Document(json.loads(text))
