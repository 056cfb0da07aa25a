# What numeric without bounds holds besides: as many digits as one likes, and what is no number.
-- from postgresql
-- to postgresql
CREATE TABLE numerics (id integer PRIMARY KEY, n numeric, small numeric(5,2));

-- stream
INSERT INTO numerics VALUES
  (1, 'NaN', 'NaN'), (2, 'Infinity', 1), (3, '-Infinity', 1), (4, ('1' || repeat('0', 131071))::numeric, 0), (5, ('0.' || repeat('0', 16000) || '1')::numeric, 0),
  (6, 1.10, 1.1), (7, 1.1000, NULL), (8, 0.00, 0), (9, -0.0, 0);
UPDATE numerics SET n = 'NaN' WHERE n = 'Infinity';
UPDATE numerics SET n = 1.100000 WHERE id = 6;

-- equal
