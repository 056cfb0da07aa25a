# MySQL knows days, months and years of zero; PostgreSQL does not.
-- to postgresql
-- unspoken 2024-00-17
CREATE TABLE orders (id INT PRIMARY KEY, due DATE);

-- stream
SET sql_mode = '';
INSERT INTO orders VALUES (1, '2024-00-17');

-- fails Column "due" of target table public.orders has the type date, which cannot hold a date whose year, month or day is zero that came from the source
