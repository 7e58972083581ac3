/**
 * A made-up table with what the select operators look for: signal (`plan`, `amount`), a copy under other names (`plan_code`),
 * noise, a near-unique ticket, the target in disguise (`closed`), dates, and a customer who comes again.
 */
export const plantedTable = `
  SELECT CASE WHEN y THEN 'yes' ELSE 'no' END AS churn,
    ['basic', 'plus', 'pro'][plan] AS plan,
    plan * 10 AS plan_code,
    (100 * plan + (hash(i + 2) % 400) - CASE WHEN y THEN 150 ELSE 0 END)::DOUBLE AS amount,
    (hash(i + 3) % 7)::INTEGER AS noise,
    (hash(i + 4) % 1500)::INTEGER AS ticket,
    CASE WHEN y THEN 'closed' ELSE 'open' END AS closed,
    DATE '2024-01-01' + (i % 300)::INTEGER AS asked,
    DATE '2024-01-01' + (i % 300)::INTEGER + CASE WHEN i % 4 = 0 THEN 3 ELSE -3 END AS paid,
    'c' || (i % 500) AS customer
  FROM (
    SELECT i, 1 + (hash(i + 1) % 3)::INTEGER AS plan,
      (hash(i) % 100) < 15 + 20 * (1 + (hash(i + 1) % 3)::INTEGER) AS y
    FROM range(2000) r(i))`;
