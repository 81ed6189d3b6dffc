/// The few SQL functions that SQLite and PostgreSQL spell differently, under one name each (`lec_…`).
/// Their PostgreSQL twins are in resources/transforms/postgresql/functions.sql. All are deterministic.
#pragma once

struct sqlite3;

namespace lectern {

/// Registers the lec_… functions on one connection:
/// lec_json_text(json, key) text · lec_year(day) lec_month(day) lec_weekday(day; 1 = Monday) integer ·
/// lec_date(day) 'YYYY-MM-DD' · lec_integer(text) integer or NULL · lec_lower(text) text ·
/// lec_part(text, separator, n) the n-th part from 1, or NULL · lec_grade(text) 'PK', 'K', '1' … '12' or the text ·
/// lec_grade_order(grade) integer: PK -1, K 0, 1–12, others 99. Migration 2 alone uses, without a twin,
/// lec_half(hash, 1 or 2) integer and lec_hash(text) integer.
void registerFunctions(sqlite3* handle);

} // namespace lectern
