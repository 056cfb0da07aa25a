# Domains count as what they are made of. Composite types are there already where the target is PostgreSQL.
-- from postgresql
-- covers a domain (price), a composite type (place)
CREATE DOMAIN positive AS integer CHECK (VALUE > 0);
CREATE DOMAIN short_text AS varchar(10) NOT NULL DEFAULT 'x';
CREATE DOMAIN price AS numeric(10,2);
CREATE DOMAIN numbers AS integer[];
CREATE DOMAIN small_positive AS positive CHECK (VALUE < 100);
CREATE TYPE place AS (street text, number integer, opened date);
CREATE TYPE nested AS (here place, others place[], note varchar(10));
CREATE TABLE made_of (id positive PRIMARY KEY, s short_text, p price, n numbers, sp small_positive, c place, ne nested, cs place[]);

-- target at postgresql
CREATE TYPE place AS (street text, number integer, opened date);
CREATE TYPE nested AS (here place, others place[], note varchar(10));

-- stream
INSERT INTO made_of VALUES
  (1, 'short', 12.5, '{1,2}', 5, ROW('Main "St", 1', 5, '2024-02-29'), ROW(ROW('a', 1, NULL), ARRAY[ROW('b', 2, '0044-03-15 BC')::place], 'note'), ARRAY[ROW('c,d', NULL, NULL)::place]),
  (2, '', 0, '{}', 99, ROW(NULL, NULL, NULL), ROW(NULL, NULL, NULL), '{}'), (3, 'x', NULL, NULL, NULL, NULL, NULL, NULL), (4, 'y', 1, NULL, 1, ROW('', 0, 'infinity'), NULL, NULL);
UPDATE made_of SET c.number = 6, s = 'new' WHERE id = 1;
UPDATE made_of SET p = 1.1, c = ROW('it''s \ ', 1, NULL) WHERE id = 3;
DELETE FROM made_of WHERE id = 2;

-- created made_of at postgresql
id integer not null
s character varying(10)
p numeric(10,2)
n integer[]
sp integer
c place
ne nested
cs place[]
primary key (id)

-- created made_of at mysql, mariadb
id int not null
s varchar(10)
p decimal(10,2)
n longtext
sp int
c longtext
ne longtext
cs longtext
primary key (id)

-- equal rows
