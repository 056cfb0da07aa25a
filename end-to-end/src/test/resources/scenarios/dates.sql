# Days and times without a zone, at the edges and with every number of digits behind the second.
-- covers DATE, DATETIME(f), YEAR
CREATE TABLE dates (
  id INT PRIMARY KEY,
  d DATE, y YEAR,
  t DATETIME, t1 DATETIME(1), t2 DATETIME(2), t3 DATETIME(3), t4 DATETIME(4), t5 DATETIME(5), t6 DATETIME(6)
);
CREATE TABLE day_keys (k DATE, t DATETIME(6), v INT, PRIMARY KEY (k, t));
CREATE TABLE year_keys (k YEAR PRIMARY KEY, v INT);

-- stream
# A session's zone means nothing here.
SET time_zone = '-11:00';
INSERT INTO dates VALUES
  (1, '2024-02-29', 2024, '2024-02-29 12:30:01', '2024-02-29 12:30:01.1', '2024-02-29 12:30:01.12', '2024-02-29 12:30:01.123',
   '2024-02-29 12:30:01.1234', '2024-02-29 12:30:01.12345', '2024-02-29 12:30:01.123456'),
  (2, '1000-01-01', 1901, '1000-01-01 00:00:00', '1000-01-01 00:00:00.0', '1000-01-01 00:00:00', '1000-01-01 00:00:00',
   '1000-01-01 00:00:00', '1000-01-01 00:00:00', '1000-01-01 00:00:00.000001'),
  (3, '9999-12-31', 2155, '9999-12-31 23:59:59', '9999-12-31 23:59:59.9', '9999-12-31 23:59:59.99', '9999-12-31 23:59:59.999',
   '9999-12-31 23:59:59.9999', '9999-12-31 23:59:59.99999', '9999-12-31 23:59:59.999999');
INSERT INTO dates VALUES
  (4, '0001-01-01', 0, '0001-01-01 00:00:00', '0099-12-31 00:00:00', '0100-01-01 00:00:00', '1582-10-10 01:02:03', '1899-12-31 00:00:00',
   '1970-01-01 00:00:00', '1969-12-31 23:59:59.999999'),
  (5, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
  (6, '2024-03-31', 1970, '2024-03-31 02:30:00', '2024-10-27 02:30:00', '2024-03-31 02:30:00.5', '1945-05-08 23:01:00', '2000-02-29 00:00:00.0001',
   '2023-12-31 23:59:59.99999', '2024-12-31 23:59:59.999999');
INSERT INTO day_keys VALUES ('2024-01-01', '2024-01-01 00:00:00.000001', 1), ('2024-01-01', '2024-01-01 00:00:00.000002', 2);
INSERT INTO year_keys VALUES (1901, 1), (0, 2), (2155, 3);

-- created dates at postgresql
id integer not null
d date
y smallint
t timestamp(0) without time zone
t1 timestamp(1) without time zone
t2 timestamp(2) without time zone
t3 timestamp(3) without time zone
t4 timestamp(4) without time zone
t5 timestamp(5) without time zone
t6 timestamp(6) without time zone
primary key (id)

-- expect days and times, PostgreSQL leaving out zeros at the end at postgresql
SELECT * FROM dates ORDER BY id;
1 | 2024-02-29 | 2024 | 2024-02-29 12:30:01 | 2024-02-29 12:30:01.1 | 2024-02-29 12:30:01.12 | 2024-02-29 12:30:01.123 | 2024-02-29 12:30:01.1234 | 2024-02-29 12:30:01.12345 | 2024-02-29 12:30:01.123456
2 | 1000-01-01 | 1901 | 1000-01-01 00:00:00 | 1000-01-01 00:00:00 | 1000-01-01 00:00:00 | 1000-01-01 00:00:00 | 1000-01-01 00:00:00 | 1000-01-01 00:00:00 | 1000-01-01 00:00:00.000001
3 | 9999-12-31 | 2155 | 9999-12-31 23:59:59 | 9999-12-31 23:59:59.9 | 9999-12-31 23:59:59.99 | 9999-12-31 23:59:59.999 | 9999-12-31 23:59:59.9999 | 9999-12-31 23:59:59.99999 | 9999-12-31 23:59:59.999999
4 | 0001-01-01 | 0 | 0001-01-01 00:00:00 | 0099-12-31 00:00:00 | 0100-01-01 00:00:00 | 1582-10-10 01:02:03 | 1899-12-31 00:00:00 | 1970-01-01 00:00:00 | 1969-12-31 23:59:59.999999
5 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
6 | 2024-03-31 | 1970 | 2024-03-31 02:30:00 | 2024-10-27 02:30:00 | 2024-03-31 02:30:00.5 | 1945-05-08 23:01:00 | 2000-02-29 00:00:00.0001 | 2023-12-31 23:59:59.99999 | 2024-12-31 23:59:59.999999

-- change
UPDATE dates SET d = '2024-03-01' WHERE id = 1;
UPDATE dates SET y = 1999 WHERE id = 1;
UPDATE dates SET t = t + INTERVAL 1 SECOND WHERE id = 1;
UPDATE dates SET t6 = t6 + INTERVAL 1 MICROSECOND WHERE id = 1;
UPDATE dates SET d = NULL, t = NULL, t6 = NULL, y = NULL WHERE id = 2;
UPDATE dates SET d = '2000-01-01', t = '2000-01-01 00:00:00', t6 = '2000-01-01 00:00:00', y = 2000 WHERE id = 5;
UPDATE day_keys SET v = v + 10;
UPDATE day_keys SET t = t + INTERVAL 2 MICROSECOND WHERE v = 11;
DELETE FROM day_keys WHERE v = 12;
UPDATE year_keys SET k = 1902 WHERE k = 1901;
DELETE FROM year_keys WHERE k = 0;

-- expect the updates at postgresql
SELECT id, d, y, t, t6 FROM dates WHERE id IN (1, 2, 5) ORDER BY id;
1 | 2024-03-01 | 1999 | 2024-02-29 12:30:02 | 2024-02-29 12:30:01.123457
2 | NULL | NULL | NULL | NULL
5 | 2000-01-01 | 2000 | 2000-01-01 00:00:00 | 2000-01-01 00:00:00

-- expect the keys at postgresql
SELECT k::text, t::text, v FROM day_keys UNION ALL SELECT k::text, '', v FROM year_keys ORDER BY 1;
1902 |  | 1
2024-01-01 | 2024-01-01 00:00:00.000003 | 11
2155 |  | 3

-- equal
