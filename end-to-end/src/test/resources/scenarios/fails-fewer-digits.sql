# A table made by hand would round: it is refused before a value is looked at.
-- to postgresql
CREATE TABLE prices (id INT PRIMARY KEY, price DECIMAL(10,4));

-- target
CREATE TABLE prices (id integer PRIMARY KEY, price numeric(10,2));

-- stream
INSERT INTO prices VALUES (1, 1);

-- fails Column "price" of target table public.prices has the type numeric(10,2), which cannot hold every value of the source's column exactly; the type numeric(10,4) can: ALTER TABLE "public"."prices" ALTER COLUMN "price" TYPE numeric(10,4)
