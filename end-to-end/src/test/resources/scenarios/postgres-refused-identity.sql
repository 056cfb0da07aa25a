# A table whose rows the log could not identify: the answer names it before anything begins.
-- from postgresql
CREATE TABLE anonymous (id integer PRIMARY KEY, v integer);
ALTER TABLE anonymous REPLICA IDENTITY NOTHING;

-- refused anonymous
