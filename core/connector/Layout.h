/// A layout: how a table no connector knows is read as one that a connector does know. It is data, a JSON file a school
/// writes once (the import assistant does) and others may share: which column goes where, what the file leaves unsaid,
/// which columns become rows. The format is described in core/connector/README.md. Values; any thread.
#pragma once

#include "core/base/Error.h"
#include "core/table/FixedText.h"

#include <QByteArray>
#include <QMap>
#include <QString>
#include <QStringList>
#include <optional>
#include <vector>

namespace lectern {

inline constexpr char layoutFormat[] = "layout/1"; ///< what a layout's JSON says it is, under "lectern"
inline constexpr char fileToken[] = "{file}";       ///< in a constant: what the file is called, without its ending

/// From this number on a cell means `value`, up to the next threshold.
struct LayoutThreshold
{
    double from = 0;
    QString value;

    bool operator==(const LayoutThreshold&) const = default;
};

/// Where the cell of one target column comes from and how it is read. The steps in order: the cell of `from`; nothing if
/// it is a missing token; `date` and `decimal` written the plain way; then `values`, else `thresholds`; `constant` if
/// nothing is left. A cell that does not read as said stays as it came, and quarantine tells.
struct LayoutCell
{
    QString from{};            ///< header of the source, compared as normalisedHeader(); empty = the constant alone
    QString constant{};        ///< for every row whose cell says nothing; fileToken in it stands for titleOf() the source
    QString date{};            ///< "dmy", "mdy" or "ymd": dates are rewritten as YYYY-MM-DD; empty = by evidence
    QString decimal{};         ///< "," or ".": numbers are rewritten with a point, without thousands marks; empty = as it is
    QMap<QString, QString> values{};           ///< text of the source (compared without case) -> text of the target
    std::vector<LayoutThreshold> thresholds{}; ///< rising; a number below the first means nothing

    bool operator==(const LayoutCell&) const = default;
};

/// The cells of a target row by target column.
using LayoutRow = QMap<QString, LayoutCell>;

struct Layout
{
    QString name;          ///< unique within a school; for people
    QString note;          ///< one line for people; may be empty
    QString connector;     ///< who reads the rows: "assessments"
    QString entity;        ///< "scores"; empty = the connector finds out itself (forms)
    QStringList signature; ///< headers it is recognised by: all of them stand in the file, in any order
    QString sheet;         ///< name of the sheet or table of the file; empty = the one preview takes
    LayoutRow columns;     ///< cells every target row has
    /// One target row per source row and entry, made of `columns` and the entry's own cells; an entry whose own source
    /// columns all say nothing makes no row. Empty = one target row per source row.
    std::vector<LayoutRow> spread;
    QStringList missing;   ///< texts that mean "nothing" besides the empty cell; compared exactly
    QStringList leaveOut;  ///< headers whose cells are not kept; all others not named go along as further columns
    std::optional<FixedWidth> fixed; ///< the source is text of fixed columns

    bool operator==(const Layout&) const = default;

    [[nodiscard]] QString target() const { return entity.isEmpty() ? connector : connector + '.' + entity; }
    /// Headers any cell is taken from, each once, in order of target columns.
    [[nodiscard]] QStringList sources() const;
};

/// Reads a layout out of JSON somebody else wrote; `file` names it in errors. All errors say file, JSON path, cause and
/// remedy: "layout.not_json", "layout.too_large", "json.too_deep", "layout.unknown_member", "layout.twice",
/// "layout.wrong_type", "layout.missing_member", "layout.bad_value".
[[nodiscard]] Result<Layout> layoutFromJson(const QByteArray& json, const QString& file);

/// The same of a file. Also errors "file.…".
[[nodiscard]] Result<Layout> readLayout(const QString& path);

/// The JSON of a layout, as layoutFromJson() reads it back; the same layout gives the same bytes.
[[nodiscard]] QByteArray layoutToJson(const Layout& layout);

} // namespace lectern
