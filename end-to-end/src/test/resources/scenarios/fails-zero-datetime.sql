# The zero date with a time.
-- to postgresql
-- unspoken 0000-00-00
CREATE TABLE orders (id INT PRIMARY KEY, due DATETIME(3));

-- stream
SET sql_mode = '';
INSERT INTO orders VALUES (1, '0000-00-00 00:00:00');

-- fails Column "due" of target table public.orders has the type timestamp(3) without time zone, which cannot hold a date whose year, month or day is zero
