# MariaDB's longest times go a fraction further than MySQL's.
-- to mariadb, postgresql
-- from mariadb
CREATE TABLE times (id INT PRIMARY KEY, t TIME(6));

-- stream
INSERT INTO times VALUES (1, '838:59:59.999999'), (2, '-838:59:59.999999');

-- expect at postgresql
SELECT * FROM times ORDER BY id;
1 | 838:59:59.999999
2 | -838:59:59.999999

-- equal
