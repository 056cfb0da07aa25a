# Geometries with the number of their reference system. At PostgreSQL they are well-known binary, in the extended form that PostGIS takes.
-- covers GEOMETRY, POINT, LINESTRING, POLYGON, MULTIPOINT, MULTILINESTRING, MULTIPOLYGON, GEOMETRYCOLLECTION
CREATE TABLE places (
  id INT PRIMARY KEY, g GEOMETRY, p POINT, l LINESTRING, poly POLYGON, mp MULTIPOINT, ml MULTILINESTRING, mpoly MULTIPOLYGON, gc GEOMETRYCOLLECTION
);

-- stream
INSERT INTO places VALUES
  (1, ST_GeomFromText('POINT(1 2)'), ST_GeomFromText('POINT(-0.1 1e300)'), ST_GeomFromText('LINESTRING(0 0, 1 1, 2 0)'), ST_GeomFromText('POLYGON((0 0, 0 3, 3 3, 3 0, 0 0), (1 1, 1 2, 2 2, 2 1, 1 1))'),
   ST_GeomFromText('MULTIPOINT(0 0, 1 1)'), ST_GeomFromText('MULTILINESTRING((0 0, 1 1), (2 2, 3 3))'), ST_GeomFromText('MULTIPOLYGON(((0 0, 0 3, 3 3, 3 0, 0 0)))'),
   ST_GeomFromText('GEOMETRYCOLLECTION(POINT(1 2), LINESTRING(0 0, 1 1))')),
  (2, ST_GeomFromText('POINT(10 20)', 4326), ST_GeomFromText('POINT(10 20)', 3857), ST_GeomFromText('LINESTRING(0 0, 1 1)', 4326), NULL, NULL, NULL, NULL,
   ST_GeomFromText('GEOMETRYCOLLECTION(POINT(1 2))', 4326)),
  (4, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
UPDATE places SET p = ST_GeomFromText('POINT(5 6)', 4326) WHERE id = 4;
UPDATE places SET g = NULL WHERE id = 1;

-- created places at postgresql
id integer not null
g bytea
p bytea
l bytea
poly bytea
mp bytea
ml bytea
mpoly bytea
gc bytea
primary key (id)

-- created places at mysql
id int not null
g geometry
p point
l linestring
poly polygon
mp multipoint
ml multilinestring
mpoly multipolygon
gc geomcollection
primary key (id)

-- created places at mariadb
id int not null
g geometry
p point
l linestring
poly polygon
mp multipoint
ml multilinestring
mpoly multipolygon
gc geometrycollection
primary key (id)

-- equal rows

-- expect extended well-known binary at postgresql
SELECT substring(p FROM 1 FOR 9), length(p) FROM places WHERE id = 4;
\x0101000020e6100000 | 25
