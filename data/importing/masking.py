"""Numbers and addresses inside comments that would tell who wrote them."""

from __future__ import annotations

DIGIT = "[0-9０-９]"
MASK = "***"
# Written for RE2 (DuckDB) and Python alike; applied in this order.
PATTERNS = (
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+",  # e-mail
    rf"{DIGIT}{{17}}[0-9０-９XxＸｘ]",  # identity card
    rf"(?:{DIGIT}{{4}}[ -]){{3,}}{DIGIT}+",  # card and account numbers in groups
    rf"[1１][3-9３-９]{DIGIT}(?:[ -]?{DIGIT}){{8}}",  # mobile, also written in groups
    rf"(?:\+|00){DIGIT}[0-9 ()-]{{7,}}{DIGIT}",  # international
    rf"\(?0{DIGIT}{{2,3}}[)-]? ?{DIGIT}{{7,8}}",  # landline
    rf"{DIGIT}{{7,}}",  # account, customer and telephone numbers
)
SUSPICIOUS = rf"@|{DIGIT}{{4}}|{DIGIT}{{3}}[ -]{DIGIT}"


def masked_sql(text: str) -> str:
    """An SQL expression: the text of an expression with such numbers replaced by ***."""
    masked = text
    for pattern in PATTERNS:
        masked = f"regexp_replace({masked}, '{pattern}', '{MASK}', 'g')"
    return f"CASE WHEN regexp_matches({text}, '{SUSPICIOUS}') THEN {masked} ELSE {text} END"
