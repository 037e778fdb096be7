"""Answer words from worst to best in Asian languages other than Chinese.

Each family lists seven rungs, from the lowest to the highest; a rung's wordings are separated by
`|`. Questionnaires use three, four, five or all seven of them.
"""

from __future__ import annotations

from data.importing.rungs import graded

JAPANESE_MIDDLE = "普通|ふつう|どちらともいえない|どちらとも言えない|どちらでもない"
JAPANESE = [
    *graded(
        "とても不満|非常に不満|大変不満|全く満足していない",
        "不満|満足していない",
        "やや不満|どちらかといえば不満|あまり満足していない",
        JAPANESE_MIDDLE,
        "やや満足|まあ満足|どちらかといえば満足|まあまあ満足",
        "満足|満足している",
        "とても満足|非常に満足|大変満足|大いに満足",
    ),
    *graded(
        "全くそう思わない|まったくそう思わない|全く思わない",
        "そう思わない|思わない",
        "あまりそう思わない|ややそう思わない|どちらかといえばそう思わない",
        JAPANESE_MIDDLE,
        "ややそう思う|まあそう思う|どちらかといえばそう思う",
        "そう思う|思う",
        "とてもそう思う|非常にそう思う|強くそう思う|大変そう思う",
    ),
    *graded(
        "とても悪い|非常に悪い|大変悪い",
        "悪い",
        "やや悪い|あまり良くない",
        JAPANESE_MIDDLE,
        "やや良い|まあ良い",
        "良い|よい",
        "とても良い|非常に良い|大変良い|とてもよい",
    ),
]
KOREAN = [
    *graded(
        "매우 불만족|매우 불만|전혀 만족하지 않는다|매우 불만족한다",
        "불만족|불만|만족하지 않는다|불만족한다",
        "약간 불만족|다소 불만족|별로 만족하지 않는다",
        "보통|보통이다|그저 그렇다",
        "약간 만족|다소 만족|대체로 만족",
        "만족|만족한다",
        "매우 만족|매우 만족한다",
    ),
    *graded(
        "전혀 그렇지 않다|매우 그렇지 않다",
        "그렇지 않다|아니다",
        "별로 그렇지 않다|약간 그렇지 않다|그렇지 않은 편이다",
        "보통|보통이다|그저 그렇다",
        "약간 그렇다|대체로 그렇다|그런 편이다",
        "그렇다",
        "매우 그렇다|정말 그렇다",
    ),
]
VIETNAMESE = [
    "rất không hài lòng / không hài lòng / bình thường|trung lập / hài lòng / rất hài lòng",
    "hoàn toàn không đồng ý|rất không đồng ý / không đồng ý / bình thường|trung lập|phân vân / "
    "đồng ý / hoàn toàn đồng ý|rất đồng ý",
]
INDONESIAN = [
    "sangat tidak puas / tidak puas|kurang puas / cukup puas|cukup|netral|biasa saja / puas / "
    "sangat puas",
    "sangat tidak setuju / tidak setuju|kurang setuju / netral|ragu-ragu / setuju / sangat setuju",
    "sangat buruk|sangat tidak baik / buruk|kurang baik|tidak baik / cukup|cukup baik / baik / "
    "sangat baik",
]
TURKISH = [
    "hiç memnun değilim / memnun değilim / kararsızım|orta|ne memnunum ne değilim / memnunum / "
    "çok memnunum",
    "kesinlikle katılmıyorum|hiç katılmıyorum / katılmıyorum / kararsızım / katılıyorum / "
    "kesinlikle katılıyorum|tamamen katılıyorum",
]
SOURCES = [*JAPANESE, *KOREAN, *VIETNAMESE, *INDONESIAN, *TURKISH]
