# The geometric types that PostgreSQL has by itself.
-- from postgresql
-- covers point, line, lseg, box, path, polygon, circle
CREATE TABLE shapes (id integer PRIMARY KEY, p point, l line, s lseg, b box, open path, poly polygon, c circle);

-- stream
INSERT INTO shapes VALUES
  (1, '(0,0)', '{1,2,3}', '[(0,0),(1,1)]', '(1,1),(0,0)', '[(0,0),(1,1),(2,0)]', '((0,0),(1,1),(2,0))', '<(0,0),1>'),
  (2, '(0.1,-1e300)', '{-1,0,0.1}', '[(0.1,0.2),(0.30000000000000004,1)]', '(0.1,0.2),(-3,-4)', '((0,0),(1,1),(2,0))', '((0.1,0.2))', '<(0.1,0.2),0>'),
  (3, '(NaN,Infinity)', NULL, NULL, NULL, NULL, NULL, NULL), (4, NULL, NULL, NULL, NULL, NULL, NULL, NULL), (5, '(-0,0)', NULL, NULL, NULL, NULL, NULL, NULL);
UPDATE shapes SET p = '(1,2)', c = '<(1,2),3>' WHERE id = 4;
UPDATE shapes SET l = NULL WHERE id = 1;

-- created shapes at mysql, mariadb
id int not null
p longtext
l longtext
s longtext
b longtext
open longtext
poly longtext
c longtext
primary key (id)

-- equal
