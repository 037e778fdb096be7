-- Service: promises, posts, projects, brands, carriers, and what customers raised.

CREATE TABLE kpi_target (
    kpi        VARCHAR NOT NULL
               CHECK (kpi IN ('complaints', 'supply_hours', 'arrival_on_time', 'restored_on_time')),
    area       VARCHAR NOT NULL CHECK (area IN ('urban', 'rural', 'remote')),
    valid_from INTEGER NOT NULL CHECK (valid_from % 100 BETWEEN 1 AND 12),
    valid_to   INTEGER NOT NULL CHECK (valid_to % 100 BETWEEN 1 AND 12),
    value      DOUBLE NOT NULL CHECK (value >= 0),
    batch_id   INTEGER NOT NULL,
    PRIMARY KEY (kpi, area, valid_from),
    CHECK (valid_to >= valid_from)
);
COMMENT ON TABLE kpi_target IS '服务指标公开承诺 | Published service targets';
COMMENT ON COLUMN kpi_target.kpi IS '指标 | Figure';
COMMENT ON COLUMN kpi_target.area IS '区域 | Area';
COMMENT ON COLUMN kpi_target.valid_from IS '生效月份（年月） | Valid from (YYYYMM)';
COMMENT ON COLUMN kpi_target.valid_to IS '失效月份（年月） | Valid to (YYYYMM)';
COMMENT ON COLUMN kpi_target.value IS '承诺值 | Value promised';
COMMENT ON COLUMN kpi_target.batch_id IS '批次号 | Batch | → batch.batch_id';

CREATE TABLE feedback (
    feedback_id        VARCHAR PRIMARY KEY,
    branch_id          VARCHAR NOT NULL,
    date               DATE NOT NULL,
    channel            VARCHAR NOT NULL
                       CHECK (channel IN ('questionnaire', 'symposium', 'interview', 'suggestion_box', 'hotline_95598')),
    customer_type      VARCHAR,
    topic              VARCHAR NOT NULL,
    sentiment          VARCHAR CHECK (sentiment IN ('positive', 'neutral', 'negative')),
    due                DATE,
    closed_at          DATE,
    callback_tried     BOOLEAN NOT NULL DEFAULT false,
    callback_ok        BOOLEAN NOT NULL DEFAULT false,
    callback_satisfied BOOLEAN NOT NULL DEFAULT false,
    batch_id           INTEGER NOT NULL,
    CHECK (closed_at >= date),
    CHECK (callback_tried OR NOT callback_ok),
    CHECK (callback_ok OR NOT callback_satisfied)
);
COMMENT ON TABLE feedback IS '客户反馈 | Feedback';
COMMENT ON COLUMN feedback.feedback_id IS '反馈编号 | Feedback code';
COMMENT ON COLUMN feedback.branch_id IS '支部编号 | Branch code | → branch.branch_id';
COMMENT ON COLUMN feedback.date IS '日期 | Date';
COMMENT ON COLUMN feedback.channel IS '渠道 | Channel';
COMMENT ON COLUMN feedback.customer_type IS '客户类型 | Type of customer';
COMMENT ON COLUMN feedback.topic IS '主题 | Topic';
COMMENT ON COLUMN feedback.sentiment IS '情感 | Sentiment';
COMMENT ON COLUMN feedback.due IS '应办结日期 | Due on';
COMMENT ON COLUMN feedback.closed_at IS '办结日期 | Closed on';
COMMENT ON COLUMN feedback.callback_tried IS '是否回访 | Called back';
COMMENT ON COLUMN feedback.callback_ok IS '回访是否成功 | Callback succeeded';
COMMENT ON COLUMN feedback.callback_satisfied IS '回访是否满意 | Satisfied at callback';
COMMENT ON COLUMN feedback.batch_id IS '批次号 | Batch | → batch.batch_id';

CREATE TABLE callback_month (
    branch_id VARCHAR NOT NULL,
    month     INTEGER NOT NULL CHECK (month % 100 BETWEEN 1 AND 12),
    called    INTEGER NOT NULL CHECK (called > 0),
    reached   INTEGER NOT NULL CHECK (reached >= 0),
    satisfied INTEGER NOT NULL CHECK (satisfied >= 0),
    batch_id  INTEGER NOT NULL,
    PRIMARY KEY (branch_id, month),
    CHECK (reached <= called),
    CHECK (satisfied <= reached)
);
COMMENT ON TABLE callback_month IS '客户回访（按月） | Callbacks by month';
COMMENT ON COLUMN callback_month.branch_id IS '支部编号 | Branch code | → branch.branch_id';
COMMENT ON COLUMN callback_month.month IS '月份（年月） | Month (YYYYMM)';
COMMENT ON COLUMN callback_month.called IS '回访数 | Called back';
COMMENT ON COLUMN callback_month.reached IS '回访成功数 | Reached';
COMMENT ON COLUMN callback_month.satisfied IS '满意数 | Satisfied';
COMMENT ON COLUMN callback_month.batch_id IS '批次号 | Batch | → batch.batch_id';

CREATE TABLE care (
    care_id   VARCHAR PRIMARY KEY,
    branch_id VARCHAR NOT NULL,
    date      DATE NOT NULL,
    kind      VARCHAR NOT NULL CHECK (kind IN ('visit', 'aid', 'talk')),
    member_id VARCHAR NOT NULL,
    resolved  BOOLEAN NOT NULL,
    batch_id  INTEGER NOT NULL
);
COMMENT ON TABLE care IS '党内关怀 | Care for members';
COMMENT ON COLUMN care.care_id IS '编号 | Code';
COMMENT ON COLUMN care.branch_id IS '支部编号 | Branch code | → branch.branch_id';
COMMENT ON COLUMN care.date IS '日期 | Date';
COMMENT ON COLUMN care.kind IS '类型 | Kind';
COMMENT ON COLUMN care.member_id IS '党员编号 | Member code | → member.member_id';
COMMENT ON COLUMN care.resolved IS '是否解决 | Resolved';
COMMENT ON COLUMN care.batch_id IS '批次号 | Batch | → batch.batch_id';

CREATE TABLE contact (
    contact_id VARCHAR PRIMARY KEY,
    branch_id  VARCHAR NOT NULL,
    date       DATE NOT NULL,
    person     VARCHAR NOT NULL CHECK (person IN ('employee', 'customer')),
    channel    VARCHAR,
    demand     BOOLEAN NOT NULL,
    settled    BOOLEAN NOT NULL,
    batch_id   INTEGER NOT NULL,
    CHECK (demand OR NOT settled)
);
COMMENT ON TABLE contact IS '联系群众 | Contacts with people';
COMMENT ON COLUMN contact.contact_id IS '编号 | Code';
COMMENT ON COLUMN contact.branch_id IS '支部编号 | Branch code | → branch.branch_id';
COMMENT ON COLUMN contact.date IS '日期 | Date';
COMMENT ON COLUMN contact.person IS '对象 | Whom';
COMMENT ON COLUMN contact.channel IS '方式 | How';
COMMENT ON COLUMN contact.demand IS '是否有诉求 | A demand was made';
COMMENT ON COLUMN contact.settled IS '诉求是否办结 | The demand was settled';
COMMENT ON COLUMN contact.batch_id IS '批次号 | Batch | → batch.batch_id';

CREATE TABLE service_post (
    post_id    VARCHAR PRIMARY KEY,
    branch_id  VARCHAR NOT NULL,
    kind       VARCHAR NOT NULL CHECK (kind IN ('responsibility', 'model')),
    member_id  VARCHAR NOT NULL,
    started    DATE NOT NULL,
    kpi_base   DOUBLE CHECK (kpi_base >= 0),
    kpi_now    DOUBLE CHECK (kpi_now >= 0),
    kpi_target DOUBLE CHECK (kpi_target >= 0),
    batch_id   INTEGER NOT NULL
);
COMMENT ON TABLE service_post IS '党员责任岗 | Posts of responsibility';
COMMENT ON COLUMN service_post.post_id IS '岗位编号 | Post code';
COMMENT ON COLUMN service_post.branch_id IS '支部编号 | Branch code | → branch.branch_id';
COMMENT ON COLUMN service_post.kind IS '类型 | Kind';
COMMENT ON COLUMN service_post.member_id IS '党员编号 | Member code | → member.member_id';
COMMENT ON COLUMN service_post.started IS '设岗日期 | Started on';
COMMENT ON COLUMN service_post.kpi_base IS '设岗前指标 | Figure before';
COMMENT ON COLUMN service_post.kpi_now IS '当前指标 | Figure now';
COMMENT ON COLUMN service_post.kpi_target IS '目标值（越高越好） | Target (high is good)';
COMMENT ON COLUMN service_post.batch_id IS '批次号 | Batch | → batch.batch_id';

CREATE TABLE pledge (
    pledge_id   VARCHAR PRIMARY KEY,
    branch_id   VARCHAR NOT NULL,
    member_id   VARCHAR NOT NULL,
    due         DATE NOT NULL,
    done_at     DATE,
    verified_by VARCHAR,
    batch_id    INTEGER NOT NULL
);
COMMENT ON TABLE pledge IS '党员承诺 | Pledges';
COMMENT ON COLUMN pledge.pledge_id IS '承诺编号 | Pledge code';
COMMENT ON COLUMN pledge.branch_id IS '支部编号 | Branch code | → branch.branch_id';
COMMENT ON COLUMN pledge.member_id IS '党员编号 | Member code | → member.member_id';
COMMENT ON COLUMN pledge.due IS '到期日期 | Due on';
COMMENT ON COLUMN pledge.done_at IS '践诺日期 | Done on';
COMMENT ON COLUMN pledge.verified_by IS '验证人 | Verified by';
COMMENT ON COLUMN pledge.batch_id IS '批次号 | Batch | → batch.batch_id';

CREATE TABLE service_project (
    project_id        VARCHAR PRIMARY KEY,
    branch_id         VARCHAR NOT NULL,
    title             VARCHAR NOT NULL,
    budget_yuan       DOUBLE NOT NULL CHECK (budget_yuan >= 0),
    started           DATE NOT NULL,
    due               DATE NOT NULL,
    ended             DATE,
    benefit_customers INTEGER NOT NULL CHECK (benefit_customers >= 0),
    batch_id          INTEGER NOT NULL,
    CHECK (due >= started),
    CHECK (ended >= started)
);
COMMENT ON TABLE service_project IS '共产党员工程 | Service projects';
COMMENT ON COLUMN service_project.project_id IS '项目编号 | Project code';
COMMENT ON COLUMN service_project.branch_id IS '支部编号 | Branch code | → branch.branch_id';
COMMENT ON COLUMN service_project.title IS '名称 | Title';
COMMENT ON COLUMN service_project.budget_yuan IS '预算（元） | Budget (yuan)';
COMMENT ON COLUMN service_project.started IS '开工日期 | Started on';
COMMENT ON COLUMN service_project.due IS '计划完工日期 | Due on';
COMMENT ON COLUMN service_project.ended IS '实际完工日期 | Ended on';
COMMENT ON COLUMN service_project.benefit_customers IS '受益客户数 | Customers who benefit';
COMMENT ON COLUMN service_project.batch_id IS '批次号 | Batch | → batch.batch_id';

CREATE TABLE field_research (
    research_id   VARCHAR PRIMARY KEY,
    branch_id     VARCHAR NOT NULL,
    date          DATE NOT NULL,
    topic         VARCHAR NOT NULL,
    people        INTEGER NOT NULL CHECK (people >= 0),
    needs_found   INTEGER NOT NULL CHECK (needs_found >= 0),
    needs_adopted INTEGER NOT NULL CHECK (needs_adopted >= 0),
    batch_id      INTEGER NOT NULL,
    CHECK (needs_adopted <= needs_found)
);
COMMENT ON TABLE field_research IS '调研 | Field research';
COMMENT ON COLUMN field_research.research_id IS '调研编号 | Research code';
COMMENT ON COLUMN field_research.branch_id IS '支部编号 | Branch code | → branch.branch_id';
COMMENT ON COLUMN field_research.date IS '日期 | Date';
COMMENT ON COLUMN field_research.topic IS '主题 | Topic';
COMMENT ON COLUMN field_research.people IS '访谈人数 | People met';
COMMENT ON COLUMN field_research.needs_found IS '发现需求数 | Needs found';
COMMENT ON COLUMN field_research.needs_adopted IS '采纳需求数 | Needs adopted';
COMMENT ON COLUMN field_research.batch_id IS '批次号 | Batch | → batch.batch_id';

CREATE TABLE digital_usage (
    branch_id  VARCHAR NOT NULL,
    month      INTEGER NOT NULL CHECK (month % 100 BETWEEN 1 AND 12),
    carrier    VARCHAR NOT NULL
               CHECK (carrier IN ('online_school', 'forum', 'website', 'mobile_news')),
    registered INTEGER NOT NULL CHECK (registered > 0),
    active     INTEGER NOT NULL CHECK (active >= 0),
    posts      INTEGER NOT NULL DEFAULT 0 CHECK (posts >= 0),
    views      INTEGER NOT NULL DEFAULT 0 CHECK (views >= 0),
    minutes    DOUBLE NOT NULL DEFAULT 0 CHECK (minutes >= 0),
    pushed     INTEGER NOT NULL DEFAULT 0 CHECK (pushed >= 0),
    opened     INTEGER NOT NULL DEFAULT 0 CHECK (opened >= 0),
    batch_id   INTEGER NOT NULL,
    PRIMARY KEY (branch_id, month, carrier),
    CHECK (active <= registered),
    CHECK (opened <= pushed)
);
COMMENT ON TABLE digital_usage IS '数字载体使用 | Use of digital carriers';
COMMENT ON COLUMN digital_usage.branch_id IS '支部编号 | Branch code | → branch.branch_id';
COMMENT ON COLUMN digital_usage.month IS '月份（年月） | Month (YYYYMM)';
COMMENT ON COLUMN digital_usage.carrier IS '载体 | Carrier';
COMMENT ON COLUMN digital_usage.registered IS '注册人数 | Registered';
COMMENT ON COLUMN digital_usage.active IS '活跃人数 | Active';
COMMENT ON COLUMN digital_usage.posts IS '发帖数 | Posts';
COMMENT ON COLUMN digital_usage.views IS '浏览数 | Views';
COMMENT ON COLUMN digital_usage.minutes IS '使用分钟 | Minutes';
COMMENT ON COLUMN digital_usage.pushed IS '推送数 | Pushed';
COMMENT ON COLUMN digital_usage.opened IS '打开数 | Opened';
COMMENT ON COLUMN digital_usage.batch_id IS '批次号 | Batch | → batch.batch_id';

CREATE TABLE online_process (
    branch_id VARCHAR NOT NULL,
    month     INTEGER NOT NULL CHECK (month % 100 BETWEEN 1 AND 12),
    process   VARCHAR NOT NULL,
    online    INTEGER NOT NULL CHECK (online >= 0),
    total     INTEGER NOT NULL CHECK (total > 0),
    batch_id  INTEGER NOT NULL,
    PRIMARY KEY (branch_id, month, process),
    CHECK (online <= total)
);
COMMENT ON TABLE online_process IS '网上党务 | Work done online';
COMMENT ON COLUMN online_process.branch_id IS '支部编号 | Branch code | → branch.branch_id';
COMMENT ON COLUMN online_process.month IS '月份（年月） | Month (YYYYMM)';
COMMENT ON COLUMN online_process.process IS '事项 | Process';
COMMENT ON COLUMN online_process.online IS '线上办理数 | Done online';
COMMENT ON COLUMN online_process.total IS '办理总数 | Total';
COMMENT ON COLUMN online_process.batch_id IS '批次号 | Batch | → batch.batch_id';

CREATE TABLE brand (
    brand_id            VARCHAR PRIMARY KEY,
    branch_id           VARCHAR NOT NULL,
    name                VARCHAR NOT NULL,
    level               VARCHAR NOT NULL CHECK (level IN ('branch', 'company', 'province')),
    created             DATE NOT NULL,
    linked_business_kpi VARCHAR,
    batch_id            INTEGER NOT NULL
);
COMMENT ON TABLE brand IS '党建品牌 | Brands';
COMMENT ON COLUMN brand.brand_id IS '品牌编号 | Brand code';
COMMENT ON COLUMN brand.branch_id IS '支部编号 | Branch code | → branch.branch_id';
COMMENT ON COLUMN brand.name IS '名称 | Name';
COMMENT ON COLUMN brand.level IS '级别 | Level';
COMMENT ON COLUMN brand.created IS '创建日期 | Created on';
COMMENT ON COLUMN brand.linked_business_kpi IS '挂钩业务指标 | Business figure it serves';
COMMENT ON COLUMN brand.batch_id IS '批次号 | Batch | → batch.batch_id';

CREATE TABLE brand_event (
    event_id     VARCHAR PRIMARY KEY,
    brand_id     VARCHAR NOT NULL,
    date         DATE NOT NULL,
    reach        INTEGER NOT NULL CHECK (reach > 0),
    participants INTEGER NOT NULL CHECK (participants >= 0),
    batch_id     INTEGER NOT NULL,
    CHECK (participants <= reach)
);
COMMENT ON TABLE brand_event IS '品牌活动 | Brand events';
COMMENT ON COLUMN brand_event.event_id IS '活动编号 | Event code';
COMMENT ON COLUMN brand_event.brand_id IS '品牌编号 | Brand code | → brand.brand_id';
COMMENT ON COLUMN brand_event.date IS '日期 | Date';
COMMENT ON COLUMN brand_event.reach IS '覆盖人数 | People reached';
COMMENT ON COLUMN brand_event.participants IS '参与人数 | Participants';
COMMENT ON COLUMN brand_event.batch_id IS '批次号 | Batch | → batch.batch_id';

CREATE TABLE media (
    media_id     VARCHAR PRIMARY KEY,
    brand_id     VARCHAR NOT NULL,
    date         DATE NOT NULL,
    outlet_level VARCHAR NOT NULL CHECK (outlet_level IN ('city', 'province', 'nation')),
    url          VARCHAR,
    batch_id     INTEGER NOT NULL
);
COMMENT ON TABLE media IS '媒体报道 | Media reports';
COMMENT ON COLUMN media.media_id IS '报道编号 | Report code';
COMMENT ON COLUMN media.brand_id IS '品牌编号 | Brand code | → brand.brand_id';
COMMENT ON COLUMN media.date IS '日期 | Date';
COMMENT ON COLUMN media.outlet_level IS '媒体级别 | Level of the outlet';
COMMENT ON COLUMN media.url IS '链接 | Link';
COMMENT ON COLUMN media.batch_id IS '批次号 | Batch | → batch.batch_id';
