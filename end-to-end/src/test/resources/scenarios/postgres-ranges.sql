# Ranges and sets of them: empty, without ends, with either kind of end.
-- from postgresql
-- covers int4range, int8range, numrange, tsrange, tstzrange, daterange
-- covers int4multirange, int8multirange, nummultirange, tsmultirange, tstzmultirange, datemultirange
CREATE TABLE ranges (
  id integer PRIMARY KEY, i4 int4range, i8 int8range, n numrange, ts tsrange, tz tstzrange, d daterange,
  mi4 int4multirange, mi8 int8multirange, mn nummultirange, mts tsmultirange, mtz tstzmultirange, md datemultirange
);

-- stream
SET TIME ZONE 'Asia/Tokyo';
INSERT INTO ranges VALUES
  (1, '[1,10)', '(1,10]', '[1.50,2.0]', '[2024-01-01,2024-02-01 12:00:00.5)', '[2024-01-01 00:00:00+05,)', '[2024-01-01,2024-01-31]',
   '{[1,3),[5,7)}', '{(,5),[7,)}', '{[1.5,2],(3,4)}', '{[2024-01-01,2024-01-02)}', '{[2024-01-01 00:00:00+00,2024-01-02 00:00:00+00)}', '{[2024-01-01,2024-01-03)}'),
  (2, 'empty', 'empty', 'empty', 'empty', 'empty', 'empty', '{}', '{}', '{}', '{}', '{}', '{}'),
  (3, '(,)', '(,)', '(,)', '[-infinity,infinity]', '(,infinity)', '[0044-03-15 BC,infinity)', '{(,)}', '{(,)}', '{(,)}', '{(,)}', '{(,)}', '{(,)}'),
  (4, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
UPDATE ranges SET i4 = '[5,6]', mi4 = '{[1,2),[2,3)}' WHERE id = 4;
UPDATE ranges SET n = NULL WHERE id = 3;

-- created ranges at mysql, mariadb
id int not null
i4 longtext
i8 longtext
n longtext
ts longtext
tz longtext
d longtext
mi4 longtext
mi8 longtext
mn longtext
mts longtext
mtz longtext
md longtext
primary key (id)

-- equal
