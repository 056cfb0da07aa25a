# The source allows names of 64 characters, PostgreSQL of 63 bytes.
-- to postgresql
CREATE TABLE notes (id INT PRIMARY KEY, `a_name_of_sixty_four_characters_which_is_one_more_than_it_may_be` INT);

-- stream
INSERT INTO notes VALUES (1, 1);

-- fails PostgreSQL allows names of 63 bytes; "a_name_of_sixty_four_characters_which_is_one_more_than_it_may_be" of table public.notes is longer
