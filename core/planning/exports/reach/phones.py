"""Phone numbers as advertising platforms want them: E.164, a plus sign, the code of the country, then digits only."""

import phonenumbers
from phonenumbers import PhoneNumberFormat, ValidationResult


def e164(text: str, country: str) -> str | None:
    """A number without a code is one of this country (two letters); None for what cannot be a phone number."""
    try:
        number = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        return None
    if phonenumbers.is_possible_number_with_reason(number) != ValidationResult.IS_POSSIBLE:
        return None
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)
