# Days and times of PostgreSQL that MySQL has too, with every number of digits behind the second.
-- from postgresql
-- covers date, time(f) without time zone, timestamp(f) without time zone, timestamp(f) with time zone
CREATE TABLE times (
  id integer PRIMARY KEY, d date, t time, t0 time(0), t3 time(3), ts timestamp, ts0 timestamp(0), ts3 timestamp(3), tz timestamptz, tz0 timestamptz(0), tz3 timestamptz(3)
);
CREATE TABLE time_keys (d date, ts timestamp, tz timestamptz, v integer, PRIMARY KEY (d, ts, tz));

-- stream
SET TIME ZONE 'UTC';
INSERT INTO times VALUES
  (1, '2024-02-29', '12:30:01.123456', '12:30:01', '12:30:01.123', '2024-02-29 12:30:01.123456', '2024-02-29 12:30:01', '2024-02-29 12:30:01.123',
   '2024-02-29 12:30:01.123456', '2024-02-29 12:30:01', '2024-02-29 12:30:01.123'),
  (2, '1000-01-01', '00:00:00', '00:00:00', '00:00:00', '1000-01-01 00:00:00', '1000-01-01 00:00:00', '1000-01-01 00:00:00', '1000-01-01 00:00:00',
   '1000-01-01 00:00:00', '1000-01-01 00:00:00'),
  (3, '9999-12-31', '23:59:59.999999', '23:59:59', '23:59:59.999', '9999-12-31 23:59:59.999999', '9999-12-31 23:59:59', '9999-12-31 23:59:59.999',
   '9999-12-31 23:59:59.999999', '9999-12-31 23:59:59', '9999-12-31 23:59:59.999'),
  (4, '1970-01-01', '00:00:00.000001', '24:00:00', '24:00:00', '1969-12-31 23:59:59.999999', '1970-01-01 00:00:00', '1582-10-10 01:02:03.5',
   '2038-01-19 03:14:08', '1970-01-01 00:00:00', '1901-12-13 20:45:51.5'),
  (5, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
  (6, '2000-02-29', '01:00:00.1', '01:00:00', '01:00:00.01', '2024-03-31 02:30:00.1', '2024-10-27 02:30:00', '2024-03-31 02:30:00.01', '2024-03-31 02:30:00.1',
   '2024-10-27 02:30:00', '2024-03-31 02:30:00.01');
SET TIME ZONE 'Europe/Berlin';
INSERT INTO times (id, ts, tz) VALUES
  (10, '2024-03-31 02:30:00', '2024-03-31 02:30:00'), (11, '2024-10-27 02:30:00', '2024-10-27 02:30:00 CEST'), (12, '2024-10-27 02:30:00', '2024-10-27 02:30:00 CET'),
  (13, '1890-01-01 00:00:00', '1890-01-01 00:00:00');
SET TIME ZONE 'Asia/Kathmandu';
INSERT INTO times (id, ts, tz) VALUES (14, '2024-07-01 12:00:00', '2024-07-01 12:00:00.000001');
INSERT INTO time_keys VALUES ('2024-01-01', '2024-01-01 00:00:00.000001', '2024-01-01 00:00:00.000001', 1), ('2024-01-01', '2024-01-01 00:00:00.000002', '2024-01-01', 2);

-- created times at mysql, mariadb
id int not null
d date
t time(6)
t0 time
t3 time(3)
ts datetime(6)
ts0 datetime
ts3 datetime(3)
tz datetime(6)
tz0 datetime
tz3 datetime(3)
primary key (id)

-- equal

-- change
UPDATE times SET d = d + 1, ts = ts + interval '1 microsecond' WHERE id = 1;
UPDATE times SET tz = '2024-07-01 00:00:00+14' WHERE id = 1;
UPDATE times SET d = NULL, t = NULL, ts = NULL, tz = NULL WHERE id = 2;
UPDATE times SET d = '2000-01-01', t = '12:00', ts = '2000-01-01', tz = '2000-01-01' WHERE id = 5;
UPDATE time_keys SET v = v + 10;
UPDATE time_keys SET tz = tz + interval '1 hour' WHERE v = 11;
DELETE FROM time_keys WHERE v = 12;

-- equal
