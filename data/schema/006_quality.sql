-- The quality loop: what should be done, was done, was checked, and what came of it.

CREATE TABLE adjustment (
    adjustment_id VARCHAR PRIMARY KEY,
    scheme_id     VARCHAR NOT NULL,
    branch_id     VARCHAR NOT NULL,
    month         INTEGER NOT NULL CHECK (month % 100 BETWEEN 1 AND 12),
    kind          VARCHAR NOT NULL CHECK (kind IN ('bonus', 'deduction', 'veto')),
    item          VARCHAR NOT NULL,
    event         VARCHAR,
    points        DOUBLE NOT NULL CHECK (points >= 0),
    batch_id      INTEGER NOT NULL,
    CHECK (kind <> 'veto' OR points = 0)
);
COMMENT ON TABLE adjustment IS '加减分与一票否决 | Bonus, deduction and veto';
COMMENT ON COLUMN adjustment.adjustment_id IS '编号 | Code';
COMMENT ON COLUMN adjustment.scheme_id IS '方案编号 | Scheme code | → scheme.scheme_id';
COMMENT ON COLUMN adjustment.branch_id IS '支部编号 | Branch code | → branch.branch_id';
COMMENT ON COLUMN adjustment.month IS '期末月份（年月） | Last month of the period (YYYYMM)';
COMMENT ON COLUMN adjustment.kind IS '类别 | Kind';
COMMENT ON COLUMN adjustment.item IS '事项 | Item';
COMMENT ON COLUMN adjustment.event IS '事件（同一事件取最高） | Event (the highest counts once)';
COMMENT ON COLUMN adjustment.points IS '分值 | Points';
COMMENT ON COLUMN adjustment.batch_id IS '批次号 | Batch | → batch.batch_id';

CREATE TABLE result_applied (
    branch_id VARCHAR NOT NULL,
    month     INTEGER NOT NULL CHECK (month % 100 BETWEEN 1 AND 12),
    due       INTEGER NOT NULL CHECK (due > 0),
    applied   INTEGER NOT NULL CHECK (applied >= 0),
    batch_id  INTEGER NOT NULL,
    PRIMARY KEY (branch_id, month),
    CHECK (applied <= due)
);
COMMENT ON TABLE result_applied IS '考核结果兑现 | Assessment results applied';
COMMENT ON COLUMN result_applied.branch_id IS '支部编号 | Branch code | → branch.branch_id';
COMMENT ON COLUMN result_applied.month IS '期末月份（年月） | Last month of the period (YYYYMM)';
COMMENT ON COLUMN result_applied.due IS '应兑现项 | Results due';
COMMENT ON COLUMN result_applied.applied IS '已兑现项 | Results applied';
COMMENT ON COLUMN result_applied.batch_id IS '批次号 | Batch | → batch.batch_id';

CREATE TABLE policy_required (
    domain   VARCHAR PRIMARY KEY,
    name_en  VARCHAR,
    batch_id INTEGER NOT NULL
);
COMMENT ON TABLE policy_required IS '必备制度领域 | Domains that need a rule';
COMMENT ON COLUMN policy_required.domain IS '领域 | Domain';
COMMENT ON COLUMN policy_required.name_en IS '英文名称 | English name';
COMMENT ON COLUMN policy_required.batch_id IS '批次号 | Batch | → batch.batch_id';

CREATE TABLE policy (
    policy_id   VARCHAR PRIMARY KEY,
    branch_id   VARCHAR NOT NULL,
    title       VARCHAR NOT NULL,
    level       VARCHAR NOT NULL CHECK (level IN ('company', 'county', 'branch')),
    domain      VARCHAR NOT NULL,
    issued      DATE NOT NULL,
    last_review DATE,
    status      VARCHAR NOT NULL CHECK (status IN ('valid', 'to_revise', 'merged', 'abolished')),
    merged_into VARCHAR,
    owner       VARCHAR,
    batch_id    INTEGER NOT NULL,
    CHECK (last_review >= issued),
    CHECK (status <> 'merged' OR merged_into IS NOT NULL)
);
COMMENT ON TABLE policy IS '制度 | Rules';
COMMENT ON COLUMN policy.policy_id IS '制度编号 | Rule code';
COMMENT ON COLUMN policy.branch_id IS '归口机构编号 | Owning organisation | → branch.branch_id';
COMMENT ON COLUMN policy.title IS '名称 | Title';
COMMENT ON COLUMN policy.level IS '层级 | Level';
COMMENT ON COLUMN policy.domain IS '领域 | Domain | → policy_required.domain';
COMMENT ON COLUMN policy.issued IS '发布日期 | Issued on';
COMMENT ON COLUMN policy.last_review IS '最近审查日期 | Last reviewed on';
COMMENT ON COLUMN policy.status IS '状态 | Status';
COMMENT ON COLUMN policy.merged_into IS '并入制度编号 | Merged into | → policy.policy_id';
COMMENT ON COLUMN policy.owner IS '责任人 | Owner';
COMMENT ON COLUMN policy.batch_id IS '批次号 | Batch | → batch.batch_id';

CREATE TABLE policy_revision (
    revision_id VARCHAR PRIMARY KEY,
    policy_id   VARCHAR NOT NULL,
    triggered   DATE NOT NULL,
    due         DATE NOT NULL,
    revised     DATE,
    reason      VARCHAR NOT NULL
                CHECK (reason IN ('superior_rule', 'business_change', 'problem_driven')),
    batch_id    INTEGER NOT NULL,
    CHECK (revised >= triggered)
);
COMMENT ON TABLE policy_revision IS '制度修订 | Revisions of rules';
COMMENT ON COLUMN policy_revision.revision_id IS '修订编号 | Revision code';
COMMENT ON COLUMN policy_revision.policy_id IS '制度编号 | Rule code | → policy.policy_id';
COMMENT ON COLUMN policy_revision.triggered IS '触发日期 | Triggered on';
COMMENT ON COLUMN policy_revision.due IS '应修订日期 | Due on';
COMMENT ON COLUMN policy_revision.revised IS '修订日期 | Revised on';
COMMENT ON COLUMN policy_revision.reason IS '原因 | Reason';
COMMENT ON COLUMN policy_revision.batch_id IS '批次号 | Batch | → batch.batch_id';

CREATE TABLE work_item (
    item_id     VARCHAR PRIMARY KEY,
    branch_id   VARCHAR NOT NULL,
    month       INTEGER NOT NULL CHECK (month % 100 BETWEEN 1 AND 12),
    rule_id     VARCHAR,
    due         DATE NOT NULL,
    executed_at DATE,
    record_no   VARCHAR,
    assessed_at DATE,
    effective   BOOLEAN,
    verified_by VARCHAR,
    verified_at DATE,
    improved_at DATE,
    batch_id    INTEGER NOT NULL,
    CHECK (verified_at >= executed_at),
    CHECK (improved_at >= verified_at)
);
COMMENT ON TABLE work_item IS '七必事项 | Work items of the seven musts';
COMMENT ON COLUMN work_item.item_id IS '事项编号 | Item code';
COMMENT ON COLUMN work_item.branch_id IS '支部编号 | Branch code | → branch.branch_id';
COMMENT ON COLUMN work_item.month IS '应做月份（年月） | Month due (YYYYMM)';
COMMENT ON COLUMN work_item.rule_id IS '依据制度编号（无规定留空） | Rule it follows (empty if none) | → policy.policy_id';
COMMENT ON COLUMN work_item.due IS '应完成日期 | Due on';
COMMENT ON COLUMN work_item.executed_at IS '执行日期 | Executed on';
COMMENT ON COLUMN work_item.record_no IS '记录编号 | Record';
COMMENT ON COLUMN work_item.assessed_at IS '考核日期 | Assessed on';
COMMENT ON COLUMN work_item.effective IS '是否有效 | Effective';
COMMENT ON COLUMN work_item.verified_by IS '鉴证人 | Verified by';
COMMENT ON COLUMN work_item.verified_at IS '鉴证日期 | Verified on';
COMMENT ON COLUMN work_item.improved_at IS '改进日期 | Improved on';
COMMENT ON COLUMN work_item.batch_id IS '批次号 | Batch | → batch.batch_id';

CREATE TABLE finding (
    finding_id        VARCHAR PRIMARY KEY,
    branch_id         VARCHAR NOT NULL,
    found_at          DATE NOT NULL,
    source            VARCHAR NOT NULL
                      CHECK (source IN ('self', 'inspection', 'assessment', 'customer')),
    category          VARCHAR NOT NULL,
    severity          VARCHAR NOT NULL CHECK (severity IN ('low', 'medium', 'high')),
    resolved_at       DATE,
    verified_at       DATE,
    parent_finding_id VARCHAR CHECK (parent_finding_id <> finding_id),
    cycle_no          INTEGER NOT NULL DEFAULT 1 CHECK (cycle_no >= 1),
    batch_id          INTEGER NOT NULL,
    CHECK (resolved_at >= found_at),
    CHECK (verified_at >= resolved_at)
);
COMMENT ON TABLE finding IS '问题 | Findings';
COMMENT ON COLUMN finding.finding_id IS '问题编号 | Finding code';
COMMENT ON COLUMN finding.branch_id IS '支部编号 | Branch code | → branch.branch_id';
COMMENT ON COLUMN finding.found_at IS '发现日期 | Found on';
COMMENT ON COLUMN finding.source IS '来源 | Source';
COMMENT ON COLUMN finding.category IS '类别 | Category';
COMMENT ON COLUMN finding.severity IS '严重程度 | Severity';
COMMENT ON COLUMN finding.resolved_at IS '整改日期 | Resolved on';
COMMENT ON COLUMN finding.verified_at IS '验证日期 | Verified on';
COMMENT ON COLUMN finding.parent_finding_id IS '复发自问题编号 | Recurrence of | → finding.finding_id';
COMMENT ON COLUMN finding.cycle_no IS '轮次 | Cycle';
COMMENT ON COLUMN finding.batch_id IS '批次号 | Batch | → batch.batch_id';

CREATE TABLE target (
    target_id    VARCHAR PRIMARY KEY,
    branch_id    VARCHAR NOT NULL,
    month        INTEGER NOT NULL CHECK (month % 100 BETWEEN 1 AND 12),
    name         VARCHAR NOT NULL,
    unit         VARCHAR NOT NULL,
    baseline     DOUBLE,
    target_value DOUBLE NOT NULL CHECK (target_value > 0),
    actual       DOUBLE CHECK (actual >= 0),
    owner        VARCHAR,
    due          DATE NOT NULL,
    weight       DOUBLE NOT NULL CHECK (weight > 0),
    direction    VARCHAR NOT NULL CHECK (direction IN ('up', 'down')),
    batch_id     INTEGER NOT NULL
);
COMMENT ON TABLE target IS '目标责任 | Targets';
COMMENT ON COLUMN target.target_id IS '目标编号 | Target code';
COMMENT ON COLUMN target.branch_id IS '支部编号 | Branch code | → branch.branch_id';
COMMENT ON COLUMN target.month IS '期末月份（年月） | Last month of the period (YYYYMM)';
COMMENT ON COLUMN target.name IS '名称 | Name';
COMMENT ON COLUMN target.unit IS '单位 | Unit';
COMMENT ON COLUMN target.baseline IS '基准值 | Baseline';
COMMENT ON COLUMN target.target_value IS '目标值 | Target';
COMMENT ON COLUMN target.actual IS '实际值 | Actual';
COMMENT ON COLUMN target.owner IS '责任人 | Owner';
COMMENT ON COLUMN target.due IS '完成期限 | Due on';
COMMENT ON COLUMN target.weight IS '权重 | Weight';
COMMENT ON COLUMN target.direction IS '方向 | Direction';
COMMENT ON COLUMN target.batch_id IS '批次号 | Batch | → batch.batch_id';

CREATE TABLE leader_duty (
    leader_id     VARCHAR NOT NULL,
    branch_id     VARCHAR NOT NULL,
    month         INTEGER NOT NULL CHECK (month % 100 BETWEEN 1 AND 12),
    duties_due    INTEGER NOT NULL CHECK (duties_due > 0),
    duties_done   INTEGER NOT NULL CHECK (duties_done >= 0),
    visits        INTEGER NOT NULL DEFAULT 0 CHECK (visits >= 0),
    meetings_led  INTEGER NOT NULL DEFAULT 0 CHECK (meetings_led >= 0),
    issues_solved INTEGER NOT NULL DEFAULT 0 CHECK (issues_solved >= 0),
    batch_id      INTEGER NOT NULL,
    PRIMARY KEY (leader_id, branch_id, month),
    CHECK (duties_done <= duties_due)
);
COMMENT ON TABLE leader_duty IS '领导履责 | Duties of leaders';
COMMENT ON COLUMN leader_duty.leader_id IS '领导编号 | Leader code';
COMMENT ON COLUMN leader_duty.branch_id IS '支部编号 | Branch code | → branch.branch_id';
COMMENT ON COLUMN leader_duty.month IS '月份（年月） | Month (YYYYMM)';
COMMENT ON COLUMN leader_duty.duties_due IS '责任清单项 | Duties due';
COMMENT ON COLUMN leader_duty.duties_done IS '完成项 | Duties done';
COMMENT ON COLUMN leader_duty.visits IS '调研次数 | Visits';
COMMENT ON COLUMN leader_duty.meetings_led IS '主持会议次数 | Meetings led';
COMMENT ON COLUMN leader_duty.issues_solved IS '解决问题数 | Issues solved';
COMMENT ON COLUMN leader_duty.batch_id IS '批次号 | Batch | → batch.batch_id';

CREATE TABLE sponsor_task (
    department VARCHAR NOT NULL,
    branch_id  VARCHAR NOT NULL,
    month      INTEGER NOT NULL CHECK (month % 100 BETWEEN 1 AND 12),
    tasks      INTEGER NOT NULL CHECK (tasks > 0),
    done       INTEGER NOT NULL CHECK (done >= 0),
    batch_id   INTEGER NOT NULL,
    PRIMARY KEY (department, branch_id, month),
    CHECK (done <= tasks)
);
COMMENT ON TABLE sponsor_task IS '部门包保 | Sponsorship by departments';
COMMENT ON COLUMN sponsor_task.department IS '包保部门 | Department';
COMMENT ON COLUMN sponsor_task.branch_id IS '支部编号 | Branch code | → branch.branch_id';
COMMENT ON COLUMN sponsor_task.month IS '月份（年月） | Month (YYYYMM)';
COMMENT ON COLUMN sponsor_task.tasks IS '包保任务数 | Tasks';
COMMENT ON COLUMN sponsor_task.done IS '完成数 | Done';
COMMENT ON COLUMN sponsor_task.batch_id IS '批次号 | Batch | → batch.batch_id';

CREATE TABLE meeting_rule (
    type     VARCHAR NOT NULL
             CHECK (type IN ('general', 'committee', 'group', 'lecture', 'theme_day', 'life', 'review')),
    year     INTEGER NOT NULL CHECK (year BETWEEN 1950 AND 2200),
    per_year DOUBLE NOT NULL CHECK (per_year > 0),
    batch_id INTEGER NOT NULL,
    PRIMARY KEY (type, year)
);
COMMENT ON TABLE meeting_rule IS '组织生活应开次数 | Meetings expected';
COMMENT ON COLUMN meeting_rule.type IS '类型 | Type';
COMMENT ON COLUMN meeting_rule.year IS '年度 | Year';
COMMENT ON COLUMN meeting_rule.per_year IS '全年应开次数 | Expected a year';
COMMENT ON COLUMN meeting_rule.batch_id IS '批次号 | Batch | → batch.batch_id';

CREATE TABLE meeting (
    meeting_id    VARCHAR PRIMARY KEY,
    branch_id     VARCHAR NOT NULL,
    date          DATE NOT NULL,
    type          VARCHAR NOT NULL
                  CHECK (type IN ('general', 'committee', 'group', 'lecture', 'theme_day', 'life', 'review')),
    due           INTEGER NOT NULL CHECK (due > 0),
    present       INTEGER NOT NULL CHECK (present >= 0),
    reported_late BOOLEAN NOT NULL,
    batch_id      INTEGER NOT NULL,
    CHECK (present <= due)
);
COMMENT ON TABLE meeting IS '组织生活 | Meetings';
COMMENT ON COLUMN meeting.meeting_id IS '会议编号 | Meeting code';
COMMENT ON COLUMN meeting.branch_id IS '支部编号 | Branch code | → branch.branch_id';
COMMENT ON COLUMN meeting.date IS '日期 | Date';
COMMENT ON COLUMN meeting.type IS '类型 | Type';
COMMENT ON COLUMN meeting.due IS '应到人数 | Due';
COMMENT ON COLUMN meeting.present IS '实到人数 | Present';
COMMENT ON COLUMN meeting.reported_late IS '是否补报 | Reported late';
COMMENT ON COLUMN meeting.batch_id IS '批次号 | Batch | → batch.batch_id';

CREATE TABLE platform_item (
    branch_id VARCHAR NOT NULL,
    month     INTEGER NOT NULL CHECK (month % 100 BETWEEN 1 AND 12),
    line      VARCHAR NOT NULL
              CHECK (line IN ('party_unions_youth', 'cadres', 'publicity', 'education', 'civility', 'ideology', 'culture', 'stability', 'harmony')),
    planned   INTEGER NOT NULL CHECK (planned > 0),
    done      INTEGER NOT NULL CHECK (done >= 0),
    on_time   INTEGER NOT NULL CHECK (on_time >= 0),
    batch_id  INTEGER NOT NULL,
    PRIMARY KEY (branch_id, month, line),
    CHECK (done <= planned),
    CHECK (on_time <= done)
);
COMMENT ON TABLE platform_item IS '多位一体工作 | The nine lines';
COMMENT ON COLUMN platform_item.branch_id IS '支部编号 | Branch code | → branch.branch_id';
COMMENT ON COLUMN platform_item.month IS '月份（年月） | Month (YYYYMM)';
COMMENT ON COLUMN platform_item.line IS '工作线 | Line';
COMMENT ON COLUMN platform_item.planned IS '计划数 | Planned';
COMMENT ON COLUMN platform_item.done IS '完成数 | Done';
COMMENT ON COLUMN platform_item.on_time IS '按期完成数 | On time';
COMMENT ON COLUMN platform_item.batch_id IS '批次号 | Batch | → batch.batch_id';

CREATE TABLE activity (
    activity_id VARCHAR PRIMARY KEY,
    branch_id   VARCHAR NOT NULL,
    date        DATE NOT NULL,
    kind        VARCHAR NOT NULL,
    heads       INTEGER NOT NULL CHECK (heads >= 0),
    hours       DOUBLE NOT NULL CHECK (hours >= 0),
    cost        DOUBLE NOT NULL CHECK (cost >= 0),
    batch_id    INTEGER NOT NULL
);
COMMENT ON TABLE activity IS '活动 | Activities';
COMMENT ON COLUMN activity.activity_id IS '活动编号 | Activity code';
COMMENT ON COLUMN activity.branch_id IS '支部编号 | Branch code | → branch.branch_id';
COMMENT ON COLUMN activity.date IS '日期 | Date';
COMMENT ON COLUMN activity.kind IS '类型 | Kind';
COMMENT ON COLUMN activity.heads IS '参加人次 | Participants';
COMMENT ON COLUMN activity.hours IS '时长（小时） | Hours';
COMMENT ON COLUMN activity.cost IS '费用（元） | Cost (yuan)';
COMMENT ON COLUMN activity.batch_id IS '批次号 | Batch | → batch.batch_id';

CREATE TABLE innovation (
    innovation_id VARCHAR PRIMARY KEY,
    branch_id     VARCHAR NOT NULL,
    title         VARCHAR NOT NULL,
    kind          VARCHAR NOT NULL CHECK (kind IN ('idea', 'mechanism', 'method_carrier')),
    started       DATE NOT NULL,
    status        VARCHAR NOT NULL
                  CHECK (status IN ('proposed', 'running', 'institutionalised', 'promoted', 'stopped')),
    output        VARCHAR CHECK (output IN ('experience', 'report', 'solution')),
    adopted_by    INTEGER NOT NULL DEFAULT 0 CHECK (adopted_by >= 0),
    spillover     VARCHAR
                  CHECK (spillover IN ('system', 'technology', 'management', 'organisation')),
    evidence_url  VARCHAR,
    effect_note   VARCHAR,
    batch_id      INTEGER NOT NULL
);
COMMENT ON TABLE innovation IS '创新项目 | Innovations';
COMMENT ON COLUMN innovation.innovation_id IS '项目编号 | Project code';
COMMENT ON COLUMN innovation.branch_id IS '支部编号 | Branch code | → branch.branch_id';
COMMENT ON COLUMN innovation.title IS '名称 | Title';
COMMENT ON COLUMN innovation.kind IS '类别 | Kind';
COMMENT ON COLUMN innovation.started IS '立项日期 | Started on';
COMMENT ON COLUMN innovation.status IS '状态 | Status';
COMMENT ON COLUMN innovation.output IS '成果 | Output';
COMMENT ON COLUMN innovation.adopted_by IS '采用支部数 | Branches that adopted it';
COMMENT ON COLUMN innovation.spillover IS '推动的业务创新 | Business innovation it led to';
COMMENT ON COLUMN innovation.evidence_url IS '佐证链接 | Evidence';
COMMENT ON COLUMN innovation.effect_note IS '效果说明 | Effect';
COMMENT ON COLUMN innovation.batch_id IS '批次号 | Batch | → batch.batch_id';

CREATE TABLE stability_event (
    branch_id     VARCHAR NOT NULL,
    month         INTEGER NOT NULL CHECK (month % 100 BETWEEN 1 AND 12),
    petitions     INTEGER NOT NULL CHECK (petitions >= 0),
    safety_events INTEGER NOT NULL CHECK (safety_events >= 0),
    batch_id      INTEGER NOT NULL,
    PRIMARY KEY (branch_id, month)
);
COMMENT ON TABLE stability_event IS '稳定与安全事件 | Stability and safety';
COMMENT ON COLUMN stability_event.branch_id IS '支部编号 | Branch code | → branch.branch_id';
COMMENT ON COLUMN stability_event.month IS '月份（年月） | Month (YYYYMM)';
COMMENT ON COLUMN stability_event.petitions IS '信访件数 | Petitions';
COMMENT ON COLUMN stability_event.safety_events IS '安全事件数 | Safety events';
COMMENT ON COLUMN stability_event.batch_id IS '批次号 | Batch | → batch.batch_id';
