# Labels with commas, quotes, blanks and other alphabets. PostgreSQL gets the type too, and what is added to it.
-- from postgresql
-- covers an enum (mood)
CREATE TYPE mood AS ENUM ('small', 'a,b', 'it''s', '"quoted"', 'back\slash', '', 'größe 😀', '3', '(x)', 'NULL', 'blank ', 'Small');
CREATE TABLE labels (id integer PRIMARY KEY, e mood, needed mood NOT NULL DEFAULT 'small');
CREATE TABLE label_keys (e mood, n integer, PRIMARY KEY (e, n));

-- stream
INSERT INTO labels (id, e) SELECT row_number() OVER (), label FROM unnest(enum_range(NULL::mood)) AS label;
INSERT INTO labels VALUES (20, NULL, '');
INSERT INTO label_keys SELECT label, 1 FROM unnest(enum_range(NULL::mood)) AS label;

-- created labels at postgresql
id integer not null
e mood
needed mood not null
primary key (id)

-- created labels at mysql, mariadb
id int not null
e varchar(63)
needed varchar(63) not null
primary key (id)

-- equal

-- change
UPDATE labels SET e = 'a,b' WHERE id = 1;
UPDATE labels SET e = NULL WHERE id = 2;
UPDATE labels SET e = 'Small' WHERE id = 20;
UPDATE label_keys SET n = 2 WHERE e = 'small';
UPDATE label_keys SET e = 'a,b', n = 3 WHERE e = '';
DELETE FROM label_keys WHERE e = 'Small';
ALTER TYPE mood ADD VALUE 'later';
INSERT INTO labels VALUES (21, 'later', 'later');

-- equal
