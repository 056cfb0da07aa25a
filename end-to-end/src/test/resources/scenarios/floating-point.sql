# Binary floating point: the same bits on both sides.
-- covers FLOAT, DOUBLE
CREATE TABLE floats (id INT PRIMARY KEY, f FLOAT, d DOUBLE, r REAL, f_u FLOAT UNSIGNED, d_p DOUBLE(10,3), f24 FLOAT(24), f53 FLOAT(53));
CREATE TABLE float_keys (d DOUBLE PRIMARY KEY, v INT);

-- stream
INSERT INTO floats VALUES
  (1, 0, 0, 0, 0, 0, 0, 0),
  (2, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1),
  (3, -3.4028234663852886e38, -1.7976931348623157e308, 1.7976931348623157e308, 3.4028234663852886e38, -999999.999, 1.17549435e-38, 2.2250738585072014e-308),
  (4, 1.5, 1e100, -1e-100, 16777216, 3.142, 16777217, 9007199254740993),
  (5, 3.14159265358979, 3.14159265358979, 0.30000000000000004, 1e-10, 1.5, 123456.789, 123456.789),
  (6, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO float_keys VALUES (0.1, 1), (0.30000000000000004, 2), (-1e300, 3);

-- created floats at postgresql
id integer not null
f real
d double precision
r double precision
f_u real
d_p double precision
f24 real
f53 double precision
primary key (id)

-- expect the shortest digits that mean the same number at postgresql
SELECT * FROM floats ORDER BY id;
1 | 0 | 0 | 0 | 0 | 0 | 0 | 0
2 | 0.1 | 0.1 | 0.1 | 0.1 | 0.1 | 0.1 | 0.1
3 | -3.4028235e+38 | -1.7976931348623157e+308 | 1.7976931348623157e+308 | 3.4028235e+38 | -999999.999 | 1.1754944e-38 | 2.2250738585072014e-308
4 | 1.5 | 1e+100 | -1e-100 | 1.6777216e+07 | 3.142 | 1.6777216e+07 | 9.007199254740992e+15
5 | 3.1415927 | 3.14159265358979 | 0.30000000000000004 | 1e-10 | 1.5 | 123456.79 | 123456.789
6 | NULL | NULL | NULL | NULL | NULL | NULL | NULL

-- change
UPDATE floats SET f = 0.7 WHERE id = 2;
UPDATE floats SET d = 0.7 WHERE id = 2;
UPDATE floats SET f = 0.3, d = 0.3 WHERE id = 6;
UPDATE floats SET r = NULL WHERE id = 5;
UPDATE float_keys SET v = 20 WHERE v = 2;
UPDATE float_keys SET d = 0.2 WHERE v = 1;
DELETE FROM float_keys WHERE v = 3;

-- expect the updates at postgresql
SELECT id, f, d, r FROM floats WHERE id IN (2, 5, 6) ORDER BY id;
2 | 0.7 | 0.7 | 0.1
5 | 3.1415927 | 3.14159265358979 | NULL
6 | 0.3 | 0.3 | NULL

-- expect rows found by their number at postgresql
SELECT d, v FROM float_keys ORDER BY d;
0.2 | 1
0.30000000000000004 | 20

-- equal
