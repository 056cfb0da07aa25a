# What a trigger does at the source is in the log: the same trigger at the target must not do it a second time.
-- from postgresql
-- to postgresql
CREATE TABLE orders (id integer PRIMARY KEY, amount integer);
CREATE TABLE audit (id serial PRIMARY KEY, what text);
CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO audit (what) VALUES (TG_OP); NEW.amount := NEW.amount + 1; RETURN NEW; END $$;
CREATE TRIGGER noted BEFORE INSERT OR UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION note();

-- target
CREATE TABLE orders (id integer PRIMARY KEY, amount integer);
CREATE TABLE audit (id serial PRIMARY KEY, what text);
CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO audit (what) VALUES (TG_OP); NEW.amount := NEW.amount + 1; RETURN NEW; END $$;
CREATE TRIGGER noted BEFORE INSERT OR UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION note();

-- stream
INSERT INTO orders VALUES (1, 1), (2, 2);
UPDATE orders SET amount = 10;
DELETE FROM orders WHERE id = 1;

-- equal
