"""Comments cut into words and counted into `comment_term`: how many responses use each word."""

from __future__ import annotations

import re
from collections.abc import Callable

import duckdb
import pyarrow as pa
import rjieba

WORD = re.compile(r"^(?:[\u4e00-\u9fff]{2,}|[^\W\d_]{3,}|95598|12398)$")
CHUNK = 5_000  # comments cut at a time, so that their words need not all be held at once


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words that say nothing about the service: particles, pronouns, adverbs, thanks.
STOP = _words(
    """一个 一下 一些 一直 一点 一样 一次 不是 不会 不要 不能 不过 与其 之后 之前 也是 了解 什么
    今后 他们 以及 以后 以前 但是 你们 例如 再次 几次 可以 可能 各位 同时 因为 因此 基本 多次
    大家 如果 如何 它们 希望 建议 已经 应该 怎么 意见 感谢 我们 我家 或者 所以 时候 是否 是的
    有些 有时 有点 本人 来说 比较 没有 没什么 特别 现在 由于 目前 真的 然后 的话 自己 觉得 认为
    让人 许多 谢谢 起来 还有 还是 这个 这些 这样 这里 进行 那个 那么 那些 都是 问题 除了 需要
    非常 顺便 不太 有没有 能够
    the and for are but not you your our was were with this that they them have has had its his her
    she him who what when where which will would can could should from into out over under than then
    there here very just also too all any some more most much many been being about after before
    because while did does doing done don didn isn aren wasn weren won get got one two per via
    und der die das ist nicht mit ein eine les des est pas que los las por para con del uma não"""
)


def terms(text: str) -> set[str]:
    """The words of one comment that may say something: two hanzi or three letters and more."""
    return {
        word
        for cut in rjieba.cut(text)
        if WORD.match(word := cut.strip().casefold()) and word not in STOP
    }


def count_batch(
    connection: duckdb.DuckDBPyConnection,
    batch_id: int,
    progress: Callable[[float], None] | None = None,
) -> None:
    """Count the words of one batch anew. Comments that wait for their branch are left out.

    `progress` hears the share of the comments that are cut.
    """
    connection.execute("DELETE FROM comment_term WHERE batch_id = ?", [batch_id])
    connection.execute("CREATE OR REPLACE TEMP TABLE said (text VARCHAR, term VARCHAR)")
    texts = connection.execute(
        "SELECT DISTINCT text FROM survey_comment WHERE batch_id = ? ORDER BY text", [batch_id]
    ).fetchall()
    for start in range(0, len(texts), CHUNK):
        pairs = [(text, term) for (text,) in texts[start : start + CHUNK] for term in terms(text)]
        said = pa.table(
            {"text": [p[0] for p in pairs], "term": [p[1] for p in pairs]},
            schema=pa.schema([("text", pa.string()), ("term", pa.string())]),
        )
        connection.register("said_here", said)
        connection.execute("INSERT INTO said FROM said_here")
        connection.unregister("said_here")
        if progress:
            progress(min(1.0, (start + CHUNK) / len(texts)))
    connection.execute(
        """
        INSERT INTO comment_term
        SELECT batch_id, survey_id, audience, branch_id, month, term, count(DISTINCT response_id)
        FROM survey_comment
        JOIN counted_response USING (batch_id, response_id)
        JOIN survey USING (survey_id)
        JOIN said USING (text)
        WHERE survey_comment.batch_id = ?
        GROUP BY ALL
        """,
        [batch_id],
    )
    connection.execute("DROP TABLE said")


def rebuild(connection: duckdb.DuckDBPyConnection) -> None:
    """The words of all batches from scratch."""
    connection.execute("DELETE FROM comment_term")
    for (batch_id,) in connection.execute(
        "SELECT DISTINCT batch_id FROM survey_comment"
    ).fetchall():
        count_batch(connection, batch_id)
