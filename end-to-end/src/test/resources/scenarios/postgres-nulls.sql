# NULL, the empty value and zero stay apart, and turn into each other.
-- from postgresql
CREATE TABLE nulls (id integer PRIMARY KEY, i integer, n numeric(5,2), f double precision, b boolean, c char(3), v varchar(3), t text, by bytea, d date, ts timestamp, j json, a integer[], x varbit);

-- stream
INSERT INTO nulls VALUES (1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
  (2, 0, 0, 0, false, '', '', '', '', '2000-01-01', '2000-01-01', '""', '{}', B''), (3, 1, 1, 1, true, 'x', 'x', 'x', 'x', '2024-01-01', '2024-01-01', 'null', '{NULL}', B'1');
UPDATE nulls SET (i, n, f, b, c, v, t, by, d, ts, j, a, x) = (SELECT i, n, f, b, c, v, t, by, d, ts, j, a, x FROM nulls WHERE id = 2) WHERE id = 1;
UPDATE nulls SET (i, n, f, b, c, v, t, by, d, ts, j, a, x) = (SELECT i, n, f, b, c, v, t, by, d, ts, j, a, x FROM nulls WHERE id = 3) WHERE id = 2;
UPDATE nulls SET i = NULL, n = NULL, f = NULL, b = NULL, c = NULL, v = NULL, t = NULL, by = NULL, d = NULL, ts = NULL, j = NULL, a = NULL, x = NULL WHERE id = 3;

-- equal
