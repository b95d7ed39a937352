SELECT
  CAST(DATE_TRUNC('month', i.issued_on) AS DATE) AS invoice_month,
  i.invoice_no,
  i.order_id,
  i.issued_on,
  i.due_on,
  n.country_name,
  i.currency,
  i.gross_amount,
  CAST(ROUND(i.gross_amount * n.vat_percent / (100 + n.vat_percent), 2) AS DECIMAL(12, 2)) AS vat_amount
FROM warehouse.staging.stg_invoices AS i
JOIN warehouse.seeds.countries AS n ON n.country_code = i.country_code
