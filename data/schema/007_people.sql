-- People: leadership teams, managers, members, staff, and those who do Party work.

CREATE TABLE team_rating (
    branch_id VARCHAR NOT NULL,
    month     INTEGER NOT NULL CHECK (month % 100 BETWEEN 1 AND 12),
    team      VARCHAR NOT NULL CHECK (team IN ('leadership', 'managers', 'members', 'staff')),
    dimension VARCHAR NOT NULL
              CHECK (dimension IN ('politics', 'performance', 'unity', 'conduct', 'business', 'management', 'vanguard', 'skill')),
    rater     VARCHAR NOT NULL CHECK (rater IN ('superior', 'staff', 'self')),
    ballots   INTEGER NOT NULL CHECK (ballots > 0),
    satisfied INTEGER NOT NULL CHECK (satisfied >= 0),
    score     DOUBLE NOT NULL CHECK (score BETWEEN 0 AND 100),
    batch_id  INTEGER NOT NULL,
    PRIMARY KEY (branch_id, month, team, dimension, rater),
    CHECK (satisfied <= ballots)
);
COMMENT ON TABLE team_rating IS '队伍测评 | Ratings of teams';
COMMENT ON COLUMN team_rating.branch_id IS '支部编号 | Branch code | → branch.branch_id';
COMMENT ON COLUMN team_rating.month IS '期末月份（年月） | Last month of the period (YYYYMM)';
COMMENT ON COLUMN team_rating.team IS '队伍 | Team';
COMMENT ON COLUMN team_rating.dimension IS '维度 | Dimension';
COMMENT ON COLUMN team_rating.rater IS '评价者 | Rater';
COMMENT ON COLUMN team_rating.ballots IS '有效票 | Valid ballots';
COMMENT ON COLUMN team_rating.satisfied IS '满意及以上票 | Satisfied ballots';
COMMENT ON COLUMN team_rating.score IS '平均得分（0–100） | Mean score (0–100)';
COMMENT ON COLUMN team_rating.batch_id IS '批次号 | Batch | → batch.batch_id';

CREATE TABLE member (
    member_id VARCHAR PRIMARY KEY,
    branch_id VARCHAR NOT NULL,
    joined    DATE,
    post      VARCHAR,
    batch_id  INTEGER NOT NULL
);
COMMENT ON TABLE member IS '党员 | Party members';
COMMENT ON COLUMN member.member_id IS '党员编号 | Member code';
COMMENT ON COLUMN member.branch_id IS '支部编号 | Branch code | → branch.branch_id';
COMMENT ON COLUMN member.joined IS '入党日期 | Joined on';
COMMENT ON COLUMN member.post IS '岗位 | Post';
COMMENT ON COLUMN member.batch_id IS '批次号 | Batch | → batch.batch_id';

CREATE TABLE pioneer (
    member_id VARCHAR NOT NULL,
    month     INTEGER NOT NULL CHECK (month % 100 BETWEEN 1 AND 12),
    score     DOUBLE NOT NULL CHECK (score BETWEEN 0 AND 100),
    class     VARCHAR NOT NULL CHECK (class IN ('pioneer', 'qualified', 'warned', 'lagging')),
    hard_task BOOLEAN NOT NULL,
    batch_id  INTEGER NOT NULL,
    PRIMARY KEY (member_id, month)
);
COMMENT ON TABLE pioneer IS '先锋指数 | Pioneer index';
COMMENT ON COLUMN pioneer.member_id IS '党员编号 | Member code | → member.member_id';
COMMENT ON COLUMN pioneer.month IS '期末月份（年月） | Last month of the period (YYYYMM)';
COMMENT ON COLUMN pioneer.score IS '指数（0–100） | Index (0–100)';
COMMENT ON COLUMN pioneer.class IS '等次 | Class';
COMMENT ON COLUMN pioneer.hard_task IS '是否参与攻坚任务 | Took part in a hard task';
COMMENT ON COLUMN pioneer.batch_id IS '批次号 | Batch | → batch.batch_id';

CREATE TABLE staff_skill (
    branch_id         VARCHAR NOT NULL,
    month             INTEGER NOT NULL CHECK (month % 100 BETWEEN 1 AND 12),
    staff             INTEGER NOT NULL CHECK (staff > 0),
    skilled_certified INTEGER NOT NULL CHECK (skilled_certified >= 0),
    discipline_cases  INTEGER NOT NULL CHECK (discipline_cases >= 0),
    batch_id          INTEGER NOT NULL,
    PRIMARY KEY (branch_id, month),
    CHECK (skilled_certified <= staff)
);
COMMENT ON TABLE staff_skill IS '员工技能与纪律 | Skills and discipline of staff';
COMMENT ON COLUMN staff_skill.branch_id IS '支部编号 | Branch code | → branch.branch_id';
COMMENT ON COLUMN staff_skill.month IS '期末月份（年月） | Last month of the period (YYYYMM)';
COMMENT ON COLUMN staff_skill.staff IS '在册人数 | Staff on the books';
COMMENT ON COLUMN staff_skill.skilled_certified IS '持证人数 | Certified';
COMMENT ON COLUMN staff_skill.discipline_cases IS '违纪人次 | Discipline cases';
COMMENT ON COLUMN staff_skill.batch_id IS '批次号 | Batch | → batch.batch_id';

CREATE TABLE party_worker (
    person_id VARCHAR PRIMARY KEY,
    branch_id VARCHAR NOT NULL,
    full_time BOOLEAN NOT NULL,
    certified BOOLEAN NOT NULL,
    since     DATE,
    batch_id  INTEGER NOT NULL
);
COMMENT ON TABLE party_worker IS '党务工作者 | Party workers';
COMMENT ON COLUMN party_worker.person_id IS '人员编号 | Person code';
COMMENT ON COLUMN party_worker.branch_id IS '支部编号 | Branch code | → branch.branch_id';
COMMENT ON COLUMN party_worker.full_time IS '是否专职 | Full time';
COMMENT ON COLUMN party_worker.certified IS '是否持证 | Certified';
COMMENT ON COLUMN party_worker.since IS '任职日期 | Since';
COMMENT ON COLUMN party_worker.batch_id IS '批次号 | Batch | → batch.batch_id';

CREATE TABLE dual_duty_leader (
    person_id VARCHAR PRIMARY KEY,
    branch_id VARCHAR NOT NULL,
    batch_id  INTEGER NOT NULL
);
COMMENT ON TABLE dual_duty_leader IS '一岗双责领导人员 | Leaders of dual duty';
COMMENT ON COLUMN dual_duty_leader.person_id IS '人员编号 | Person code';
COMMENT ON COLUMN dual_duty_leader.branch_id IS '支部编号 | Branch code | → branch.branch_id';
COMMENT ON COLUMN dual_duty_leader.batch_id IS '批次号 | Batch | → batch.batch_id';

CREATE TABLE dual_duty_training (
    person_id VARCHAR NOT NULL,
    content   VARCHAR NOT NULL
              CHECK (content IN ('ideals', 'integrity', 'policy_line', 'party_basics', 'party_process')),
    month     INTEGER NOT NULL CHECK (month % 100 BETWEEN 1 AND 12),
    batch_id  INTEGER NOT NULL,
    PRIMARY KEY (person_id, content, month)
);
COMMENT ON TABLE dual_duty_training IS '双责培训内容 | Contents of dual-duty training';
COMMENT ON COLUMN dual_duty_training.person_id IS '人员编号 | Person code | → dual_duty_leader.person_id';
COMMENT ON COLUMN dual_duty_training.content IS '培训内容 | Content';
COMMENT ON COLUMN dual_duty_training.month IS '完成月份（年月） | Month completed (YYYYMM)';
COMMENT ON COLUMN dual_duty_training.batch_id IS '批次号 | Batch | → batch.batch_id';

CREATE TABLE ability_eval (
    person_id VARCHAR NOT NULL,
    month     INTEGER NOT NULL CHECK (month % 100 BETWEEN 1 AND 12),
    ability   VARCHAR NOT NULL
              CHECK (ability IN ('innovation', 'democratic_management', 'overall_steering')),
    pre       DOUBLE NOT NULL CHECK (pre BETWEEN 0 AND 100),
    post      DOUBLE NOT NULL CHECK (post BETWEEN 0 AND 100),
    batch_id  INTEGER NOT NULL,
    PRIMARY KEY (person_id, month, ability)
);
COMMENT ON TABLE ability_eval IS '能力评估 | Abilities before and after';
COMMENT ON COLUMN ability_eval.person_id IS '人员编号 | Person code | → dual_duty_leader.person_id';
COMMENT ON COLUMN ability_eval.month IS '月份（年月） | Month (YYYYMM)';
COMMENT ON COLUMN ability_eval.ability IS '能力 | Ability';
COMMENT ON COLUMN ability_eval.pre IS '训前（0–100） | Before (0–100)';
COMMENT ON COLUMN ability_eval.post IS '训后（0–100） | After (0–100)';
COMMENT ON COLUMN ability_eval.batch_id IS '批次号 | Batch | → batch.batch_id';

CREATE TABLE elearning_month (
    person_id     VARCHAR NOT NULL,
    branch_id     VARCHAR NOT NULL,
    month         INTEGER NOT NULL CHECK (month % 100 BETWEEN 1 AND 12),
    logins        INTEGER NOT NULL CHECK (logins >= 0),
    minutes       DOUBLE NOT NULL CHECK (minutes >= 0),
    courses_taken INTEGER NOT NULL CHECK (courses_taken >= 0),
    courses_done  INTEGER NOT NULL CHECK (courses_done >= 0),
    exam_score    DOUBLE CHECK (exam_score BETWEEN 0 AND 100),
    batch_id      INTEGER NOT NULL,
    PRIMARY KEY (person_id, month),
    CHECK (courses_done <= courses_taken)
);
COMMENT ON TABLE elearning_month IS '网络党校月记录 | Online school by month';
COMMENT ON COLUMN elearning_month.person_id IS '人员编号 | Person code';
COMMENT ON COLUMN elearning_month.branch_id IS '支部编号 | Branch code | → branch.branch_id';
COMMENT ON COLUMN elearning_month.month IS '月份（年月） | Month (YYYYMM)';
COMMENT ON COLUMN elearning_month.logins IS '登录次数 | Logins';
COMMENT ON COLUMN elearning_month.minutes IS '学习分钟 | Minutes';
COMMENT ON COLUMN elearning_month.courses_taken IS '选课数 | Courses taken';
COMMENT ON COLUMN elearning_month.courses_done IS '完成课程数 | Courses done';
COMMENT ON COLUMN elearning_month.exam_score IS '考试成绩（0–100） | Exam (0–100)';
COMMENT ON COLUMN elearning_month.batch_id IS '批次号 | Batch | → batch.batch_id';
