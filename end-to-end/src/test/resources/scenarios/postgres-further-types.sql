# Documents of other kinds, texts to search, and the system's own types.
-- from postgresql
-- covers xml, tsvector, tsquery, jsonpath, pg_lsn, oid
CREATE TABLE further (id integer PRIMARY KEY, x xml, v tsvector, q tsquery, jp jsonpath, l pg_lsn, o oid, snap pg_snapshot, x8 xid8, rc regclass, rt regtype);

-- stream
INSERT INTO further VALUES
  (1, '<a>1</a>', 'a fat cat', 'fat & rat', '$.a[*] ? (@ > 1)', '0/0', 0, '10:20:10,14', '1', 'pg_class', 'integer'),
  (2, '<?xml version="1.0" standalone="yes"?><größe x="1">😀 &amp; &lt;</größe>', '''it''''s'':1A,2B "q":3', '!a | (b & c:*AB)', 'strict $', 'FFFFFFFF/FFFFFFFF', 4294967295, '1:1:', '18446744073709551615', NULL, NULL),
  (3, 'text <b/> and more', '', '', 'lax $."größe"', '16/B374D848', 42, NULL, NULL, NULL, NULL), (4, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
UPDATE further SET x = '<b/>', v = 'new:1', q = 'new' WHERE id = 4;
UPDATE further SET x = NULL, v = NULL WHERE id = 1;

-- created further at mysql, mariadb
id int not null
x longtext
v longtext
q longtext
jp longtext
l longtext
o bigint
snap longtext
x8 longtext
rc longtext
rt longtext
primary key (id)

-- equal
