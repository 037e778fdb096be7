-- Training: planned, funded, delivered, learned.

CREATE TABLE training_standard (
    standard_id VARCHAR PRIMARY KEY,
    year        INTEGER NOT NULL CHECK (year BETWEEN 1950 AND 2200),
    audience    VARCHAR NOT NULL
                CHECK (audience IN ('member', 'secretary', 'party_worker', 'dual_duty', 'employee')),
    min_hours   DOUBLE NOT NULL CHECK (min_hours >= 0),
    pass_score  DOUBLE NOT NULL CHECK (pass_score BETWEEN 0 AND 100),
    batch_id    INTEGER NOT NULL
);
COMMENT ON TABLE training_standard IS '培训标准 | Training standards';
COMMENT ON COLUMN training_standard.standard_id IS '标准编号 | Standard code';
COMMENT ON COLUMN training_standard.year IS '年度 | Year';
COMMENT ON COLUMN training_standard.audience IS '培训对象 | Audience';
COMMENT ON COLUMN training_standard.min_hours IS '最低学时 | Minimum hours';
COMMENT ON COLUMN training_standard.pass_score IS '合格分 | Pass score';
COMMENT ON COLUMN training_standard.batch_id IS '批次号 | Batch | → batch.batch_id';

CREATE TABLE training_plan (
    plan_id          VARCHAR PRIMARY KEY,
    month            INTEGER NOT NULL CHECK (month % 100 BETWEEN 1 AND 12),
    branch_id        VARCHAR NOT NULL,
    topic            VARCHAR NOT NULL,
    audience         VARCHAR NOT NULL
                     CHECK (audience IN ('member', 'secretary', 'party_worker', 'dual_duty', 'employee')),
    planned_sessions INTEGER NOT NULL CHECK (planned_sessions > 0),
    planned_heads    INTEGER NOT NULL CHECK (planned_heads > 0),
    planned_hours    DOUBLE NOT NULL CHECK (planned_hours > 0),
    budget_yuan      DOUBLE NOT NULL CHECK (budget_yuan >= 0),
    standard_id      VARCHAR,
    batch_id         INTEGER NOT NULL
);
COMMENT ON TABLE training_plan IS '培训计划 | Training plan';
COMMENT ON COLUMN training_plan.plan_id IS '计划编号 | Plan code';
COMMENT ON COLUMN training_plan.month IS '计划月份（年月） | Planned month (YYYYMM)';
COMMENT ON COLUMN training_plan.branch_id IS '支部编号 | Branch code | → branch.branch_id';
COMMENT ON COLUMN training_plan.topic IS '培训主题 | Topic';
COMMENT ON COLUMN training_plan.audience IS '培训对象 | Audience';
COMMENT ON COLUMN training_plan.planned_sessions IS '计划班次 | Planned sessions';
COMMENT ON COLUMN training_plan.planned_heads IS '计划人数 | Planned participants';
COMMENT ON COLUMN training_plan.planned_hours IS '计划学时 | Planned hours';
COMMENT ON COLUMN training_plan.budget_yuan IS '预算（元） | Budget (yuan)';
COMMENT ON COLUMN training_plan.standard_id IS '标准编号 | Standard code | → training_standard.standard_id';
COMMENT ON COLUMN training_plan.batch_id IS '批次号 | Batch | → batch.batch_id';

CREATE TABLE training_session (
    session_id    VARCHAR PRIMARY KEY,
    plan_id       VARCHAR,
    branch_id     VARCHAR NOT NULL,
    date          DATE NOT NULL CHECK (date BETWEEN '1950-01-01' AND '2200-12-31'),
    mode          VARCHAR NOT NULL CHECK (mode IN ('classroom', 'online')),
    hours         DOUBLE NOT NULL CHECK (hours > 0 AND hours <= 400),
    spend_yuan    DOUBLE NOT NULL CHECK (spend_yuan >= 0),
    heads_due     INTEGER NOT NULL CHECK (heads_due > 0),
    heads_present INTEGER NOT NULL CHECK (heads_present >= 0),
    batch_id      INTEGER NOT NULL,
    CHECK (heads_present <= heads_due)
);
COMMENT ON TABLE training_session IS '培训班次 | Training sessions';
COMMENT ON COLUMN training_session.session_id IS '班次编号 | Session code';
COMMENT ON COLUMN training_session.plan_id IS '计划编号（计划外留空） | Plan code (empty if unplanned) | → training_plan.plan_id';
COMMENT ON COLUMN training_session.branch_id IS '支部编号 | Branch code | → branch.branch_id';
COMMENT ON COLUMN training_session.date IS '日期 | Date';
COMMENT ON COLUMN training_session.mode IS '形式 | Mode';
COMMENT ON COLUMN training_session.hours IS '学时 | Hours';
COMMENT ON COLUMN training_session.spend_yuan IS '支出（元） | Spend (yuan)';
COMMENT ON COLUMN training_session.heads_due IS '应到人数 | Due';
COMMENT ON COLUMN training_session.heads_present IS '实到人数 | Present';
COMMENT ON COLUMN training_session.batch_id IS '批次号 | Batch | → batch.batch_id';

CREATE TABLE training_attendance (
    session_id   VARCHAR NOT NULL,
    person_id    VARCHAR NOT NULL,
    present      BOOLEAN NOT NULL,
    pre_score    DOUBLE CHECK (pre_score BETWEEN 0 AND 100),
    exam_score   DOUBLE CHECK (exam_score BETWEEN 0 AND 100),
    l1_reaction  INTEGER CHECK (l1_reaction BETWEEN 1 AND 5),
    l3_behaviour INTEGER CHECK (l3_behaviour BETWEEN 1 AND 5),
    batch_id     INTEGER NOT NULL,
    PRIMARY KEY (session_id, person_id)
);
COMMENT ON TABLE training_attendance IS '培训考勤与测评 | Attendance and results';
COMMENT ON COLUMN training_attendance.session_id IS '班次编号 | Session code | → training_session.session_id';
COMMENT ON COLUMN training_attendance.person_id IS '人员编号 | Person code';
COMMENT ON COLUMN training_attendance.present IS '是否到课 | Present';
COMMENT ON COLUMN training_attendance.pre_score IS '训前测（0–100） | Test before (0–100)';
COMMENT ON COLUMN training_attendance.exam_score IS '训后考试（0–100） | Exam (0–100)';
COMMENT ON COLUMN training_attendance.l1_reaction IS '反应层评价（1–5） | Reaction, level 1 (1–5)';
COMMENT ON COLUMN training_attendance.l3_behaviour IS '行为层回访（1–5） | Behaviour, level 3 (1–5)';
COMMENT ON COLUMN training_attendance.batch_id IS '批次号 | Batch | → batch.batch_id';
