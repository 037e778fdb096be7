-- Who may read and do what. The rules themselves stand in data/policy.py.

CREATE TABLE person (
    person_id VARCHAR PRIMARY KEY CHECK (length(trim(person_id)) > 0),
    added_by  VARCHAR NOT NULL,
    added_at  TIMESTAMP NOT NULL
);
COMMENT ON TABLE person IS '人员 | Persons';
COMMENT ON COLUMN person.person_id IS '登录名 | Sign-in name, such as the e-mail address';
COMMENT ON COLUMN person.added_by IS '登记人 | Added by';
COMMENT ON COLUMN person.added_at IS '登记时间 | Added at';

CREATE TABLE "grant" (
    person_id  VARCHAR NOT NULL,
    role       VARCHAR NOT NULL CHECK (role IN ('leader', 'office', 'branch', 'auditor')),
    branch_id  VARCHAR,
    granted_by VARCHAR NOT NULL,
    granted_at TIMESTAMP NOT NULL,
    CHECK ((role = 'branch') = (branch_id IS NOT NULL))
);
COMMENT ON TABLE "grant" IS '授权 | Grants';
COMMENT ON COLUMN "grant".person_id IS '登录名 | Sign-in name';
COMMENT ON COLUMN "grant".role IS '角色 | Role';
COMMENT ON COLUMN "grant".branch_id IS '支部编号 | Branch code';
COMMENT ON COLUMN "grant".granted_by IS '授权人 | Granted by';
COMMENT ON COLUMN "grant".granted_at IS '授权时间 | Granted at';

-- What the names of peers are drawn with, so that nobody can work them out from the branch codes.
ALTER TABLE warehouse_state ADD COLUMN pseudonym_key VARCHAR;
UPDATE warehouse_state SET pseudonym_key = uuid()::VARCHAR || uuid()::VARCHAR;
COMMENT ON COLUMN warehouse_state.pseudonym_key IS '匿名密钥 | Key of pseudonyms';
