-- Which metric catalogue the cells were counted with: another one means counting anew.
ALTER TABLE warehouse_state ADD COLUMN counted_with VARCHAR;
COMMENT ON COLUMN warehouse_state.counted_with IS '计数所用指标目录 | Metric catalogue the cells were counted with';
