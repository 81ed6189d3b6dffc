/// The interface every connector plugin implements. Stateless factory; the host pulls. No widgets, no store.
#pragma once

#include "core/base/Cancel.h"
#include "core/base/Error.h"
#include "core/table/EntitySchema.h"
#include "core/table/Header.h"
#include "core/table/RecordBatch.h"
#include "core/table/Source.h"
#include "core/table/SourceSample.h"

#include <QtPlugin>
#include <memory>
#include <vector>

namespace lectern {

/// One source a connector recognised.
struct Found
{
    Source source;
    QString entity;            ///< id of the entity; one source may be found several times with different entities.
                               ///< Empty = known and read along with the others (a manifest): nothing is loaded from it
    std::optional<Mode> mode;  ///< what the manifest says; nothing = the entity's default
    double confidence = 0;     ///< 0 to 1; the host takes the highest per source
    QString why;               ///< in words: "header of OneRoster 1.2 users.csv"
};

/// How columns are written, by name of the schema column: "dmy", "mdy"; ",", ".".
using Learnt = QHash<QString, QString>;

/// What to read.
struct OpenRequest
{
    Found found;
    const EntitySchema* schema = nullptr; ///< outlives the reader
    QString dateOrder;                    ///< "mdy"/"dmy" chosen by the user; empty = by evidence
    HeaderMapping mapping = {};           ///< what headers mean that do not say it themselves
    Learnt learnt = {};                   ///< by an earlier reading of the same source
    Learnt usual = {};                    ///< of the last load of the feed: for what this source does not say
};

/// Reads one source as rows of one entity. One thread at a time.
class Reader
{
public:
    virtual ~Reader() = default;
    /// Fills `batch` (reset by the reader to the schema's columns) with up to about RecordBatch::targetRows rows or
    /// RecordBatch::targetBytes of text.
    /// false = the source is exhausted and `batch` is empty.
    /// Errors "table.…", "source.…", "file.…", "zip.…", "cancelled"; "reader.learnt" with a column and the way it is
    /// written (see Learnt) where rows further down disprove what the first ones said: open the source again with that.
    [[nodiscard]] virtual Result<bool> next(RecordBatch& batch, const Cancel& cancel) = 0;
    /// 0 to 1, below 0 if unknown.
    [[nodiscard]] virtual double progress() const = 0;
    /// Where a later pull may resume; empty where a source cannot.
    [[nodiscard]] virtual QByteArray cursor() const { return {}; }
    /// Order of day and month in the dates of schema column `column`: "mdy" or "dmy" by evidence of the values or by
    /// the user's choice; empty = no evidence, the schema's default holds. Cells themselves stay as they came.
    [[nodiscard]] virtual QString dateOrder(int column) const
    {
        Q_UNUSED(column);
        return {};
    }
    /// What stands in front of fractions in the numbers of schema column `column`: ',' or '.' by evidence of the values;
    /// 0 = no evidence: a point, and no marks between thousands.
    [[nodiscard]] virtual char decimalMark(int column) const
    {
        Q_UNUSED(column);
        return 0;
    }
    /// The header and first rows of a source that has a header, to be compared with the load before. From open() on.
    [[nodiscard]] virtual SourceSample sample() const { return {}; }
    /// Remarks for the person who imports: "dates read as day/month/year", "2 ragged rows padded". After the last batch.
    [[nodiscard]] virtual QStringList remarks() const { return {}; }
};

class Connector
{
public:
    virtual ~Connector() = default;
    /// Looks at every source of a package, by content, and names those it can read. A source nobody names is reported
    /// as not recognised. Quick: reads heads, not whole files. An error means the package itself cannot be looked at.
    [[nodiscard]] virtual Result<std::vector<Found>> discover(const Package& package, const Cancel& cancel) const = 0;
    /// Errors "table.missing_column", "source.empty", "source.bad_json", "file.…", "zip.…".
    [[nodiscard]] virtual Result<std::unique_ptr<Reader>> open(const OpenRequest& request, const Cancel& cancel) const = 0;
};

} // namespace lectern

#define LECTERN_CONNECTOR_IID "org.lectern.Connector/1"
Q_DECLARE_INTERFACE(lectern::Connector, LECTERN_CONNECTOR_IID)
