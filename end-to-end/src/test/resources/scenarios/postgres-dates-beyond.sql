# Days before our era, after the year 9999, and without end.
-- from postgresql
-- to postgresql
CREATE TABLE times (id integer PRIMARY KEY, d date, ts timestamp, tz timestamptz);

-- stream
SET TIME ZONE 'America/New_York';
INSERT INTO times VALUES
  (1, 'infinity', 'infinity', 'infinity'), (2, '-infinity', '-infinity', '-infinity'), (3, '4713-11-24 BC', '4713-11-24 00:00:00 BC', '4713-11-24 00:00:00+00 BC'),
  (4, '5874897-12-31', '294276-12-31 23:59:59.999999', '294276-12-31 23:59:59.999999+00'), (5, '0001-01-01', '0001-01-01', '0001-01-01 00:00:00+00'),
  (6, '0001-12-31 BC', '0001-12-31 23:59:59.5 BC', '0044-03-15 12:00:00+00 BC'), (7, '10000-01-01', '10000-01-01', '10000-01-01'), (8, '0999-12-31', '0099-01-01', '0009-01-01');
UPDATE times SET d = 'infinity', ts = '-infinity' WHERE id = 5;
UPDATE times SET tz = '0044-03-15 BC' WHERE id = 1;

-- equal
