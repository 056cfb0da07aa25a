# A column of text made by hand takes the numbers that MySQL's own types do not.
-- from postgresql
-- to mysql, mariadb
CREATE TABLE measurements (id integer PRIMARY KEY, n numeric, d double precision, t timestamp);

-- target
CREATE TABLE measurements (id int PRIMARY KEY, n longtext, d longtext, t longtext);

-- stream
INSERT INTO measurements VALUES (1, 'Infinity', 'NaN', 'infinity'), (2, 0.9876543210987654321098765432109, 0.1, '0044-03-15 12:00:00 BC');

-- expect the texts
SELECT * FROM measurements ORDER BY id;
1 | Infinity | NaN | infinity
2 | 0.9876543210987654321098765432109 | 0.1 | 0044-03-15 12:00:00 BC
