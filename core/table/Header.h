/// Which cell of a record belongs to which column of an entity: header cells matched by name, never by position.
#pragma once

#include "core/table/EntitySchema.h"

#include <QHash>
#include <QSet>

namespace lectern {

/// A header as it is compared: without byte order mark and outer spaces, inner white space collapsed, case folded.
[[nodiscard]] QString normalisedHeader(const QString& header);

/// True for headers whose cells must never be kept, whatever the schema says: passwords and the like.
[[nodiscard]] bool isSecretHeader(const QString& header);

/// A header cell that belongs to no column of the entity.
struct FurtherColumn
{
    int cell = 0;
    QString name; ///< as the source writes it; made unique: "Error#2", "#col17"
};

struct HeaderMap
{
    std::vector<int> cellOf;            ///< per column of the schema: index of its cell, -1 = not in the file
    std::vector<FurtherColumn> further; ///< sorted by name
    QStringList secrets;                ///< headers left out by isSecretHeader()
    QStringList missing;                ///< mandatory columns without a cell
    int cells = 0;                      ///< cells with a header text
    int known = 0;                      ///< of them, those that belong to a column
};

/// What headers mean that do not say it themselves: normalised header -> name of a column; "" = of none.
using HeaderMapping = QHash<QString, QString>;

/// The names of one entity, ready to be compared with many headers.
class HeaderMatcher
{
public:
    explicit HeaderMatcher(const EntitySchema& entity, const HeaderMapping& mapping = {});
    [[nodiscard]] HeaderMap match(const QStringList& header) const;
    /// Quickly: false if match() would surely find no column, or not all mandatory ones.
    [[nodiscard]] bool mayBeWhole(const QStringList& header) const;

private:
    struct Mandatory
    {
        int column;
        QString name;
    };
    int m_columns = 0;
    QHash<QString, int> m_mapped;  // normalised header a person spoke about -> column, -1 = none
    QHash<QString, int> m_names;   // normalised name -> column
    QHash<QString, int> m_aliases; // normalised alias -> column
    QHash<QString, int> m_ranks;   // normalised alias -> how good a name it is: those of a column in their order
    QSet<QString> m_known;         // all of these
    std::vector<Mandatory> m_mandatory;
};

} // namespace lectern
