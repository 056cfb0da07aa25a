# Days that are none, which both sides of MySQL know.
-- to mysql, mariadb
CREATE TABLE days (id INT PRIMARY KEY, d DATE, t DATETIME(3), ts TIMESTAMP(6) NULL, y YEAR);
CREATE TABLE day_keys (d DATE PRIMARY KEY, v INT);

-- stream
SET sql_mode = 'ALLOW_INVALID_DATES';
INSERT INTO days VALUES
  (1, '0000-00-00', '0000-00-00 00:00:00', '0000-00-00 00:00:00', 0), (2, '2024-00-17', '2024-00-17 12:00:00', NULL, 1901), (3, '2024-05-00', '2024-05-00 23:59:59.999', NULL, 2155),
  (4, '0000-05-17', '0000-05-17 00:00:00', NULL, NULL), (5, '2023-02-31', '2023-02-31 12:00:00', NULL, NULL), (6, NULL, NULL, NULL, NULL);
INSERT INTO day_keys VALUES ('0000-00-00', 1), ('2024-00-17', 2), ('2024-01-01', 3);
UPDATE days SET d = '0000-00-00', t = '0000-00-00', ts = '0000-00-00' WHERE id = 6;
UPDATE days SET d = '2024-01-01' WHERE id = 1;
UPDATE day_keys SET v = v + 10;
DELETE FROM day_keys WHERE d = '2024-00-17';

-- equal
