/// See UnclearTexts.h.
#include "core/ingest/UnclearTexts.h"

#include "core/base/Plurals.h"
#include "core/ingest/ColumnWords.h"

#include <algorithm>

namespace lectern {

namespace {

constexpr qsizetype mostTexts = 10;
constexpr std::size_t mostLookedUp = 1000; // a column of free text is no column of codes

} // namespace

UnclearTexts::UnclearTexts(const EntitySchema& schema)
{
    const ColumnWords& words = columnWords();
    for (const QStringList& group : words.telling()) {
        const int at = schema.indexOf(group.first());
        if (at < 0 || words.plain(group.first()).isEmpty())
            continue;
        Column column{at, {}, words.plain(group.first()), {}};
        for (const QString& other : group.mid(1))
            if (const int instead = schema.indexOf(other); instead >= 0)
                column.instead.push_back(instead);
        m_columns.push_back(std::move(column));
    }
}

bool UnclearTexts::isClear(Column& column, std::string_view text)
{
    m_text.assign(text);
    if (const auto known = column.clear.find(m_text); known != column.clear.end())
        return known->second;
    const QString written = QString::fromUtf8(text.data(), qsizetype(text.size())).trimmed();
    const bool clear = written.isEmpty() || column.plain.contains(written.toCaseFolded());
    if (column.clear.size() < mostLookedUp)
        column.clear.emplace(m_text, clear);
    return clear;
}

void UnclearTexts::look(const RecordBatch& batch)
{
    for (Column& column : m_columns)
        for (int row = 0; row < batch.rows(); ++row) {
            if (batch.isMissing(row, column.at) || isClear(column, batch.cell(row, column.at)) ||
                std::ranges::any_of(column.instead, [&](int other) { return !batch.isMissing(row, other) && !batch.cell(row, other).empty(); }))
                continue;
            ++m_rows;
            if (m_texts.size() == mostTexts)
                continue;
            const std::string_view text = batch.cell(row, column.at);
            if (const QString written = QString::fromUtf8(text.data(), qsizetype(text.size())).trimmed(); !m_texts.contains(written))
                m_texts << written;
        }
}

QStringList UnclearTexts::remarks() const
{
    if (m_rows == 0)
        return {};
    return {counted("Loader", QT_TRANSLATE_NOOP("Loader", "%Ln row(s) (does|do) not count, because nobody said what (it means|they mean): %1"), m_rows)
                .arg(m_texts.join(", "))};
}

} // namespace lectern
