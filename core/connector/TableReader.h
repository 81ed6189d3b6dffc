/// A table of any format as rows of one entity. What a connector needs beyond that (skip totals, fill a column, refuse a
/// row) it does in a hook. Made for one source; pool thread.
#pragma once

#include "core/connector/ColumnDoubts.h"
#include "core/connector/Connector.h"
#include "core/table/TableHead.h"
#include "core/table/TableShape.h"

#include <deque>

namespace lectern {

/// One row on its way into the batch, as a connector's hook sees and changes it.
class TableRow
{
public:
    [[nodiscard]] bool has(int column) const { return m_cells[std::size_t(column)].data() != nullptr; }
    /// Cell of a schema column; "" if the file has no such column or nothing stands in it.
    [[nodiscard]] std::string_view cell(int column) const { return m_cells[std::size_t(column)]; }
    /// All cells of the record in the order of the file.
    [[nodiscard]] std::span<const std::string_view> record() const { return m_record; }
    [[nodiscard]] qint64 sourceRow() const { return m_sourceRow; }

    /// Sets a cell; the text is copied and lives as long as the row.
    void set(int column, std::string_view text);
    void setMissing(int column) { m_cells[std::size_t(column)] = {}; }
    /// Sends the row to quarantine with a reason of reasonWords().
    void refuse(std::string_view reason, std::string_view argument);

private:
    friend class TableReader;
    std::vector<std::string_view> m_cells; // per schema column; null data = missing
    std::span<const std::string_view> m_record;
    qint64 m_sourceRow = 0;
    std::deque<std::string> m_texts; // what hooks set, reused
    std::size_t m_used = 0;
    std::string m_reason;
    std::string m_argument;
};

/// 1.23E+11: what a spreadsheet leaves of a long number.
[[nodiscard]] inline bool isRounded(std::string_view id)
{
    return id.size() >= 5 && id[id.size() - 3] == '+' && (id[id.size() - 4] | 32) == 'e' && id.front() >= '0' && id.front() <= '9';
}

enum class RowVerdict { Keep, Skip };

struct TableOptions
{
    /// Looks at every row that is not blank; empty = keep all. Skipped rows are counted in the remarks.
    std::function<RowVerdict(TableRow& row)> hook;
    /// Texts that mean "nothing" besides the empty cell, by column name; "*" = every column. Compared exactly.
    QHash<QString, QStringList> missing;
};

class TableReader final : public Reader
{
public:
    /// Finds the header, checks the mandatory columns and weighs how dates and numbers are written. Errors
    /// "table.missing_column" (names file, row and column), "cancelled" and those of openHeaded().
    [[nodiscard]] static Result<std::unique_ptr<Reader>> open(const OpenRequest& request, TableOptions options,
                                                              const Cancel& cancel);

    [[nodiscard]] Result<bool> next(RecordBatch& batch, const Cancel& cancel) override;
    [[nodiscard]] double progress() const override;
    [[nodiscard]] QString dateOrder(int column) const override;
    [[nodiscard]] char decimalMark(int column) const override;
    [[nodiscard]] SourceSample sample() const override;
    [[nodiscard]] QStringList remarks() const override;

private:
    struct Further
    {
        std::size_t cell;
        std::string key; // "\"name\":"
    };
    /// A column whose cells can be written in two ways.
    struct Watched
    {
        std::size_t column;
        std::size_t cell;
        ColumnDoubts evidence;
        bool watch = false; ///< it may still be disproved
    };
    struct HeldRow
    {
        qint64 row = 0;
        std::vector<std::string> cells;
        bool complete = false; ///< names what each row must have
    };
    TableReader(const OpenRequest& request, TableOptions options);
    [[nodiscard]] Result<void> start(const Cancel& cancel);
    void lookForFooters();
    void watchColumns();
    [[nodiscard]] Result<void> weigh(const Cancel& cancel);
    [[nodiscard]] Result<void> takeSample(const Cancel& cancel);
    void add(std::span<const std::string_view> cells);
    void decide(ColumnDoubts::Kind kind);
    void remarkWays();
    void remarkDamage();
    [[nodiscard]] Result<void> doubt(std::span<const std::string_view> cells);
    [[nodiscard]] bool isHeaderAgain(std::span<const std::string_view> cells) const;
    [[nodiscard]] bool lacksRequired(std::span<const std::string_view> cells) const;
    [[nodiscard]] std::string_view plainText(std::string_view cell);
    void take(RecordBatch& batch, std::span<const std::string_view> cells, qint64 row);
    void takeHeld(RecordBatch& batch);
    void takeCells(std::span<const std::string_view> cells, qint64 row);
    void addRow(RecordBatch& batch);
    void writeExtra();

    Found m_found;
    const EntitySchema& m_schema;
    QString m_chosenOrder;
    HeaderMapping m_mapping;
    Learnt m_learnt;
    Learnt m_usual;
    TableOptions m_options;
    HeadedTable m_table;
    HeadRecord m_header;
    HeaderMap m_map;
    std::vector<std::string> m_headerCells;
    std::vector<std::vector<std::string>> m_missing; // per column, texts that mean nothing
    std::vector<Further> m_further;
    std::vector<int> m_required; // cells of required columns, -1 = not in the file
    std::vector<Watched> m_watched;
    std::vector<QString> m_ways; // per column: what Learnt holds
    QStringList m_wayRemarks;
    std::unique_ptr<RowSource> m_rows;
    TableShape m_shape; // as much of it as tells footers
    std::deque<HeldRow> m_held; // what may stand below the table
    TableRow m_row;
    std::string m_extra;
    bool m_ended = false;
    bool m_afterBlank = false;
    qint64 m_above = 0;
    qint64 m_short = 0;
    qint64 m_long = 0;
    qint64 m_headers = 0;
    qint64 m_titles = 0; // above headers that come again
    qint64 m_skipped = 0;
    qint64 m_damaged = 0; // identifiers a spreadsheet has rounded
    std::string m_damage; // one of them
};

} // namespace lectern
