/// The table a layout makes of a source; see LayoutTable.h.
#include "core/connector/LayoutTable.h"

#include "core/base/Plurals.h"
#include "core/connector/LayoutCells.h"
#include "core/table/CellShape.h"
#include "core/table/TableHead.h"
#include "core/table/TextForcing.h"

#include <QFileInfo>
#include <QSet>
#include <algorithm>

namespace lectern {

namespace {

QString tr(const char* text, qint64 n = -1)
{
    return counted("Layout", text, n);
}

/// Reads cells of one target column of one kind of row.
class CellReader
{
public:
    CellReader() = default;
    CellReader(const LayoutCell& cell, int source, const QString& title)
        : m_source(source), m_constant(constantOf(cell, title).toStdString()), m_date(cell.date.toStdString()),
          m_mark(cell.decimal.isEmpty() ? '\0' : cell.decimal.front().toLatin1())
    {
        for (auto value = cell.values.cbegin(); value != cell.values.cend(); ++value)
            m_values.insert(value.key().trimmed().toCaseFolded(), value->toStdString());
        for (const LayoutThreshold& step : cell.thresholds)
            m_steps.push_back({step.from, step.value.toStdString()});
    }

    [[nodiscard]] int source() const { return m_source; }

    /// `text`: the source's cell, "" if it says nothing. Valid until the next call.
    std::string_view read(std::string_view text)
    {
        const std::string_view meant = text.empty() ? text : meaning(text);
        return meant.empty() ? std::string_view(m_constant) : meant;
    }

private:
    struct Step
    {
        double from;
        std::string value;
    };

    std::string_view meaning(std::string_view text)
    {
        if (!m_date.empty())
            if (auto plain = rewrittenDate(text, m_date))
                text = m_dateText = std::move(*plain);
        if (m_mark)
            if (auto plain = rewrittenNumber(text, m_mark))
                text = m_number = std::move(*plain);
        if (!m_values.isEmpty()) {
            const auto value = m_values.constFind(QString::fromUtf8(text.data(), qsizetype(text.size())).toCaseFolded());
            if (value != m_values.cend())
                return *value;
        }
        if (m_steps.empty())
            return text;
        const std::optional<double> number = numberIn(text);
        if (!number)
            return text;
        const auto above = std::ranges::upper_bound(m_steps, *number, {}, &Step::from);
        return above == m_steps.begin() ? std::string_view() : std::string_view(std::prev(above)->value);
    }

    int m_source = -1;
    std::string m_constant;
    std::string m_date;
    char m_mark = '\0';
    QHash<QString, std::string> m_values;
    std::vector<Step> m_steps;
    std::string m_dateText, m_number;
};

/// How rows of one source become rows of the target.
struct Plan
{
    struct Part
    {
        std::vector<CellReader> cells; ///< per target column
        std::vector<int> own;          ///< source columns that must say something, or there is no row; empty = always
    };
    std::vector<std::string> header;
    std::vector<Part> parts;
    std::vector<int> further; ///< source columns that go along
    std::vector<std::string> missing;
    qint64 headerRow = 0;
};

class LaidOutRows final : public RowSource
{
public:
    LaidOutRows(std::unique_ptr<RowSource> rows, Plan plan) : m_rows(std::move(rows)), m_plan(std::move(plan)) {}

    Result<bool> next() override
    {
        if (!m_started) {
            m_started = true;
            m_part = m_plan.parts.size();
            m_row = m_plan.headerRow;
            m_cells.assign(m_plan.header.begin(), m_plan.header.end());
            return true;
        }
        for (;;) {
            if (m_part == m_plan.parts.size()) {
                LECTERN_ASSIGN(const bool more, m_rows->next());
                if (!more)
                    return false;
                take(m_rows->cells());
                m_row = m_rows->row();
                m_part = 0;
            }
            Plan::Part& part = m_plan.parts[m_part++];
            if (!part.own.empty() && std::ranges::all_of(part.own, [&](int i) { return m_source[std::size_t(i)].empty(); })) {
                ++m_without;
                continue;
            }
            show(part);
            return true;
        }
    }

    std::span<const std::string_view> cells() const override { return m_cells; }
    qint64 row() const override { return m_row; }

    double progress() const override { return m_rows->progress(); }

    QStringList remarks() const override
    {
        QStringList remarks = m_rows->remarks();
        if (m_without > 0)
            remarks << tr("%Ln cell(s) that would be (a row of its|rows of their) own (says|say) nothing", m_without);
        return remarks;
    }

private:
    /// The cells of a source row as they are meant; "" = says nothing.
    void take(std::span<const std::string_view> cells)
    {
        m_source.resize(cells.size());
        m_texts.resize(cells.size());
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const std::string_view text = outerTrimmed(withoutTextForcing(cells[i], m_texts[i]));
            m_source[i] = std::ranges::find(m_plan.missing, text) == m_plan.missing.end() ? text : std::string_view();
        }
    }

    void show(Plan::Part& part)
    {
        m_cells.clear();
        for (CellReader& cell : part.cells)
            m_cells.push_back(cell.read(cell.source() < 0 ? std::string_view() : m_source[std::size_t(cell.source())]));
        for (const int column : m_plan.further)
            m_cells.push_back(m_source[std::size_t(column)]);
    }

    std::unique_ptr<RowSource> m_rows;
    Plan m_plan;
    std::vector<std::string_view> m_source, m_cells;
    std::vector<std::string> m_texts;
    std::size_t m_part = 0;
    qint64 m_row = -1; // before the header, which may be row 0
    qint64 m_without = 0;
    bool m_started = false;
};

QStringList namesOf(const OpenedTable& table)
{
    QStringList names;
    for (const TableColumn& column : table.columns)
        names << column.name;
    return names;
}

Plan planFor(const Layout& layout, const OpenedTable& table, const QString& title)
{
    Plan plan;
    QHash<QString, int> at;
    const QStringList names = namesOf(table);
    for (qsizetype i = 0; i < names.size(); ++i)
        at.insert(normalisedHeader(names[i]), int(i));
    QMap<QString, int> targets;
    for (const QString& target : layout.columns.keys())
        targets.insert(target, 0);
    for (const LayoutRow& part : layout.spread)
        for (const QString& target : part.keys())
            targets.insert(target, 0);
    QSet<QString> taken;
    for (const QString& target : targets.keys()) {
        plan.header.push_back(target.toStdString());
        taken.insert(normalisedHeader(target));
    }
    QSet<int> used;
    const auto reader = [&](const LayoutCell& cell) {
        const int source = cell.from.isEmpty() ? -1 : at.value(normalisedHeader(cell.from), -1);
        used.insert(source);
        return CellReader(cell, source, title);
    };
    const std::vector<LayoutRow> alone{LayoutRow()};
    for (const LayoutRow& own : layout.spread.empty() ? alone : layout.spread) {
        Plan::Part part;
        for (const QString& target : targets.keys())
            part.cells.push_back(own.contains(target)              ? reader(own[target])
                                 : layout.columns.contains(target) ? reader(layout.columns[target])
                                                                   : CellReader());
        for (const LayoutCell& cell : own)
            if (const int source = at.value(normalisedHeader(cell.from), -1); !cell.from.isEmpty() && source >= 0)
                part.own.push_back(source);
        plan.parts.push_back(std::move(part));
    }
    QSet<QString> leftOut;
    for (const QString& header : layout.leaveOut)
        leftOut.insert(normalisedHeader(header));
    for (qsizetype i = 0; i < names.size(); ++i) {
        const QString name = normalisedHeader(names[i]);
        if (used.contains(int(i)) || leftOut.contains(name))
            continue;
        plan.further.push_back(int(i));
        // A name of the target belongs to the target alone.
        plan.header.push_back((taken.contains(name) ? names[i] + " (source)" : names[i]).toStdString());
    }
    for (const QString& text : layout.missing)
        plan.missing.push_back(text.trimmed().toStdString());
    plan.headerRow = table.headerRows.empty() ? 0 : table.headerRows.back();
    return plan;
}

} // namespace

QString titleOf(const Source& source)
{
    return QFileInfo(source.baseName()).completeBaseName().simplified();
}

QString constantOf(const LayoutCell& cell, const QString& title)
{
    return QString(cell.constant).replace(QLatin1String(fileToken), title);
}

Result<OpenedTable> openForLayout(const Source& source, const Layout& layout)
{
    Source file = source.file();
    if (layout.fixed) {
        LECTERN_ASSIGN(RawTable raw, openFixedWidth(file, *layout.fixed));
        file.table = std::make_shared<const RawTable>(std::move(raw));
        file.memo.reset();
        return openTable(file);
    }
    LECTERN_ASSIGN(OpenedTable table, openTable(file, {.spanned = true, .belowTitles = true}));
    const bool chosen = layout.sheet.isEmpty() || source.part.isPart();
    const qsizetype sheet = chosen ? -1 : table.raw.sheets.indexOf(layout.sheet);
    if (sheet < 0 || sheet == table.raw.sheet)
        return table;
    return openTable(file, {.sheet = int(sheet), .spanned = true, .belowTitles = true});
}

Result<RawTable> laidOutTable(const Source& source, const Layout& layout)
{
    LECTERN_ASSIGN(OpenedTable table, openForLayout(source, layout));
    const LayoutFit fit = fitOf(layout, namesOf(table));
    if (!fit.fits())
        return failure("layout.does_not_fit", {source.fullName(), table.headerRows.empty() ? 0 : table.headerRows.back()},
                       {layout.name, fit.missing.join(", ")});
    RawTable raw = std::move(table.raw);
    raw.findings.push_back({"layout", layout.name, tr("its columns %1 are all there").arg(layout.sources().join(", "))});
    raw.dialect.insert("layout", layout.name);
    raw.dialect.insert("file_format", raw.format);
    raw.format = "layout"; // what readers of delimited text must not take for theirs
    raw.sheets.clear();
    raw.all.clear();
    raw.sheet = 0;
    raw.named = true;
    raw.wholeGrid = false;
    raw.rows = [source, layout]() -> Result<std::unique_ptr<RowSource>> {
        LECTERN_ASSIGN(OpenedTable opened, openForLayout(source, layout));
        if (!fitOf(layout, namesOf(opened)).fits())
            return failure("file.changed", {source.fullName()});
        Plan plan = planFor(layout, opened, titleOf(source));
        return std::make_unique<LaidOutRows>(std::move(opened.rows), std::move(plan));
    };
    return raw;
}

Result<Source> laidOut(const Source& source, const Layout& layout)
{
    LECTERN_ASSIGN(RawTable table, laidOutTable(source, layout));
    Source made = source.file();
    made.table = std::make_shared<const RawTable>(std::move(table));
    made.memo = std::make_shared<SourceMemo>();
    return made;
}

} // namespace lectern
