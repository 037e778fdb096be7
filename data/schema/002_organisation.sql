-- Who is compared.

CREATE TABLE branch (
    branch_id VARCHAR PRIMARY KEY CHECK (length(trim(branch_id)) > 0),
    parent_id VARCHAR CHECK (parent_id <> branch_id),
    name      VARCHAR NOT NULL CHECK (length(trim(name)) > 0),
    name_en   VARCHAR,
    level     VARCHAR NOT NULL CHECK (level IN ('company', 'county', 'branch')),
    type      VARCHAR NOT NULL
              CHECK (type IN ('company', 'county_company', 'supply_station', 'department', 'other')),
    area      VARCHAR CHECK (area IN ('urban', 'rural', 'remote')),
    members   INTEGER CHECK (members >= 0),
    staff     INTEGER CHECK (staff >= 0),
    customers BIGINT CHECK (customers >= 0),
    batch_id  INTEGER NOT NULL
);
COMMENT ON TABLE branch IS '党支部 | Branches';
COMMENT ON COLUMN branch.branch_id IS '支部编号 | Branch code';
COMMENT ON COLUMN branch.parent_id IS '上级编号 | Parent code | → branch.branch_id';
COMMENT ON COLUMN branch.name IS '名称 | Name';
COMMENT ON COLUMN branch.name_en IS '英文名称 | English name';
COMMENT ON COLUMN branch.level IS '层级 | Level';
COMMENT ON COLUMN branch.type IS '类型 | Type';
COMMENT ON COLUMN branch.area IS '区域 | Area';
COMMENT ON COLUMN branch.members IS '党员人数 | Party members';
COMMENT ON COLUMN branch.staff IS '在册人数 | Staff on the books';
COMMENT ON COLUMN branch.customers IS '客户数 | Customers served';
COMMENT ON COLUMN branch.batch_id IS '批次号 | Batch | → batch.batch_id';

CREATE TABLE branch_alias (
    alias     VARCHAR PRIMARY KEY CHECK (length(trim(alias)) > 0),
    branch_id VARCHAR NOT NULL,
    batch_id  INTEGER NOT NULL
);
COMMENT ON TABLE branch_alias IS '支部别名 | Other names of branches';
COMMENT ON COLUMN branch_alias.alias IS '别名 | Alias';
COMMENT ON COLUMN branch_alias.branch_id IS '支部编号 | Branch code | → branch.branch_id';
COMMENT ON COLUMN branch_alias.batch_id IS '批次号 | Batch | → batch.batch_id';

-- Every organisation with itself and all below it: what a roll-up sums.
CREATE VIEW branch_descendant AS
WITH RECURSIVE below (ancestor_id, branch_id) AS (
    SELECT branch_id, branch_id FROM branch
    UNION
    SELECT below.ancestor_id, branch.branch_id
    FROM below JOIN branch ON branch.parent_id = below.branch_id
)
SELECT ancestor_id, branch_id FROM below;
COMMENT ON VIEW branch_descendant IS '机构及其下级 | An organisation and all below it';
