/// See KeptRow.h.
#include "core/ingest/KeptRow.h"

#include "core/base/Hash.h"
#include "core/govern/Codec.h"
#include "core/ingest/RowCheck.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace lectern {

namespace {

QString sortedJson(const QByteArray& json)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    return QString::fromUtf8(document.isObject() ? document.toJson(QJsonDocument::Compact) : json);
}

} // namespace

KeptRow keptRow(const EntitySchema& schema, const QString& rowJson)
{
    const QJsonObject object = QJsonDocument::fromJson(rowJson.toUtf8()).object();
    KeptRow row;
    for (const ColumnSchema& column : schema.columns) {
        const QJsonValue value = object[column.name];
        if (!value.isString())
            row.cells.emplace_back();
        else
            row.cells.emplace_back(isOpaque(column.privacy) ? decodeCell(value.toString()) : value.toString());
    }
    const QJsonValue extra = object["extra"];
    if (extra.isObject())
        row.extra = QString::fromUtf8(QJsonDocument(extra.toObject()).toJson(QJsonDocument::Compact));
    else
        row.extra = extra.toString();
    return row;
}

KeptRow keptRow(const EntitySchema& schema, const RecordBatch& batch, int index)
{
    KeptRow row;
    for (int i = 0; i < int(schema.columns.size()); ++i) {
        const std::string_view cell = batch.cell(index, i);
        if (batch.isMissing(index, i) || schema.columns[std::size_t(i)].privacy == Privacy::Never)
            row.cells.emplace_back();
        else
            row.cells.emplace_back(QString::fromUtf8(cell.data(), qsizetype(cell.size())));
    }
    if (const std::string_view extra = batch.extra(index); !extra.empty())
        row.extra = sortedJson({extra.data(), qsizetype(extra.size())});
    return row;
}

QString contentOf(const EntitySchema& schema, const KeptRow& row)
{
    RecordBatch batch(int(schema.columns.size()));
    addTo(batch, 1, row);
    return contentOf(schema, batch, 0);
}

QString contentOf(const EntitySchema& schema, const RecordBatch& batch, int index)
{
    std::string bytes;
    for (int i = 0; i < batch.columns(); ++i) {
        const ColumnSchema& column = schema.columns[std::size_t(i)];
        if (column.privacy == Privacy::Never || batch.isMissing(index, i))
            continue; // so that a column a later connector adds changes no row's name
        const QByteArray name = column.name.toUtf8();
        bytes.append(name.constData(), std::size_t(name.size()));
        bytes += RecordBatch::cellEnd;
        bytes += batch.cell(index, i);
        bytes += RecordBatch::cellEnd;
    }
    const Hash128 hash = hash128(bytes);
    return QString("%1%2").arg(hash.high, 16, 16, QChar('0')).arg(hash.low, 16, 16, QChar('0'));
}

QString keyOf(const EntitySchema& schema, const KeptRow& row)
{
    QStringList parts;
    for (const QString& name : schema.key)
        parts << row.cells[std::size_t(schema.indexOf(name))].value_or(QString());
    return parts.join(" / ");
}

qint64 keyHashOf(const EntitySchema& schema, const KeptRow& row)
{
    RecordBatch batch(int(schema.columns.size()));
    addTo(batch, 1, row);
    std::vector<int> columns;
    for (const QString& name : schema.key)
        columns.push_back(schema.indexOf(name));
    std::string key;
    joinCells(key, batch, 0, columns);
    return qint64(hash64(key));
}

void addTo(RecordBatch& batch, qint64 sourceRow, const KeptRow& row)
{
    batch.beginRow(sourceRow);
    for (const std::optional<QString>& cell : row.cells) {
        if (cell)
            batch.addCell(cell->toStdString());
        else
            batch.addMissing();
    }
    if (!row.extra.isEmpty())
        batch.setExtra(row.extra.toStdString());
}

} // namespace lectern
