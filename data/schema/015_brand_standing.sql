-- Every brand in every month in which it stands: from its creation to the last month known of any.
CREATE VIEW brand_standing AS
WITH known AS (
    SELECT date FROM brand_event
    UNION ALL SELECT date FROM media
    UNION ALL SELECT created FROM brand
),
ends AS (
    SELECT date_trunc('month', max(date)) AS last_month FROM known
)
SELECT brand_id, branch_id, linked_business_kpi, year(first) * 100 + month(first) AS month
FROM (
    SELECT brand.*, unnest(generate_series(date_trunc('month', created), last_month,
                                           INTERVAL 1 MONTH)) AS first
    FROM brand CROSS JOIN ends
);
COMMENT ON VIEW brand_standing IS '各月在册品牌 | Brands that stand in each month';
