"""The words by which headers tell what a column is.

A header is folded first: no accents, lower case, `airline_name` and `nomEmpresa` split into words.
Chinese words match anywhere, Latin ones as whole words (a trailing `*` allows any ending).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from data.importing.values import SIMPLIFIED

# Between a Chinese character and a Latin letter: 作答ID, IP所在城市.
MEETING = r"(?<=[\u4e00-\u9fff])(?=[A-Za-z])|(?<=[A-Za-z])(?=[\u4e00-\u9fff])"


@cache
def spaced(header: str) -> str:
    """A header as separate lower-case words without accents."""
    text = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", header)
    text = re.sub(r"\b([Qq]\d{1,3})(?=[A-Za-z]{2})", r"\1 ", text)  # Q20Age
    text = unicodedata.normalize("NFKD", text.replace("ß", "ss"))
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = re.sub(MEETING, " ", text)
    text = re.sub(r"[_\W]+", " ", unicodedata.normalize("NFKC", text).translate(SIMPLIFIED))
    return " ".join(text.casefold().split())


@cache
def _pattern(words: str) -> re.Pattern[str]:
    parts = []
    for word in words.split("|"):
        word = " ".join(re.sub(MEETING, " ", word).split())
        if re.search(r"[\u3040-\u9fff\uac00-\ud7a3]", word):
            parts.append(re.escape(word))
        elif word:
            ending = r"\w*" if word.endswith("*") else ""
            parts.append(rf"\b{re.escape(word.rstrip('*'))}{ending}\b")
    return re.compile("|".join(parts))


def has(words: str, header: str) -> bool:
    """Whether a header contains one of the words of a list separated by `|`."""
    return bool(_pattern(words).search(spaced(header)))


# --- what a column is -----------------------------------------------------------------------------
# Better kinds of branch first; the words of one line weigh the same.
BRANCH = (
    "供电所|供电站|支部|党支部|服务队|服务站|所属单位|所在单位|营业厅|营业所|网点|班组|"
    "供电公司|分公司",
    "branch*|office|station|power station|service center|service centre|outlet|filiale|"
    "sucursal|agencia|agence|zweigstelle|niederlassung|standort|vestiging|oddzial|unidade|cabang|"
    "sube*|chi nhanh|지점|매장",
    "单位|部门|科室|学校|学院|校区|院系|医院|机构|门店|店铺|分店|片区|台区|区域|公司名称|企业",
    "airline*|company|companies|utility|empresa|distribuidora|operadora|operator|firm|carrier|"
    "nome fantasia|bank|banco|university|institution|trust|ward|store|shop|site|airport|hotel|"
    "restaurant|hospital|business|merchant|property|venue|clinic|school|department|dept|"
    "business unit|unit name|abteilung|firma|unternehmen|tienda|loja|филиал|店舗|支店|営業所|"
    "division|facility|organisation|organization|entity|agency|provider|"
    "supplier",
    "group|team|region|district|distrito|municipio|provincia|commune|bezirk|регион|город|"
    "location|unit|area|county|city|gruppe|grupo|campus|所在地|"
    "地区|区县|县区",
)
PLACES = "region*|regiao|district|area|zone|location|direction|sector|county|side|hemisphere"
NOT_BRANCH = (
    "age|aged|country|nationality|blood|income|gender|sex|年龄|性别|收入|group size|type|"
    "category|吗|如何|怎么样|是否|多少|哪些|为什么|类型|类别|邮政|职务|职位|性质|size|phone|telephone|"
    "years|since|link|url|email|e mail|which of|address|adresse|direccion|endereco"
)
TIME_BEST = (
    "提交|完成时间|结束|completion|completed|submit*|submission|end date|end time|enddate|"
    "endtime|end|recorded date|recordeddate|recorded|timestamp|zeitstempel|时间戳|時間戳|"
    "marca temporal|horodateur|carimbo de data|填写时间|评价时间|调查时间|survey date|"
    "response date|received|finaliz*|conclusao|envio|answered|date submitted|finish|finished|"
    "interview date|datestamp|评价日期|调查日期|回访时间"
)
TIME_GOOD = (
    "date|datum|data|fecha|time|日期|时间|when|visit*|start*|开始|month|月份|ano|year|年度|"
    "年份|jahr|anio|period|periodo|referencia|quarter|季度|today|day|mes|monat|tag|moment"
)
TIME_BAD = (
    "process*|processamento|created|creat*|modif*|updat*|import*|export*|修改|更新|审核|中奖|"
    "birth*|dob|出生|生日|geburt*|load*|expire*|last login|register*|注册|duration|用时|时长"
)
MONTH = "month*|月|月份|mes|monat|mois|quarter|季度|季|quartal|trimestre|qtr"
YEAR = (
    "year|ano|anio|jahr|annee|年|年度|年份|period|periodo|yr|año|anoreferencia|month|月|月份|"
    "季度|quarter"
)
PERSONAL = (
    "姓名|名字|您的名|称呼|联系人|手机号|固定电话|座机|您的电话|您的手机|客户电话|用户电话|来电号码|"
    "联系手机|电话号码|联系电话|联系方式|身份证|证件号|"
    "地址|经纬度|车牌|银行卡|银行账号|邮箱|电子邮件|電子郵件|微信号|微信名|您的微信|微信openid|昵称|"
    "头像|openid|open id|qq号|qq|ip|来自ip|ip address|"
    "客户名称|用户名称|回访人员|受理人员|经办人|处理人|调查员|访问员|提交者|填写者|填表人|答题人|答卷人|填报人|"
    "ipaddress|ip addr*|提交人|填写人|用户标识|工号|学号|户号|客户编号|name|first name|"
    "last name|firstname|lastname|full name|surname|your name|respondent name|recipient*|"
    "reviewer id|reviewer name|author name|author email|user name|username|nickname|phone|"
    "telephone|mobile|cell phone|email|"
    "e mail|email address|mail|e mail address|contact number|address|street|passport|ssn|"
    "student no|student id|student number|staff id|employee id|user id|userid|customer id|"
    "matrikelnummer|telefon|telefono|correo*|nome|nombre|vorname|nachname|住址|"
    "фио|имя|фамилия|телефон|электронная почта|nama|nama lengkap|ad soyad|ho ten|ho va ten|이름|"
    "성명|전화번호|이메일|氏名|お名前|メールアドレス|naam|nazwisko|"
    "ua|user agent|referrer|referer|wechat|latitude|longitude|经度|纬度|iphash|住户|签名|"
    "signature|dob|date of birth|birth date|birthdate|geburtsdatum|fecha de nacimiento|"
    "data de nascimento|date de naissance"
)
# A name of one of these is no person's.
ORGANISATION_NAME = "|".join(
    f"{noun} name"
    for noun in (
        "division", "facility", "hospital", "provider", "clinic", "restaurant", "shop", "outlet",
        "district", "region", "area", "property", "agency", "practice", "plant", "bank", "module",
        "program", "programme", "destination", "measure", "trust", "supplier", "organisation",
        "organization", "institution", "university", "college", "ward", "venue", "vendor",
        "utility",
    )
)  # fmt: skip
# Headers that are personal only if they say nothing else.
PERSONAL_ALONE = {
    "手机", "电话", "微信", "ip", "ua", "名称", "name", "user", "email", "mail", "phone", "address",
    "author", "reviewer",
}  # fmt: skip
# A header with one of these is personal although it also names an organisation.
SURELY_PERSONAL = "姓名|身份证|证件号|手机号|联系电话|电话号码"
ASKS_OPINION = "是否|满意|评价|知晓|知道|接听|接通|服务|渠道|方便|清晰"
NOT_PERSONAL = (
    "airline|company|branch|lounge|product|station|store|hotel|site|file|brand|unit|school|"
    "项目|产品|公司名|单位|支部|所名|部门|班组|供电所|营业厅|course|event|team|group|class|office|city|"
    "country|department|fantasia|empresa|curso|produto|entreprise|survey|form|instrument|collector|"
    "campaign|satisf*|rate|rating|满意|评价|接听|"
    "接通|how|qualit*|service|是否|专家|热线|channel|渠道|方便|清晰"
)
ID = (
    "id|序号|编号|答题序号|编码|流水号|no|nr|number|respondent*|response id|responseid|uuid|"
    "guid|token|record id|seq|index|key|ref|reference|serial|ide|答卷编号|工单号|工单编号|"
    "seed|row|lfd|identifier|code"
)
WEIGHT = (
    "weight|weights|weighting|权重|加权|gewicht*|wt|peso|wgt|pweight|sample weight|survey weight"
)
NOT_WEIGHT = "kg|g|gms|gram*|lbs|pounds|body|height|体重|weight loss|公斤"
VOTES = {"useful", "helpful", "funny", "cool"}  # what readers say of a review
COUNT = (
    "多少|几次|几个|几人|次数|人数|数量|个数|户数|天数|小时数|部数|时长|用时|所用时间|秒|分钟|"
    "年龄|岁|年级|总分|得分合计|how many|how much|how often per|number of|count|counts|total|"
    "duration|seconds|minutes|hours|age|years|year|num|nb|nbr|anzahl|wie viele|alter|quantity|"
    "qty|amount|"
    "size|income|收入|金额|price paid|费用|latitude|longitude|accuracy|lat|lon|lng|distance|"
    "距离|height|attendance|attended|attend|repeat*|times|visits|sessions|score total|sum|"
    "progress|page|lastpage|zip|postal|postcode|邮编|电量|电费|percent*|percentage|比例|占比|"
    "month|day|week|calls|orders|purchases|bookings|trips|nights|children|kids|siblings|"
    "absences|projects|employees|aantal|antal|liczba|количество|回数|횟수|quantos|quantas|cuantos|"
    "combien|wave|round|cohort|cantidad|edad|idade|"
    "semester|grade level|rank|ranking|排名|排序|版本|version|seed|random*"
)
# A question after a number or an order, even if it speaks of service or quality.
SURELY_COUNT = (
    "多少次|多少人|多少天|多少户|多少年|几次|几个|几人|几年|几口|几户|几台|几天|几套|几位|几名|几层|几楼|几岁|几件|"
    "几种|几项|几条|几处|几家|几小时|几分钟|场次|人次|频次|班次|年数|台数|容量|面积|功率|公里|千瓦|kva|kwh|次数|"
    "人数|人口|户数|天数|件数|笔数|小时数|分钟数|年限|工龄|时长|"
    "年龄|多久|排序|排名|名次|楼层|time spend|time spent|tenure|numerator|denominator|votes|"
    "upvotes|likes|how long|how old|prazo|antiguedad|quanto tempo|how many|how often|number of|"
    "rank|ranking|rank order|floor|"
    "wie viele|wie oft|hoeveel|hoe vaak|nombre de|numero de|numero di|сколько|何回|cuantos|cuantas|"
    "combien|quantos|quantas|age in years|minutes|hours"
)
SURELY_RATING = (
    "满意|评价|评分|打分|rate|rated|rating|ratings|satisf*|dissatisf*|score|scores|bewert*|"
    "zufrieden*|avalia*"
)
DEMOGRAPHIC = (
    "性别|年龄|学历|文化程度|教育程度|职业|民族|婚姻|婚否|政治面貌|用电类别|客户类型|用户类型|"
    "居住|户籍|工龄|职称|职务|gender|sex|age|age group|agegrp|agegroup|agecat|education|"
    "highest degree|degree level|occupation|job|"
    "profession|marital|ethnic*|race|income|employment|region|state|country|province|省|市|区|"
    "county|zip|religion|language|geschlecht|beruf|familienstand|genero|sexo|bildung|"
    "nationality|type|category|kind|class|segment|status|treatment|condition|group|cohort|"
    "gender identity|household|行业|来源|渠道|channel|device|browser|platform|version|section|"
    "position|level of education"
)
RATING = (
    "满意|评价|评分|打分|分值|得分|评估|程度|如何|怎么样|感受|认可|认同|同意|质量|服务|态度|"
    "环境|效率|印象|rate|rated|rates|rating|ratings|satisf*|unsatisf*|dissatisf*|score|scores|"
    "how well|how good|how likely|how would you|how satisfied|how easy|how important|"
    "how much do you agree|qualit*|agree|evaluat*|overall|opinion|experience|feel|stars|scale|"
    "to what extent|helpful*|useful*|bewert*|zufrieden*|wie gut|wie stark|wie wahrscheinlich|"
    "insgesamt|calificacion|satisfac*|avalia*|nota|pontuacao|note|qualite|likert|pleased|"
    "performance|ease|how do you|confident|confidence|likelihood|recommend*|useful|trust|"
    "comfort*|cleanliness"
)
NPS = (
    "推荐|추천|お勧め|おすすめ|薦め|рекоменд*|порекоменд*|посовету*|tavsiye*|"
    "rekomendasi*|gioi thieu|"
    "aanbevelen|aanraden|polec*|consigli*|recommend*|refer us|likely to refer|nps|weiterempf*|"
    "recomend*|recommand*|empfehl*"
)
LIKELY = "likely|likelihood|nps|wahrscheinlich*|probable|provavel|可能"
NOT_RATING = (
    "hourly rate|daily rate|monthly rate|weekly rate|pay rate|response rate|heart rate|"
    "pulse rate|"
    "tax rate|interest rate|exchange rate|rate plan|rate code|unit rate|费率|税率|利率"
)
SATISFACTION = "满意|评价|评分|satisf*|rating|rate"  # one answer only may also be a consent
YES_NO = (
    "是否|有没有|会不会|能不能|愿不愿|愿意|recommended|recommend*|is|are|was|were|did|do|does|"
    "has|have|would|will|can|could|yes no|consent|resolved|solved|agreed|yn|finished|hast|"
    "haben|ist|wurde"
)
INVITES_TEXT = (
    "意见|建议|留言|评论|评语|comment*|feedback|suggest*|remark*|kommentar*|bemerk*|anmerk*|"
    "vorschlag*|comentario*|sugerencia*|sugest*|commentaire*|комментари*|отзыв*|ご意見|의견"
)
# Questions whose coded answers number options, not steps of a scale.
OPTIONS = (
    "which|where|who|hear about|heard about|hear of|what is your|what type|what kind|welche*|wo|"
    "quel|quelle|cual|donde|qual|onde|哪个|哪一|哪种|哪里|哪项"
)
COMMENT = (
    "意见|建议|原因|理由|为什么|收获|体会|做法|亮点|不足之处|困难|需求|期望|简述|谈谈|心得|说明|描述|想法|看法|其他问题|留言|反馈|补充|哪些方面|请填写|"
    "评论|评语|还有什么|希望|comment*|feedback|suggest*|content|review|reviews|reason*|why|"
    "explain|describe|elaborate|remark*|opinion|please specify|open|text|notes|tell us|"
    "anything else|thoughts|improve*|what|kommentar*|anmerkung*|beschreib*|vorschlag*|warum|"
    "comentario*|sugerencia*|sugest*|commentaire*|message|opiniao|in wenigen worten|"
    "stichpunkt*"
)
LABELLED = (
    "title|name|link|url|标题|名称|链接|subject|source|来源|file|path|href|slug|topic|headline"
)
OVERALL = (
    "总体满意|整体满意|综合满意|总的满意|总满意|总体评价|整体评价|综合评价|总体服务|总体来说|"
    "总体而言|总的来说|总体上|整体上|整体而言|总体感受|总体|整体|综合|overall satisfaction|"
    "overall rating|overall satisf*|satisfied overall|overall|all in all|"
    "in general how satisfied|insgesamt|gesamt*|general satisfaction|en general|"
    "satisfaccion general|satisfacao geral|avaliacao geral|all things considered|"
    "taken together"
)
STRONGLY_OVERALL = (
    "总体满意|整体满意|综合满意|总满意|总体评价|综合评价|overall satisf*|overall rating|"
    "satisfied overall|how satisfied|gesamtzufriedenheit"
)
BENCHMARK = (
    "brasil|national|country|average|mean|benchmark|全国|全省|全市|平均|均值|总平均|industry|"
    "target|目标"
)
CATEGORY_UNIT = (
    "growth|increase|change|crescimento|variacao|crecimiento|增长|增幅|同比|环比|提升幅度|zuwachs"
)
LOW_IS_BETTER = (
    r"\b1\s*(?:分|点)?\s*(?:=|＝|is|为|表示|代表|:|：|-|\(|（|being|means)\s*(?:the\s+)?"
    r"(?:best|highest|excellent|very satisfied|very good|extremely satisfied|strongly agree|"
    r"sehr gut|sehr zufrieden|最好|最满意|非常满意|很满意|非常好|最高|完全同意|非常同意)"
)
