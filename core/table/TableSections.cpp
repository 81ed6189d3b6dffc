/// See TableSections.h.
#include "core/table/TableSections.h"

#include "core/table/CellShape.h"
#include "core/table/HeaderRows.h"

#include <algorithm>
#include <map>
#include <set>

namespace lectern {

namespace {

constexpr int mostAbove = 12; // rows of a table among which its header stands

class Splitter
{
public:
    explicit Splitter(const std::vector<SampleRow>& sample) : m_sample(sample) {}

    /// A new section begins where the width changes for good: one odd row within does not, three of five do.
    [[nodiscard]] std::vector<Section> split() const
    {
        std::vector<int> filled; // rows that hold something
        for (int i = 0; i < int(m_sample.size()); ++i)
            if (fillOf(cells(i)) > 0)
                filled.push_back(i);
        std::vector<Section> sections;
        for (std::size_t k = 0; k < filled.size(); ++k) {
            const int row = filled[k];
            const int width = int(cells(row).size());
            if (!sections.empty() && (width == sections.back().width || returns(filled, k, sections.back().width) || isCutShort(sections.back(), filled, k) ||
                                      (!headsNext(sections.back(), width, k, filled) && !settles(filled, k)))) {
                sections.back().end = row + 1;
                ++sections.back().rows;
                continue;
            }
            if (!sections.empty() && headsNext(sections.back(), width, k, filled)) {
                // A header with a cell more or less than the rows below it.
                sections.back().width = width;
                sections.back().end = row + 1;
                ++sections.back().rows;
                continue;
            }
            sections.push_back({row, row + 1, width, 1});
        }
        if (sections.size() > 4 && isChaotic(filled))
            sections = {{filled.front(), filled.back() + 1, 0, int(filled.size())}};
        for (Section& section : sections)
            section.width = usualWidth(section);
        return splitAtHeaders(sections);
    }

private:
    [[nodiscard]] bool headsNext(const Section& head, int width, std::size_t k, const std::vector<int>& filled) const
    {
        return head.rows == 1 && nearlyAsWide(head, width) && k + 1 < filled.size();
    }

    /// The row ends before the header does, as where writers leave out empty cells at the end; it is no header itself.
    [[nodiscard]] bool isCutShort(const Section& section, const std::vector<int>& filled, std::size_t k) const
    {
        const std::vector<std::string>& header = cells(section.begin);
        const std::vector<std::string>& row = cells(filled[k]);
        if (header.size() < 3 || row.size() < 2 || row.size() >= header.size() || section.end != filled[k] || !isNames(header))
            return false;
        return !isNames(row) || k + 1 == filled.size() || cells(filled[k + 1]).size() != row.size() || isNames(cells(filled[k + 1]));
    }

    /// Every cell holds words, each other ones.
    [[nodiscard]] static bool isNames(const std::vector<std::string>& cells)
    {
        std::set<std::string_view> names;
        for (const std::string& cell : cells) {
            const CellShape shape = shapeOf(cell);
            if (shape == CellShape::Empty || shape == CellShape::Missing || isTyped(shape) || shape == CellShape::Code || !names.insert(cell).second)
                return false;
        }
        return true;
    }

    /// The width of row `k` is that of at least three in five rows from it on: it is no slip.
    [[nodiscard]] bool settles(const std::vector<int>& filled, std::size_t k) const
    {
        std::size_t same = 0;
        const std::size_t end = std::min(k + 5, filled.size());
        for (std::size_t next = k; next < end; ++next)
            same += cells(filled[next]).size() == cells(filled[k]).size();
        return same * 5 >= (end - k) * 3;
    }

    [[nodiscard]] bool nearlyAsWide(const Section& head, int width) const
    {
        return head.width > 2 && width > 2 && std::abs(head.width - width) <= std::max(1, width / 5) &&
            usedWidth(cells(head.begin)) > width / 2;
    }

    /// Of the next five rows, at least three (or all that are left, if one is) have the width again.
    [[nodiscard]] bool returns(const std::vector<int>& filled, std::size_t k, int width) const
    {
        int ahead = 0;
        int same = 0;
        for (std::size_t next = k + 1; next < filled.size() && ahead < 5; ++next, ++ahead)
            same += int(cells(filled[next]).size()) == width;
        return ahead > 0 ? same * 2 >= ahead : std::abs(int(cells(filled[k]).size()) - width) <= 2 && width > 2;
    }

    /// Further tables as wide as the first: behind a blank row, a row that is a header to what follows, yet another one;
    /// a title may stand above it.
    std::vector<Section> splitAtHeaders(const std::vector<Section>& sections) const
    {
        std::vector<Section> parts;
        for (const Section& section : sections) {
            Section rest = section;
            bool blank = false;
            for (int i = section.begin; i < section.end; ++i) {
                const bool empty = fillOf(cells(i)) == 0;
                const int title = isTitle(i, section) ? 1 : 0;
                if (!empty && blank && i > rest.begin && opensTable(i + title, section, 2 - title)) {
                    Section above = rest;
                    above.end = i;
                    above.rows = filledRows(m_sample, above.begin, above.end);
                    parts.push_back(above);
                    rest.begin = i + title; // a title belongs to no section
                }
                blank = empty;
            }
            rest.rows = filledRows(m_sample, rest.begin, rest.end);
            parts.push_back(rest);
        }
        return parts;
    }

    /// Widths change from row to row: that is one table whose rows are not cut well, not many tables.
    [[nodiscard]] bool isChaotic(const std::vector<int>& filled) const
    {
        std::map<std::size_t, std::size_t> widths;
        for (const int row : filled)
            ++widths[cells(row).size()];
        const auto most = std::ranges::max_element(widths, {}, [](const auto& entry) { return entry.second; });
        return widths.size() >= 4 && most->second * 5 < filled.size() * 3;
    }

    [[nodiscard]] int usualWidth(const Section& section) const
    {
        std::map<int, int> widths;
        for (int i = section.begin; i < section.end; ++i)
            if (fillOf(cells(i)) > 0)
                ++widths[int(cells(i).size())];
        return std::ranges::max_element(widths, {}, [](const auto& entry) { return entry.second; })->first;
    }

    /// A lone cell right above a row of several.
    [[nodiscard]] bool isTitle(int row, const Section& section) const
    {
        return fillOf(cells(row)) == 1 && row + 1 < section.end && fillOf(cells(row + 1)) > 1;
    }

    /// The row is a header to the rows behind it: at least `against` of its words stand over numbers, dates or codes.
    [[nodiscard]] bool opensTable(int row, const Section& section, int against) const
    {
        int end = row + 1;
        while (end < section.end && fillOf(cells(end)) > 0)
            ++end;
        if (end - row < 3)
            return false;
        // What is above must be a table too, not a preamble.
        int above = 0;
        for (int i = section.begin; i < row && above < 3; ++i)
            above += fillOf(cells(i)) > 0;
        if (above < 3 || fillOf(cells(row)) * 2 < section.width)
            return false;
        for (int i = section.begin; i < std::min(row, section.begin + mostAbove); ++i)
            if (cells(i) == cells(row)) // its own header once more, as at the top of each page
                return false;
        const auto contrast = ColumnProfile(m_sample, row + 1, end, section.width).contrast(cells(row));
        return contrast.against >= against && contrast.like == 0 && (contrast.against >= 2 || contrast.names);
    }

    [[nodiscard]] const std::vector<std::string>& cells(int row) const { return m_sample[std::size_t(row)].cells; }

    const std::vector<SampleRow>& m_sample;
};

} // namespace

int fillOf(const std::vector<std::string>& cells)
{
    return int(std::ranges::count_if(cells, [](const std::string& cell) { return !outerTrimmed(cell).empty(); }));
}

int usedWidth(const std::vector<std::string>& cells)
{
    int width = int(cells.size());
    while (width > 0 && outerTrimmed(cells[std::size_t(width - 1)]).empty())
        --width;
    return width;
}

int filledRows(const std::vector<SampleRow>& sample, int begin, int end)
{
    int rows = 0;
    for (int i = begin; i < end; ++i)
        rows += fillOf(sample[std::size_t(i)].cells) > 0;
    return rows;
}

Section wholeSection(const std::vector<SampleRow>& sample, bool named)
{
    Section all{0, int(sample.size()), 0, 0};
    for (const SampleRow& row : sample) {
        all.width = std::max(all.width, named ? int(row.cells.size()) : usedWidth(row.cells));
        all.rows += fillOf(row.cells) > 0;
    }
    return all;
}

std::vector<Section> sectionsOf(const std::vector<SampleRow>& sample)
{
    return Splitter(sample).split();
}

} // namespace lectern
