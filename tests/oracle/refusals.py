"""What makes a document impossible to allocate, with its place in it."""


class Refused(Exception):
    """Carries the errors as the documents of bangfu list them."""

    def __init__(self, errors):
        super().__init__(errors)
        self.errors = errors


class Refusal:
    """Collects errors; each (name, place) is said once."""

    def __init__(self, document):
        self.document = document
        registry = document.get("registry") or {}
        self.organisations = {row["id"] for row in registry.get("organisations") or []}
        self.errors = {}

    def add(self, name, *path):
        self.errors[(name, path)] = None

    def in_document_order(self):
        """In the order of the byte at which the value begins."""
        ordered = sorted(self.errors, key=lambda error: self.position(error[1]))
        return [{"name": name, "pointer": pointer(path)} for name, path in ordered]

    def position(self, path):
        # What stands earlier in its parent stands earlier in the text; what is
        # missing counts as standing at the end of the innermost parent there is.
        out, value = [], self.document
        for step in path:
            if isinstance(value, dict):
                if value.get(step) is None:
                    return [*out, float("inf")]
                out.append(list(value).index(step))
            else:
                out.append(step)
            value = value[step]
        return out


def pointer(path):
    """A JSON Pointer (RFC 6901)."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in path)
