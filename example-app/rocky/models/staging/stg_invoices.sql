SELECT
  i.invoice_no,
  i.order_id,
  CAST(i.issued_on AS DATE) AS issued_on,
  CAST(i.due_on AS DATE) AS due_on,
  CAST(i.gross_amount AS DECIMAL(12, 2)) AS gross_amount,
  i.currency,
  i.country_code
FROM warehouse.lake_billing__sales.invoices AS i
