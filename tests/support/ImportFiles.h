/// Files as a person drops them into the import assistant: scores a connector knows, the same with another header, and a test
/// nobody knows.
#pragma once

#include <QByteArray>
#include <QString>

namespace lectern::test {

inline const QByteArray clean = "student_id,date,assessment,subject,score\n"
                                "S001,2026-03-09,Spring check,Maths,61\n"
                                "S002,2026-03-10,Spring check,Maths,74\n";
inline const QByteArray later = "student_id,date,assessment,subject,marks_out_of_100\n"
                                "S001,2026-03-09,Spring check,Maths,61\n"
                                "S002,2026-03-10,Spring check,Maths,74\n"
                                "S004,2026-03-10,Spring check,Maths,80\n";

/// Thirty students with two scores each, as a vendor nobody knows writes them.
inline QByteArray vendorTest(int month)
{
    QByteArray csv = "Learner no.;Day;Reading;Maths;Remark\n";
    for (int i = 1; i <= 30; ++i)
        csv += QStringLiteral("S%1;%2.0%5.2026;%3,5;%4;\n")
                   .arg(i, 3, 10, QLatin1Char('0')).arg(13 + i % 3).arg(30 + i).arg(90 - i).arg(month).toUtf8();
    return csv;
}

} // namespace lectern::test
