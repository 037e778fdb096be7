"""Which topic a question asks about (the dimensions of an electricity survey); the first wins."""

from __future__ import annotations

from data.importing import words

TOPICS = (
    ("overall", words.OVERALL),
    (
        "party_service",
        "党员|党支部|责任岗|示范岗|先锋|服务队|共产党|党组织|红船|party member*|party branch",
    ),
    (
        "complaint_handling",
        "投诉|举报|诉求|complain*|grievance*|beschwerde*|reclam*",
    ),
    (
        "outage_notice",
        "停电通知|停电告知|停电信息|停电公告|停电提醒|计划停电|outage notice|outage notif*|"
        "notice of outage*|planned outage*|停送电信息",
    ),
    (
        "fault_repair",
        "抢修|故障|修复|复电|维修|repair*|fault*|restor*|breakdown|emergency service|"
        "outage response",
    ),
    (
        "power_quality",
        "供电质量|电压|电能质量|供电可靠|可靠性|供电稳定|停电|断电|频繁停电|power quality|"
        "voltage|reliab*|outage*|interruption*|blackout*|supply quality|continuity",
    ),
    (
        "metering_billing",
        "抄表|电表|计量|电费|收费|缴费|账单|交费|发票|billing|bill|bills|meter*|payment*|"
        "invoice*|fatura|factura|rechnung*",
    ),
    (
        "price",
        "电价|价格|价位|资费|price*|pricing|tariff*|value for money|cost|costs|preis*|precio*|"
        "preco*",
    ),
    (
        "hotline_online",
        "95598|热线|电话|网站|网上国网|app|线上|客服|微信公众号|小程序|掌上|hotline|"
        "call center|call centre|website|web site|online|mobile app|telephone service|wifi|"
        "wi fi",
    ),
    (
        "connection_service",
        "业扩|报装|办电|接电|新装|增容|用电申请|获得电力|connection|new connection*|connect*|"
        "ligacao",
    ),
    (
        "hall_environment",
        "环境|营业厅|厅容|设施|整洁|卫生|排队|等候|便民|environment|facilit*|clean*|comfort*|"
        "waiting area|hall|office environment|premises|washroom*|lounge",
    ),
    (
        "attitude",
        "态度|礼貌|热情|耐心|文明|仪容|工作人员|服务人员|员工|作风|行风|attitude|courte*|"
        "polite*|friendl*|staff|employee*|helpful*|personnel|crew|freundlich*|attendant*",
    ),
    (
        "company_image",
        "形象|品牌|社会责任|口碑|信任|image|reputation|brand|corporate|citizenship|trust*",
    ),
    (
        "communication",
        "沟通|宣传|告知|通知|信息公开|解释|communicat*|inform*|notif*|explan*|transparen*|"
        "kommunikation",
    ),
)


def topic(question: str) -> str | None:
    """The topic a question asks about, or None."""
    return next((name for name, about in TOPICS if words.has(about, question)), None)
