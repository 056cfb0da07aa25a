# The log of a table that keeps its history holds old rows beside new ones.
-- from mariadb
CREATE TABLE prices (id INT PRIMARY KEY, v INT) WITH SYSTEM VERSIONING;

-- refused .prices is system-versioned
