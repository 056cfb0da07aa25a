# Types that come with extensions. At a PostgreSQL target the extensions are there already.
-- from postgresql
-- covers hstore, citext, ltree, cube, isbn, seg
CREATE EXTENSION hstore;
CREATE EXTENSION citext;
CREATE EXTENSION ltree;
CREATE EXTENSION cube;
CREATE EXTENSION isn;
CREATE EXTENSION seg;
CREATE TABLE extended (id integer PRIMARY KEY, h hstore, c citext, l ltree, q lquery, cu cube, i isbn, e ean13, s seg, hs hstore[], ch citext[]);
CREATE TABLE citext_keys (k citext PRIMARY KEY, v integer);

-- target at postgresql
CREATE EXTENSION hstore;
CREATE EXTENSION citext;
CREATE EXTENSION ltree;
CREATE EXTENSION cube;
CREATE EXTENSION isn;
CREATE EXTENSION seg;

-- stream
INSERT INTO extended VALUES
  (1, 'a=>1, b=>NULL', 'Text', 'Top.Science', 'Top.*', '(1,2,3)', '978-0-393-04002-9', '978-0-393-04002-9', '1.5 .. 2.50', ARRAY['a=>1'::hstore], '{A,b}'),
  (2, '', '', '', '*{2}', '(0.1)', '0-11-000533-3', NULL, '<5', '{}', '{}'),
  (3, '"größe 😀"=>"it''s \"quoted\" \\ ", ""=>"", "NULL"=>"NULL"', 'größe 😀', 'a_b.c1', 'a|b.c', '(1,2),(3,4)', NULL, NULL, '1 (+-) 0.5', NULL, NULL),
  (4, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO citext_keys VALUES ('Ab', 1), ('b', 2);
UPDATE extended SET h = h || 'c=>3', c = 'TEXT' WHERE id = 1;
UPDATE extended SET h = 'x=>y', c = 'x', l = 'x' WHERE id = 4;
UPDATE citext_keys SET k = 'AB' WHERE v = 1;
DELETE FROM citext_keys WHERE k = 'B';

-- created extended at mysql, mariadb
id int not null
h longtext
c longtext
l longtext
q longtext
cu longtext
i longtext
e longtext
s longtext
hs longtext
ch longtext
primary key (id)

-- equal
