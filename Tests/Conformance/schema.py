#!/usr/bin/env python3
"""The published document: by OpenRPC 1.4's rules, by the linter's, and its schemas and examples.

usage: schema.py DESK

The rules are those of rpc.md section 3. Nothing is fetched.
"""
import json, os, re, subprocess, sys, tempfile

try:
    import published
except ImportError as fault:
    if fault.name != "jsonschema":
        raise
    print("skipped: the published document is not checked, for Python has no jsonschema")
    sys.exit(1 if os.environ.get("CI") == "true" else 0)

SUMMARY_MAX = 60
KEYWORDS = set("""
type properties required additionalProperties items enum const oneOf anyOf allOf $ref pattern format
minimum maximum exclusiveMinimum exclusiveMaximum minLength maxLength minItems maxItems uniqueItems
default description title examples
""".split())


def named(**properties):
    """An object of these members and of extensions; a name that ends in `_` must be there."""
    required = [name.rstrip("_") for name in properties if name.endswith("_")]
    return {"type": "object", "required": required, "additionalProperties": False,
            "properties": {name.rstrip("_"): schema for name, schema in properties.items()},
            "patternProperties": {"^x-": {}}}


def reference(kind):
    return {"type": "object", "required": ["$ref"], "additionalProperties": False, "properties": {
        "$ref": {"type": "string", "pattern": f"^#/components/{kind}/"}}}


def either(schema, kind):
    """The thing itself, or a reference to one."""
    return {"if": {"required": ["$ref"]}, "then": reference(kind), "else": schema}


TEXT = {"type": "string", "minLength": 1}
FLAG = {"type": "boolean"}
SCHEMA = {"type": ["object", "boolean"]}
DESCRIPTOR = named(name_=TEXT, summary=TEXT, description=TEXT, schema_=SCHEMA, required=FLAG,
                   deprecated=FLAG)
# An error and a reference take no extensions.
ERROR = {"type": "object", "required": ["code", "message"], "additionalProperties": False,
         "properties": {"code": {"type": "integer"}, "message": TEXT, "data": {}}}
EXAMPLE = named(name_=TEXT, summary=TEXT, description=TEXT, value_={})
PAIRING = named(name_=TEXT, summary=TEXT, description=TEXT,
                params_={"type": "array", "items": either(EXAMPLE, "examples")},
                result=either(EXAMPLE, "examples"))
TAG = named(name_=TEXT, summary=TEXT, description=TEXT,
            externalDocs=named(url_=TEXT, description=TEXT))
SERVER = named(url_=TEXT, name=TEXT, summary=TEXT, description=TEXT, variables={"type": "object"})
METHOD = named(
    name_=TEXT, summary=TEXT, description=TEXT, deprecated=FLAG,
    tags={"type": "array", "items": either(TAG, "tags")},
    paramStructure={"enum": ["by-name", "by-position", "either"]},
    params_={"type": "array", "items": either(DESCRIPTOR, "contentDescriptors")},
    # A method without a result tells nobody anything; known clients fail on one.
    result_=either(DESCRIPTOR, "contentDescriptors"),
    errors={"type": "array", "items": either(ERROR, "errors")},
    examples={"type": "array", "items": either(PAIRING, "examplePairings")},
    links={"type": "array"}, servers={"type": "array", "items": SERVER})


def by_name(schema):
    return {"type": "object", "propertyNames": {"pattern": r"^[a-zA-Z0-9._-]+$"},
            "additionalProperties": schema}


DOCUMENT = named(
    openrpc_={"type": "string", "pattern": r"^1\.4\.\d+$"},
    info_=named(title_=TEXT, version_={"type": "string", "pattern": r"^\d+\.\d+\.\d+$"},
                description=TEXT, termsOfService=TEXT,
                contact=named(name=TEXT, url=TEXT, email=TEXT), license=named(name=TEXT, url=TEXT)),
    servers={"type": "array", "items": SERVER},
    methods_={"type": "array", "items": either(METHOD, "methods")},
    externalDocs={"type": "object"},
    components=named(
        schemas=by_name(SCHEMA), errors=by_name(ERROR), tags=by_name(TAG),
        examples=by_name(EXAMPLE), examplePairings=by_name(PAIRING),
        contentDescriptors=by_name(DESCRIPTOR), links=by_name({"type": "object"})))


class Check:
    def __init__(self, document):
        self.document = document
        self.schemas = published.Schemas(document)
        self.faults = []
        self.warnings = []
        self.counts = dict(methods=0, schemas=0, examples=0)

    def fault(self, place, text):
        self.faults.append(f"{place}: {text}")

    def structure(self):
        validator = published.jsonschema.Draft202012Validator(DOCUMENT)
        for fault in validator.iter_errors(self.document):
            self.fault("/".join(map(str, fault.absolute_path)) or "document", fault.message[:300])

    def references(self, value, place="#"):
        """Each leads somewhere."""
        if isinstance(value, dict):
            target = value.get("$ref")
            if isinstance(target, str):
                found = self.document
                for part in target.removeprefix("#/").split("/"):
                    found = found.get(part) if isinstance(found, dict) else None
                if found is None or not target.startswith("#/"):
                    self.fault(place, f"{target} leads nowhere")
            for name, part in value.items():
                self.references(part, f"{place}/{name}")
        elif isinstance(value, list):
            for index, part in enumerate(value):
                self.references(part, f"{place}/{index}")

    def schema(self, schema, place):
        """Valid in both dialects, and of the keywords that mean the same in both."""
        self.counts["schemas"] += 1
        for dialect in published.DIALECTS:
            try:
                dialect.check_schema(schema)
            except published.jsonschema.SchemaError as fault:
                self.fault(place, f"no schema by {dialect.__name__}: {fault.message}")
        self.keywords(schema, place)

    def keywords(self, schema, place):
        if not isinstance(schema, dict):
            return
        for name in sorted(set(schema) - KEYWORDS):
            self.fault(place, f"the keyword {name} is not one of those that are used")
        if "$ref" in schema and len(schema) > 1:
            self.fault(place, "what stands beside a $ref is not read in draft-07")
        for name in ("items", "additionalProperties"):
            if isinstance(schema.get(name), list):
                self.fault(place, f"{name} is an array")
            self.keywords(schema.get(name), f"{place}/{name}")
        for name in ("oneOf", "anyOf", "allOf"):
            for index, part in enumerate(schema.get(name, [])):
                self.keywords(part, f"{place}/{name}/{index}")
        for name, part in schema.get("properties", {}).items():
            self.keywords(part, f"{place}/{name}")
            if isinstance(part, dict) and not part.get("description"):
                self.fault(f"{place}/{name}", "has no description")
        for name in schema.get("required", []):
            if "properties" in schema and name not in schema["properties"]:
                self.fault(place, f"requires {name}, which it does not describe")

    def components(self):
        components = self.document["components"]
        for name, schema in components["schemas"].items():
            self.schema(schema, name)
            if not schema.get("title"):
                self.fault(name, "has no title, by which code is generated")
        for name, error in components["errors"].items():
            if not error["message"].endswith("."):
                self.fault(name, "its message is no sentence")
        used = json.dumps(self.document)
        for kind in ("schemas", "tags"):
            for name in components[kind]:
                if f'"#/components/{kind}/{name}"' not in used:
                    self.fault(name, f"is among the {kind} and used nowhere")

    def info(self):
        for name in ("description", "license", "contact"):
            if not self.document["info"].get(name):
                self.fault("info", f"has no {name}")
        if not self.document.get("servers"):
            self.fault("document", "has no server")
        for tag in self.document["components"]["tags"].values():
            if not tag.get("description"):
                self.fault(tag["name"], "has no description")

    def methods(self):
        names = [method["name"] for method in self.document["methods"]]
        for name in sorted({name for name in names if names.count(name) > 1}):
            self.fault(name, "is declared twice")
        if "rpc.discover" not in names:
            self.fault("document", "has no rpc.discover")
        for method in self.document["methods"]:
            self.counts["methods"] += 1
            self.method(method, method["name"])

    def method(self, method, name):
        for part in ("summary", "description", "tags", "errors", "paramStructure"):
            if not method.get(part):
                self.fault(name, f"has no {part}")
        if len(method["summary"]) > SUMMARY_MAX:
            self.warnings.append(f"{name}: its summary has more than {SUMMARY_MAX} characters")
        if not method["summary"].endswith("."):
            self.fault(name, "its summary is no sentence")
        needed = [param["required"] for param in method["params"]]
        if needed != sorted(needed, reverse=True):
            self.fault(name, "an optional parameter stands before a required one")
        for param in method["params"]:
            self.schema(param["schema"], f"{name} {param['name']}")
            if not param.get("description"):
                self.fault(f"{name} {param['name']}", "has no description")
            if param["required"] and "default" in param["schema"]:
                self.fault(f"{name} {param['name']}", "is required and has a default")
            if "default" in param["schema"]:
                for fault in self.schemas.faults(param["schema"], param["schema"]["default"]):
                    self.fault(f"{name} {param['name']}", f"its default is not of its type: {fault}")
        self.schema(method["result"]["schema"], f"{name} result")
        if not method["result"].get("description"):
            self.fault(name, "its result has no description")
        codes = [self.resolved(error)["code"] for error in method["errors"]]
        if len(codes) != len(set(codes)):
            self.fault(name, f"a number stands for two errors: {codes}")
        for error in map(self.resolved, method["errors"]):
            for kind in (error.get("data") or {}).get("x-kinds", []):
                if kind not in self.document["components"]["errors"]:
                    self.fault(name, f"{kind} is no published kind of error")
        for part in ("x-safety", "x-since"):
            if part not in method:
                self.fault(name, f"has no {part}")
        self.examples(method, name)

    def resolved(self, error):
        if "$ref" not in error:
            return error
        return self.document["components"]["errors"].get(error["$ref"].rsplit("/", 1)[1], error)

    def examples(self, method, name):
        if method.get("x-lines") and not method.get("examples"):
            self.fault(name, "has lines for examples, and none that was carried out")
        if not method.get("examples") or not method.get("x-error-examples"):
            self.warnings.append(f"{name}: has no example, or none of an error")
        schemas = {param["name"]: param["schema"] for param in method["params"]}
        for example in method.get("examples", []) + method.get("x-error-examples", []):
            self.counts["examples"] += 1
            place = f"{name}: {example['name']}"
            is_error = "error" in example
            for param in example["params"]:
                if is_error or param["name"].startswith(("_meta", "x-")):
                    continue
                if param["name"] not in schemas:
                    if not method.get("x-open"):
                        self.fault(place, f"has no parameter {param['name']}")
                    continue
                for fault in self.schemas.faults(schemas[param["name"]], param["value"]):
                    self.fault(place, f"{param['name']} is not as published: {fault}")
            try:
                self.schemas.check(name, {"error": example["error"]} if is_error
                                   else {"result": example["result"]["value"]})
            except AssertionError as fault:
                self.fault(place, str(fault)[:300])


def main():
    desk = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        environment = dict(os.environ, DESK_DB=os.path.join(folder, "desk.db"), TZ="UTC")
        text = subprocess.run([desk, "schema", "openrpc"], env=environment, check=True,
                              capture_output=True).stdout
        asked = subprocess.run(
            [desk, "rpc"], env=environment, check=True, capture_output=True,
            input=b'{"jsonrpc":"2.0","id":1,"method":"rpc.discover"}\n').stdout
    document = json.loads(text)
    check = Check(document)
    if json.dumps(json.loads(asked)["result"]) != json.dumps(document):
        check.fault("rpc.discover", "gives another document than `desk schema openrpc`")
    if re.search(rb"[ \t]\n|\r|\t", text) or not text.endswith(b"}\n"):
        check.fault("document", "is not laid out as two spaces a level, line feeds alone")
    check.structure()
    if not check.faults:
        for step in (check.references, check.info, check.components, check.methods):
            step(document) if step == check.references else step()
    for warning in check.warnings:
        print(f"warning: {warning}")
    for fault in check.faults:
        print(f"FAILED {fault}")
    counts = ", ".join(f"{count} {name}" for name, count in check.counts.items())
    print(f"published document: {counts}, {len(check.warnings)} warnings, {len(check.faults)} faults")
    sys.exit(1 if check.faults else 0)


main()
