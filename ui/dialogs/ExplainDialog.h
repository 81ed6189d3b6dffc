/// "Explain this number": the rule in plain words, what is counted out of what, and the files and rows behind it; the
/// query itself one click away. GUI thread.
#pragma once

#include "core/page/Page.h"
#include "ui/dialogs/Sheet.h"

namespace lectern {

/// What the dialog shows, as plain words.
struct ExplainWords
{
    QString title;         ///< "Attendance"
    QString value;         ///< "94.1 %"; empty for a chart of many numbers
    QString fraction;      ///< "41,226 of 43,811", of a mean "3,600 divided by 45"; empty where there is none
    QString words, rule, numerator, denominator;
    QString denominatorHeading; ///< "Out of", of a mean "Divided by"
    QString narrowed;      ///< filters in force: "Grade 7 · Term Spring"; empty = the whole school
    QString asOf;          ///< "data to Fri 13 Mar"
    QStringList sources;   ///< "attendance.csv: rows 2, 3, 4 …"
    QStringList loads;     ///< "load 3 · Northside SIS · attendance.csv"
    QStringList models;
    QString sql;
};
[[nodiscard]] ExplainWords explainWords(const TileData& tile, const Filter& filter, const Explanation& explanation);

/// "Grade 7 · Class 7B · from Mon 12 Jan": what the filter narrows to; empty if it narrows nothing.
[[nodiscard]] QString filterWords(const Filter& filter);

class ExplainDialog final : public Sheet
{
    Q_OBJECT

public:
    ExplainDialog(const ExplainWords& words, const Theme& theme, QWidget* parent = nullptr);

private:
    void addPart(QVBoxLayout* column, const QString& heading, const QString& text, const QString& name);
    void addQuery(QVBoxLayout* column, const ExplainWords& words);
};

} // namespace lectern
