# Spans of time, times of a zone, money.
-- from postgresql
-- covers interval, time(f) with time zone, money
CREATE TABLE spans (id integer PRIMARY KEY, i interval, i0 interval(0), years interval year to month, tz timetz, tz0 timetz(0), m money);

-- stream
SET intervalstyle = 'iso_8601';
SET TIME ZONE 'Europe/Berlin';
INSERT INTO spans VALUES
  (1, '0', '0', '0', '00:00:00+00', '12:30:01+00', 0), (2, '1 year 2 mons -3 days 04:05:06.789012', '1 day 00:00:01', '1 year 2 mons', '12:30:01.123456+05:30', '12:30:01-08', 12.5),
  (3, '-178000000 years', '-1 mon', '-1 year', '24:00:00-15:59', '23:59:59+15:59', '-92233720368547758.08'), (4, '178000000 years', '100000 hours', '10 years', '00:00:00.000001-00:30', '00:00:00+14',
   '92233720368547758.07'), (5, NULL, NULL, NULL, NULL, NULL, NULL), (6, '-1 day +02:03:04', '-838:59:59', '11 mons', '12:00:00+02', '12:00:00+02', -0.01),
  (7, '1 day -00:00:00.000001', '1 mon -1 day', '-11 mons', '12:00', '12:00', 1000000);
UPDATE spans SET i = '1 hour', tz = '01:00+01', m = 5 WHERE id = 5;
UPDATE spans SET i = NULL WHERE id = 1;

-- created spans at mysql, mariadb
id int not null
i longtext
i0 longtext
years longtext
tz longtext
tz0 longtext
m longtext
primary key (id)

-- equal
