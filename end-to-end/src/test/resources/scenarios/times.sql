# Times of day, which at the source are durations of up to 838 hours either way.
-- covers TIME(f)
CREATE TABLE times (
  id INT PRIMARY KEY,
  t TIME, t1 TIME(1), t2 TIME(2), t3 TIME(3), t4 TIME(4), t5 TIME(5), t6 TIME(6)
);
CREATE TABLE time_keys (k TIME(3) PRIMARY KEY, v INT);
CREATE TABLE clocks (id INT PRIMARY KEY, t TIME, t6 TIME(6));

-- target at postgresql
CREATE TABLE clocks (id integer PRIMARY KEY, t time, t6 time);

-- stream
INSERT INTO times VALUES
  (1, '12:30:01', '12:30:01.1', '12:30:01.12', '12:30:01.123', '12:30:01.1234', '12:30:01.12345', '12:30:01.123456'),
  (2, '00:00:00', '00:00:00.0', '00:00:00', '00:00:00', '00:00:00', '00:00:00', '00:00:00'),
  (3, '-00:00:01', '-00:00:00.1', '-00:00:00.01', '-00:00:00.001', '-00:00:00.0001', '-00:00:00.00001', '-00:00:00.000001'),
  (4, '838:59:59', '838:59:58.9', '838:59:58.99', '838:59:58.999', '838:59:58.9999', '838:59:58.99999', '838:59:58.999999'),
  (5, '-838:59:59', '-838:59:58.9', '-838:59:58.99', '-838:59:58.999', '-838:59:58.9999', '-838:59:58.99999', '-838:59:58.999999'),
  (6, '24:00:00', '23:59:59.9', '-24:00:00', '100:00:00', '-100:00:00.5', '-01:00:00', '-12:34:56.789'),
  (7, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO time_keys VALUES ('-01:00:00.001', 1), ('24:00:00', 2), ('00:00:00', 3);
INSERT INTO clocks VALUES (1, '00:00:00', '23:59:59.999999'), (2, '12:30:01', NULL);

-- created times at postgresql
id integer not null
t interval(0)
t1 interval(1)
t2 interval(2)
t3 interval(3)
t4 interval(4)
t5 interval(5)
t6 interval(6)
primary key (id)

-- expect durations, PostgreSQL leaving out zeros at the end at postgresql
SELECT * FROM times ORDER BY id;
1 | 12:30:01 | 12:30:01.1 | 12:30:01.12 | 12:30:01.123 | 12:30:01.1234 | 12:30:01.12345 | 12:30:01.123456
2 | 00:00:00 | 00:00:00 | 00:00:00 | 00:00:00 | 00:00:00 | 00:00:00 | 00:00:00
3 | -00:00:01 | -00:00:00.1 | -00:00:00.01 | -00:00:00.001 | -00:00:00.0001 | -00:00:00.00001 | -00:00:00.000001
4 | 838:59:59 | 838:59:58.9 | 838:59:58.99 | 838:59:58.999 | 838:59:58.9999 | 838:59:58.99999 | 838:59:58.999999
5 | -838:59:59 | -838:59:58.9 | -838:59:58.99 | -838:59:58.999 | -838:59:58.9999 | -838:59:58.99999 | -838:59:58.999999
6 | 24:00:00 | 23:59:59.9 | -24:00:00 | 100:00:00 | -100:00:00.5 | -01:00:00 | -12:34:56.789
7 | NULL | NULL | NULL | NULL | NULL | NULL | NULL

-- expect seconds at postgresql
SELECT id, extract(epoch FROM t6) FROM times WHERE id IN (3, 4, 5) ORDER BY id;
3 | -0.000001
4 | 3020398.999999
5 | -3020398.999999

-- expect times of day in a table made by hand at postgresql
SELECT * FROM clocks ORDER BY id;
1 | 00:00:00 | 23:59:59.999999
2 | 12:30:01 | NULL

-- change
UPDATE times SET t = '-838:00:00' WHERE id = 1;
UPDATE times SET t6 = '00:00:00.5' WHERE id = 1;
UPDATE times SET t = NULL, t6 = NULL WHERE id = 2;
UPDATE times SET t = '00:00:01', t6 = '-00:00:01' WHERE id = 7;
UPDATE time_keys SET v = v + 10;
UPDATE time_keys SET k = '-02:00:00' WHERE v = 11;
DELETE FROM time_keys WHERE k = '24:00:00';

-- expect the updates at postgresql
SELECT id, t, t6 FROM times WHERE id IN (1, 2, 7) ORDER BY id;
1 | -838:00:00 | 00:00:00.5
2 | NULL | NULL
7 | 00:00:01 | -00:00:01

-- expect the keys at postgresql
SELECT * FROM time_keys ORDER BY k;
-02:00:00 | 11
00:00:00 | 13

-- equal
