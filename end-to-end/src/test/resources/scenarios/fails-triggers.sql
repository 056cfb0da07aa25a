# Triggers at the target would do what those at the source have done already: the table is refused with what to do.
CREATE TABLE orders (id INT PRIMARY KEY, amount INT);

-- target at postgresql
CREATE TABLE orders (id integer PRIMARY KEY, amount integer);
CREATE FUNCTION more() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.amount := NEW.amount + 1; RETURN NEW; END $$;
CREATE TRIGGER more BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION more();

-- target at mysql, mariadb
CREATE TABLE orders (id int PRIMARY KEY, amount int);
CREATE TRIGGER more BEFORE INSERT ON orders FOR EACH ROW SET NEW.amount = NEW.amount + 1;

-- stream
INSERT INTO orders VALUES (1, 1);

-- fails trigger
