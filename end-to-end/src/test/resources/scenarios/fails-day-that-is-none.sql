# The source may be told to keep any day up to the 31st.
-- to postgresql
-- unspoken 2023-02-31
CREATE TABLE orders (id INT PRIMARY KEY, due DATE);

-- stream
SET sql_mode = 'ALLOW_INVALID_DATES';
INSERT INTO orders VALUES (1, '2023-02-31');

-- fails Writing to table public.orders failed: a date or time is out of the range of the column's type (SQLSTATE 22008, column "due")
