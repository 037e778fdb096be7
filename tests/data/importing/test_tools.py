"""One small file for each tool, written after its format; the whole plan is expected.

Each case lists the columns as `role` or `role low-high` (a scale), and the matrix rows.
"""

# ruff: noqa: E501 - exported lines stand as their tools write them
import pytest

from data.importing.plan import Plan

QUALTRICS_META = (
    "StartDate,EndDate,Status,IPAddress,Progress,Duration (in seconds),Finished,RecordedDate,"
    "ResponseId,RecipientLastName,DistributionChannel,UserLanguage"
)
QUALTRICS_ROW = (
    "2025-05-0{i} 10:00:00,2025-05-0{i} 10:05:00,{status},1.2.3.4,100,300,True,"
    "2025-05-0{i} 10:05:01,R_{i}abc,,anonymous,EN"
)
QUALTRICS_ROLES = (
    "metadata time metadata personal metadata metadata metadata metadata id empty metadata metadata"
)


def qualtrics():
    answers = [
        "Extremely satisfied,9,North",
        "Somewhat satisfied,7,South",
        "Extremely dissatisfied,3,North",
        "Neither satisfied nor dissatisfied,10,South",
    ]
    lines = [
        f"{QUALTRICS_META},Q1_1,Q2,Q3",
        f"{QUALTRICS_META},How satisfied? - Staff,How likely are you to recommend us?,Your branch",
        ",".join(f'"{{""ImportId"":""QID{i}""}}"' for i in range(15)),
    ]
    for i, answer in enumerate(answers, 1):
        status = "Survey Preview" if i == 1 else "IP Address"
        lines.append(QUALTRICS_ROW.format(i=i, status=status) + "," + answer)
    return "\n".join(lines)


CASES = {
    "wjx by text": (
        "wjx", 1,
        "序号,提交答卷时间,所用时间,来源,来源详情,来自IP,1、您所属供电所 ,2、您对抢修满意吗,3、您使用过 ,4、意见\n"
        "1,2025/6/16 08:00:00,10秒,微信,无,127.0.0.1(本地),城东供电所,非常满意,热线┋网站,修得很快谢谢师傅们\n"
        "2,2025/6/17 08:00:00,33秒,微信,无,127.0.0.1(本地),城西供电所,不满意,热线,停电太多了希望改进\n"
        "3,2025/6/18 08:00:00,21秒,链接,无,127.0.0.1(本地),城东供电所,一般,(跳过),服务态度很好很耐心\n",
        "id time metadata metadata metadata personal branch rating:1-5 choice comment", {},
    ),
    "wjx with a matrix whose stem stands once": (
        "wjx", 1,
        "序号,提交答卷时间,所用时间,来源,来源详情,来自IP,总分,1、支部,2、请评价—抢修,态度,收费,3、总体\n"
        "1,2025/6/16 08:00:00,10秒,微信,无,1.1.1.1(x),9,一支部,满意,很满意,一般,满意\n"
        "2,2025/6/17 08:00:00,10秒,微信,无,1.1.1.1(x),9,二支部,不满意,满意,(空),一般\n"
        "3,2025/6/17 08:00:00,10秒,微信,无,1.1.1.1(x),9,二支部,很不满意,满意,一般,不满意\n",
        "id time metadata metadata metadata personal metadata branch rating:1-5 rating:1-5 "
        "rating:1-5 rating:1-5",
        {8: ("请评价", "抢修"), 9: ("请评价", "态度"), 10: ("请评价", "收费"), 11: ("总体", None)},
    ),
    "wj-qq with letters, ticked options and a trailing empty column": (
        "wj-qq", 1,
        "编号,开始答题时间,结束答题时间,答题时长,1.您的单位,2.满意吗,3.用过？:热线,3.用过？:网站,清洗数据结果,"
        "智能清洗数据无效概率,昵称,IP,UA,\n"
        "1,2026/5/26 12:00,2026/5/26 12:01,60,A.城东,A.非常满意,热线,,有效,0.1,,1.2.3.4,Mozilla,\n"
        "2,2026/5/27 12:00,2026/5/27 12:01,61,B.城西,B.满意,,网站,无效,0.9,,1.2.3.4,Mozilla,\n"
        "3,2026/5/28 12:00,2026/5/28 12:01,62,A.城东,D.不满意,热线,网站,有效,0.1,,1.2.3.4,Mozilla,\n",
        "id metadata time metadata branch rating:1-5 choice choice metadata metadata empty personal "
        "personal empty",
        {6: ("用过？", "热线"), 7: ("用过？", "网站")},
    ),
    "wenjuan readable": (
        "wenjuan", 1,
        "答题序号,开始时间,结束时间,答题时长,IP地址,IP省份,Q1:您的供电所,Q2:总体满意度\n"
        "1,2025-01-01 10:00,2025-01-01 10:01,60,1.2.3.4,山西,城东,5分\n"
        "2,2025-01-02 10:00,2025-01-02 10:01,60,1.2.3.4,山西,城西,4分\n"
        "3,2025-01-03 10:00,2025-01-03 10:01,60,1.2.3.4,山西,城西,1分\n",
        "id metadata time metadata personal metadata branch rating:1-5", {},
    ),
    "jinshuju": (
        "jinshuju", 1,
        "序号,所属支部,服务评价,提交人,提交时间,修改时间,填写设备,操作系统,浏览器,IP\n"
        "1,一支部,5,张三,2017-08-17 02:13:39,2017-08-18 02:13:39,手机,iOS,微信,1.2.3.4\n"
        "2,二支部,4,李四,2017-08-18 02:13:39,2017-08-18 02:13:39,手机,iOS,微信,1.2.3.4\n"
        "3,二支部,1,李四,2017-08-19 02:13:39,2017-08-19 02:13:39,手机,iOS,微信,1.2.3.4\n",
        "id branch rating:1-5 personal time metadata metadata metadata metadata personal", {},
    ),
    "qualtrics": (
        "qualtrics", 3, qualtrics(),
        f"{QUALTRICS_ROLES} rating:1-5 nps:0-10 branch", {},
    ),
    "surveymonkey": (
        "surveymonkey", 2,
        "Respondent ID,Collector ID,Start Date,End Date,IP Address,Email Address,First Name,"
        "Last Name,Custom Data 1,Which branch?,Please rate,,,What did you use?,\n"
        ",,,,,,,,,Response,Staff,Speed,Price,Phone,Web\n"
        "118,1,01/30/2025 10:00:00 AM,01/30/2025 10:05:00 AM,1.2.3.4,,,,,North,Satisfied,Neither "
        "satisfied nor dissatisfied,N/A,Phone,\n"
        "119,1,01/31/2025 10:00:00 AM,01/31/2025 10:05:00 AM,1.2.3.4,,,,,South,Very satisfied,"
        "Satisfied,Dissatisfied,,Web\n"
        "120,1,02/01/2025 10:00:00 AM,02/01/2025 10:05:00 AM,1.2.3.4,,,,,South,Very dissatisfied,"
        "Satisfied,Satisfied,Phone,Web\n",
        "id metadata metadata time personal empty empty empty empty branch rating:1-5 rating:1-5 "
        "rating:1-5 choice choice",
        {10: ("Please rate", "Staff"), 12: ("Please rate", "Price"), 13: ("What did you use?", "Phone")},
    ),
    "google forms": (
        "google-forms", 1,
        "Timestamp,Email Address,Branch,Please rate [Staff],Please rate [Speed],Tools\n"
        '5/10/2026 09:15:00,a@b.cn,North,4,5,"Phone, Web"\n'
        '5/11/2026 09:15:00,c@b.cn,South,2,1,"Phone"\n'
        '5/13/2026 09:15:00,d@b.cn,South,3,3,"Phone, Web"\n',
        "time personal branch rating:1-5 rating:1-5 choice",
        {3: ("Please rate", "Staff"), 4: ("Please rate", "Speed")},
    ),
    "google forms in Chinese": (
        "google-forms", 1,
        "時間戳記,電子郵件地址,供電所,滿意度\n"
        "2026/09/20 10:00:00 AM,a@b.cn,城东,5\n2026/09/21 10:00:00 AM,a@b.cn,城西,4\n"
        "2026/09/27 3:00:00 PM GMT+3,a@b.cn,城西,1\n",
        "time personal branch rating:1-5", {},
    ),
    "microsoft forms": (
        "microsoft-forms", 1,
        "ID,Start time,Completion time,Email,Name,Office,How satisfied are you?,Tools\n"
        "1,7/2/20 11:00:22,7/2/20 11:05:22,anonymous,,North,Very satisfied,AGOL;Cartography;\n"
        "2,7/13/20 11:00:22,7/13/20 11:05:22,anonymous,,South,Neutral,AGOL;\n"
        "3,7/14/20 11:00:22,7/14/20 11:05:22,anonymous,,South,Dissatisfied,AGOL;Cartography;\n",
        "id metadata time personal empty branch rating:1-5 choice", {},
    ),
    "limesurvey with texts": (
        "limesurvey", 1,
        '\ufeff"id. Response ID";"submitdate. Date submitted";"lastpage. Last page";'
        '"startlanguage. Start language";"seed. Seed";"G01Q01. Your branch?";'
        '"G02Q17[SQ001]. How good is it? [Staff]";"G02Q17[SQ002]. How good is it? [Price]"\r\n'
        '"1";"2025-03-01 10:00:00";"3";"en";"123";"North";"5";"4"\r\n'
        '"2";"2025-03-02 10:00:00";"3";"en";"124";"South";"2";"1"\r\n'
        '"3";"";"1";"en";"125";"South";"3";""\r\n\r\n',
        "id time metadata metadata metadata branch rating:1-5 rating:1-5",
        {6: ("How good is it?", "Staff"), 7: ("How good is it?", "Price")},
    ),
    "limesurvey with codes": (
        "limesurvey", 1,
        '"id","submitdate","lastpage","startlanguage","seed","branch","RATE[SQ001]","RATE[SQ002]",'
        '"USED[1]","USED[2]"\r\n'
        '"1","2025-03-01 10:00:00","3","en","123","North","5","4","Y",""\r\n'
        '"2","2025-03-02 10:00:00","3","en","124","South","2","1","","Y"\r\n'
        '"3","2025-03-03 10:00:00","1","en","125","South","3","2","Y","Y"\r\n\r\n',
        "id time metadata metadata metadata branch rating:1-5 rating:1-5 choice choice",
        {6: ("RATE", "SQ001"), 8: ("USED", "1")},
    ),
    "typeform": (
        "typeform", 1,
        "#,Which branch?,How likely are you to recommend us?,Rate the staff,Response Type,"
        "Start Date (UTC),Stage Date (UTC),Submit Date (UTC),Network ID,Tags,Ending\n"
        "abc1,North,9,5,completed,2025-01-01 10:00:00,,2025-01-01 10:01:00,n1,,end\n"
        "abc2,South,3,1,completed,2025-01-02 10:00:00,,2025-01-02 10:01:00,n2,,end\n"
        "abc3,South,10,4,completed,2025-01-02 10:00:00,,2025-01-03 10:01:00,n2,,end\n",
        "id branch nps:0-10 rating:1-5 metadata metadata empty time personal empty metadata", {},
    ),
    "kobo": (
        "kobo", 1,
        "start;end;service/branch;service/rating_staff;used;used/phone;used/web;_id;_uuid;"
        "_submission_time;_validation_status;_index\n"
        "2025-01-01T10:00:00.000+03:00;2025-01-01T10:05:00.000+03:00;north;4;phone;1;0;11;u-1;"
        "2025-01-01T08:00:00;;1\n"
        "2025-01-02T10:00:00.000+03:00;2025-01-02T10:05:00.000+03:00;south;2;phone web;1;1;12;u-2;"
        "2025-01-02T08:00:00;;2\n"
        "2025-01-03T10:00:00.000+03:00;2025-01-03T10:05:00.000+03:00;south;5;web;0;1;13;u-3;"
        "2025-01-03T08:00:00;;3\n",
        "metadata metadata branch rating:1-5 choice choice choice id id time empty id",
        {3: ("service", "rating_staff"), 5: ("used", "phone")},
    ),
    "redcap": (
        "redcap", 1,
        "record_id,redcap_event_name,redcap_survey_identifier,survey_timestamp,clinic,satisfaction,"
        "used___1,used___2,survey_complete\n"
        "1,baseline,,2025-01-01 10:00:00,North,4,1,0,2\n"
        "2,baseline,,2025-01-02 10:00:00,South,5,0,1,2\n"
        "3,baseline,,2025-01-03 10:00:00,South,1,1,1,0\n",
        "id metadata empty time branch rating:1-5 choice choice metadata",
        {6: ("used", "1")},
    ),
    "plain Chinese table": (
        "generic", 1,
        "供电所,调查日期,总体满意度,抢修是否及时,建议\n城东供电所,2025年1月3日,10,是,无\n"
        "城西供电所,2025年1月4日,8,否,希望加快修复速度多派人\n城西供电所,2025年2月4日,3,否,无\n",
        "branch time rating:1-10 yes_no:0-1 comment", {},
    ),
}  # fmt: skip


def described(plan: Plan) -> str:
    return " ".join(
        f"{c.role}:{c.scale[0]:g}-{c.scale[1]:g}" if c.scale else c.role for c in plan.columns
    )


@pytest.mark.parametrize("case", CASES)
def test_a_file_of_each_tool(plan, case):
    tool, header_rows, text, roles, matrix = CASES[case]
    result = plan(text)
    assert (result.tool, result.header_rows) == (tool, header_rows)
    assert described(result) == roles
    assert result.layout == "responses"
    found = {at: (result.columns[at].question, result.columns[at].row_label) for at in matrix}
    assert found == matrix


def test_previews_and_unfinished_responses_are_marked_by_the_tools_own_columns(plan):
    result = plan(qualtrics())
    flags = {(flag.name, result.columns[flag.position].header) for flag in result.flags}
    assert flags == {("preview", "Status"), ("invalid", "Status"), ("incomplete", "Finished")}
