# Arrays of every kind of element, in several dimensions, with bounds of their own, empty, and with NULL in them.
-- from postgresql
-- covers an array (integer[])
CREATE TABLE arrays (
  id integer PRIMARY KEY, i2 smallint[], i4 integer[], i8 bigint[], n numeric[], n52 numeric(5,2)[], r real[], d double precision[], b boolean[], t text[],
  v varchar(20)[], c char(3)[], bytes bytea[], da date[], ti time[], ts timestamp(3)[], tz timestamptz[], iv interval[], u uuid[], j json[], jb jsonb[], ip inet[],
  mac macaddr[], bits bit(3)[], vb varbit[], p point[], bx box[], rg int4range[], m money[], x xml[], tv tsvector[]
);

-- stream
INSERT INTO arrays (id) VALUES (1);
INSERT INTO arrays VALUES (2, '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}',
  '{}', '{}', '{}', '{}', '{}');
INSERT INTO arrays VALUES (3, '{-32768,32767,NULL}', '{{1,2},{3,4}}', '{9223372036854775807,-9223372036854775808}', '{1.10,NaN,Infinity,-0.001}', '{1.5,999.99}', '{0.1,NaN,-Infinity}',
  '{0.1,1e-300,-0}', '{t,f,NULL}', ARRAY['a', '', 'NULL', NULL, 'it''s', '"q"', 'a,b', '{}', E'back\\slash', E'line\n', '😀', ' blank '], '{{a,b},{c,d}}', '{a,abc}',
  ARRAY['\x'::bytea, '\x00ff', '\x5c22'], '{2024-02-29,infinity,0044-03-15 BC}', '{12:30:01.5,24:00:00}', '{2024-02-29 12:30:01.123,-infinity}',
  '{2024-02-29 12:30:01.123456+05:30,infinity}', ARRAY['1 year 2 mons -3 days 04:05:06.7'::interval, '0'], '{6ccd780c-baba-1026-9564-5b8c656024db}',
  ARRAY['{"a": [1, "x"]}'::json, ' 1.00 '], ARRAY['{"a": [1.00, "x"]}'::jsonb], '{10.0.0.1/8,::1}', '{08:00:2b:01:02:03}', '{101,010}', '{1,0101}', ARRAY['(1,2)'::point, '(0.1,-0)'],
  '{(1,1),(0,0);(2,2),(1,1)}', ARRAY['[1,5)'::int4range, 'empty'], '{1.50,-2}', ARRAY['<a>1</a>'::xml], ARRAY['a b'::tsvector, 'c:1A']);
INSERT INTO arrays (id, i4, t) VALUES (4, '[0:2]={1,2,3}', '[-1:0][2:3]={{a,b},{c,d}}'), (5, '{{{1,2},{3,4}},{{5,6},{7,8}}}', '{{{a}}}'),
  (6, ARRAY(SELECT generate_series(1, 5000)), ARRAY(SELECT 'text ' || n FROM generate_series(1, 5000) AS n));

-- created arrays at postgresql
id integer not null
i2 smallint[]
i4 integer[]
i8 bigint[]
n numeric[]
n52 numeric(5,2)[]
r real[]
d double precision[]
b boolean[]
t text[]
v character varying(20)[]
c character(3)[]
bytes bytea[]
da date[]
ti time without time zone[]
ts timestamp(3) without time zone[]
tz timestamp with time zone[]
iv interval[]
u uuid[]
j json[]
jb jsonb[]
ip inet[]
mac macaddr[]
bits bit(3)[]
vb bit varying[]
p point[]
bx box[]
rg int4range[]
m money[]
x xml[]
tv tsvector[]
primary key (id)

-- created arrays at mysql, mariadb
id int not null
i2 longtext
i4 longtext
i8 longtext
n longtext
n52 longtext
r longtext
d longtext
b longtext
t longtext
v longtext
c longtext
bytes longtext
da longtext
ti longtext
ts longtext
tz longtext
iv longtext
u longtext
j longtext
jb longtext
ip longtext
mac longtext
bits longtext
vb longtext
p longtext
bx longtext
rg longtext
m longtext
x longtext
tv longtext
primary key (id)

-- equal

-- change
UPDATE arrays SET i4 = '{5}', t = '{new}' WHERE id = 1;
UPDATE arrays SET i4[2][1] = 30 WHERE id = 3;
UPDATE arrays SET t = NULL, n = NULL, j = NULL WHERE id = 3;
UPDATE arrays SET t = t || 'more'::text WHERE id = 6;

-- equal
