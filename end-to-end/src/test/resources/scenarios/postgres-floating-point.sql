# Binary floating point of PostgreSQL: the same bits on both sides.
-- from postgresql
-- covers real, double precision
CREATE TABLE floats (id integer PRIMARY KEY, r real, d double precision, f24 float(24), f53 float(53));
CREATE TABLE float_keys (d double precision PRIMARY KEY, v integer);

-- stream
INSERT INTO floats VALUES
  (1, 0, 0, 0, 0), (2, 0.1, 0.1, 0.1, 0.1),
  (3, -3.4028235e38, -1.7976931348623157e308, 3.4028235e38, 1.7976931348623157e308),
  (4, 1.1754944e-38, 2.2250738585072014e-308, 16777217, 9007199254740993), (5, 1.5, 0.30000000000000004, -1e-10, 1e100),
  (6, 3.1415927, 3.141592653589793, 0.3333333, 0.3333333333333333), (7, NULL, NULL, NULL, NULL);
INSERT INTO float_keys VALUES (0.1, 1), (0.30000000000000004, 2), (-1e300, 3);

-- created floats at mysql, mariadb
id int not null
r float
d double
f24 float
f53 double
primary key (id)

-- equal

-- change
UPDATE floats SET r = 0.7 WHERE id = 2;
UPDATE floats SET d = 0.7, f53 = NULL WHERE id = 3;
UPDATE floats SET r = 0.3, d = 0.3 WHERE id = 7;
UPDATE float_keys SET v = 20 WHERE v = 2;
UPDATE float_keys SET d = 0.2 WHERE v = 1;
DELETE FROM float_keys WHERE v = 3;

-- equal
