-- The functions of core/store/Functions.cpp for PostgreSQL: same names, same answers. Run once per district store,
-- in the schema the models are built in.

CREATE OR REPLACE FUNCTION lec_date(day bigint) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
$$ SELECT to_char(DATE '1970-01-01' + day::integer, 'YYYY-MM-DD') $$;

CREATE OR REPLACE FUNCTION lec_year(day bigint) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
$$ SELECT extract(year FROM DATE '1970-01-01' + day::integer)::bigint $$;

CREATE OR REPLACE FUNCTION lec_month(day bigint) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
$$ SELECT extract(month FROM DATE '1970-01-01' + day::integer)::bigint $$;

CREATE OR REPLACE FUNCTION lec_weekday(day bigint) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
$$ SELECT extract(isodow FROM DATE '1970-01-01' + day::integer)::bigint $$;

CREATE OR REPLACE FUNCTION lec_integer(value text) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
$$ SELECT CASE WHEN value ~ '^-?[0-9]{1,18}$' THEN value::bigint END $$;

CREATE OR REPLACE FUNCTION lec_lower(value text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
$$ SELECT lower(value COLLATE "und-x-icu") $$;

CREATE OR REPLACE FUNCTION lec_part(value text, separator text, place bigint) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
$$ SELECT btrim((string_to_array(value, separator))[place], E' \t\r\n') WHERE separator <> '' $$;

CREATE OR REPLACE FUNCTION lec_json_text(document text, key text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS
$$
BEGIN
    RETURN document::jsonb ->> key;
EXCEPTION WHEN invalid_text_representation THEN
    RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION lec_grade(value text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS
$$
DECLARE
    plain text := btrim(value, E' \t\r\n');
    word text := regexp_replace(lower(plain), '^(grade |gr |year )+', '');
    digits text;
BEGIN
    IF word IN ('k', 'kg', 'kdg', '0', '00', 'kindergarten') THEN
        RETURN 'K';
    ELSIF word IN ('pk', 'pr', 'tk', '-1', 'pk3', 'pk4', 'preschool') THEN
        RETURN 'PK';
    END IF;
    digits := regexp_replace(word, '(st|nd|rd|th)$', '');
    IF digits ~ '^[0-9]{1,3}$' AND digits::integer BETWEEN 1 AND 13 THEN
        RETURN digits::integer::text;
    END IF;
    RETURN nullif(plain, '');
END
$$;

CREATE OR REPLACE FUNCTION lec_grade_order(value text) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
$$
SELECT CASE lec_grade(value) WHEN 'PK' THEN -1 WHEN 'K' THEN 0
            ELSE coalesce(lec_integer(lec_grade(value)), 99) END
$$;
