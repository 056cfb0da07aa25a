# MySQL's longest times end a fraction earlier than MariaDB's.
-- from mariadb
-- to mysql
CREATE TABLE times (id INT PRIMARY KEY, t TIME(6));

-- stream
INSERT INTO times VALUES (1, '838:59:59.999999');

-- fails t
