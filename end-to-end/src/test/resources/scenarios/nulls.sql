# NULL, the empty value and zero stay apart, and turn into each other, in every kind of column.
CREATE TABLE nulls (
  id INT PRIMARY KEY,
  i INT, n DECIMAL(5,2), f DOUBLE, b BIT(4), c CHAR(3), v VARCHAR(3), t TEXT, bin BINARY(2), vb VARBINARY(2), bl BLOB,
  d DATE, dt DATETIME(3), ts TIMESTAMP(3) NULL, tm TIME, y YEAR, e ENUM('', 'x'), s SET('x')
);
CREATE TABLE needed (id INT NOT NULL PRIMARY KEY, i INT NOT NULL, v VARCHAR(5) NOT NULL, b BLOB NOT NULL, d DATE NOT NULL);
CREATE TABLE nulls_without_key (a INT, b VARCHAR(10), c DATE);

-- stream
SET time_zone = '+00:00';
INSERT INTO nulls VALUES
  (1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
  (2, 0, 0, 0, 0, '', '', '', '', '', '', '2000-01-01', '2000-01-01', '2000-01-01 00:00:01', 0, 0, '', ''),
  (3, 1, 1, 1, 1, 'x', 'x', 'x', 'x', 'x', 'x', '2024-01-01', '2024-01-01', '2024-01-01', '1:00:00', 2024, 'x', 'x');
INSERT INTO needed VALUES (1, 0, '', '', '2000-01-01');
INSERT INTO nulls_without_key VALUES (NULL, NULL, NULL), (NULL, '', NULL), (1, NULL, '2024-01-01'), (NULL, NULL, NULL);

-- created needed at postgresql
id integer not null
i integer not null
v character varying(5) not null
b bytea not null
d date not null
primary key (id)

-- created nulls_without_key at postgresql
a integer
b character varying(10)
c date

-- expect NULL, empty and zero at postgresql
SELECT id, i, n, f, b, quote_nullable(c), quote_nullable(v), quote_nullable(t), bin, vb, bl, d, dt, ts, tm, y, quote_nullable(e), quote_nullable(s)
FROM nulls ORDER BY id;
1 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
2 | 0 | 0.00 | 0 | 0000 | '' | '' | '' | \x0000 | \x | \x | 2000-01-01 | 2000-01-01 00:00:00 | 2000-01-01 00:00:01+00 | 00:00:00 | 0 | '' | ''
3 | 1 | 1.00 | 1 | 0001 | 'x' | 'x' | 'x' | \x7800 | \x78 | \x78 | 2024-01-01 | 2024-01-01 00:00:00 | 2024-01-01 00:00:00+00 | 01:00:00 | 2024 | 'x' | 'x'

-- change each way round
UPDATE nulls SET i = 0, n = 0, f = 0, b = 0, c = '', v = '', t = '', bin = '', vb = '', bl = '', d = '2000-01-01', dt = '2000-01-01',
  ts = '2000-01-01 00:00:01', tm = 0, y = 0, e = '', s = '' WHERE id = 1;
UPDATE nulls SET i = 1, n = 1, f = 1, b = 1, c = 'x', v = 'x', t = 'x', bin = 'x', vb = 'x', bl = 'x', d = '2024-01-01', dt = '2024-01-01',
  ts = '2024-01-01', tm = '1:00:00', y = 2024, e = 'x', s = 'x' WHERE id = 2;
UPDATE nulls SET i = NULL, n = NULL, f = NULL, b = NULL, c = NULL, v = NULL, t = NULL, bin = NULL, vb = NULL, bl = NULL, d = NULL, dt = NULL,
  ts = NULL, tm = NULL, y = NULL, e = NULL, s = NULL WHERE id = 3;
UPDATE nulls_without_key SET b = 'one' WHERE a IS NULL AND b IS NULL LIMIT 1;
UPDATE nulls_without_key SET a = NULL, c = NULL WHERE a = 1;
DELETE FROM nulls_without_key WHERE b = '';

-- expect each a step further at postgresql
SELECT id, i, n, f, b, quote_nullable(c), quote_nullable(v), quote_nullable(t), bin, vb, bl, d, dt, ts, tm, y, quote_nullable(e), quote_nullable(s)
FROM nulls ORDER BY id;
1 | 0 | 0.00 | 0 | 0000 | '' | '' | '' | \x0000 | \x | \x | 2000-01-01 | 2000-01-01 00:00:00 | 2000-01-01 00:00:01+00 | 00:00:00 | 0 | '' | ''
2 | 1 | 1.00 | 1 | 0001 | 'x' | 'x' | 'x' | \x7800 | \x78 | \x78 | 2024-01-01 | 2024-01-01 00:00:00 | 2024-01-01 00:00:00+00 | 01:00:00 | 2024 | 'x' | 'x'
3 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL

-- expect rows of a table without a key, one of which was like another at postgresql
SELECT a, quote_nullable(b), c FROM nulls_without_key ORDER BY b NULLS FIRST;
NULL | NULL | NULL
NULL | NULL | NULL
NULL | 'one' | NULL

-- equal
