"""The published document as a judge of answers: JSON Schema under draft-07 and 2020-12."""
import jsonschema

DIALECTS = [jsonschema.Draft7Validator, jsonschema.Draft202012Validator]


class Schemas:
    def __init__(self, document):
        self.document = document
        self.methods = {method["name"]: method for method in document["methods"]}
        self.kinds = document["components"]["errors"]

    def validators(self, schema):
        # References are looked up in the whole; what stands beside one is not read in draft-07.
        whole = {"allOf": [schema], "components": self.document["components"]}
        return [dialect(whole) for dialect in DIALECTS]

    def faults(self, schema, value):
        """What is wrong with a value, by the two dialects, which must say the same."""
        said = [[f"{list(fault.absolute_path)}: {fault.message}" for fault in v.iter_errors(value)]
                for v in self.validators(schema)]
        assert bool(said[0]) == bool(said[1]), f"the dialects differ on {value!r}: {said}"
        return said[0]

    def check(self, method, answer):
        """Fails where a response is not as it is published."""
        if "result" in answer:
            if method in self.methods:
                faults = self.faults(self.methods[method]["result"]["schema"], answer["result"])
                assert not faults, f"{method}: {faults} in {answer['result']!r}"
            return
        fault = answer["error"]
        kind = fault["data"]["kind"]
        assert kind in self.kinds, f"{kind} is not published"
        assert fault["data"]["effect"] in ("none", "committed", "unknown"), fault
        assert isinstance(fault["data"]["retryable"], bool), fault
        if fault["code"] == -32602:
            assert "pointer" in fault["data"], fault
        # A message that is no request is no method's error.
        is_message = fault["code"] in (-32700, -32600) and kind != "wrong-state"
        if method in self.methods and not is_message:
            given = self.declared(method)
            assert (fault["code"], kind) in given, f"{method} may not give {fault['code']} {kind}"

    def declared(self, method):
        """The numbers and kinds that a method can give."""
        pairs = set()
        for entry in self.methods[method]["errors"]:
            if "$ref" in entry:
                entry = self.kinds[entry["$ref"].rsplit("/", 1)[1]]
            data = entry.get("data", {})
            kinds = data.get("x-kinds") or [data.get("kind")]
            pairs |= {(entry["code"], kind) for kind in kinds}
        return pairs
