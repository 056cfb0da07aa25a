# Exact numbers whose digits begin further behind the point, or end before it.
-- from postgresql
-- since postgresql 15
CREATE TABLE scaled (id integer PRIMARY KEY, negative numeric(5,-2), tiny numeric(2,5));

-- stream
INSERT INTO scaled VALUES (1, 1234567, 0.00012), (2, 50, 0), (3, NULL, NULL), (4, -9999900, -0.00099);
UPDATE scaled SET negative = 300 WHERE id = 1;

-- equal
