-- Migration 6: the shape of a load also says how its numbers were written, not only its dates.

-- "mdy" or "dmy" of a date, "," or "." in front of the fraction of a number, "" = as the schema says.
ALTER TABLE load_shape RENAME COLUMN date_order TO written;
