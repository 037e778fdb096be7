"""Survey tools, as a table: the headers by which each is known, and what its own columns are.

`columns` lists the tool's own headers by role, best first within `time`. Headers are compared
without case, spaces and accents (see `header_key`); `*` stands for any beginning or ending.
`flags` name the values of a column that mark a response: {header: {flag: values}}.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from data.importing.values import clean, folded


@dataclass(frozen=True)
class Tool:
    name: str
    marks: str  # headers separated by |
    needed: int  # how many of them must be there
    columns: Mapping[str, str]
    flags: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    within: int | None = None  # the marks stand among so many first headers
    sure: str = ""  # a mark that no other tool writes: one is enough
    option_numbers: bool = False  # one of its exports holds option numbers instead of answers


GOOGLE_TIME = (
    "Timestamp|时间戳记|時間戳記|时间戳|Zeitstempel|Horodateur|Marca temporal|Marca de temps|"
    "Tijdstempel|Carimbo de data/hora|Informazioni cronologiche|タイムスタンプ|타임스탬프|"
    "Отметка времени|Позначка часу|Sygnatura czasowa|Tidsstämpel|Tidsstempel|Tidsmerke|Aikaleima|"
    "Časová značka|Časová pečiatka|Časovni žig|Vremenska oznaka|Időbélyeg|Marcaj de timp|"
    "Marcaj temporal|Χρονική σήμανση|Zaman damgası|Stempel waktu|Cap waktu|Dấu thời gian|"
    "ประทับเวลา|طابع زمني|חותמת זמן|مهر زمان|टाइमस्टैम्प"
)
SUBMITTED = (  # where LimeSurvey leaves a blank for an unfinished response
    "submitdate|submitdate. *|Date submitted|Datum Abgeschickt|Date de soumission|"
    "Fecha de envío|Data de envio|Data di invio|Data dell'invio|Datum ingestuurd|提交日期"
)
TOOLS = (
    Tool(
        "qualtrics",
        "ResponseId|RecordedDate|Duration (in seconds)|DistributionChannel|UserLanguage|"
        "ExternalReference|ResponseSet|ExternalDataReference|RecipientLastName|ResponseID|"
        "LocationLatitude|LocationAccuracy|Response ID|Recorded Date|Distribution Channel|"
        "User Language|External Data Reference|Response Type|Recipient Last Name",
        3,
        {
            "time": "EndDate|End Date|RecordedDate|Recorded Date|StartDate|Start Date",
            "id": "ResponseId|Response ID",
            "personal": "IPAddress|IP Address|Recipient*|Location*|ExternalReference|"
            "ExternalDataReference|External Data Reference",
            "metadata": "Status|Response Type|Progress|Duration*|Finished|DistributionChannel|"
            "Distribution Channel|UserLanguage|User Language|ResponseSet|Q_*|SC0|*_NPS_GROUP|"
            "*_DO_*|*_DO|DO-*|*_First Click|*_Last Click|*_Page Submit|*_Click Count|*_Browser|"
            "*_Version|*_Operating System|*_Resolution|* - Topics|* - Parent Topics|"
            "* - Sentiment|* - Sentiment *|* - Topic Sentiment *|* - Topic Hierarchy *",
        },
        {
            "Status": {"preview": "Survey Preview|Survey Test|1|2|9|17", "invalid": "Spam|8|12"},
            "Response Type": {"preview": "Survey Preview|Survey Test", "invalid": "Spam"},
            "Finished": {"incomplete": "False|0|No"},
        },
    ),
    Tool(
        "surveymonkey",
        "Respondent ID|RespondentID|respondent_id|Collector ID|CollectorID|collector_id|"
        "Custom Data 1|CustomData|date_created|Date Created",
        2,
        {
            "time": "End Date|EndDate|Date Modified|date_modified|Start Date|StartDate|"
            "Date Created|date_created",
            "id": "Respondent ID|RespondentID|respondent_id",
            "personal": "IP Address|ip_address|Email Address|email_address|First Name|first_name|"
            "Last Name|last_name|Last Name*|Contact information",
            "metadata": "Collector ID|CollectorID|collector_id|Custom Data*|CustomData|Language",
        },
    ),
    Tool(
        "microsoft-forms",
        "Start time|Completion time|开始时间|完成时间|開始時間|完成時間|開始時刻|完了時刻|"
        "시작 시간|"
        "완료 시간|Hora de inicio|Hora de finalización|Hora de início|Hora de conclusão|Startzeit|"
        "Fertigstellungszeit|Heure de début|Heure de fin|Ora di inizio|Ora di completamento|"
        "Begintijd|Tijd van voltooien|Время начала|Время выполнения",
        2,
        {
            "time": "Completion time|完成时间|完成時間|完了時刻|완료 시간|Fertigstellungszeit|"
            "Heure de fin|Hora de finalización|Hora de conclusão|Ora di completamento|"
            "Tijd van voltooien|Время выполнения|Start time|开始时间|開始時間|開始時刻|시작 시간|"
            "Startzeit|Heure de début|Hora de inicio|Hora de início|Ora di inizio|Begintijd|"
            "Время начала",
            "id": "ID",
            "personal": "Email|Name|电子邮件|名称|電子郵件|名稱|メール|名前|전자 메일|이름|"
            "E-Mail|Nom|"
            "Adresse de messagerie|Correo electrónico|Nombre|Posta elettronica|Nome|E-mail|Naam|"
            "Электронная почта|Имя",
            "metadata": "Total points|Quiz feedback|Grade posted time|Last modified time|"
            "上次修改时间|总分|测验反馈|Language|Points -*|Feedback -*",
        },
        within=3,
    ),
    Tool(
        "limesurvey",
        "submitdate|lastpage|startlanguage|seed|"
        "submitdate. *|lastpage. *|startlanguage. *|seed. *|Date submitted|Last page|Seed|"
        "Start language|Response ID|startdate. *|datestamp. *|Antwort ID|Antwort-ID|"
        "Datum Abgeschickt|Letzte Seite|Start-Sprache|Zufallsstartwert|ID de la réponse|"
        "Date de soumission|Dernière page|Langue de départ|Tête de série|ID de respuesta|"
        "Fecha de envío|Última página|Idioma inicial|Lenguaje inicial|Semilla|ID da resposta|"
        "Data de envio|Língua inicial|Idioma inicial|Semente|ID risposta|ID della risposta|"
        "Data di invio|Data dell'invio|Ultima pagina|Lingua iniziale|Antwoord ID|"
        "Datum ingestuurd|Laatste pagina|Begintaal|答复 ID|提交日期|最后一页|起始语言",
        2,
        {
            "time": f"{SUBMITTED}|datestamp|datestamp. *|Date last action|Datum letzte Aktivität|"
            "startdate|startdate. *|Date started|Datum gestartet",
            "id": "id|id. *|Response ID|Antwort ID|Antwort-ID|ID de la réponse|ID de respuesta|"
            "ID da resposta|ID risposta|ID della risposta|Antwoord ID|答复 ID",
            "personal": "ipaddr|ipaddr. *|IP address|refurl|refurl. *|Referrer URL|token|token. *|"
            "Token|firstname*|lastname*|email*",
            "metadata": "lastpage|lastpage. *|Last page|startlanguage|startlanguage. *|"
            "Start language|Letzte Seite|Start-Sprache|Zufallsstartwert|Dernière page|"
            "Langue de départ|Tête de série|Última página|Idioma inicial|Lenguaje inicial|Semilla|"
            "Língua inicial|Semente|Ultima pagina|Lingua iniziale|Laatste pagina|Begintaal|"
            "最后一页|起始语言|seed|seed. *|interviewtime*|groupTime*|*Time|Total time",
        },
    ),
    Tool(
        "typeform",
        "Network ID|Start Date (UTC)|Submit Date (UTC)|Stage Date (UTC)|Response Type|#|Ending|"
        "Tags",
        3,
        {
            "time": "Submit Date (UTC)|Stage Date (UTC)|Start Date (UTC)",
            "id": "#",
            "personal": "Network ID",
            "metadata": "Response Type|Tags|Ending|score|winning_outcome_id",
        },
        {"Response Type": {"incomplete": "partial|started"}},
    ),
    Tool(
        "kobo",
        "_id|_uuid|_submission_time|_validation_status|_index|__version__|_submitted_by|_status|"
        "formhub/uuid|meta/instanceID|_tags|_notes|_parent_index|SubmissionDate|meta-instanceID|"
        "KEY|SubmitterID|SubmitterName|AttachmentsPresent|AttachmentsExpected|ReviewState|DeviceID|"
        "FormVersion|instanceID",
        3,
        {
            "time": "_submission_time|SubmissionDate|end|endtime|today|start|starttime",
            "id": "_id|_uuid|_index|meta/instanceID|formhub/uuid|meta/rootUuid|meta-instanceID|"
            "instanceID|KEY",
            "personal": "deviceid|username|phonenumber|subscriberid|simid|simserial|"
            "_submitted_by|SubmitterID|SubmitterName|_geolocation|gps|geopoint|_gps*|*_latitude|*_longitude|*_altitude|*_precision",
            "metadata": "__version__|_validation_status|_status|_tags|_notes|_attachments|"
            "_xform_id_string|_parent*|_submission__*|_submitted_by|audit|_bamboo_dataset_id|"
            "AttachmentsPresent|AttachmentsExpected|ReviewState|Status|Edits|FormVersion",
        },
        {"_validation_status": {"invalid": "Not approved|validation_status_not_approved"}},
    ),
    Tool(
        "redcap",
        "redcap_event_name|redcap_survey_identifier|redcap_repeat_instrument|record_id|"
        "redcap_repeat_instance|redcap_data_access_group|Record ID|Event Name|Survey Identifier|"
        "Survey Timestamp|Repeat Instrument|Complete?|*_complete|*_timestamp|Data Access Group|"
        "Study ID|study_id",
        2,
        {
            "time": "*_timestamp|Survey Timestamp",
            "id": "record_id|Record ID|Study ID|study_id",
            "personal": "redcap_survey_identifier|Survey Identifier",
            "metadata": "redcap_*|Event Name|Repeat Instrument|Repeat Instance|*_complete|"
            "Complete?|Data Access Group",
        },
        {
            "*_complete": {"incomplete": "0|1|Incomplete|Unverified"},
            "Complete?": {"incomplete": "Incomplete|Unverified"},
        },
    ),
    Tool(
        "wjx",
        "提交答卷时间|所用时间|来自IP|来源详情",
        2,
        {
            "time": "提交答卷时间",
            "id": "序号",
            "personal": "来自IP",
            "metadata": "所用时间|来源|来源详情|总分|用户ID",
        },
        sure="提交答卷时间",
        option_numbers=True,
    ),
    Tool(
        "wj-qq",
        "开始答题时间|结束答题时间|答题时长|清洗数据结果|智能清洗数据无效概率|自定义字段|用户类型|用户标识",
        3,
        {
            "time": "结束答题时间|开始答题时间",
            "id": "编号",
            "personal": "用户标识|昵称|IP|UA|Referrer",
            "metadata": "答题时长|语言|清洗数据结果|智能清洗数据无效概率|地理位置*|用户类型|"
            "自定义字段|中奖*|审核状态|总分",
        },
        {"清洗数据结果": {"invalid": "无效"}},
    ),
    Tool(
        "wenjuan",
        "答题序号|答题编号|答题时长|IP省份|IP城市|IP地址|答题渠道|操作系统|浏览器|开始时间|结束时间|time_used|"
        "ip_province|ip_city|start|finish|seq|答题来源",
        3,
        {
            "time": "提交时间|结束时间|完成时间|finish|开始时间|start",
            "id": "答题序号|答题编号|序号|seq",
            "personal": "IP地址|IP|用户昵称|微信昵称|用户ID",
            "metadata": "答题时长|IP省份|IP城市|答题渠道|答题来源|来源|操作系统|浏览器|"
            "source|time_used|ip_province|ip_city|browser|os|设备",
        },
        option_numbers=True,
    ),
    Tool(
        "jinshuju",
        "提交人|提交时间|修改时间|填写设备|操作系统|浏览器|填写地区|微信昵称|微信OpenID|填写时长|微信头像",
        3,
        {
            "time": "提交时间|修改时间",
            "id": "序号|ID",
            "personal": "提交人|IP|微信*|填写地区*|UserAgent",
            "metadata": "修改时间|填写设备|操作系统|浏览器|填写时长|扩展属性|自定义字段|分数|"
            "总分|填写地区|来源|渠道",
        },
    ),
    Tool(  # SurveyKing (卷王)
        "generic",
        "填写时长|填写地区|填写设备|操作系统|浏览器|提交人|提交时间|自定义字段|ID",
        6,
        {
            "time": "提交时间",
            "id": "序号|ID",
            "personal": "提交人|IP|填写地区",
            "metadata": "分数|自定义字段|填写时长|填写设备|操作系统|浏览器",
        },
    ),
    Tool(
        "google-forms",
        GOOGLE_TIME,
        1,
        {
            "time": GOOGLE_TIME,
            "personal": "Email Address|Username|电子邮件地址|電子郵件地址|E-Mail-Adresse|"
            "Dirección de correo electrónico|Endereço de e-mail|Adresse e-mail",
            "metadata": "Score|得分|分数",
        },
        within=1,
    ),
)
GENERIC = Tool("generic", "", 1, {})
QUALTRICS = TOOLS[0]


def header_key(header: str) -> str:
    """A header as it is compared: no case, spaces, HTML or invisible characters."""
    return folded(clean(header))


@cache
def _pattern(names: str) -> re.Pattern[str]:
    parts = (re.escape(header_key(name)).replace(r"\*", ".*") for name in names.split("|"))
    return re.compile(f"(?:{'|'.join(parts)})\\Z")


def matches(names: str, header: str) -> bool:
    return bool(names) and bool(_pattern(names).match(header_key(header)))


def recognise_tool(headers: Sequence[str]) -> Tool:
    """The tool that wrote these headers: the one with the largest share of its marks."""
    named = [header for header in headers if header_key(header)]
    best, most = GENERIC, 0
    for tool in TOOLS:
        looked_at = named[: tool.within]
        found = len({header_key(h) for h in looked_at if matches(tool.marks, h)})
        enough = found >= tool.needed or any(matches(tool.sure, h) for h in looked_at)
        if enough and found > most:
            best, most = tool, found
    return best


def tool_role(tool: Tool, header: str) -> tuple[str, int] | None:
    """The role a tool gives its own header, and the header's rank within it (0 is best)."""
    for role, names in tool.columns.items():
        for rank, name in enumerate(names.split("|")):
            if matches(name, header):
                return role, rank
    return None
