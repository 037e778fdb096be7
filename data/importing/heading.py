"""What stands above one column: the question, without its number and the tool's remarks."""

from __future__ import annotations

import re
from dataclasses import dataclass

VARIABLE = re.compile(r"^V\d+$")
NUMBERED = re.compile(r"^\s*(?:Q\s*)?(\d{1,3})\s*[、.．:：)）](?!\d)\s*")
LEADING_NUMBER = re.compile(r"^\s*(?:Q\s*)?(\d{1,3})(?:\s*[、.．:：)）](?!\d)\s*|\s+(?=\D))")
LIME_CODE = re.compile(r"^[A-Za-z]\w*(?:\[[^\[\]]*\])*\.\s+(?=\S)")
AGAIN = re.compile(r"(?<=[\])?])\.\d{1,3}$")  # a header that came twice, numbered by pandas
LEADING_CODE = re.compile(r"^Q\d{1,3}(?:[_.-]\d{1,3})*[_\s]*(?=[\u4e00-\u9fff])")
FLAGS = re.compile(
    r"[（(【\[]\s*(?:单选题?|多选题?|必答|必填|选填|选答|可选|自动|下拉\w*|量表题?|矩阵\w*|填空题?|"
    r"评分题|打分题|排序题|单项|optional)\s*[)）】\]]",
    re.I,
)


@dataclass(frozen=True)
class Heading:
    """What stands above a column: its own header, the question, and the row of a matrix."""

    position: int
    header: str
    question: str
    row_label: str | None = None

    @property
    def known_as(self) -> str:
        """The name by which a tool knows its own column: below V1 of old Qualtrics files."""
        return self.question if VARIABLE.match(self.header) else self.header

    @property
    def wording(self) -> str:
        """All the words that tell what the column asks."""
        return f"{self.question} {self.row_label or ''}".strip()


def question_of(text: str) -> str:
    """A header's words without its number, code and remarks such as （单选题）."""
    bare = FLAGS.sub("", LIME_CODE.sub("", AGAIN.sub("", text))).strip()
    bare = LEADING_CODE.sub("", bare).lstrip("—")
    return LEADING_NUMBER.sub("", bare, count=1).strip() or bare or text
