/// What was seen in the cells of one column, counted: what ColumnTypes decides by. Any thread.
#pragma once

#include "core/table/CellShape.h"
#include "core/table/DateOrder.h"

#include <map>
#include <string>
#include <unordered_set>

namespace lectern {

struct ColumnEvidence
{
    qint64 cells = 0;
    qint64 empty = 0;
    std::map<std::string, qint64> tokens; // for "nothing", as written
    std::map<CellShape, qint64> shapes;
    DateOrderEvidence order;
    qint64 isoDates = 0;
    qint64 namedDates = 0;
    qint64 yearFirst = 0;
    qint64 compactDates = 0; // 20240131
    qint64 commas = 0;       // numbers whose fraction surely stands behind a comma
    qint64 points = 0;
    qint64 openCommas = 0;   // 1,234: thousands or a fraction
    qint64 openPoints = 0;
    qint64 zeros = 0;        // 007
    qint64 longDigits = 0;   // more than 15
    qint64 longRounded = 0;  // of them, those ending in zeros as after a spreadsheet
    qint64 exponents = 0;
    qint64 forced = 0;       // ="00123"
    qint64 errors = 0;       // #REF!, ####
    qint64 dayMonths = 0;    // 5-Oct
    qint64 pointZero = 0;    // 123.0
    qint64 digests = 0;      // UUIDs and 32 hexadecimal digits
    std::map<std::string, qint64> keptBack; // marks in place of a number too small to be shown
    std::map<std::size_t, qint64> lengths; // of digits
    std::unordered_set<std::string> distinct;
    std::string example;     // of damage

    void add(std::string_view cell);
    [[nodiscard]] qint64 count(std::initializer_list<CellShape> wanted) const
    {
        qint64 sum = 0;
        for (const CellShape shape : wanted)
            if (const auto it = shapes.find(shape); it != shapes.end())
                sum += it->second;
        return sum;
    }
};

} // namespace lectern
