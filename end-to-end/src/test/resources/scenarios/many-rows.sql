# Hundreds of rows at once take other ways through the target than one row does; they come to the same.
CREATE TABLE many (
  id INT PRIMARY KEY,
  tiny TINYINT, big_u BIGINT UNSIGNED, n DECIMAL(30,10), f FLOAT, d DOUBLE, b BIT(10),
  c CHAR(20), v VARCHAR(40) CHARACTER SET gbk, t TEXT CHARACTER SET utf8mb4, bin BINARY(8), vb VARBINARY(20), bl BLOB,
  da DATE, dt DATETIME(6), ts TIMESTAMP(3) NULL, tm TIME(2), y YEAR, e ENUM('small', 'a,b', 'it''s'), s SET('one', 'two', 'three')
);
CREATE TABLE many_without_key (n INT, t VARCHAR(20), b VARBINARY(10), d DATETIME(3), dec_ DECIMAL(8,3), bits BIT(5), tm TIME);

-- stream
SET time_zone = '+00:00';
INSERT INTO many
WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 700)
SELECT n, n % 256 - 128, 18446744073709551615 - n, n * -12345678.0123456789, n / 4, n / 8, n,
       CONCAT('row ', n, IF(n % 3 = 0, ' ', '')), CONCAT('汉\t', n, '\\字\n'), CONCAT('😀\\N', n, '\rx\b\fv'),
       UNHEX(LPAD(HEX(n), 8, '0')), UNHEX(LPAD(HEX(n), 6, '0')), CONCAT(X'00FF0A095C', n),
       '2024-01-01' + INTERVAL n DAY, '2024-01-01' + INTERVAL n * 1000001 MICROSECOND, FROM_UNIXTIME(n * 1000000 + 0.125),
       SEC_TO_TIME((n - 350) * 3600.5), 1901 + n % 255, 1 + n % 3, n % 8
FROM numbers WHERE n % 7 <> 6;
INSERT INTO many (id) WITH RECURSIVE numbers (n) AS (SELECT 1001 UNION ALL SELECT n + 1 FROM numbers WHERE n < 1100) SELECT n FROM numbers;
INSERT INTO many_without_key
WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 500)
SELECT n % 100, NULLIF(CONCAT('t', n % 10), 't5'), NULLIF(UNHEX(LPAD(HEX(n % 4), 4, '0')), X'0003'), '2024-01-01' + INTERVAL n % 5 DAY,
       n % 7 / 8, n % 32, SEC_TO_TIME(-n)
FROM numbers;

-- expect them all
SELECT count(*), min(id), max(id), count(n), count(ts) FROM many;
700 | 1 | 1100 | 600 | 600

-- compare rows copied at postgresql
SELECT id, tiny, big_u, n, f * 4, d * 8, LPAD(BIN(b + 0), 10, '0'), c, v, t, LOWER(HEX(bin)), LOWER(HEX(vb)), LOWER(HEX(bl)), da,
       DATE_FORMAT(dt, '%Y-%m-%d %H:%i:%s.%f'), CAST(UNIX_TIMESTAMP(ts) AS DECIMAL(16,3)), FLOOR(ABS(TIME_TO_SEC(tm))), y + 0, e, s
FROM many ORDER BY id;
SELECT id, tiny, big_u, n, f * 4, d * 8, b::text, c, v, t, encode(bin, 'hex'), encode(vb, 'hex'), encode(bl, 'hex'), da,
       to_char(dt, 'YYYY-MM-DD HH24:MI:SS.US'), extract(epoch FROM ts)::numeric(16,3), floor(abs(extract(epoch FROM tm))), y, e, s
FROM many ORDER BY id;

-- compare rows copied without a key at postgresql
SELECT n, t, LOWER(HEX(b)), DATE_FORMAT(d, '%Y-%m-%d %H:%i:%s.%f'), dec_, LPAD(BIN(bits + 0), 5, '0'), TIME_TO_SEC(tm)
FROM many_without_key ORDER BY 1, 2, 3, 5;
SELECT n, t, encode(b, 'hex'), to_char(d, 'YYYY-MM-DD HH24:MI:SS.US'), dec_, bits::text, extract(epoch FROM tm)::integer
FROM many_without_key ORDER BY 1, 2 NULLS FIRST, 3 NULLS FIRST, 5 NULLS FIRST;

-- change hundreds of rows in one statement, and more in one transaction
BEGIN;
UPDATE many SET tiny = -tiny DIV 2, n = n + 0.0000000001, t = CONCAT(t, '!'), dt = dt + INTERVAL 1 MICROSECOND WHERE id % 2 = 0;
UPDATE many SET big_u = NULL, v = '', bl = X'', tm = NULL WHERE id % 5 = 0;
UPDATE many SET b = id % 1024, bin = 'x', e = 'a,b', s = 'one', da = '2000-01-01', f = 0.5, d = 0.5 WHERE id > 1000;
DELETE FROM many WHERE id % 11 = 0;
UPDATE many SET id = id + 10000 WHERE id % 13 = 0;
INSERT INTO many (id, c) WITH RECURSIVE numbers (n) AS (SELECT 2001 UNION ALL SELECT n + 1 FROM numbers WHERE n < 2100) SELECT n, n FROM numbers;
UPDATE many SET c = CONCAT(c, '.') WHERE id BETWEEN 2050 AND 3000;
DELETE FROM many WHERE id > 2080 AND id < 3000;
COMMIT;
UPDATE many_without_key SET t = 'changed' WHERE n < 20;
DELETE FROM many_without_key WHERE n > 90;

-- compare rows changed at postgresql
SELECT id, tiny, big_u, n, f * 4, d * 8, LPAD(BIN(b + 0), 10, '0'), c, v, t, LOWER(HEX(bin)), LOWER(HEX(vb)), LOWER(HEX(bl)), da,
       DATE_FORMAT(dt, '%Y-%m-%d %H:%i:%s.%f'), CAST(UNIX_TIMESTAMP(ts) AS DECIMAL(16,3)), FLOOR(ABS(TIME_TO_SEC(tm))), y + 0, e, s
FROM many ORDER BY id;
SELECT id, tiny, big_u, n, f * 4, d * 8, b::text, c, v, t, encode(bin, 'hex'), encode(vb, 'hex'), encode(bl, 'hex'), da,
       to_char(dt, 'YYYY-MM-DD HH24:MI:SS.US'), extract(epoch FROM ts)::numeric(16,3), floor(abs(extract(epoch FROM tm))), y, e, s
FROM many ORDER BY id;

-- compare rows changed without a key at postgresql
SELECT n, t, LOWER(HEX(b)), DATE_FORMAT(d, '%Y-%m-%d %H:%i:%s.%f'), dec_, LPAD(BIN(bits + 0), 5, '0'), TIME_TO_SEC(tm)
FROM many_without_key ORDER BY 1, 2, 3, 5;
SELECT n, t, encode(b, 'hex'), to_char(d, 'YYYY-MM-DD HH24:MI:SS.US'), dec_, bits::text, extract(epoch FROM tm)::integer
FROM many_without_key ORDER BY 1, 2 NULLS FIRST, 3 NULLS FIRST, 5 NULLS FIRST;

-- equal

-- change everything away
DELETE FROM many;
DELETE FROM many_without_key;

-- expect none
SELECT (SELECT count(*) FROM many), (SELECT count(*) FROM many_without_key);
0 | 0
