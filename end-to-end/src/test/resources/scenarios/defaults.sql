# Values that the source's table makes itself: defaults, counters, generated and hidden columns. They arrive as values; the target's
# table has no defaults of its own.
CREATE TABLE defaults (
  id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  i INT NOT NULL DEFAULT 42,
  v VARCHAR(20) NOT NULL DEFAULT 'it''s',
  d DATE DEFAULT '2024-02-29',
  x VARCHAR(20) DEFAULT (CONCAT('a', 'b')),
  flag BOOLEAN DEFAULT TRUE,
  e ENUM('x', 'y') DEFAULT 'y',
  doubled INT GENERATED ALWAYS AS (i * 2) STORED,
  computed VARCHAR(40) GENERATED ALWAYS AS (CONCAT(v, '!')) VIRTUAL,
  hidden INT INVISIBLE DEFAULT 7
);

-- stream
INSERT INTO defaults (id) VALUES (NULL), (10);
INSERT INTO defaults (i, v, hidden) VALUES (1, 'given', 8);

-- created defaults at postgresql
id integer not null
i integer not null
v character varying(20) not null
d date
x character varying(20)
flag smallint
e text
doubled integer
computed character varying(40)
hidden integer
primary key (id)

-- expect the values made at postgresql
SELECT * FROM defaults ORDER BY id;
1 | 42 | it's | 2024-02-29 | ab | 1 | y | 84 | it's! | 7
10 | 42 | it's | 2024-02-29 | ab | 1 | y | 84 | it's! | 7
11 | 1 | given | 2024-02-29 | ab | 1 | y | 2 | given! | 8

-- change
UPDATE defaults SET i = 5, v = 'new' WHERE id = 10;
UPDATE defaults SET hidden = 9 WHERE id = 11;
DELETE FROM defaults WHERE id = 1;

-- expect the updates at postgresql
SELECT id, i, v, doubled, computed, hidden FROM defaults ORDER BY id;
10 | 5 | new | 10 | new! | 7
11 | 1 | given | 2 | given! | 9

-- equal
