# Numbers that no DECIMAL of MySQL holds: there they are text, with every digit.
-- from postgresql
CREATE TABLE long_numbers (id integer PRIMARY KEY, digits numeric(100,0), fraction numeric(80,50), tiny numeric(40,35));

-- stream
INSERT INTO long_numbers VALUES
  (1, repeat('9', 100)::numeric, (repeat('9', 30) || '.' || repeat('9', 50))::numeric, 12345.00000000000000000000000000000000001),
  (2, -1, -0.00000000000000000000000000000000000000000000000001, 0), (3, NULL, NULL, NULL), (4, 'NaN', 'NaN', 'NaN');

-- created long_numbers at mysql, mariadb
id int not null
digits longtext
fraction longtext
tiny longtext
primary key (id)

-- equal

-- change
UPDATE long_numbers SET digits = 5 WHERE id = 1;
DELETE FROM long_numbers WHERE id = 2;

-- equal
