from collections.abc import Sequence

class ValidationError: ...

class ValidationResult:
    errors: Sequence[ValidationError]

class OpenXmlValidator:
    def validate(self, path: str) -> ValidationResult: ...
