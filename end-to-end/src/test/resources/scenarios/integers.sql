# Whole numbers of every size at their edges.
-- covers TINYINT, TINYINT UNSIGNED, SMALLINT, SMALLINT UNSIGNED, MEDIUMINT, MEDIUMINT UNSIGNED
-- covers INT, INT UNSIGNED, BIGINT, BIGINT UNSIGNED
CREATE TABLE numbers (
  id INT PRIMARY KEY,
  tiny TINYINT, tiny_u TINYINT UNSIGNED,
  small SMALLINT, small_u SMALLINT UNSIGNED,
  medium MEDIUMINT, medium_u MEDIUMINT UNSIGNED,
  usual INT, usual_u INT UNSIGNED,
  big BIGINT, big_u BIGINT UNSIGNED,
  padded INT(5) UNSIGNED ZEROFILL
);
CREATE TABLE big_keys (k BIGINT UNSIGNED PRIMARY KEY, v INT NOT NULL);

-- stream
INSERT INTO numbers VALUES
  (1, -128, 0, -32768, 0, -8388608, 0, -2147483648, 0, -9223372036854775808, 0, 0),
  (2, 127, 255, 32767, 65535, 8388607, 16777215, 2147483647, 4294967295, 9223372036854775807, 18446744073709551615, 99999),
  (3, -1, 128, -1, 32768, -1, 8388608, -1, 2147483648, -1, 9223372036854775808, 42),
  (4, 0, 1, 0, 1, 0, 1, 0, 1, 0, 9223372036854775807, 4294967295),
  (5, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO big_keys VALUES (0, 0), (9223372036854775807, 1), (9223372036854775808, 2), (18446744073709551615, 3);

-- created numbers at postgresql
id integer not null
tiny smallint
tiny_u smallint
small smallint
small_u integer
medium integer
medium_u integer
usual integer
usual_u bigint
big bigint
big_u numeric(20,0)
padded bigint
primary key (id)

-- created big_keys at postgresql
k numeric(20,0) not null
v integer not null
primary key (k)

-- expect the numbers inserted at postgresql
SELECT * FROM numbers ORDER BY id;
1 | -128 | 0 | -32768 | 0 | -8388608 | 0 | -2147483648 | 0 | -9223372036854775808 | 0 | 0
2 | 127 | 255 | 32767 | 65535 | 8388607 | 16777215 | 2147483647 | 4294967295 | 9223372036854775807 | 18446744073709551615 | 99999
3 | -1 | 128 | -1 | 32768 | -1 | 8388608 | -1 | 2147483648 | -1 | 9223372036854775808 | 42
4 | 0 | 1 | 0 | 1 | 0 | 1 | 0 | 1 | 0 | 9223372036854775807 | 4294967295
5 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL

-- change each column by itself
UPDATE numbers SET tiny = 5 WHERE id = 1;
UPDATE numbers SET tiny_u = 200 WHERE id = 1;
UPDATE numbers SET small = 5 WHERE id = 1;
UPDATE numbers SET small_u = 40000 WHERE id = 1;
UPDATE numbers SET medium = 5 WHERE id = 1;
UPDATE numbers SET medium_u = 10000000 WHERE id = 1;
UPDATE numbers SET usual = 5 WHERE id = 1;
UPDATE numbers SET usual_u = 3000000000 WHERE id = 1;
UPDATE numbers SET big = 5 WHERE id = 1;
UPDATE numbers SET big_u = 10000000000000000000 WHERE id = 1;
UPDATE numbers SET big_u = NULL WHERE id = 2;
UPDATE numbers SET big_u = 18446744073709551614 WHERE id = 5;
UPDATE big_keys SET v = v + 10 WHERE k > 0;
UPDATE big_keys SET k = k - 1 WHERE k = 18446744073709551615;
UPDATE big_keys SET k = k - 1 WHERE k = 9223372036854775807;
DELETE FROM big_keys WHERE k = 9223372036854775808;

-- expect the numbers updated at postgresql
SELECT * FROM numbers WHERE id IN (1, 2, 5) ORDER BY id;
1 | 5 | 200 | 5 | 40000 | 5 | 10000000 | 5 | 3000000000 | 5 | 10000000000000000000 | 0
2 | 127 | 255 | 32767 | 65535 | 8388607 | 16777215 | 2147483647 | 4294967295 | 9223372036854775807 | NULL | 99999
5 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | 18446744073709551614 | NULL

-- expect keys on both sides of the largest bigint at postgresql
SELECT * FROM big_keys ORDER BY k;
0 | 0
9223372036854775806 | 11
18446744073709551614 | 13

-- equal
