-- Plays the source systems of Larkspur Coffee: what the two web shops and the
-- billing system would have written during March and April 2026.
-- Every value comes from arithmetic on a row number, so that running this file
-- again gives the same rows and every count in the example stays the same.

CREATE SCHEMA IF NOT EXISTS raw_shop__eu;
CREATE SCHEMA IF NOT EXISTS raw_shop__uk;
CREATE SCHEMA IF NOT EXISTS raw_billing__sales;

-- Where the price list's files are loaded to: a load pipeline doesn't create its
-- schema, and nothing in the graph says that a seed runs before it.
CREATE SCHEMA IF NOT EXISTS landing;

-- ------------------------------------------------------------ shop: EU

CREATE OR REPLACE TABLE raw_shop__eu.customers AS
SELECT
  CAST(1000 + i AS INTEGER) AS customer_id,
  lower(first_name) || '.' || lower(last_name) || (1000 + i) || '@example.com' AS email,
  first_name || ' ' || last_name AS full_name,
  (['DE', 'DE', 'DE', 'AT', 'NL', 'FR'])[1 + i % 6] AS country_code,
  i % 5 <> 0 AS newsletter,
  TIMESTAMP '2026-03-01 00:00:00' + to_minutes(CAST(i * 97 AS INTEGER)) AS created_at,
  -- Every ninth customer changed something five days after signing up.
  TIMESTAMP '2026-03-01 00:00:00' + to_minutes(CAST(i * 97 + CASE WHEN i % 9 = 0 THEN 7200 ELSE 0 END AS INTEGER)) AS updated_at
FROM (
  SELECT
    i,
    (['Anna', 'Jonas', 'Marie', 'Emil', 'Lena', 'Paul', 'Clara', 'Felix', 'Noor', 'Luc', 'Ida'])[1 + i % 11] AS first_name,
    (['Becker', 'Hofer', 'Vermeer', 'Lambert', 'Schulz', 'Gruber', 'Visser'])[1 + i % 7] AS last_name
  FROM range(180) AS r(i)
) AS people;

CREATE OR REPLACE TABLE raw_shop__eu.orders AS
SELECT
  CAST(100000 + i AS INTEGER) AS order_id,
  -- Nobody orders before signing up, hence the LEAST.
  CAST(1000 + (i * 37 + i // 11) % LEAST(180, i + 1) AS INTEGER) AS customer_id,
  CASE
    WHEN i % 23 = 0 THEN 'cancelled'
    WHEN i >= 585 THEN 'paid'
    WHEN i >= 560 THEN 'shipped'
    ELSE 'delivered'
  END AS status,
  'EUR' AS currency,
  TIMESTAMP '2026-03-01 06:10:00' + to_minutes(CAST(i * 145 AS INTEGER)) AS ordered_at,
  TIMESTAMP '2026-03-01 06:10:00' + to_minutes(CAST(i * 145 + (i % 4) * 35 AS INTEGER)) AS updated_at
FROM range(600) AS r(i);

-- One to three lines an order.
CREATE OR REPLACE TABLE raw_shop__eu.order_items AS
SELECT
  CAST(100000 + i AS INTEGER) AS order_id,
  CAST(n AS INTEGER) AS line_no,
  'LK-' || (101 + (i * 7 + n * 5) % 12) AS sku,
  CAST(1 + (i + n) % 3 AS INTEGER) AS quantity,
  CAST(9.90 + ((i * 7 + n * 5) % 12) * 0.75 AS DECIMAL(10, 2)) AS unit_price,
  TIMESTAMP '2026-03-01 06:10:00' + to_minutes(CAST(i * 145 AS INTEGER)) AS updated_at
FROM range(600) AS r(i), range(1, 4) AS l(n)
WHERE n <= 1 + i % 3;

-- ------------------------------------------------------------ shop: UK

CREATE OR REPLACE TABLE raw_shop__uk.customers AS
SELECT
  CAST(5000 + i AS INTEGER) AS customer_id,
  lower(first_name) || '.' || lower(last_name) || (5000 + i) || '@example.com' AS email,
  first_name || ' ' || last_name AS full_name,
  'GB' AS country_code,
  i % 4 <> 0 AS newsletter,
  TIMESTAMP '2026-03-01 00:00:00' + to_minutes(CAST(i * 181 AS INTEGER)) AS created_at,
  TIMESTAMP '2026-03-01 00:00:00' + to_minutes(CAST(i * 181 + CASE WHEN i % 8 = 0 THEN 4320 ELSE 0 END AS INTEGER)) AS updated_at
FROM (
  SELECT
    i,
    (['Alice', 'Harry', 'Priya', 'Owen', 'Grace', 'Amir', 'Megan', 'Callum'])[1 + i % 8] AS first_name,
    (['Walker', 'Hughes', 'Patel', 'Reid', 'Baxter'])[1 + i % 5] AS last_name
  FROM range(90) AS r(i)
) AS people;

CREATE OR REPLACE TABLE raw_shop__uk.orders AS
SELECT
  CAST(500000 + i AS INTEGER) AS order_id,
  CAST(5000 + (i * 17 + i // 7) % LEAST(90, i + 1) AS INTEGER) AS customer_id,
  CASE
    WHEN i % 29 = 0 THEN 'cancelled'
    WHEN i >= 290 THEN 'paid'
    WHEN i >= 275 THEN 'shipped'
    ELSE 'delivered'
  END AS status,
  'GBP' AS currency,
  TIMESTAMP '2026-03-01 07:30:00' + to_minutes(CAST(i * 290 AS INTEGER)) AS ordered_at,
  TIMESTAMP '2026-03-01 07:30:00' + to_minutes(CAST(i * 290 + (i % 5) * 40 AS INTEGER)) AS updated_at
FROM range(300) AS r(i);

CREATE OR REPLACE TABLE raw_shop__uk.order_items AS
SELECT
  CAST(500000 + i AS INTEGER) AS order_id,
  CAST(n AS INTEGER) AS line_no,
  'LK-' || (101 + (i * 5 + n * 7) % 12) AS sku,
  CAST(1 + (i + n) % 2 AS INTEGER) AS quantity,
  CAST(8.60 + ((i * 5 + n * 7) % 12) * 0.65 AS DECIMAL(10, 2)) AS unit_price,
  TIMESTAMP '2026-03-01 07:30:00' + to_minutes(CAST(i * 290 AS INTEGER)) AS updated_at
FROM range(300) AS r(i), range(1, 3) AS l(n)
WHERE n <= 1 + i % 2;

-- ------------------------------------------------------------ billing

-- One invoice for each order that was not cancelled; prices include VAT.
CREATE OR REPLACE TABLE raw_billing__sales.invoices AS
WITH orders AS (
  SELECT o.order_id, o.currency, o.ordered_at, c.country_code
  FROM raw_shop__eu.orders AS o
  JOIN raw_shop__eu.customers AS c ON c.customer_id = o.customer_id
  WHERE o.status <> 'cancelled'
  UNION ALL
  SELECT o.order_id, o.currency, o.ordered_at, c.country_code
  FROM raw_shop__uk.orders AS o
  JOIN raw_shop__uk.customers AS c ON c.customer_id = o.customer_id
  WHERE o.status <> 'cancelled'
),
totals AS (
  SELECT order_id, SUM(quantity * unit_price) AS gross
  FROM (
    SELECT order_id, quantity, unit_price FROM raw_shop__eu.order_items
    UNION ALL
    SELECT order_id, quantity, unit_price FROM raw_shop__uk.order_items
  ) AS items
  GROUP BY order_id
)
SELECT
  'INV-' || o.order_id AS invoice_no,
  o.order_id,
  CAST(o.ordered_at AS DATE) AS issued_on,
  CAST(o.ordered_at AS DATE) + 14 AS due_on,
  CAST(t.gross AS DECIMAL(12, 2)) AS gross_amount,
  o.currency,
  o.country_code
FROM orders AS o
JOIN totals AS t ON t.order_id = o.order_id
ORDER BY o.order_id;

-- Most invoices are paid within nine days, one in ten in two halves, and one
-- in seven is still open.
CREATE OR REPLACE TABLE raw_billing__sales.payments AS
WITH paid AS (
  SELECT
    i.order_id,
    i.invoice_no,
    i.currency,
    i.gross_amount,
    CASE WHEN i.order_id % 10 = 3 THEN 2 ELSE 1 END AS parts,
    CASE
      WHEN i.currency = 'GBP' THEN (['card', 'paypal', 'bacs'])[1 + i.order_id % 3]
      ELSE (['card', 'paypal', 'sepa', 'transfer'])[1 + i.order_id % 4]
    END AS method_code
  FROM raw_billing__sales.invoices AS i
  WHERE i.order_id % 7 <> 4
)
SELECT
  CAST(p.order_id * 10 + part AS BIGINT) AS payment_id,
  p.invoice_no,
  p.method_code,
  CASE
    WHEN p.parts = 1 THEN p.gross_amount
    WHEN part = 1 THEN CAST(ROUND(p.gross_amount / 2, 2) AS DECIMAL(12, 2))
    ELSE p.gross_amount - CAST(ROUND(p.gross_amount / 2, 2) AS DECIMAL(12, 2))
  END AS amount,
  p.currency,
  CAST(i.issued_on AS TIMESTAMP) + to_hours(CAST(9 + p.order_id % 8 + 24 * (p.order_id % 5 + 4 * (part - 1)) AS INTEGER)) AS paid_at
FROM paid AS p
JOIN raw_billing__sales.invoices AS i ON i.invoice_no = p.invoice_no
CROSS JOIN range(1, 3) AS r(part)
WHERE part <= p.parts
  -- What would be paid in May has not happened yet.
  AND CAST(i.issued_on AS TIMESTAMP) + to_hours(CAST(9 + p.order_id % 8 + 24 * (p.order_id % 5 + 4 * (part - 1)) AS INTEGER)) < TIMESTAMP '2026-05-01 00:00:00'
ORDER BY payment_id;
