# A transaction of 60,000 rows, and its changes, arrive as one.
-- from postgresql
CREATE TABLE many (id integer PRIMARY KEY, t text, n numeric(12,3), at timestamptz);

-- stream
BEGIN;
INSERT INTO many SELECT n, 'row ' || n || repeat('x', 100), n / 8.0, '2024-01-01'::timestamptz + n * interval '1 second' FROM generate_series(1, 60000) AS n;
UPDATE many SET t = t || '!' WHERE id % 3 = 0;
SAVEPOINT before;
DELETE FROM many;
ROLLBACK TO SAVEPOINT before;
DELETE FROM many WHERE id % 5 = 0;
COMMIT;

-- equal
