---toml
name = "orders"
[strategy]
type = "merge"
unique_key = ["id"]
---
WITH RECURSIVE spending AS (
  SELECT o.id, count(*) AS n /* a comment */ FROM warehouse.staging."odd ""name" AS o -- another
  WHERE EXISTS (SELECT 1 FROM lake.a, lake.b LEFT JOIN LATERAL (SELECT * FROM c) x ON true) AND o.text <> 'it''s'
  GROUP BY ALL
)
SELECT s.*, extract(year FROM d.at), '${X}', $$text$$ FROM spending s
JOIN (VALUES (1), (2)) v(i) USING (i)
CROSS JOIN read_csv('landing/*.csv') r, unnest([1, 2]) u
UNION ALL (SELECT * FROM `catalog`.`schema`.`table` PIVOT (sum(x) FOR y IN (1, 2)))
QUALIFY row_number() OVER (PARTITION BY id ORDER BY at DESC) = 1
