# Hundreds of rows at once take other ways through the target than one row does; they come to the same.
-- from postgresql
CREATE TABLE many (
  id integer PRIMARY KEY, small smallint, big bigint, n numeric(30,10), r real, d double precision, b bit(10), c char(20), v varchar(40), t text, by bytea,
  da date, ts timestamp, tz timestamptz, tm time, u uuid, j jsonb, truth boolean, i inet, a integer[], e interval
);
CREATE TABLE many_without_key (n integer, t text, by bytea, d timestamp(3), f numeric(8,3));
ALTER TABLE many_without_key REPLICA IDENTITY FULL;

-- stream
SET TIME ZONE 'UTC';
INSERT INTO many SELECT n, n % 256 - 128, 9223372036854775807 - n, n * -12345678.0123456789, n / 4.0, n / 8.0, n::bit(10), 'row ' || n, E'汉\t' || n || E'\\字\n',
  E'😀\\N' || n || E'\rx\b\fv', decode(lpad(to_hex(n), 8, '0'), 'hex'), '2024-01-01'::date + n, '2024-01-01'::timestamp + n * interval '1.000001 seconds',
  to_timestamp(n * 1000000 + 0.125), time '00:00' + n * interval '1.5 minutes', lpad(to_hex(n), 32, '0')::uuid, jsonb_build_object('n', n, 's', E'"\\'), n % 2 = 0,
  inet '10.0.0.0' + n, ARRAY[n, NULL, -n], n * interval '1 hour'
  FROM generate_series(1, 700) AS n WHERE n % 7 <> 6;
INSERT INTO many (id) SELECT generate_series(1001, 1100);
INSERT INTO many_without_key SELECT n % 100, nullif('t' || n % 10, 't5'), nullif(decode(lpad(to_hex(n % 4), 4, '0'), 'hex'), '\x0003'), '2024-01-01'::timestamp + n % 5 * interval '1 day', n % 7 / 8.0
  FROM generate_series(1, 500) AS n;

-- equal

-- change hundreds of rows in one statement, and more in one transaction
BEGIN;
UPDATE many SET small = -small / 2, n = n + 0.0000000001, t = t || '!', ts = ts + interval '1 microsecond' WHERE id % 2 = 0;
UPDATE many SET big = NULL, v = '', by = '', tm = NULL WHERE id % 5 = 0;
UPDATE many SET b = (id % 1024)::bit(10), by = 'x', da = '2000-01-01', r = 0.5, d = 0.5, a = '{}' WHERE id > 1000;
DELETE FROM many WHERE id % 11 = 0;
UPDATE many SET id = id + 10000 WHERE id % 13 = 0;
INSERT INTO many (id, c) SELECT n, n FROM generate_series(2001, 2100) AS n;
UPDATE many SET c = rtrim(c) || '.' WHERE id BETWEEN 2050 AND 3000;
DELETE FROM many WHERE id > 2080 AND id < 3000;
COMMIT;
UPDATE many_without_key SET t = 'changed' WHERE n < 20;
DELETE FROM many_without_key WHERE n > 90;

-- equal

-- change everything away
DELETE FROM many;
DELETE FROM many_without_key;

-- equal
