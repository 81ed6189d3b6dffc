/// Values of merged cells that reach into the rows below: remembered where they begin, given to each row they span. For
/// whoever reads rows one by one; a sheet shown as it stands has them once. One thread at a time.
#pragma once

#include "core/table/SparseRow.h"

#include <algorithm>
#include <string>
#include <vector>

namespace lectern {

class MergedDown
{
public:
    /// A cell that reaches from row `row` down to row `last`.
    void begin(int column, qint64 row, qint64 last, std::string_view text)
    {
        if (last > row && !text.empty())
            m_values.push_back({column, row, last, std::string(text)});
    }

    /// Adds to row `row`, which holds something, what reaches into it from above.
    void fill(SparseRow& cells, qint64 row)
    {
        std::erase_if(m_values, [row](const Value& value) { return value.last < row; });
        for (const Value& value : m_values)
            if (value.first < row)
                cells.add(value.column, value.text);
    }

private:
    struct Value
    {
        int column;
        qint64 first, last;
        std::string text;
    };
    std::vector<Value> m_values;
};

} // namespace lectern
