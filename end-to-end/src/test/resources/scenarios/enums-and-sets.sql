# Labels with commas, quotes, backslashes, other alphabets, the empty label, and the number zero that stands for no label.
-- covers ENUM, SET
CREATE TABLE labels (
  id INT PRIMARY KEY,
  e ENUM('small', 'a,b', 'it''s', '"quoted"', 'back\\slash', '', 'größe 😀', '3', '(x)', 'NULL') CHARACTER SET utf8mb4,
  s SET('one', 'it''s', '"quoted"', 'größe 😀', 'NULL', 'back\\slash', '{}') CHARACTER SET utf8mb4,
  needed ENUM('x', 'y') NOT NULL DEFAULT 'y'
);
CREATE TABLE label_keys (e ENUM('x', 'y', 'z'), s SET('x', 'y', 'z'), v INT, PRIMARY KEY (s, e));

-- stream
INSERT INTO labels (id, e, s) VALUES
  (1, 'small', 'one'), (2, 'a,b', 'it''s,one'), (3, 'it''s', '"quoted",one'), (4, '"quoted"', 'größe 😀'),
  (5, 'back\\slash', 'NULL'), (6, '', ''), (7, 'größe 😀', 'back\\slash,{}'), (8, '3', 127), (9, '(x)', 'one'), (10, 'NULL', 'NULL'),
  (11, NULL, NULL);
SET sql_mode = '';
INSERT INTO labels (id, e, s, needed) VALUES (12, 'no such label', 'no such label,one', 'nor this');
INSERT INTO label_keys VALUES ('x', '', 1), ('x', 'x,y', 2), ('z', 'x,z', 3);

-- created labels at postgresql
id integer not null
e text
s text
needed text not null
primary key (id)

-- expect the labels, sets in their type's order at postgresql
SELECT id, quote_nullable(e), quote_nullable(s), quote_nullable(needed) FROM labels ORDER BY id;
1 | 'small' | 'one' | 'y'
2 | 'a,b' | 'one,it''s' | 'y'
3 | 'it''s' | 'one,"quoted"' | 'y'
4 | '"quoted"' | 'größe 😀' | 'y'
5 | E'back\\slash' | 'NULL' | 'y'
6 | '' | '' | 'y'
7 | 'größe 😀' | E'back\\slash,{}' | 'y'
8 | '3' | E'one,it''s,"quoted",größe 😀,NULL,back\\slash,{}' | 'y'
9 | '(x)' | 'one' | 'y'
10 | 'NULL' | 'NULL' | 'y'
11 | NULL | NULL | 'y'
12 | '' | 'one' | ''

-- change
UPDATE labels SET e = 'a,b' WHERE id = 1;
UPDATE labels SET s = 'one,NULL' WHERE id = 1;
UPDATE labels SET e = NULL, s = NULL WHERE id = 2;
UPDATE labels SET e = 'small', s = '' WHERE id = 11;
UPDATE label_keys SET v = v + 10;
UPDATE label_keys SET s = 'z' WHERE v = 12;
DELETE FROM label_keys WHERE s = '';

-- expect the updates at postgresql
SELECT id, quote_nullable(e), quote_nullable(s) FROM labels WHERE id IN (1, 2, 11) ORDER BY id;
1 | 'a,b' | 'one,NULL'
2 | NULL | NULL
11 | 'small' | ''

-- expect the keys at postgresql
SELECT e, s, v FROM label_keys ORDER BY v;
x | z | 12
z | x,z | 13

-- equal
