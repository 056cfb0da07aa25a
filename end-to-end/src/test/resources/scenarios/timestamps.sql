# Instants: the same ones at the target, whatever zone the session that wrote them was in, also where summer time begins and ends.
-- covers TIMESTAMP(f)
CREATE TABLE instants (
  id INT PRIMARY KEY,
  t TIMESTAMP NULL, t1 TIMESTAMP(1) NULL, t2 TIMESTAMP(2) NULL, t3 TIMESTAMP(3) NULL, t4 TIMESTAMP(4) NULL, t5 TIMESTAMP(5) NULL,
  t6 TIMESTAMP(6) NULL
);
CREATE TABLE zones (id INT PRIMARY KEY, t TIMESTAMP(6) NULL, d DATETIME(6));
CREATE TABLE instant_keys (k TIMESTAMP(3) NOT NULL PRIMARY KEY, v INT);
CREATE TABLE touched (
  id INT PRIMARY KEY,
  v INT,
  made TIMESTAMP(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  touched TIMESTAMP(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6)
);
# A zone with summer time from 2024-03-31 01:00 to 2024-10-27 01:00 UTC: the servers come without any.
INSERT IGNORE INTO mysql.time_zone (Time_zone_id, Use_leap_seconds) VALUES (4242, 'N');
INSERT IGNORE INTO mysql.time_zone_name (Name, Time_zone_id) VALUES ('Scenario/Berlin', 4242);
INSERT IGNORE INTO mysql.time_zone_transition_type (Time_zone_id, Transition_type_id, `Offset`, Is_DST, Abbreviation)
  VALUES (4242, 0, 3600, 0, 'CET'), (4242, 1, 7200, 1, 'CEST');
INSERT IGNORE INTO mysql.time_zone_transition (Time_zone_id, Transition_time, Transition_type_id)
  VALUES (4242, 0, 0), (4242, 1711846800, 1), (4242, 1729990800, 0);

-- stream
SET time_zone = '+00:00';
INSERT INTO instants VALUES
  (1, '2024-02-29 12:30:01', '2024-02-29 12:30:01.1', '2024-02-29 12:30:01.12', '2024-02-29 12:30:01.123',
   '2024-02-29 12:30:01.1234', '2024-02-29 12:30:01.12345', '2024-02-29 12:30:01.123456'),
  (2, '1970-01-01 00:00:01', '1970-01-01 00:00:01', '1970-01-01 00:00:01', '1970-01-01 00:00:01', '1970-01-01 00:00:01',
   '1970-01-01 00:00:01', '1970-01-01 00:00:01.000001'),
  (3, '2038-01-19 03:14:07', '2038-01-19 03:14:07.9', '2038-01-19 03:14:07.99', '2038-01-19 03:14:07.999', '2038-01-19 03:14:07.9999',
   '2038-01-19 03:14:07.99999', '2038-01-19 03:14:07.999999'),
  (4, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO zones VALUES (1, '2024-07-01 12:00:00', '2024-07-01 12:00:00');
SET time_zone = '+05:30';
INSERT INTO zones VALUES (2, '2024-07-01 12:00:00', '2024-07-01 12:00:00');
SET time_zone = '-12:00';
INSERT INTO zones VALUES (3, '2024-07-01 12:00:00', '2024-07-01 12:00:00');
SET time_zone = 'Scenario/Berlin';
INSERT INTO zones VALUES
  (4, '2024-07-01 12:00:00', '2024-07-01 12:00:00'),
  (5, '2024-01-01 12:00:00', '2024-01-01 12:00:00'),
  (6, '2024-03-31 01:59:59.999999', '2024-03-31 01:59:59.999999'),
  (7, '2024-03-31 03:00:00', '2024-03-31 02:30:00'),
  (8, '2024-10-27 01:59:59', '2024-10-27 02:30:00'),
  (9, '2024-10-27 03:00:00', '2024-10-27 03:00:00');
SET time_zone = '+00:00';
# One hour apart; clocks in Berlin show 02:30 at both.
INSERT INTO zones VALUES (10, '2024-10-27 00:30:00', NULL), (11, '2024-10-27 01:30:00', NULL);
SET time_zone = 'Scenario/Berlin';
UPDATE zones SET d = t WHERE id IN (10, 11);
INSERT INTO instant_keys VALUES ('2024-07-01 00:00:00.001', 1), ('2024-07-01 00:00:00.002', 2);
SET timestamp = 1711846799.123456;
INSERT INTO touched (id, v) VALUES (1, 1);
SET timestamp = 1711846800.654321;
UPDATE touched SET v = 2;
SET timestamp = DEFAULT;

-- created instants at postgresql
id integer not null
t timestamp(0) with time zone
t1 timestamp(1) with time zone
t2 timestamp(2) with time zone
t3 timestamp(3) with time zone
t4 timestamp(4) with time zone
t5 timestamp(5) with time zone
t6 timestamp(6) with time zone
primary key (id)

-- expect instants, printed in UTC at postgresql
SELECT * FROM instants ORDER BY id;
1 | 2024-02-29 12:30:01+00 | 2024-02-29 12:30:01.1+00 | 2024-02-29 12:30:01.12+00 | 2024-02-29 12:30:01.123+00 | 2024-02-29 12:30:01.1234+00 | 2024-02-29 12:30:01.12345+00 | 2024-02-29 12:30:01.123456+00
2 | 1970-01-01 00:00:01+00 | 1970-01-01 00:00:01+00 | 1970-01-01 00:00:01+00 | 1970-01-01 00:00:01+00 | 1970-01-01 00:00:01+00 | 1970-01-01 00:00:01+00 | 1970-01-01 00:00:01.000001+00
3 | 2038-01-19 03:14:07+00 | 2038-01-19 03:14:07.9+00 | 2038-01-19 03:14:07.99+00 | 2038-01-19 03:14:07.999+00 | 2038-01-19 03:14:07.9999+00 | 2038-01-19 03:14:07.99999+00 | 2038-01-19 03:14:07.999999+00
4 | NULL | NULL | NULL | NULL | NULL | NULL | NULL

-- expect that a session's zone moves instants, and nothing else at postgresql
SELECT * FROM zones ORDER BY id;
1 | 2024-07-01 12:00:00+00 | 2024-07-01 12:00:00
2 | 2024-07-01 06:30:00+00 | 2024-07-01 12:00:00
3 | 2024-07-02 00:00:00+00 | 2024-07-01 12:00:00
4 | 2024-07-01 10:00:00+00 | 2024-07-01 12:00:00
5 | 2024-01-01 11:00:00+00 | 2024-01-01 12:00:00
6 | 2024-03-31 00:59:59.999999+00 | 2024-03-31 01:59:59.999999
7 | 2024-03-31 01:00:00+00 | 2024-03-31 02:30:00
8 | 2024-10-26 23:59:59+00 | 2024-10-27 02:30:00
9 | 2024-10-27 02:00:00+00 | 2024-10-27 03:00:00
10 | 2024-10-27 00:30:00+00 | 2024-10-27 02:30:00
11 | 2024-10-27 01:30:00+00 | 2024-10-27 02:30:00

-- expect what the server filled in itself at postgresql
SELECT * FROM touched;
1 | 2 | 2024-03-31 00:59:59.123456+00 | 2024-03-31 01:00:00.654321+00

-- change
UPDATE instants SET t = '2024-07-01 00:00:00' WHERE id = 1;
UPDATE instants SET t6 = '2024-07-01 00:00:00.000001' WHERE id = 1;
UPDATE instants SET t = NULL, t6 = NULL WHERE id = 2;
SET time_zone = '+00:00';
UPDATE instants SET t = '2024-07-01 00:00:00', t6 = '2024-07-01 00:00:00' WHERE id = 4;
UPDATE instant_keys SET v = v + 10;
UPDATE instant_keys SET k = k + INTERVAL 5 SECOND WHERE v = 11;
DELETE FROM instant_keys WHERE v = 12;

-- expect the updates at postgresql
SELECT id, t, t6 FROM instants WHERE id IN (1, 2, 4) ORDER BY id;
1 | 2024-06-30 22:00:00+00 | 2024-06-30 22:00:00.000001+00
2 | NULL | NULL
4 | 2024-07-01 00:00:00+00 | 2024-07-01 00:00:00+00

-- expect the key at postgresql
SELECT * FROM instant_keys;
2024-06-30 22:00:05.001+00 | 11

-- compare what both servers say of the instants at postgresql
SELECT id, CAST(UNIX_TIMESTAMP(t) AS DECIMAL(16,6)) FROM zones ORDER BY id;
SELECT id, extract(epoch FROM t)::numeric(16,6) FROM zones ORDER BY id;

-- equal
