# Rows that only their values tell apart: of several that are equal, one change touches one. A unique column that cannot be NULL takes
# the place of a key; one that can be NULL does not.
CREATE TABLE plain (a INT, b VARCHAR(10), c DECIMAL(5,2), d DATETIME(6), e DOUBLE, f FLOAT, g VARBINARY(4), h BIT(3), i TIME(2), j CHAR(3), k ENUM('x','y'));
CREATE TABLE only_unique (a INT NOT NULL, b VARCHAR(10), UNIQUE (a));
CREATE TABLE unique_or_null (a INT, b VARCHAR(10), UNIQUE (a));
CREATE TABLE truncated_first (a INT NOT NULL, b INT NOT NULL, c INT, UNIQUE (c), UNIQUE z (b, a));

-- stream
INSERT INTO plain VALUES
  (1, 'x', 1.5, '2024-01-01 00:00:00.000001', 0.1, 0.1, X'00', b'101', '-01:00:00.5', 'a', 'x'),
  (1, 'x', 1.5, '2024-01-01 00:00:00.000001', 0.1, 0.1, X'00', b'101', '-01:00:00.5', 'a', 'x'),
  (1, 'x ', 1.5, '2024-01-01 00:00:00.000001', 0.1, 0.1, X'00', b'101', '-01:00:00.5', 'a', 'x'),
  (2, 'x', NULL, NULL, 0.2, NULL, NULL, b'000', NULL, NULL, NULL),
  (2, 'x', NULL, NULL, 0.2, NULL, NULL, b'000', NULL, NULL, NULL),
  (3, NULL, 3, '2024-01-03', 3, 3, X'03', b'011', '03:00:00', 'c', 'y');
INSERT INTO only_unique VALUES (1, 'a'), (2, 'b'), (3, NULL);
INSERT INTO unique_or_null VALUES (1, 'a'), (NULL, 'b'), (NULL, 'b');
TRUNCATE truncated_first;
INSERT INTO truncated_first VALUES (1, 1, 1), (1, 2, 2), (2, 1, NULL);

-- created only_unique at postgresql
a integer not null
b character varying(10)
primary key (a)

-- created unique_or_null at postgresql
a integer
b character varying(10)

-- created truncated_first at postgresql
a integer not null
b integer not null
c integer
primary key (b, a)

-- change one of two
DELETE FROM plain WHERE a = 1 AND d = '2024-01-01 00:00:00.000001' AND b = 'x' LIMIT 1;
UPDATE plain SET c = 2.5 WHERE a = 2 LIMIT 1;
UPDATE plain SET b = 'three', c = NULL, g = X'' WHERE a = 3;
UPDATE only_unique SET b = 'c' WHERE a = 1;
UPDATE only_unique SET a = 4 WHERE a = 2;
DELETE FROM only_unique WHERE a = 3;
DELETE FROM unique_or_null WHERE b = 'b' LIMIT 1;
UPDATE truncated_first SET c = 9 WHERE a = 2;

-- compare what is left at postgresql
SELECT a, CONCAT('[', b, ']'), c, DATE_FORMAT(d, '%Y-%m-%d %H:%i:%s.%f'), e, f, HEX(g), LPAD(BIN(h + 0), 3, '0'), j, k FROM plain ORDER BY a, b, c;
SELECT a, '[' || b || ']', c, to_char(d, 'YYYY-MM-DD HH24:MI:SS.US'), e, f, encode(g, 'hex'), h, j, k FROM plain ORDER BY a, b, c NULLS FIRST;

-- expect one of each at postgresql
SELECT a, count(*) FROM plain GROUP BY a ORDER BY a;
1 | 2
2 | 2
3 | 1

-- expect a unique column that is no primary key at postgresql
SELECT * FROM only_unique ORDER BY a;
1 | c
4 | b

-- expect what is unique where it is not NULL at postgresql
SELECT * FROM unique_or_null ORDER BY a;
1 | a
NULL | b

-- expect a table that was emptied before it had rows at postgresql
SELECT * FROM truncated_first ORDER BY a, b;
1 | 1 | 1
1 | 2 | 2
2 | 1 | 9

-- change many at once
DELETE FROM plain WHERE a IN (1, 2);

-- expect the last at postgresql
SELECT a, b, c, g, i FROM plain;
3 | three | NULL | \x | 03:00:00

-- equal rows
