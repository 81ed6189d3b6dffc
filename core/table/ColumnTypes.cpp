/// See ColumnTypes.h.
#include "core/table/ColumnTypes.h"

#include "core/base/Plurals.h"
#include "core/table/ColumnEvidence.h"

#include <QRegularExpression>
#include <algorithm>

namespace lectern {

namespace {

QString tr(const char* text, qint64 n = -1)
{
    return counted("Table", text, n);
}

/// Names under which numbers are names of things. Compared without case.
bool isNameOfIds(const QString& name)
{
    static const QRegularExpression ids(
        "(^|[^a-z])(id|ids|uic|ssn|upn|uln|dbn|zip|zipcode|postcode|plz|phone|mobile|tel|code|key|guid|nr)($|[^a-z])"
        "|(^|[^a-z])number[^a-z]*$", // "Student Number 2", not "Number of Items" and "Number and Operations"
        QRegularExpression::CaseInsensitiveOption);
    // Word borders within camelCase and snake_case count: studentId, id_student, StateIDNumber.
    static const QRegularExpression hump("([a-z])([A-Z])");
    QString spaced = name;
    spaced.replace(hump, "\\1 \\2").replace('_', ' ');
    return ids.match(spaced).hasMatch();
}

bool isNameOfDates(const QString& name)
{
    static const QRegularExpression dates("date|dob|birth|day|datum|fecha", QRegularExpression::CaseInsensitiveOption);
    return dates.match(name).hasMatch();
}

QString ofCells(qint64 some, qint64 all, const char* what)
{
    return tr("%1 of %2 cells are %3").arg(some).arg(all).arg(tr(what));
}

/// Up to 2 % of many cells may be something else; of few, none.
bool nearly(qint64 some, qint64 all)
{
    return all > 0 && some * 100 >= all * 98;
}

void addDamage(const ColumnEvidence& seen, ColumnGuess& guess)
{
    if (seen.forced > 0)
        guess.damage << tr("%Ln cell(s) (is|are) written as =\"…\" so that a spreadsheet leaves (it|them) alone; the text inside is meant", seen.forced);
    if (seen.exponents > 0 && (guess.kind == ColumnKind::Identifier || guess.kind == ColumnKind::Integer))
        guess.damage << tr("%Ln cell(s) like %1: a spreadsheet shortened long numbers, their digits are lost", seen.exponents)
                            .arg(QString::fromStdString(seen.example));
    if (seen.longRounded > 0 && seen.longRounded * 2 > seen.longDigits)
        guess.damage << tr("%Ln number(s) of more than 15 digits (ends|end) in zeros: a spreadsheet rounded (it|them)", seen.longRounded);
    if (seen.errors > 0)
        guess.damage << tr("%Ln cell(s) (holds|hold) a spreadsheet's error (#REF!, ####) instead of a value", seen.errors);
    if (seen.dayMonths > 0 && seen.dayMonths * 2 < guess.filled)
        guess.damage << tr("%Ln cell(s) like 5-Oct: a spreadsheet took a text for a date", seen.dayMonths);
    if (guess.kind != ColumnKind::Identifier)
        return;
    if (seen.pointZero > 0)
        guess.damage << tr("%Ln identifier(s) (ends|end) in \".0\": (it was a number|they were numbers) in between", seen.pointZero);
    const auto usual = std::ranges::max_element(seen.lengths, {}, [](const auto& entry) { return entry.second; });
    if (usual == seen.lengths.end() || usual->first < 4 || usual->second * 10 < guess.filled * 7)
        return;
    qint64 shorter = 0;
    qint64 longer = 0;
    for (const auto& [length, count] : seen.lengths) {
        shorter += length + 2 >= usual->first && length < usual->first ? count : 0;
        longer += length > usual->first ? count : 0;
    }
    // Numbers that just count on have several lengths, too: there must be zeros left, or hardly another length.
    const bool fixed = longer == 0 && usual->second * 10 >= guess.filled * 9;
    if (shorter > 0 && (seen.zeros > 0 || fixed))
        guess.damage << tr("%Ln identifier(s) (is|are) shorter than the other %1-digit ones: leading zeros may be lost", shorter)
                            .arg(usual->first);
}

bool guessDate(const ColumnEvidence& seen, ColumnGuess& guess)
{
    const qint64 days = seen.count({CellShape::Date});
    const qint64 instants = seen.count({CellShape::DateTime});
    if (!nearly(days + instants, guess.filled))
        return false;
    guess.kind = instants > 0 ? ColumnKind::DateTime : ColumnKind::Date;
    guess.why = ofCells(days + instants, guess.filled, instants > 0 ? QT_TRANSLATE_NOOP("Table", "dates with time")
                                                                    : QT_TRANSLATE_NOOP("Table", "dates"));
    if (seen.yearFirst * 2 > days + instants) {
        guess.format = "iso";
        guess.why += tr("; the year stands first");
    } else if (seen.namedDates * 2 > days + instants) {
        guess.format = "named";
        guess.why += tr("; months are written as names");
    } else if (seen.order.contradicts()) {
        guess.format = seen.order.order();
        guess.why += tr("; day and month stand in both orders: some dates will be refused");
    } else if (guess.format = seen.order.order(); guess.format == "dmy") {
        guess.why += seen.order.isDotted() ? tr("; dates with points begin with the day") : tr("; a first part above 12 can only be a day");
    } else if (guess.format == "mdy") {
        guess.why += tr("; a second part above 12 can only be a day");
    }
    return true;
}

bool guessNumber(const ColumnEvidence& seen, const QString& name, ColumnGuess& guess)
{
    const qint64 whole = seen.count({CellShape::Integer});
    const qint64 broken = seen.count({CellShape::Decimal});
    if (!nearly(whole + broken, guess.filled))
        return false;
    if (isNameOfDates(name) && nearly(seen.compactDates, guess.filled)) {
        guess.kind = ColumnKind::Date;
        guess.format = "yyyymmdd";
        guess.why = ofCells(seen.compactDates, guess.filled, QT_TRANSLATE_NOOP("Table", "dates written as eight digits"));
        return true;
    }
    const bool damaged = seen.exponents > 0 && broken == seen.exponents + seen.pointZero;
    const bool idsOnly = broken == 0 || damaged || broken == seen.pointZero;
    if (seen.zeros > 0 && idsOnly && seen.commas + seen.points <= seen.pointZero + seen.exponents) {
        guess.kind = ColumnKind::Identifier;
        guess.why = tr("%Ln of %1 numbers (begins|begin) with a zero that counts", seen.zeros).arg(guess.filled);
    } else if (seen.longDigits > 0 && idsOnly) {
        guess.kind = ColumnKind::Identifier;
        guess.why = tr("%Ln of %1 numbers (has|have) more than 15 digits", seen.longDigits).arg(guess.filled);
    } else if (isNameOfIds(name) && idsOnly) {
        guess.kind = ColumnKind::Identifier;
        guess.why = tr("numbers under a name that says identifier");
    } else if (broken == 0) {
        guess.kind = ColumnKind::Integer;
        guess.why = ofCells(whole, guess.filled, QT_TRANSLATE_NOOP("Table", "whole numbers"));
    } else {
        guess.kind = ColumnKind::Decimal;
        guess.why = ofCells(whole + broken, guess.filled, QT_TRANSLATE_NOOP("Table", "numbers"));
    }
    return true;
}

ColumnGuess guessOf(const ColumnEvidence& seen, const QString& name)
{
    ColumnGuess guess;
    const qint64 tokens = seen.count({CellShape::Missing});
    guess.missing = seen.empty + tokens;
    guess.filled = seen.cells - guess.missing;
    if (guess.filled == 0) {
        guess.why = tr("no cell holds anything");
        return guess;
    }
    // Marks count as numbers kept back only among numbers, and only one kind of them.
    const qint64 numbers = seen.count({CellShape::Integer, CellShape::Decimal});
    const qint64 keptBack = seen.keptBack.size() == 1 ? seen.keptBack.begin()->second : 0;
    const bool withMarks = keptBack > 0 && numbers > keptBack && nearly(numbers, guess.filled - keptBack);
    if (withMarks) {
        guess.missing += keptBack;
        guess.filled -= keptBack;
    }
    const qint64 truths = seen.count({CellShape::Boolean});
    const qint64 times = seen.count({CellShape::Time});
    const qint64 codes = seen.count({CellShape::Code, CellShape::Integer});
    if (guessDate(seen, guess) || guessNumber(seen, name, guess)) {
        // decided
    } else if (nearly(seen.digests, guess.filled)) {
        guess.kind = ColumnKind::Identifier;
        guess.why = ofCells(seen.digests, guess.filled, QT_TRANSLATE_NOOP("Table", "identifiers made by a machine"));
    } else if (nearly(times, guess.filled)) {
        guess.kind = ColumnKind::Time;
        guess.why = ofCells(times, guess.filled, QT_TRANSLATE_NOOP("Table", "times of day"));
    } else if (nearly(truths, guess.filled)) {
        guess.kind = ColumnKind::Boolean;
        guess.why = ofCells(truths, guess.filled, QT_TRANSLATE_NOOP("Table", "yes or no"));
    } else if (nearly(codes, guess.filled) &&
               (isNameOfIds(name) || qint64(seen.distinct.size()) * 10 >= guess.filled * 9)) {
        guess.kind = ColumnKind::Identifier;
        guess.why = ofCells(codes, guess.filled, QT_TRANSLATE_NOOP("Table", "codes of letters and digits"));
    } else {
        guess.kind = isNameOfIds(name) && seen.count({CellShape::Text}) == 0 ? ColumnKind::Identifier : ColumnKind::Text;
        guess.why = guess.kind == ColumnKind::Text ? tr("no other type fits nearly all cells") : tr("single words under a name that says identifier");
    }
    if (withMarks)
        guess.why += tr("; \"%1\" in %2 cells stands for a number kept back").arg(QString::fromStdString(seen.keptBack.begin()->first)).arg(keptBack);
    if (tokens > 0) {
        QStringList written;
        for (const auto& [token, count] : seen.tokens)
            written << QString::fromStdString(token);
        guess.why += tr("; \"%1\" in %2 cells means nothing").arg(written.join("\", \"")).arg(tokens);
    }
    addDamage(seen, guess);
    return guess;
}

/// Decimal mark and date order that a column leaves open are taken from the others.
void settleOpen(const std::vector<ColumnEvidence>& seen, std::vector<ColumnGuess>& guesses)
{
    qint64 commas = 0;
    qint64 points = 0;
    QStringList orders;
    for (std::size_t i = 0; i < seen.size(); ++i) {
        if (guesses[i].kind == ColumnKind::Integer || guesses[i].kind == ColumnKind::Decimal) {
            commas += seen[i].commas;
            points += seen[i].points;
        }
        if (guesses[i].format == "dmy" || guesses[i].format == "mdy")
            orders << guesses[i].format;
    }
    orders.removeDuplicates();
    for (std::size_t i = 0; i < seen.size(); ++i) {
        ColumnGuess& guess = guesses[i];
        if (guess.kind == ColumnKind::Decimal || guess.kind == ColumnKind::Integer) {
            const bool own = seen[i].commas != seen[i].points;
            const bool comma = own ? seen[i].commas > seen[i].points : commas > points;
            const qint64 open = seen[i].openCommas + seen[i].openPoints;
            if (seen[i].commas + seen[i].points + open > 0)
                guess.format = comma ? "," : ".";
            // 1,234 is a whole number where the point is the decimal mark.
            if (guess.kind == ColumnKind::Decimal && open > 0 &&
                seen[i].count({CellShape::Decimal}) == (comma ? seen[i].openPoints : seen[i].openCommas))
                guess.kind = ColumnKind::Integer;
            if (open > 0 && !own)
                guess.why += comma ? tr("; the comma is the decimal mark, as in the other columns")
                                   : tr("; the point is the decimal mark, for nothing says otherwise");
            else if (comma && own)
                guess.why += tr("; the comma is the decimal mark in %1 cells").arg(seen[i].commas);
        }
        const bool isDate = guess.kind == ColumnKind::Date || guess.kind == ColumnKind::DateTime;
        if (isDate && guess.format.isEmpty() && seen[i].order.isOpen()) {
            if (orders.size() == 1) {
                guess.format = orders.first();
                guess.why += tr("; day and month in the order of the other dates");
            } else {
                guess.why += tr("; nothing says whether the day or the month comes first");
            }
        }
    }
}

} // namespace

QString columnKindName(ColumnKind kind)
{
    switch (kind) {
    case ColumnKind::Empty:
        return "empty";
    case ColumnKind::Text:
        return "text";
    case ColumnKind::Identifier:
        return "identifier";
    case ColumnKind::Integer:
        return "integer";
    case ColumnKind::Decimal:
        return "decimal";
    case ColumnKind::Date:
        return "date";
    case ColumnKind::DateTime:
        return "date-time";
    case ColumnKind::Time:
        return "time";
    case ColumnKind::Boolean:
        return "boolean";
    }
    Q_UNREACHABLE();
}

std::vector<ColumnGuess> guessColumns(const QStringList& names, const std::vector<std::vector<std::string>>& rows)
{
    std::vector<ColumnEvidence> seen(std::size_t(names.size()));
    for (const std::vector<std::string>& row : rows)
        for (std::size_t i = 0; i < seen.size(); ++i)
            seen[i].add(i < row.size() ? std::string_view(row[i]) : std::string_view());
    std::vector<ColumnGuess> guesses;
    for (std::size_t i = 0; i < seen.size(); ++i)
        guesses.push_back(guessOf(seen[i], names.at(qsizetype(i))));
    settleOpen(seen, guesses);
    return guesses;
}

} // namespace lectern
