#include "core/ingest/KnownStudents.h"

namespace lectern {

Result<QSet<QString>> knownStudents(const Database& reader)
{
    QSet<QString> known;
    LECTERN_ASSIGN(const qint64 built, reader.integer("SELECT count(*) FROM sqlite_schema WHERE name IN ('dim_person', 'dim_student')"));
    if (built < 2)
        return known;
    LECTERN_ASSIGN(const qint64 enrolled, reader.integer("SELECT count(*) FROM dim_student WHERE span_source = 'enrolment'"));
    const QString which = enrolled > 0 ? " WHERE span_source = 'enrolment'" : "";
    LECTERN_ASSIGN(Statement rows, reader.prepare("SELECT source_id FROM dim_person WHERE student_key IN"
                                                  " (SELECT student_key FROM dim_student" + which + ")"));
    for (;;) {
        LECTERN_ASSIGN(const bool row, rows.step());
        if (!row)
            return known;
        known.insert(rows.text(0));
    }
}

} // namespace lectern
