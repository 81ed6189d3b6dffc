/// Which of the first rows of a table are its header: told by the contrast between what a row holds and what its
/// columns hold below. Any thread.
#pragma once

#include "core/table/TableShape.h"

namespace lectern {

/// What the rows of a table hold, column by column.
class ColumnProfile
{
public:
    /// Rows [begin, end) of the sample; blank ones are ignored, and those that are `header` once more.
    ColumnProfile(const std::vector<SampleRow>& sample, int begin, int end, int width,
                  const std::vector<std::string>& header = {});

    struct Contrast
    {
        int against = 0; ///< columns where the row holds words and the column numbers, dates, codes …
        int like = 0;    ///< columns where the row holds what the column holds
        int codes = 0;   ///< of these, columns of codes
        int typed = 0;   ///< columns that hold numbers, dates, codes …
        bool names = false; ///< filled, all different, short, and none of them comes again in its column
    };
    [[nodiscard]] Contrast contrast(const std::vector<std::string>& row) const;
    [[nodiscard]] int rows() const { return m_rows; }
    [[nodiscard]] int usualFill() const { return m_usualFill; }

private:
    struct Column
    {
        int group = 0;   // of shapes, 0 = none
        bool digits = false; // nearly every cell holds a digit
        bool years = false;
        std::vector<std::string> values; // the first ones
    };
    std::vector<Column> m_columns;
    int m_rows = 0;
    int m_usualFill = 0;
};

/// How many rows from `begin` on are the header of the table in rows [begin, end): 0 to 4. `why` says it in words.
[[nodiscard]] int headerRowsAt(const std::vector<SampleRow>& sample, int begin, int end, int width, QString& why);

/// One name per cell of several header rows: joined by a space, group labels carried to the right.
[[nodiscard]] QStringList joinedHeader(const std::vector<std::vector<std::string>>& rows, int width);

} // namespace lectern
